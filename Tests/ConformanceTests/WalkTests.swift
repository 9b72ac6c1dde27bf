import Testing

/// Random walks over all that may be done to a stack, with drivers that pend everywhere.
@Suite struct WalkTests {
  @Test(
    "random legal operations break no rule and lose nothing",
    arguments: [1, 2, 3, 4] as [UInt64]
  )
  func legal(_ seed: UInt64) throws {
    let rig = try WalkRig(seed: seed)
    let steps = 5_000
    let clock = ContinuousClock()
    let start = clock.now
    for step in 0..<steps {
      try rig.step()
      guard rig.problem == nil else {
        Issue.record("step \(step): \(rig.problem ?? "")")
        break
      }
    }
    let seconds =
      Double((clock.now - start).components.seconds)
      + Double((clock.now - start).components.attoseconds) / 1e18
    try rig.stop()
    let histogram = WalkRig.Operation.allCases
      .map { "\($0.rawValue) \(rig.counts[$0, default: 0])" }.joined(separator: ", ")
    for operation in WalkRig.Operation.allCases {
      #expect(rig.counts[operation, default: 0] * 50 >= steps, "\(operation) is under 2 %")
    }
    print(
      "seed \(seed): \(steps) operations, "
        + "\(Int(Double(steps) / max(seconds, 0.001))) per second; \(histogram)"
    )
  }
}

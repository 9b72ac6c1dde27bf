import CDrivers
import Kernel
@testable import NDIS
import Testing

/// The random walk once more for each way to break a rule, with that offence somewhere in it.
@Suite struct VerifierWalkTests {
  private static let steps = 420

  @Test("every rule of the verifier is broken in some walk, and by each driver in C that can")
  func coverage() throws {
    let broken = Breaker.all.map(\.rule) + Offence.all.map(\.rule.rawValue)
    let untouched = VerifierRule.allCases.map(\.rawValue).filter { !broken.contains($0) }
    #expect(untouched == [])
    print("\(VerifierRule.allCases.count) rules, \(broken.count) ways to break them, none left out")
  }

  @Test(
    "an offence of a driver in C is found when it comes, and nothing else is",
    arguments: Breaker.all
  )
  func breaker(_ breaker: Breaker) throws {
    try walk(breaker.rule, breaker.name, seed: UInt64(100 + breaker.index)) { rig in
      try rig.commit(breaker)
    }
  }

  @Test("an offence is found when it comes, and nothing else is", arguments: Offence.all)
  func offence(_ offence: Offence) throws {
    try walk(
      offence.rule.rawValue,
      offence.driver,
      seed: UInt64(1_000 + offence.rule.rawValue.count)
    ) { rig in
      try rig.rest()
      #expect(rig.problem == nil)
      try offence.commit(rig)
      try rig.rest()
      let found = Array(rig.stack.verifier?.findings.dropFirst(rig.expectedFindings) ?? [])
      rig.expectedFindings += found.count
      return found
    }
  }

  /// What all walks together did; the last one judges it.
  private static let tally = Guarded<(walks: Int, counts: [WalkRig.Operation: Int])>((0, [:]))

  private static func add(_ counts: [WalkRig.Operation: Int]) {
    let all = tally.withLock { tally -> [WalkRig.Operation: Int]? in
      tally.walks += 1
      tally.counts.merge(counts) { $0 + $1 }
      return tally.walks == Breaker.all.count + Offence.all.count ? tally.counts : nil
    }
    guard let all else { return }
    let total = all.values.reduce(0, +)
    for operation in WalkRig.Operation.allCases {
      #expect(all[operation, default: 0] * 50 >= total, "\(operation) is under 2 %")
    }
    let histogram = WalkRig.Operation.allCases
      .map { "\($0.rawValue) \(all[$0, default: 0])" }.joined(separator: ", ")
    print("walks with an offence: \(total) operations; \(histogram)")
  }

  /// Lists that these rules are about never come home.
  private static let losses: Set<String> = ["lostChain", "leakAtDetach"]

  private func walk(
    _ rule: String,
    _ driver: String,
    seed: UInt64,
    _ commit: (WalkRig) throws -> [VerifierFinding]
  ) throws {
    let rig = try WalkRig(seed: seed)
    let place = 60 + rig.bounded(Self.steps - 120)
    for step in 0..<Self.steps {
      if step == place {
        let found = try commit(rig)
        let told = found.map { "\($0.rule) by \($0.driver): \($0.detail)" }
        #expect(Set(found.map(\.rule.rawValue)) == [rule], "\(told)")
        #expect(found.allSatisfy { $0.driver == driver }, "\(told)")
      }
      try rig.step()
      guard rig.problem == nil else {
        Issue.record("step \(step), offence at \(place): \(rig.problem ?? "")")
        return
      }
    }
    Self.add(rig.counts)
    let leakers: Set<String> =
      !Self.losses.contains(rule) ? [] : rule == "lostChain" ? [rig.adapter.name] : [driver]
    try rig.stop(leakers: leakers)
  }
}

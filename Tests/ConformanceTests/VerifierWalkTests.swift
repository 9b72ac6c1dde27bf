import CDrivers
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
    for operation in WalkRig.Operation.allCases {
      let count = rig.counts[operation, default: 0]
      #expect(count * 50 >= Self.steps, "\(operation) is under 2 %")
    }
    let leakers: Set<String> =
      !Self.losses.contains(rule) ? [] : rule == "lostChain" ? [rig.adapter.name] : [driver]
    try rig.stop(leakers: leakers)
  }
}

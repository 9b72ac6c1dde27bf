import NDIS

/// How far a scenario has come.
struct ScenarioProgress {
  /// Everything to do, in order.
  let steps: [Scenario.Step]
  /// The one that is next.
  var next = 0
  /// Journeys of the packets that have a name.
  var packets: [String: UInt64] = [:]
  /// Number of the command that the last step gave and that has not been answered; 0 if none.
  var awaited: UInt64 = 0
  /// A query of the last step has not come back.
  var isAsking = false
  /// Engine time when the last step began.
  var begin: UInt64 = 0
  /// What did not come to pass: what, where, how to mend it.
  var failures: [String] = []
  /// Expectations that held.
  var held = 0
  var isFinished = false

  init(_ scenario: Scenario) {
    steps = scenario.all
  }

  /// The step under way or just done.
  var current: Scenario.Step? { next > 0 ? steps[next - 1] : nil }
}

/// What an expectation found that it did not expect, and how to mend it.
struct ScenarioFailure: Error {
  var what: String
  var mend: String

  init(_ what: String, mend: String = "mend the stack or the expectation") {
    self.what = what
    self.mend = mend
  }
}

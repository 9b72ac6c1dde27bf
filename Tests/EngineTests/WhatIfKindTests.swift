import Drivers
import Inspection
import Kernel
import NDIS
import Testing

@testable import Engine

/// Each kind of change, done to a stepped run: the fork beside a fresh run of the changed stack file, what differs beside the
/// paths of both runs, and the run it was made from beside itself.
@Suite("What if, kind by kind")
struct WhatIfKindTests {
  static let trials: [WhatIfTrial] = [
    .lab, .random(3), .random(7), .random(8),
  ]
  static let tables: [WhatIfTrial] = [.scaling(1), .scaling(2), .scaling(3)]

  /// What a fork is to be told by.
  struct Fork {
    var before: [ToldJourney]
    var after: [ToldJourney]
    var differences: [JourneyDifference]
    var outcome: WhatIfOutcome
  }

  /// Forks a run and does everything that holds whatever the change is.
  private static func fork(
    _ base: StackEngine,
    _ trial: WhatIfTrial,
    _ change: WhatIfChange,
    _ before: [ToldJourney]
  ) throws -> Fork {
    let request = WhatIfRequest(changes: [change])
    let state = WhatIfTrial.state(base)
    // As a front asks for it, beside the engine that stands.
    try base.perform(.detail(DetailRequest(whatIf: request)))
    guard case .done(let told)? = base.snapshot().detail.whatIf else {
      throw WhatIfTrialError("\(change.text): \(base.snapshot().detail.whatIf as Any)")
    }
    try base.perform(.detail(DetailRequest()))
    let inputs = try base.inputs(for: request)
    var differences: [JourneyDifference] = []
    var made: RunInputs.Made?
    let outcome = try WhatIf(inputs, request).outcome(
      ran: { made = $0 },
      each: { differences.append($0) }
    )
    let isUntouched = WhatIfTrial.state(base) == state
    #expect(isUntouched, "\(change.text): the run itself is another")
    let fork = try #require(made)
    #expect(outcome == told && fork.problems.isEmpty, "\(change.text): \(fork.problems)")
    // The changed file, read and run by itself, with the same done to it.
    let changed = try inputs.changed(by: [change], in: base.currentStructure())
    let fresh = try trial.engine(StackFile.write(changed))
    try trial.drive(fresh)
    let after = try ToldJourney.all(fork.engine)
    // Said in two words: what differs in thousands of hops nobody wants to read.
    let isFresh = try after == ToldJourney.all(fresh)
    #expect(isFresh, "\(change.text): a fresh run is another")
    let recordings = [fork.engine.log, fresh.log].map { WhatIfTrial.recording($0) }
    let isSame = recordings[0] == recordings[1]
    #expect(isSame && recordings[0].count > 1_000, "\(change.text)")
    return Fork(
      before: before,
      after: after,
      differences: differences,
      outcome: try #require(outcome)
    )
  }

  @Test(
    "the fork is a fresh run of its file, its origin is untouched, nothing but the change differs",
    arguments: trials
  )
  func kinds(_ trial: WhatIfTrial) throws {
    let base = try trial.engine()
    try trial.drive(base)
    let before = try ToldJourney.all(base)
    let changes = try trial.changes()
    #expect(before.count > 50 && !changes.isEmpty)
    for change in changes {
      let fork = try Self.fork(base, trial, change, before)
      let drivers = try trial.drivers()
      let intent = WhatIfIntent(change, fork.before, fork.after, fork.differences, drivers)
      intent.check(trial.name)
      #expect(fork.outcome.remarks.count == (intent.reordersElsewhere ? 1 : 0), "\(change.text)")
      let counts = fork.outcome.counts
      #expect(counts.all - counts.same == fork.differences.count)
      #expect(counts.same + counts.differing + counts.onlyInFirst == before.count)
      #expect(counts.same + counts.differing + counts.onlyInSecond == fork.after.count)
    }
    // It goes on as one that was never forked.
    let other = try trial.engine()
    try trial.drive(other)
    for engine in [base, other] { try engine.run(until: trial.time * 5 / 4) }
    let isSame = WhatIfTrial.state(base) == WhatIfTrial.state(other)
    #expect(isSame)
  }

  @Test(
    "another table moves exactly the packets whose entries it leads elsewhere",
    arguments: tables
  )
  func table(_ trial: WhatIfTrial) throws {
    let base = try trial.engine()
    try trial.drive(base)
    let before = try ToldJourney.all(base)
    let structure = base.currentStructure()
    let node = try #require(structure.adapters.first { $0.name == "eth0" })
    let old = try #require(structure.scaling(of: node.id)).table.map(\.queue)
    var random = SeededRandom(seed: trial.time)
    for round in 0..<3 {
      let first = Int(random.bounded(100))
      let last = first + Int(random.bounded(UInt64(128 - first)))
      let queue = Int(random.bounded(UInt64(node.queues.count)))
      let edit = round == 0 ? "all = 1, 0" : "\(first)-\(last) = \(queue)"
      let change = WhatIfChange.table(adapter: "eth0", edit: edit)
      let fork = try Self.fork(base, trial, change, before)
      let new = old.indices.map { entry in
        round == 0
          ? UInt32(1 - entry % 2)
          : (first...last).contains(entry) ? UInt32(queue) : UInt32(old[entry])
      }
      // The hash is recorded with the packet; its low seven bits choose the entry.
      let moved = before.filter { journey in
        guard let step = journey.steps.first, step.from == "eth0",
          let hash = step.info.first(where: { $0.name == "NetBufferListHashValue" })?.rawValue
        else { return false }
        let entry = Int(hash & 127)
        return UInt32(old[entry]) != new[entry]
      }
      let found = fork.differences
      #expect(found.compactMap(\.first) == moved.map(\.id), "\(trial.name): \(edit)")
      #expect(found.compactMap(\.second).count == moved.count, "\(trial.name): \(edit)")
      #expect(found.allSatisfy { $0.items.map(\.kind) == [.processor] }, "\(trial.name): \(edit)")
      #expect(round > 0 || !moved.isEmpty)
    }
  }

  @Test("a session is a base like the run it was recorded from", arguments: trials.prefix(2))
  func session(_ trial: WhatIfTrial) throws {
    let base = try trial.engine()
    var bytes: [UInt8] = []
    let recorder = SessionRecorder(engine: base, text: trial.text) { bytes += $0 }
    try trial.drive(base)
    recorder.follow(base)
    _ = recorder.finish(base)
    let archive = try SessionArchive.read(bytes)
    for change in try trial.changes() {
      let request = WhatIfRequest(changes: [change])
      var ofRun: [JourneyDifference] = []
      var ofSession: [JourneyDifference] = []
      let one = try WhatIf(try base.inputs(for: request), request).outcome(
        each: { ofRun.append($0) }
      )
      let two = try WhatIf(try archive.inputs(for: request), request, base: archive).outcome(
        each: { ofSession.append($0) }
      )
      let isSame = ofRun == ofSession && one == two
      #expect(isSame, "\(change.text)")
    }
  }

  @Test("a session that does not tell its stack, or one nobody can read, is refused")
  func withoutStack() throws {
    let base = try WhatIfTrial.lab.engine()
    base.start()
    try base.run(until: 30_000_000)
    let trials: [(String?, String)] = [
      (nil, "does not tell its stack"), ("adapters: 5", "stack cannot be read"),
    ]
    for (text, words) in trials {
      var bytes: [UInt8] = []
      var writer = SessionWriter { bytes += $0 }
      if let text { writer.stackFile(name: "lab", text: text) }
      writer.options(
        SessionOptions(
          version: ProductVersion.text,
          seed: 1,
          mode: .stepped,
          startHostTime: nil,
          arguments: []
        )
      )
      writer.snapshot(base.snapshot())
      writer.end(time: base.now)
      let archive = try SessionArchive.read(bytes)
      do {
        _ = try archive.inputs()
        Issue.record("it was run again")
      } catch {
        #expect(error.description.contains(words), "\(error)")
        #expect(error.description.split(separator: ":").count >= 2)
      }
    }
  }
}

/// What went wrong before anything could be compared.
struct WhatIfTrialError: Error, CustomStringConvertible {
  let description: String

  init(_ text: String) { description = text }
}

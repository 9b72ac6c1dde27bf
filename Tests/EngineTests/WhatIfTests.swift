import Drivers
import Inspection
import Kernel
import NDIS
import Testing

@testable import Engine

/// A stack run again with changes, beside the stack as it is.
@Suite("What if")
struct WhatIfTests {
  static let time: UInt64 = 40_000_000

  private static func bytes(_ made: RunInputs.Made) -> [UInt8] {
    WhatIfTrial.recording(made.engine.log)
  }

  private static func bytes(_ archive: SessionArchive) -> [UInt8] {
    withExtendedLifetime(archive) { WhatIfTrial.recording(archive.log) }
  }

  /// A stepped run with commands in the midst of it, and its session.
  private static func session(seed: UInt64) throws -> SessionArchive {
    var options = StackEngine.Options()
    options.stepped = true
    options.keepsAll = true
    options.ringBytes = 1 << 28
    let engine = try StackEngine(
      try RecordingStacks.configuration(seed: seed),
      options: options
    )
    var session: [UInt8] = []
    let text = RecordingStacks.text(seed: seed)
    let recorder = SessionRecorder(engine: engine, text: text) { session += $0 }
    engine.start()
    engine.settle()
    try engine.inject(
      InjectionOrder(
        place: "eth0",
        direction: .receive,
        frame: [UInt8](repeating: 0xFF, count: 60),
        count: 5,
        interval: 3_000_000
      )
    )
    try engine.run(until: time / 3)
    let adapter = try engine.injectionParty(named: "eth0")
    engine.performReporting(.pauseAdapter(adapter))
    try engine.run(until: time / 2)
    engine.performReporting(.restartAdapter(adapter))
    engine.performReporting(.attachFilter(adapter: adapter, component: "capture"))
    try engine.run(until: time)
    recorder.follow(engine)
    _ = recorder.finish(engine)
    return try SessionArchive.read(session)
  }

  @Test(
    "a session of a stepped run is run again byte for byte",
    arguments: 1...8 as ClosedRange<UInt64>
  )
  func again(_ seed: UInt64) throws {
    let archive = try Self.session(seed: seed)
    #expect(archive.session.commands.count == 4)
    let made = try #require(try archive.inputs().run())
    let old = Self.bytes(archive)
    #expect(old.count > 10_000)
    let isSame = Self.bytes(made) == old
    #expect(isSame)
    #expect(made.problems.isEmpty)
  }

  @Test("a breakpoint, an edit and a release are done again at the packet they were done to")
  func stopped() throws {
    var options = StackEngine.Options()
    options.stepped = true
    options.keepsAll = true
    options.ringBytes = 1 << 28
    let (configuration, text) = try StackConfiguration.load("lab")
    let engine = try StackEngine(configuration, options: options)
    var session: [UInt8] = []
    let recorder = SessionRecorder(engine: engine, text: text) { session += $0 }
    var stops = 0
    engine.serveRests { resting in
      stops += 1
      guard stops == 2, var bytes = resting.snapshot().rest?.packet?.bytes else {
        return resting.perform(.release)
      }
      bytes[bytes.count - 1] ^= 0xFF
      resting.perform(.editPacket(bytes))
      resting.perform(.release)
    }
    engine.start()
    engine.settle()
    engine.performReporting(.addBreakpoint("packet icmp.type == 8"))
    try engine.run(until: 200_000_000)
    recorder.follow(engine)
    _ = recorder.finish(engine)
    #expect(stops > 3)
    let archive = try SessionArchive.read(session)
    let made = try #require(try archive.inputs().run())
    let isSame = Self.bytes(made) == Self.bytes(archive)
    #expect(isSame)
  }

  @Test(
    "the fork records what a fresh run of the changed stack file records, whatever is changed",
    arguments: [1, 12] as [UInt64]
  )
  func fresh(_ seed: UInt64) throws {
    let stack = try RecordingStacks.configuration(seed: seed)
    let inputs = RunInputs(stack, options: StackEngine.Options(), end: Self.time)
    for change in try WhatIfTrial.random(seed).changes() {
      let text = StackFile.write(try inputs.changed(by: [change]))
      let read = try StackFile.read(
        text,
        file: "changed.yaml",
        catalogue: DriverCatalogue.builtIn.components
      )
      let fork = try #require(try inputs.run([change]))
      var options = StackEngine.Options()
      options.stepped = true
      options.keepsAll = true
      options.ringBytes = 1 << 28
      let engine = try StackEngine(read, options: options)
      try HeadlessRun(engine).run(for: Self.time)
      // The run of a stack begins when it is up; up to the fork's end both are the same.
      let whole = WhatIfTrial.recording(engine.log)
      let isBegin = whole.starts(with: Self.bytes(fork))
      #expect(isBegin, "\(change.text)")
    }
  }

  @Test("another table is a step of the changed stack, and a fresh run of its file is the fork")
  func table() throws {
    let (stack, _) = try StackConfiguration.load("stacks/scaling.yaml".inTheTree)
    var inputs = RunInputs(stack, options: StackEngine.Options(), end: 50_000_000)
    let base = try #require(try inputs.run())
    let structure = base.engine.currentStructure()
    let change = WhatIfChange.table(adapter: "eth0", edit: "all = 0, 0, 3")
    let fork = try #require(try inputs.run([change], in: structure))
    let queues = fork.engine.currentStructure().adapters[0].queues
    let scaling = try #require(fork.engine.currentStructure().scaling(of: 1))
    #expect(scaling.table.prefix(6).map(\.queue) == [0, 0, 3, 0, 0, 3] && queues.count == 4)
    let text = StackFile.write(fork.engine.configuration)
    inputs.configuration = try StackFile.read(
      text,
      file: "changed.yaml",
      catalogue: DriverCatalogue.builtIn.components
    )
    let again = try #require(try inputs.run())
    let isSame = Self.bytes(again) == Self.bytes(fork)
    #expect(isSame)
    // Exactly those differ whose entry leads to another queue, and in nothing but the processor.
    var found: Set<UInt64> = []
    _ = try WhatIf(inputs.with(stack), WhatIfRequest(changes: [change])).outcome(each: {
      difference in
      #expect(difference.items.map(\.kind) == [.processor])
      if let journey = difference.first { found.insert(journey) }
    })
    let context = base.engine.journeyContext()
    var moved: Set<UInt64> = []
    for place in 0..<base.engine.list.index.count {
      let entry = base.engine.list.index.entry(at: place)
      let journey = try #require(try base.engine.log.journey(entry, context))
      let hash = journey.hops.first?.info.first { $0.name == "NetBufferListHashValue" }?.rawValue
      guard journey.adapter == 1, let hash else { continue }
      let number = Int(hash & 127)
      let old = base.engine.currentStructure().scaling(of: 1)?.table[number].queue
      if old != scaling.table[number].queue { moved.insert(entry.journey) }
    }
    #expect(!moved.isEmpty && found == moved)
  }

  @Test(
    "a filter bypassed changes the journeys that pass it and what comes of those, and no other",
    arguments: [1, 2, 3, 5, 9, 12] as [UInt64]
  )
  func intended(_ seed: UInt64) throws {
    let archive = try Self.session(seed: seed)
    let context = archive.context
    for adapter in context.structure.adapters {
      // A filter that only looks on takes nothing out, so nothing else may come or go.
      for filter in adapter.filters where filter.driver == "capture" && filter.name != "capture" {
        let change = WhatIfChange.bypass(place: "\(adapter.name)/\(filter.name)")
        var found: Set<UInt64> = []
        let whatIf = WhatIf(
          try archive.inputs(),
          WhatIfRequest(changes: [change]),
          base: archive
        )
        let outcome = try whatIf.outcome(each: { difference in
          #expect(difference.items.map(\.kind) == [.path])
          if let journey = difference.first { found.insert(journey) }
        })
        var passing: Set<UInt64> = []
        for place in 0..<archive.session.index.count {
          let entry = archive.session.index.entry(at: place)
          let path = archive.log.path(of: entry)
          if path.contains(where: { $0.from == filter.partyID || $0.to == filter.partyID }) {
            passing.insert(entry.journey)
          }
        }
        #expect(found == passing, "\(change.text)")
        #expect(outcome?.counts.onlyInFirst == 0 && outcome?.counts.onlyInSecond == 0)
      }
    }
  }

  @Test("what cannot be is refused with its place and how to mend it, and nothing runs")
  func refused() throws {
    let (lab, _) = try StackConfiguration.load("lab")
    let inputs = RunInputs(lab, options: StackEngine.Options(), end: 1_000_000)
    for (change, words) in [
      (WhatIfChange.bypass(place: "gat"), "did you mean gate"),
      (.bypass(place: "caller"), "this is no filter"),
      (.above(place: "tag", other: "watch"), "cannot stand above"),
      (.above(place: "gate", other: "untag"), "on no adapter together"),
      (.above(place: "gate", other: "gate"), "this is one filter"),
      (.set(place: "tag", keyword: "id", value: "5000"), "4094"),
      (.set(place: "tag", keyword: "ide", value: "5"), "did you mean id"),
      (.table(adapter: "eth0", edit: "all = 0"), "no indirection table"),
    ] {
      do {
        _ = try inputs.changed(by: [change], in: nil)
        Issue.record("\(change.text) was done")
      } catch {
        #expect(error.description.contains(words), "\(error)")
      }
    }
  }

  @Test("another tag at both ends is the tag alone, wherever there is one")
  func tag() throws {
    let trial = WhatIfTrial.lab
    let base = try trial.engine()
    try trial.drive(base)
    let request = WhatIfRequest(changes: [
      .set(place: "tag", keyword: "id", value: "77"),
      .set(place: "untag", keyword: "id", value: "77"),
    ])
    var found: [UInt64] = []
    let outcome = try WhatIf(try base.inputs(for: request), request).outcome(each: { difference in
      let names = ["vlan.id", "Ieee8021QNetBufferListInfo.VlanId"]
      for item in difference.items {
        #expect(names.contains(item.name) && item.first == "100" && item.second == "77")
      }
      if let journey = difference.first { found.append(journey) }
    })
    // What was dropped above the tag, or put in below it, has none.
    let journeys = try ToldJourney.all(base)
    let tagged = journeys.filter { journey in
      journey.steps.contains { step in
        step.info.contains { $0.name.hasPrefix("Ieee8021Q") }
          || step.bytes?.prefix.dropFirst(12).prefix(2) == [0x81, 0x00]
      }
    }
    #expect(found.sorted() == tagged.map(\.id) && found.count > 50)
    #expect(outcome?.counts.onlyInFirst == 0 && outcome?.counts.onlyInSecond == 0)
  }

  @Test("a stack that leads to the host runs without it, and says so")
  func alone() throws {
    let (tap, _) = try StackConfiguration.load("stacks/tap.yaml".inTheTree)
    let inputs = RunInputs(
      tap,
      options: StackEngine.Options(),
      commands: [],
      names: [:],
      end: 100_000_000,
      isFresh: true
    )
    #expect(inputs.remarks.count == 1)
    let own = RunInputs(tap, options: StackEngine.Options(), end: 100_000_000)
    #expect(own.remarks == inputs.remarks && own.configuration.adapters.count > 1)
    let made = try #require(try inputs.run())
    let adapter = try #require(made.engine.currentStructure().adapters.first)
    #expect(adapter.miniport.driver == "wire" && adapter.linkState == "Connected")
    // At the other end nobody is bound.
    #expect(made.engine.currentStructure().adapters.contains { $0.bindings.isEmpty })
  }
}

extension RunInputs {
  fileprivate func with(_ stack: StackConfiguration) -> RunInputs {
    var other = self
    other.configuration = stack
    return other
  }
}

extension String {
  /// A file of the source tree.
  fileprivate var inTheTree: String {
    let here = #filePath
    return here.prefix(here.count - "Tests/EngineTests/WhatIfTests.swift".count) + self
  }
}

import Drivers
import Inspection
import Kernel
import NDIS
import Testing

@testable import Engine

/// A stepped run with commands in its midst, which is forked.
struct WhatIfTrial: Sendable, CustomTestStringConvertible {
  let name: String
  let text: String
  /// Engine nanoseconds that it runs.
  let time: UInt64

  var testDescription: String { name }

  /// The lab, long enough for its filter to drop something.
  static let lab = WhatIfTrial(name: "lab", text: BuiltInStacks.lab.text, time: 340_000_000)

  /// A stack that a seed decides.
  static func random(_ seed: UInt64) -> WhatIfTrial {
    WhatIfTrial(
      name: "random \(seed)",
      text: RecordingStacks.text(seed: seed),
      time: 40_000_000
    )
  }

  /// Flows over several receive queues, all of it decided by a seed.
  static func scaling(_ seed: UInt64) -> WhatIfTrial {
    var random = SeededRandom(seed: seed)
    let queues = [2, 4, 8][Int(random.bounded(3))]
    let text = """
      name: scaling-\(seed)
      seed: \(seed)
      adapters:
        eth0:
          driver: generator
          profile: flows
          flows: \(20 + random.bounded(200))
          rate: \(5_000 + random.bounded(15_000)) packets/s
          queues: \(queues)
          filters: [ capture ]
        eth1: { driver: generator, rate: 500 packets/s }
      protocols:
        drain: { driver: sink, bind: [eth0, eth1] }
      """
    return WhatIfTrial(name: "scaling \(seed)", text: text, time: 40_000_000)
  }

  func stack(_ text: String? = nil) throws -> StackConfiguration {
    try StackFile.read(
      text ?? self.text,
      file: "\(name).yaml",
      catalogue: DriverCatalogue.builtIn.components
    )
  }

  /// An engine that has not begun.
  func engine(_ text: String? = nil) throws -> StackEngine {
    var options = StackEngine.Options()
    options.stepped = true
    options.keepsAll = true
    options.ringBytes = 1 << 28
    return try StackEngine(try stack(text), options: options)
  }

  /// Runs it: frames are injected, and an adapter is paused and restarted.
  func drive(_ engine: StackEngine) throws {
    engine.start()
    try engine.run(until: time / 4)
    try engine.inject(
      InjectionOrder(
        place: "eth0",
        direction: .receive,
        frame: [UInt8](repeating: 0xFF, count: 60),
        count: 5,
        interval: time / 16
      )
    )
    try engine.run(until: time / 2)
    let adapter = try engine.injectionParty(named: "eth0")
    engine.performReporting(.pauseAdapter(adapter))
    try engine.run(until: time / 2 + time / 16)
    engine.performReporting(.restartAdapter(adapter))
    try engine.run(until: time)
  }

  /// All that there is of an engine: tree, counters and events as a session keeps them, and the recording.
  static func state(_ engine: StackEngine) -> [UInt8] {
    var snapshot = engine.snapshot()
    snapshot.sequence = 0
    var bytes: [UInt8] = []
    var writer = SessionWriter { bytes += $0 }
    writer.snapshot(snapshot)
    writer.causes(engine.causeTable())
    return bytes + recording(engine.log)
  }

  /// The bytes of everything that was recorded.
  static func recording(_ log: some HopLogSource) -> [UInt8] {
    var bytes: [UInt8] = []
    var position = log.nextPosition(after: 0) ?? 0
    while true {
      let count = log.withPiece(from: position) { piece in
        piece.withUnsafeBytes { bytes += $0 }
        return piece.byteCount
      }
      guard let count, count > 0 else { return bytes }
      position += UInt64(count)
    }
  }

  /// One change of each kind that the stack can have: the last that there is of it.
  func changes() throws -> [WhatIfChange] {
    let stack = try stack()
    var changes: [String: WhatIfChange] = [:]
    for adapter in stack.adapters {
      let filters = stack.filters(on: adapter.name)
      for (place, filter) in filters.enumerated() {
        let name = "\(adapter.name)/\(filter.name)"
        let driver = filter.component.name
        changes["bypass \(driver)"] = .bypass(place: name)
        if place > 0, Self.isAlike(filter, filters[place - 1]) {
          let other = "\(adapter.name)/\(filters[place - 1].name)"
          changes["above \(driver)"] = .above(place: name, other: other)
          changes["below \(driver)"] = .below(place: other, other: name)
        }
        switch driver {
        case "vlan": changes["id"] = .set(place: name, keyword: "id", value: "77")
        case "classify":
          changes["rule"] = .set(place: name, keyword: "rules[1].action", value: "permit")
        default: break
        }
      }
      if adapter.component.name == "wire" {
        changes["delay"] = .set(place: adapter.name, keyword: "delay", value: "700 us")
      }
    }
    for talker in stack.protocols where talker.component.name == "talker" {
      changes["size"] = .set(place: talker.name, keyword: "size", value: "99")
    }
    return changes.sorted { $0.key < $1.key }.map(\.value)
  }

  /// The driver of every modifying filter, by `adapter/filter`.
  func drivers() throws -> [String: String] {
    let stack = try stack()
    var drivers: [String: String] = [:]
    for adapter in stack.adapters {
      for filter in stack.filters(on: adapter.name)
      where filter.component.filter?.type == .modifying {
        drivers["\(adapter.name)/\(filter.name)"] = filter.component.name
      }
    }
    return drivers
  }

  private static func isAlike(
    _ one: StackConfiguration.Instance,
    _ other: StackConfiguration.Instance
  ) -> Bool {
    one.component.filter?.type == other.component.filter?.type
      && one.component.filter?.filterClass == other.component.filter?.filterClass
  }
}

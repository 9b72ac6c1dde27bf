@testable import Engine
@testable import Explorer
import Drivers
import Inspection
import Kernel
import TUIKit
import Testing

@Suite("Frozen panes are one instant")
struct FrozenPanesTests {
  static let size = Size(width: 160, height: 48)
  /// Stacks with traffic in every part, and the freezes of each: 20 × 4 stepped and 20 live.
  static let seeds: [UInt64] = [1, 2, 3, 5]
  static let freezes = 20

  @Test(
    "the sum of module counters equals the adapter's in every pane, at 80 random freezes of stepped runs",
    arguments: seeds
  )
  func stepped(_ seed: UInt64) throws {
    var options = StackEngine.Options()
    options.stepped = true
    options.keepsAll = true
    options.ringBytes = 1 << 26
    // Generators have several queues, so that frames wait in them.
    let stack = RandomStack(seed: seed)
    let configuration = try StackFile.read(
      stack.text.replacing("driver: generator", with: "driver: generator\n    queues: 4"),
      file: stack.name,
      catalogue: DriverCatalogue.builtIn.components
    )
    let engine = try StackEngine(configuration, options: options)
    engine.start()
    let connection = StandingEngine(engine)
    var explorer = ScriptedExplorer(connection: connection, size: Self.size, patience: 300)
    var random = SeededRandom(seed: seed)
    for freeze in 1...Self.freezes {
      // Odd spans, so that packets are on the line, in queues and in filters.
      for _ in 0...random.bounded(3) {
        try connection.advance(1 + random.bounded(90_000_000))
        _ = try explorer.press(KeyScript(keys: []))
      }
      // From whichever view, also one that knows nothing of packets or adapters.
      let views = ViewID.allCases
      let view = views[Int(random.bounded(UInt64(views.count)))]
      _ = try explorer.press(KeyScript(keys: [KeyEvent(view.key)]))
      _ = try explorer.press(KeyScript("f"))
      let instant = try #require(explorer.model.frozen?.snapshot)
      for _ in 0...random.bounded(3) {
        try connection.advance(1 + random.bounded(60_000_000))
        _ = try explorer.press(KeyScript(keys: []))
      }
      var panes = FrozenPanes(explorer, instant, isWhole: true, "seed \(seed), freeze \(freeze)")
      try panes.check()
      explorer = panes.explorer
      _ = try explorer.press(KeyScript("f"))
    }
    #expect(engine.problems() == [])
  }

  @Test("the same under live load, at 20 random freezes")
  func live() throws {
    let text = """
      name: load
      adapters:
        left: { driver: wire, peer: right, rate: 10 Gbit/s, delay: 100 us }
        right: { driver: wire, rate: 10 Gbit/s, delay: 100 us }
        made:
          driver: generator
          profile: flows
          rate: 4000 packets/s
          queues: 4
          filters:
            - driver: classify
              rules: [{ match: tcp, action: drop }]
            - capture
      filters:
        - { driver: impair, loss: 3 %, delay: 200 us, adapters: [left, right] }
      protocols:
        caller: { driver: talker, bind: left, address: 10.0.0.1/24, target: 10.0.0.2, interval: 1 ms }
        answer: { driver: responder, bind: right, addresses: 10.0.0.2/24 }
        drain: { driver: sink, bind: [right, made] }
      """
    let configuration = try StackFile.read(
      text,
      file: "load",
      catalogue: DriverCatalogue.builtIn.components
    )
    let connection = try LiveEngine(
      samplesPerSecond: 40,
      { () throws(EngineError) in try StackEngine(configuration, options: .init()) },
      failed: { Issue.record("\($0)") }
    )
    var explorer = ScriptedExplorer(connection: connection, size: Self.size, patience: 300)
    var random = SeededRandom(seed: 7)
    for freeze in 1...Self.freezes {
      for _ in 0...random.bounded(3) { try Self.awaitNext(connection, &explorer) }
      let views = ViewID.allCases
      let view = views[Int(random.bounded(UInt64(views.count)))]
      _ = try explorer.press(KeyScript(keys: [KeyEvent(view.key)]))
      _ = try explorer.press(KeyScript("f"))
      let instant = try #require(explorer.model.frozen?.snapshot)
      for _ in 0...random.bounded(2) { try Self.awaitNext(connection, &explorer) }
      var panes = FrozenPanes(explorer, instant, isWhole: false, "live freeze \(freeze)")
      try panes.check()
      explorer = panes.explorer
      _ = try explorer.press(KeyScript("f"))
    }
    connection.stop()
    connection.waitUntilEnded()
    #expect(connection.outcome?.problems == [])
  }

  /// Waits until the engine has published once more, and takes it in.
  private static func awaitNext(
    _ connection: LiveEngine,
    _ explorer: inout ScriptedExplorer
  ) throws {
    connection.acknowledge()
    _ = HostWait.readable([connection.descriptor], timeout: .seconds(UInt64(300)))
    _ = try explorer.press(KeyScript(keys: []))
  }
}

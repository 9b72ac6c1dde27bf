import Drivers
@testable import Engine
@testable import Explorer
import Inspection
import TestSupport
import TUIKit
import Testing

/// What changes a stack from the screen, done to a live engine: the stack has changed, and an event tells of it.
@Suite("Acts on a live stack")
struct RealActionTests {
  /// One act: keys from the first screen on, and what is then so.
  struct Act: Sendable, CustomTestStringConvertible {
    let action: ActionID
    /// `FILE` stands for a path of a file that is not there.
    let keys: String
    /// What the event that ends it says.
    let text: String
    let isSo: @Sendable (AdapterNode, _ file: String) -> Bool

    var testDescription: String { action.rawValue }
  }

  static let acts: [Act] = [
    Act(action: .pauseAdapter, keys: "a p", text: "pause") { adapter, _ in
      adapter.state == "Paused" && adapter.filters.allSatisfy { $0.state == "Paused" }
    },
    Act(action: .restartAdapter, keys: "a p a r", text: "restart") { adapter, _ in
      adapter.state == "Running"
    },
    Act(action: .attachFilter, keys: "a a \"impair\" enter", text: "attach impair") { adapter, _ in
      adapter.filters.map(\.name) == ["watch", "impair", "gate", "tag"]
    },
    Act(action: .detachFilter, keys: "down down down a d enter", text: "detach") { adapter, _ in
      adapter.filters.map(\.name) == ["watch", "tag"]
    },
    Act(action: .bindProtocol, keys: "a b \"sink\" enter", text: "bind sink") { adapter, _ in
      adapter.bindings.map(\.driver) == ["talker", "sink"]
    },
    Act(action: .unbindProtocol, keys: "down a u enter", text: "unbind") { adapter, _ in
      adapter.bindings.isEmpty
    },
    Act(action: .plugMedia, keys: "a - a +", text: "plug the cable in") { adapter, _ in
      adapter.linkState == "Connected"
    },
    Act(action: .unplugMedia, keys: "a -", text: "pull the cable out") { adapter, _ in
      adapter.linkState == "Disconnected"
    },
    Act(
      action: .setKeyword,
      keys: "down down down down a s down enter ctrl-u 200 enter",
      text: "set id = 200"
    ) { adapter, _ in
      adapter.filters.last?.settings.contains {
        $0.name == "id" && $0.value == "200" && $0.source.hasPrefix("command setKeyword at")
      } ?? false
    },
    Act(
      action: .changeRules,
      keys: "down down down a f enter ctrl-u arp enter",
      text: "set rules[1].match = arp"
    ) { adapter, _ in
      adapter.filters.contains { filter in
        filter.settings.contains { $0.name == "rules" && $0.value.hasPrefix("match: arp") }
      }
    },
    Act(
      action: .saveStack,
      keys: "a w ctrl-u \"FILE\" enter",
      text: "save the stack as FILE"
    ) { _, file in
      TemporaryFile.read(file).map { String(decoding: $0, as: UTF8.self).hasPrefix("name: lab") }
        ?? false
    },
    Act(action: .inject, keys: "i eth/arp enter", text: "inject #") { adapter, _ in
      adapter.state == "Running"
    },
    Act(
      action: .stopInjecting,
      keys: "i eth/arp tab backspace 0 tab backspace \"1s\" enter esc I",
      text: "inject"
    ) { adapter, _ in adapter.state == "Running" },
    Act(
      action: .setValue,
      keys: "3 / \"CURRENT_LOOKAHEAD\" enter = \"256\" enter",
      text: "set OID_GEN_CURRENT_LOOKAHEAD"
    ) { adapter, _ in adapter.state == "Running" },
  ]

  @Test("every act has its place here; an act without one fails here")
  func complete() {
    let others: Set<ActionID> = [.inject, .stopInjecting, .setValue]
    #expect(
      Self.acts.map(\.action).filter { !others.contains($0) } == ActionTable.changes.map(\.id)
    )
  }

  @Test("an act from the screen changes the stack, and its event says so", arguments: acts)
  func act(_ act: Act) throws {
    let place = try TemporaryFile([], suffix: ".yaml")
    let file = place.path + ".saved"
    let configuration = try StackFile.read(
      BuiltInStacks.lab.text,
      file: "lab",
      catalogue: DriverCatalogue.builtIn.components
    )
    let connection = try LiveEngine(
      samplesPerSecond: 20,
      { () throws(EngineError) in try StackEngine(configuration, options: .init()) },
      failed: { Issue.record("\($0)") }
    )
    var explorer = ScriptedExplorer(
      connection: connection,
      size: Size(width: 100, height: 30),
      patience: 300
    )
    let keys = act.keys.replacing("FILE", with: file)
    let screen = try explorer.press(KeyScript(keys))
    let snapshot = try #require(explorer.model.latest)
    let adapter = try #require(snapshot.structure.adapters.first { $0.name == "eth0" })
    #expect(act.isSo(adapter, file), "\(screen.text)")
    let text = act.text.replacing("FILE", with: file)
    let event = snapshot.events.last { $0.kind == .command && $0.note != EngineEvent.asked }
    #expect(event?.text.hasPrefix(text) == true, "\(event?.text ?? "")\n\(screen.text)")
    #expect(event?.note.hasPrefix("not done") == false, "\(event?.note ?? "")")
    connection.stop()
    connection.waitUntilEnded()
    #expect(connection.outcome?.problems == [])
    _ = try ToolRun("rm", ["-f", file])
  }
}

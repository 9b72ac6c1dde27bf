import Drivers
@testable import Engine
import Inspection
import NDIS
import TestSupport
import Testing

@Suite("A running stack as a file")
struct SavedStackTests {
  private static func engine(_ text: String, _ name: String = "lab") throws -> StackEngine {
    var options = StackEngine.Options()
    options.stepped = true
    options.ringBytes = 1 << 20
    let engine = try StackEngine(
      try StackFile.read(text, file: name, catalogue: DriverCatalogue.builtIn.components),
      options: options
    )
    engine.start()
    engine.settle()
    try engine.run(until: 100_000_000)
    return engine
  }

  /// What a person sees of the layers, with every value but those that are counted.
  private static func shape(_ engine: StackEngine) -> [String] {
    func values(_ rows: [SettingRow]) -> String {
      rows.filter { $0.source != "counted" }.map { "\($0.name)=\($0.value)" }
        .joined(separator: " ")
    }
    return engine.currentStructure().adapters.flatMap { adapter in
      ["\(adapter.name) \(adapter.linkState) \(values(adapter.miniport.settings))"]
        + adapter.filters.map { "  \($0.name) \($0.driver) \(values($0.settings))" }
        + adapter.bindings.map { "  \($0.protocolName) \($0.driver) \(values($0.settings))" }
    }
  }

  private static func perform(_ command: Command, _ engine: StackEngine) throws -> String {
    try engine.perform(command)
    engine.settle()
    return engine.events.history.last { $0.kind == .command }?.note ?? ""
  }

  private static func change(_ engine: StackEngine) throws {
    let adapters = engine.currentStructure().adapters
    let eth0 = try #require(adapters.first { $0.name == "eth0" })
    let eth1 = try #require(adapters.first { $0.name == "eth1" })
    func party(_ name: String) throws -> PartyID {
      try #require(eth0.filters.first { $0.name == name }).partyID
    }
    let commands: [Command] = [
      .attachFilter(adapter: eth0.id, component: "impair"),
      .attachFilter(adapter: eth1.id, component: "capture"),
      .setKeyword(party: try party("tag"), keyword: "allowed", value: "7, 8"),
      .setKeyword(party: try party("gate"), keyword: "rules[3].match", value: "ip[0] & 1 = 0"),
      .setKeyword(party: eth0.partyID, keyword: "delay", value: "1.5 ms"),
      .detachFilter(module: try #require(eth1.filters.first).partyID),
      .bind(adapter: eth0.id, component: "sink"),
      .unbind(binding: try #require(eth1.bindings.first { $0.protocolName == "observer" }).partyID),
      .unplugMedia(eth1.id),
    ]
    for command in commands {
      #expect(try perform(command, engine).hasPrefix("done"), "\(command)")
    }
    let impair = try #require(
      engine.currentStructure().adapters.first { $0.name == "eth0" }?.filters
        .first { $0.name == "impair" }
    )
    #expect(
      try perform(
        .setKeyword(party: impair.partyID, keyword: "receive.delay", value: "2 ms"),
        engine
      ).hasPrefix("done")
    )
  }

  @Test("a file that is saved gives the same layers and values when it is run again")
  func again() throws {
    let engine = try Self.engine(BuiltInStacks.lab.text)
    try Self.change(engine)
    let text = try engine.stackFile(at: "saved.yaml")
    let second = try Self.engine(text, "saved.yaml")
    #expect(Self.shape(second) == Self.shape(engine))
    #expect(try second.stackFile(at: "saved.yaml") == text)
    #expect(Self.shape(engine).contains { $0.contains("delay: 2 ms") })
    #expect(engine.problems() == [])
  }

  @Test("a filter that stands on all adapters keeps its other values where only one was changed")
  func split() throws {
    let text = """
      adapters:
        a: { driver: wire, peer: b }
        b: { driver: wire }
      filters:
        - { driver: vlan, name: tag }
        - { driver: capture, name: watch }
      """
    let engine = try Self.engine(text, "both")
    let a = try #require(engine.currentStructure().adapters.first { $0.name == "a" })
    let tag = try #require(a.filters.first { $0.name == "tag" })
    let note = try Self.perform(
      .setKeyword(party: tag.partyID, keyword: "id", value: "9"),
      engine
    )
    #expect(note.hasPrefix("done"))
    let second = try Self.engine(try engine.stackFile(at: "x.yaml"), "x.yaml")
    #expect(Self.shape(second) == Self.shape(engine))
    #expect(Self.shape(second).count { $0.contains("id=9") } == 1)
    #expect(Self.shape(second).count { $0.contains("id=1 ") } == 1)
  }

  @Test(
    "a file that is there is overwritten only if that was asked for; nothing is left half-written"
  )
  func overwriting() throws {
    let file = try TemporaryFile(Array("mine".utf8), suffix: ".yaml")
    let engine = try Self.engine(BuiltInStacks.lab.text)
    let refused = try Self.perform(.saveStack(path: file.path, replaces: false), engine)
    #expect(refused.hasPrefix("not done: \(Command.isThere): \(file.path)"))
    #expect(TemporaryFile.read(file.path) == Array("mine".utf8))
    #expect(try Self.perform(.saveStack(path: file.path, replaces: true), engine).hasPrefix("done"))
    let written = try #require(TemporaryFile.read(file.path))
    #expect(String(decoding: written, as: UTF8.self) == (try engine.stackFile(at: file.path)))
    let nowhere = try Self.perform(
      .saveStack(path: "/nonexistent-folder/x.yaml", replaces: true),
      engine
    )
    #expect(nowhere.hasPrefix("not done: No such file or directory: /nonexistent-folder/x.yaml"))
    let device = try Self.perform(.saveStack(path: "/dev/null", replaces: true), engine)
    #expect(device.hasPrefix("not done: this is no regular file"))
    let leftovers = try ToolRun("sh", ["-c", "ls \(file.path).* 2>/dev/null || true"]).lines
    #expect(leftovers.filter { !$0.isEmpty } == [])
  }
}

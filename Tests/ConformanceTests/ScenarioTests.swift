import Drivers
import Engine
import Glibc
import Inspection
import NDIS
import Testing

/// Scenarios: stack files that say what is done and what must hold.
@Suite struct ScenarioTests {
  private static let root = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()

  /// The scenarios of this folder, and the ready stacks that have steps.
  private static let files = [
    "Tests/ConformanceTests/Scenarios/outcomes.yaml",
    "Tests/ConformanceTests/Scenarios/requests.yaml",
    "Tests/ConformanceTests/Scenarios/sleep.yaml",
    "stacks/filters.yaml", "stacks/pause.yaml",
  ]

  private static func engine(_ text: String, file: String = "a.yaml") throws -> StackEngine {
    let configuration = try StackFile.read(
      text,
      file: file,
      catalogue: DriverCatalogue.builtIn.components
    )
    var options = StackEngine.Options()
    options.stepped = true
    return try StackEngine(configuration, options: options)
  }

  private static func text(_ path: String) throws -> String {
    let file = try #require(fopen("\(root)/\(path)", "r"))
    defer { fclose(file) }
    var bytes: [UInt8] = []
    while true {
      let byte = fgetc(file)
      guard byte != EOF else { break }
      bytes.append(UInt8(byte))
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test("every scenario comes to its end with all that it expects", arguments: files)
  func holds(_ path: String) throws {
    let engine = try Self.engine(Self.text(path), file: path)
    try HeadlessRun(engine).run(for: nil)
    #expect(engine.isScenarioFinished)
    let result = try #require(engine.scenarioResult)
    #expect(engine.problems() == [])
    #expect(result.failed == 0)
    #expect(result.held > 0)
    let told = engine.events.events.filter { $0.subject == "scenario" }
    #expect(told.count > engine.configuration.scenario.steps.count)
  }

  private static let stack = """
    adapters:
      eth0: { driver: wire, mac: 02-00-00-00-00-01 }
    protocols:
      top: { driver: sink, bind: eth0 }
    steps:
      - receive: { at: eth0, frame: "eth/arp", name: first }

    """

  @Test(
    "an expectation that fails is told with what was found, its place and how to mend it",
    arguments: [
      ("{ state: eth0, is: Paused }", "eth0 is Running, not Paused"),
      ("{ state: eth0/top, is: Unbound }", "eth0/top is Running, not Unbound"),
      ("{ link: eth0, is: connected }", "the link of eth0 is disconnected, not connected"),
      ("{ packet: first, outcome: dropped }", "first is delivered at top, not dropped"),
      ("{ counter: delivered, at: top, is: 2 }", "delivered of top is 1, not 2"),
      ("{ drops: Paused }", "the number of drops for Paused is 0, not at least 1"),
      ("{ status: NDIS_STATUS_RESET_END }", "the number of NDIS_STATUS_RESET_END is 0"),
      (
        "{ oid: OID_GEN_MAXIMUM_FRAME_SIZE, adapter: eth0, is: \"9\" }",
        "OID_GEN_MAXIMUM_FRAME_SIZE of eth0 is 1500, not 9"
      ),
    ]
  )
  func fails(_ expectation: String, _ words: String) throws {
    let engine = try Self.engine(Self.stack + "  - expect: \(expectation)\n")
    try HeadlessRun(engine).run(for: nil)
    let problems = engine.problems()
    #expect(problems.count == 1)
    #expect(problems.first?.contains(words) == true, "\(problems)")
    #expect(problems.first?.contains(": a.yaml:7:") == true, "\(problems)")
  }

  @Test("a step that cannot be done fails where it stands, and the others go on")
  func refusedStep() throws {
    let engine = try Self.engine(
      Self.stack + "  - detach: eth0\n  - expect: { state: eth0, is: Running }\n"
    )
    try HeadlessRun(engine).run(for: nil)
    #expect(engine.problems().count == 1)
    #expect(engine.problems().first?.contains("a.yaml:7:5") == true, "\(engine.problems())")
    #expect(engine.scenarioResult?.held == 1)
  }

  @Test(
    "a mistake in a scenario has its place and what would be right",
    arguments: [
      ("- puase: eth0", "7:5", "did you mean pause?"),
      ("- pause: eth1", "7:12", "eth0"),
      ("- { pause: eth0, restart: eth0 }", "7:5", "start each with a dash"),
      ("- receive: { at: eth0 }", "7:5", "add frame:"),
      ("- receive: { at: eht0, frame: eth/arp }", "7:20", "did you mean eth0?"),
      ("- receive: { at: eth0, frame: eth/udp }", "7:33", ""),
      ("- oid: { name: OID_GEN_VENDOR_IDD, adapter: eth0 }", "7:18", "OID_GEN_VENDOR_ID"),
      ("- oid: { name: OID_GEN_CURRENT_LOOKAHEAD, adapter: eth0, value: x }", "7:67", ""),
      ("- attach: { driver: wire, adapter: eth0 }", "7:23", "capture"),
      ("- advance: tomorrow", "7:14", ""),
      ("- expect: { sate: eth0, is: Running }", "7:15", "did you mean state?"),
      ("- expect: { state: eth0, is: Runing }", "7:32", "Running"),
      ("- expect: { packet: second, outcome: dropped }", "7:23", "first"),
      ("- expect: { drops: Pausd }", "7:22", "did you mean Paused?"),
      ("- expect: { counter: ifInOctet, at: eth0 }", "7:24", "if"),
      ("- expect: { status: NDIS_STATUS_LINKSTATE }", "7:23", "NDIS_STATUS_LINK_STATE"),
    ]
  )
  func mistakes(_ step: String, _ place: String, _ mend: String) throws {
    do throws(StackFileErrors) {
      _ = try StackFile.read(
        Self.stack + "  \(step)\n",
        file: "a.yaml",
        catalogue: DriverCatalogue.builtIn.components
      )
      Issue.record("it reads")
    } catch {
      #expect(error.first.place == "a.yaml:\(place)", "\(error)")
      #expect(error.first.mend.contains(mend), "\(error)")
    }
  }

  @Test("a scenario is written and read back as it was, and runs the same twice")
  func repeats() throws {
    let catalogue = DriverCatalogue.builtIn.components
    for path in Self.files {
      let read = try StackFile.read(Self.text(path), file: path, catalogue: catalogue)
      let again = try StackFile.read(StackFile.write(read), file: path, catalogue: catalogue)
      #expect(again.withoutSources == read.withoutSources)
      #expect(!read.scenario.isEmpty)
    }
    let events = try (0..<2).map { _ in
      let engine = try Self.engine(Self.text("stacks/pause.yaml"))
      try HeadlessRun(engine).run(for: nil)
      return engine.events.events
    }
    #expect(events[0] == events[1])
  }
}

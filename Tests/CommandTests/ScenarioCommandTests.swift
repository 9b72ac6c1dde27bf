import TestSupport
import Testing

@Suite(
  "Scenarios from the command line",
  .enabled(if: Program.isBuilt, "skipped: ndissect is not built beside the tests")
)
struct ScenarioCommandTests {
  private static let stack = """
    adapters:
      eth0: { driver: wire, mac: 02-00-00-00-00-01 }
    protocols:
      top: { driver: sink, bind: eth0 }
    steps:
      - receive: { at: eth0, frame: "eth/arp", name: probe }
      - advance: 10 s
      - expect: { packet: probe, outcome: OUTCOME }

    """

  private static func run(_ outcome: String, _ options: [String] = []) throws -> (ToolRun, String) {
    let text = stack.replacing("OUTCOME", with: outcome)
    let file = try TemporaryFile(Array(text.utf8), suffix: ".yaml")
    return (try Program.run(["run", file.path, "--json"] + options), file.path)
  }

  @Test("a scenario runs by its own clock to its end, and its stack is printed as of any run")
  func holds() throws {
    let (run, _) = try Self.run("delivered")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.isEmpty)
    let document = try JSON(run.lines.joined())
    #expect((document["time"].integer ?? 0) >= 10_000_000_000)
    #expect(document["adapters"].elements.count == 1)
  }

  @Test("a failed expectation ends the run with exit 1 and names its place")
  func fails() throws {
    let (run, path) = try Self.run("dropped")
    #expect(run.status == 1)
    #expect(
      run.errors
        == "ndissect: probe is delivered at top, not dropped: \(path):8:15: "
        + "mend the stack or the expectation\n"
    )
  }

  @Test("a time that is up before the scenario fails the run")
  func cutShort() throws {
    let (run, path) = try Self.run("delivered", ["--for", "1s"])
    #expect(run.status == 1)
    #expect(run.errors.contains("the time was up before the scenario was: \(path): "))
  }
}

@preconcurrency import Glibc
import TestSupport
import Testing

/// Live edges against the host's own network stack, each in a network namespace of its own.
@Suite("Live edges", .enabled(if: Program.isBuilt, "ndissect is not built"), .serialized)
struct EdgeTests {
  /// Runs a script of `Tests/Tools/edges`; prints why if this machine does not allow it.
  private func run(_ script: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let tools = Self.tools
    let result = try ToolRun("\(tools)/in-namespace", [script, Program.path ?? ""])
    if result.status == 77 {
      print(result.text, terminator: "")
      return
    }
    #expect(
      result.status == 0,
      "\(script): \(result.errors) \(result.text)",
      sourceLocation: sourceLocation
    )
  }

  private static let tools: String = {
    let here = #filePath
    let parts = here.split(separator: "/").dropLast(2)
    return "/" + parts.joined(separator: "/") + "/Tools"
  }()

  @Test("ping, ping6 and arping are answered, and the interface's counters are the adapter's")
  func answers() throws { try run("answers") }

  @Test("four queues take units of every size, and frames whose headers lie harm nobody")
  func queues() throws { try run("queues") }

  @Test("an interface switched off, changed or removed is followed, and the adapter runs on")
  func changes() throws { try run("changes") }

  @Test("frames the host had to drop are counted, each one")
  func overrun() throws { try run("overrun") }

  @Test("what packet adapter saw and what the host dropped are the frames that were sent")
  func veth() throws { try run("packet") }

  @Test("a tag the host took out of a frame is in its slot, and goes back into the answer")
  func vlan() throws { try run("vlan") }

  @Test("what is missing is told with its name and a way to mend it")
  func missing() throws { try run("missing") }
}

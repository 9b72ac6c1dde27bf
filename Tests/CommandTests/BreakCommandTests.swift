import TestSupport
import Testing

@Suite(
  "Breakpoints from the command line",
  .enabled(if: Program.isBuilt, "skipped: ndissect is not built beside the tests")
)
struct BreakCommandTests {
  private static let snapshot = ["snapshot", "lab", "--seed", "1", "--for", "2s"]
  private static let ping = ["--break", "packet icmp.type == 8 && icmp.seq == 33"]

  private static func text(_ run: ToolRun) -> String { String(decoding: run.output, as: UTF8.self) }

  @Test("a script stops the same packet every time, steps it, writes it and lets it go on")
  func script() throws {
    let keys = ["--keys", "N N E \"icmp.seq = 99\" enter"]
    let first = try Program.run(Self.snapshot + Self.ping + keys)
    #expect(first.status == 0, "\(first.errors)")
    for text in ["at rest", "STEP", "#220", "2 written", "gate → ◇ tag"] {
      #expect(Self.text(first).contains(text), "\(text): \(Self.text(first))")
    }
    #expect(try Program.run(Self.snapshot + Self.ping + keys).output == first.output)
    let gone = try Program.run(Self.snapshot + Self.ping + ["--keys", "L d esc c"])
    #expect(Self.text(gone).contains("STEPPED"), "\(Self.text(gone))")
  }

  @Test(
    "a breakpoint that cannot be set ends with 2 and says how to mend it",
    arguments: [
      (["lab", "--break", "handler receive at eth0/gat"], "did you mean eth0/gate?"),
      (["lab", "--break", "packet udp.prot == 1"], "udp.port"),
      (["traffic.pcapng", "--break", "rule any"], "only a stack can be stopped"),
    ]
  )
  func mistakes(_ arguments: [String], _ part: String) throws {
    let run = try Program.run(["snapshot"] + arguments)
    #expect(run.status == 2)
    #expect(run.errors.contains(part), "\(run.errors)")
    #expect(run.output.isEmpty)
  }
}

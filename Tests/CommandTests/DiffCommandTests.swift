import TestSupport
import Testing

@Suite(
  "Two runs compared packet by packet",
  .enabled(if: Program.isBuilt, "skipped: ndissect is not built beside the tests")
)
struct DiffCommandTests {
  /// The lab's own file with a change.
  static func lab(_ change: (String) -> String) throws -> TemporaryFile {
    let text = try #require(TemporaryFile.read("stacks/lab.yaml"))
    let changed = change(String(decoding: text, as: UTF8.self))
    #expect(Array(changed.utf8) != text)
    return try TemporaryFile(Array(changed.utf8), suffix: ".yaml")
  }

  static func withoutGate() throws -> TemporaryFile {
    try lab { text in
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      let gate = lines.firstIndex { $0.contains("- driver: classify") } ?? 0
      return (lines[..<gate] + lines[(gate + 5)...]).joined(separator: "\n")
    }
  }

  static func journeys(_ target: String) throws -> [JSON] {
    let run = try Program.run(["trace", target, "--stepped", "--for", "1s", "--jsonl"])
    return try run.lines.map { try JSON($0) }
  }

  @Test("a stack run twice differs in nothing")
  func same() throws {
    let run = try Program.run(["diff", "lab", "lab", "--for", "1s", "--json"])
    #expect(run.status == 0, "\(run.errors)")
    let document = try JSON(run.lines.joined())
    #expect(document["same"].integer == document["a"]["journeys"].integer)
    #expect(document["same"].integer == document["b"]["journeys"].integer)
    #expect(document["journeys"].elements.isEmpty)
  }

  @Test("a filter taken out shows in every path it stood in, and in what it had dropped")
  func withoutFilter() throws {
    let file = try Self.withoutGate()
    let run = try Program.run(["diff", "lab", file.path, "--for", "1s", "--json"])
    #expect(run.status == 1 && run.errors.isEmpty)
    let document = try JSON(run.lines.joined())
    // The traces of both runs, read apart, say what is to be found.
    let before = try Self.journeys("lab")
    let after = try Self.journeys(file.path)
    func passes(_ journey: JSON) -> Bool {
      journey["hops"].elements.contains {
        $0["module"].text == "gate" || $0["to"].text == "gate"
      }
    }
    let dropped = before.filter { $0["outcome"].text == "dropped" }
    #expect(dropped.count == 3)
    #expect(document["differing"].integer == before.count(where: passes))
    #expect(document["same"].integer == before.count { !passes($0) })
    #expect(document["onlyInA"].integer == 0)
    #expect(document["onlyInB"].integer == after.count - before.count)
    let changed = document["journeys"].elements.filter {
      $0["a"].integer != nil && $0["b"].integer != nil
    }
    for journey in changed {
      let kinds = journey["differences"].elements.map { $0["kind"].text }
      let wasDropped = dropped.contains { $0["journey"].integer == journey["a"].integer }
      #expect(kinds == (wasDropped ? ["path", "outcome"] : ["path"]))
      let one = before.first { $0["journey"].integer == journey["a"].integer }
      let other = after.first { $0["journey"].integer == journey["b"].integer }
      #expect(one?["summary"].text == other?["summary"].text && one != nil)
    }
  }

  @Test("another tag shows as the tag alone, wherever a packet begins or is handed off with it")
  func otherTag() throws {
    let file = try Self.lab { $0.replacing("id: 100", with: "id: 200") }
    let run = try Program.run(["diff", "lab", file.path, "--for", "1s", "--json", "--group"])
    #expect(run.status == 1)
    let document = try JSON(run.lines.joined())
    #expect(document["onlyInA"].integer == 0 && document["onlyInB"].integer == 0)
    var count = 0
    for group in document["journeys"].elements {
      count += group["count"].integer ?? 0
      let items = group["differences"].elements
      #expect(items.count == 1)
      let name = items.first?["name"].text ?? ""
      #expect(name == "vlan.id" || name == "Ieee8021QNetBufferListInfo.VlanId")
      #expect(items.first?["a"].text == "100" && items.first?["b"].text == "200")
    }
    #expect(count == document["differing"].integer)
    // Only what the filter dropped above the tag never had one.
    #expect(document["same"].integer == 3)
  }

  @Test("recorded sessions are compared as the runs they were recorded from")
  func sessions() throws {
    let changed = try Self.withoutGate()
    let files = try ["lab", changed.path].map { target in
      let file = try TemporaryFile([], suffix: ".ndissect")
      let run = try Program.run([
        "run", target, "--stepped", "--for", "1s", "--record", file.path,
      ])
      #expect(run.status == 0, "\(run.errors)")
      return file
    }
    let recorded = try Program.run(["diff", files[0].path, files[1].path, "--jsonl"])
    let run = try Program.run(["diff", "lab", changed.path, "--for", "1s", "--jsonl"])
    #expect(recorded.status == 1 && recorded.lines == run.lines && !run.lines.isEmpty)
  }

  @Test("a filter that matches in one of the runs is enough, and everything is counted")
  func filtered() throws {
    let changed = try Self.withoutGate()
    let run = try Program.run([
      "diff", "lab", changed.path, "--for", "1s", "-Y", "outcome == dropped", "--limit", "1",
    ])
    #expect(run.status == 1 && run.lines.count == 4)
    #expect(run.lines.last?.contains("3 differ, 0 only in A, 0 only in B") == true)
  }

  @Test("what cannot be read is told before anything is compared")
  func badInput() throws {
    for arguments in [
      ["lab", "/no/such.ndissect"], ["lab", "no-such-stack"], ["lab", "lab", "-Y", "no.such == 1"],
    ] {
      let run = try Program.run(["diff"] + arguments)
      #expect(run.status == 2 && run.text.isEmpty && run.errors.hasPrefix("ndissect: "))
    }
  }
}

import TestSupport
import Testing

@Suite(
  "What if, on the command line",
  .enabled(if: Program.isBuilt, "skipped: ndissect is not built beside the tests")
)
struct WhatIfCommandTests {
  private static let scaling = "stacks/scaling.yaml"

  /// A stack, and options that change it.
  struct Change: Sendable, CustomTestStringConvertible {
    let stack: String
    let options: [String]

    init(_ stack: String, _ options: String...) {
      self.stack = stack
      self.options = options
    }

    var testDescription: String { options.joined(separator: " ") }
  }

  static let changes = [
    Change("lab", "--bypass", "gate"),
    Change("lab", "--bypass", "gate", "--bypass", "eth0/tag", "--bypass", "untag"),
    Change("lab", "--above", "tag=gate"),
    Change("lab", "--below", "eth0/gate=tag"),
    Change("lab", "--set", "gate.rules[1].match=arp"),
    Change("lab", "--set", "tag.id=200", "--set", "caller.size=99"),
    Change(scaling, "--table", "eth0=0,1,0,3"),
    Change(scaling, "--table", "eth0=8-15=2"),
  ]

  @Test("it tells what `diff` does of the stack and the changed file", arguments: changes)
  func beside(_ change: Change) throws {
    let file = try TemporaryFile([], suffix: ".yaml")
    let run = try Program.run(
      ["whatif", change.stack, "--for", "400ms", "--json", "--save", file.path] + change.options
    )
    #expect(run.status == 1 && run.errors.isEmpty, "\(run.errors)")
    let document = try JSON(run.lines.joined())
    #expect(document["changes"].elements.count == change.options.count / 2)
    let words = ["diff", change.stack, file.path, "--for", "400ms", "--json"]
    let diff = try JSON(try Program.run(words).lines.joined())
    for key in ["same", "differing", "onlyInA", "onlyInB", "journeys"] {
      #expect(document[key] == diff[key], "\(key)")
    }
    #expect((document["differing"].integer ?? 0) > 0)
    // The packet that is shown is the first that differs, and its rows say where.
    let shown = document["journey"]
    let first = document["journeys"][0]
    #expect(shown["a"] == first["a"] && shown["b"] == first["b"])
    #expect(shown["summary"] == first["summary"])
    #expect(shown["rows"].elements.contains { $0["differs"] == .truth(true) })
  }

  @Test("a session is as good as its stack, and so is the one that is recorded")
  func session() throws {
    let base = try TemporaryFile([], suffix: ".ndissect")
    let fork = try TemporaryFile([], suffix: ".ndissect")
    let file = try TemporaryFile([], suffix: ".yaml")
    _ = try Program.run(["run", "lab", "--stepped", "--for", "400ms", "--record", base.path])
    let kept = TemporaryFile.read(base.path)
    let run = try Program.run([
      "whatif", base.path, "--bypass", "gate", "--json", "--record", fork.path, "--save", file.path,
    ])
    #expect(run.status == 1 && run.errors.isEmpty, "\(run.errors)")
    let words = ["whatif", "lab", "--for", "400ms", "--bypass", "gate", "--json"]
    #expect(try Program.run(words).lines == run.lines)
    #expect(TemporaryFile.read(base.path) == kept)
    // The journeys of the fork are those of the changed file run by itself, but for the place of the rules.
    let recorded = try Program.run(["trace", fork.path, "--jsonl"])
    let fresh = try Program.run(["trace", file.path, "--stepped", "--for", "400ms", "--jsonl"])
    #expect(recorded.lines == fresh.lines && recorded.lines.count > 100)
  }

  @Test("people read the changes, both ways side by side, how they ended, and how many differ")
  func text() throws {
    let words = ["whatif", "lab", "--for", "400ms", "--bypass", "gate"]
    let trace = try Program.run(["trace", "lab", "--stepped", "--for", "400ms", "--jsonl"])
    let dropped = try trace.lines.map { try JSON($0) }.first { $0["outcome"].text == "dropped" }
    let number = try #require(dropped?["journey"].integer)
    let run = try Program.run(words + ["--journey", "\(number)"])
    #expect(run.status == 1)
    #expect(run.lines.first == "what if: bypass gate")
    #expect(run.lines.dropFirst().first?.hasPrefix("#\(number) | #\(number)  eth0  ICMP") == true)
    #expect(run.lines.contains { $0.contains("A ") && $0.hasSuffix(" B") })
    let parting = run.lines.first { $0.hasPrefix("  ≠") } ?? ""
    #expect(parting.contains("send ◈ watch → ◇ gate") && parting.contains("send ◈ watch → ◇ tag"))
    let end = run.lines.first { $0.contains("dropped at ◇ gate") } ?? ""
    #expect(end.hasPrefix("  ≠") && end.hasSuffix("left at ■ eth0"))
    #expect(run.lines.contains { $0.hasPrefix("  A because ") })
    #expect(run.lines.last?.hasSuffix("differ, 0 only in A, 6 only in B") == true)
  }

  @Test("with the value it has, nothing differs and that is told with exit 0")
  func same() throws {
    let run = try Program.run(["whatif", "lab", "--for", "200ms", "--set", "tag.id=100"])
    #expect(run.status == 0, "\(run.lines)")
    #expect(run.lines.last?.hasSuffix("the same, 0 differ, 0 only in A, 0 only in B") == true)
  }

  static let mistakes: [(options: [String], words: [String])] = [
    ([], ["nothing is changed", "lab", "--bypass"]),
    (["--bypass", "gat"], ["gat", "did you mean gate?"]),
    (["--bypass", "caller"], ["this is no filter", "caller"]),
    (["--above", "tag"], ["no two names", "--above tag", "gate=tag"]),
    (["--above", "tag=watch"], ["cannot stand above", "tag", "watch"]),
    (["--below", "gate=untag"], ["on no adapter together"]),
    (["--set", "gate"], ["no name, keyword and value", "--set gate"]),
    (["--set", "tag.id=5000"], ["out of range", "1 to 4094"]),
    (["--set", "tag.ide=5"], ["did you mean id"]),
    (["--set", "nothing.id=5"], ["nothing"]),
    (["--table", "eth0=0,1"], ["no indirection table", "eth0"]),
    (["--bypass", "gate", "--journey", "99999"], ["no such packet", "#99999"]),
  ]

  @Test("what cannot be is told with its place, how to mend it, and exit 2", arguments: mistakes)
  func mistake(_ mistake: (options: [String], words: [String])) throws {
    let file = try TemporaryFile([], suffix: ".yaml")
    let words = ["whatif", "lab", "--for", "50ms", "--save", file.path] + mistake.options
    let run = try Program.run(words)
    BadInputTests.expect(run, status: 2, says: mistake.words)
    #expect(run.text.isEmpty && TemporaryFile.read(file.path)?.isEmpty == true)
  }

  @Test("a session has a time of its own, and what is no session is told")
  func badTarget() throws {
    let base = try TemporaryFile([], suffix: ".ndissect")
    _ = try Program.run(["run", "lab", "--stepped", "--for", "50ms", "--record", base.path])
    BadInputTests.expect(
      try Program.run(["whatif", base.path, "--bypass", "gate", "--for", "1s"]),
      status: 2,
      says: ["a time of its own", "--for"]
    )
    BadInputTests.expect(
      try Program.run(["whatif", "no-such-stack", "--bypass", "gate"]),
      status: 2,
      says: ["no such stack"]
    )
    // Cut behind its stack: it says nothing of how it was run.
    let content = TemporaryFile.read(base.path) ?? []
    let cut = try TemporaryFile(Array(content.prefix(40)), suffix: ".ndissect")
    let run = try Program.run(["whatif", cut.path, "--bypass", "gate"])
    BadInputTests.expect(run, status: 2, says: ["does not tell its stack"])
  }
}

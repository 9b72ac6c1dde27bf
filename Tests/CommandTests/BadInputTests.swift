import TestSupport
import Testing

@Suite(
  "Bad input",
  .enabled(if: Program.isBuilt, "skipped: ndissect is not built beside the tests")
)
struct BadInputTests {
  /// The promised form: `ndissect: what: where: how to mend`.
  static func isPromised(_ line: String) -> Bool {
    line.hasPrefix("ndissect: ") && line.split(separator: ": ").count >= 4
  }

  static func expect(
    _ run: ToolRun,
    status: Int32,
    says words: [String],
    location: SourceLocation = #_sourceLocation
  ) {
    #expect(run.status == status, "\(run.errors)", sourceLocation: location)
    let lines = run.errors.split(separator: "\n").map(String.init)
    #expect(!lines.isEmpty && lines.allSatisfy(isPromised), "\(lines)", sourceLocation: location)
    for word in words {
      #expect(run.errors.contains(word), "\(run.errors)", sourceLocation: location)
    }
  }

  @Test("a name that is nothing is told as such, with and without a terminal or a readable filter")
  func unknown() throws {
    Self.expect(try Program.run(["unknown"]), status: 2, says: ["no such stack", "unknown", "lab"])
    Self.expect(
      try Program.run(["trace", "lab", "-Y", "udp.prot == 1"]),
      status: 2,
      says: ["no field 'udp.prot': -Y 'udp.prot == 1', column 1: did you mean udp.port?"]
    )
  }

  static let captures: [(name: String, bytes: [UInt8], status: Int32, words: [String])] = [
    ("empty", [], 2, ["the file is empty"]),
    ("text", Array("hello, world".utf8), 2, ["not a capture file", "68 65 6c 6c"]),
    ("compressed", [0x1F, 0x8B, 8, 0, 0, 0], 2, ["compressed (gzip)"]),
    ("cut header", Array(Captures.header().prefix(20)), 2, ["offset 0"]),
    (
      "802.11", Captures.header(linkType: 105) + Captures.record(Captures.frame), 2,
      ["802.11", "offset 20"]
    ),
    (
      "unknown link type", Captures.header(linkType: 9_999) + Captures.record(Captures.frame), 2,
      ["link type 9999"]
    ),
    (
      "huge record",
      Captures.header() + Captures.record(Captures.frame)
        + Captures.record(Captures.frame, length: 0x7FFF_FFFF), 1,
      ["2147483647", "offset 82"]
    ),
    ("mixed", Captures.mixed(), 1, ["1 packets have another link type"]),
  ]

  @Test("a capture that cannot be replayed is refused with its reason", arguments: captures)
  func capture(name: String, bytes: [UInt8], status: Int32, words: [String]) throws {
    let file = try TemporaryFile(bytes, suffix: ".pcap")
    for arguments in [["replay", file.path, "--json"], ["trace", file.path, "--jsonl"]] {
      let run = try Program.run(arguments)
      Self.expect(run, status: status, says: words + [file.path])
      #expect((run.output.isEmpty) == (status == 2), "\(name) \(arguments[0])")
    }
  }

  @Test("of a file cut short the whole records are replayed and the offset of the cut is told")
  func truncated() throws {
    let whole = Captures.header() + Captures.record(Captures.frame, second: 1)
    let file = try TemporaryFile(whole + Captures.record(Captures.frame, second: 2).dropLast(7))
    let run = try Program.run(["replay", file.path, "--json"])
    Self.expect(run, status: 1, says: ["offset \(whole.count)", file.path])
    let document = try JSON(run.lines.joined())
    #expect(document["capture"]["packets"].integer == 1)
    #expect(document["capture"]["capturedBytes"].integer == Captures.frame.count)
  }

  @Test("a gap of fifty years in a capture costs no time")
  func gap() throws {
    let file = try TemporaryFile(
      Captures.header() + Captures.record(Captures.frame, second: 1)
        + Captures.record(Captures.frame, second: 1_700_000_000)
    )
    let run = try Program.run(["replay", file.path, "--json"])
    #expect(run.status == 0, "\(run.errors)")
    let document = try JSON(run.lines.joined())
    #expect(document["capture"]["packets"].integer == 2)
  }

  @Test("a folder and a missing file are refused")
  func paths() throws {
    for (path, word) in [("/tmp", "Is a directory"), ("/no/such.pcap", "No such file")] {
      Self.expect(try Program.run(["replay", path]), status: 2, says: [word, path])
    }
  }

  static let stackFiles: [(text: String, words: [String])] = [
    ("adapters: [\n", [":2:1:"]),
    ("adapters:\n  a: { driver: wirre }\n", [":2:16:", "did you mean wire"]),
    ("adapters:\n  a: { driver: wire, rat: 1 }\n", [":2:22:", "did you mean rate"]),
    ("adapters:\n  a: { driver: wire, mtu: many }\n", [":2:27:"]),
    ("adapters:\n  a: { driver: wire }\n  a: { driver: wire }\n", [":3:3:"]),
    (
      "adapters:\n  a: { driver: wire, filters: [{ driver: classify, rules: [{ match: foo bar, action: drop }] }] }\n",
      [":2:"]
    ),
  ]

  @Test(
    "a stack file's mistake is told with line, column and the nearest name",
    arguments: stackFiles
  )
  func stackFile(text: String, words: [String]) throws {
    let file = try TemporaryFile(Array(text.utf8), suffix: ".yaml")
    for command in ["check", "run", "show"] {
      let run = try Program.run([command, file.path])
      Self.expect(run, status: 2, says: words + [file.path])
      #expect(run.output.isEmpty)
    }
    let document = try JSON(try Program.run(["check", file.path, "--json"]).lines.joined())
    #expect(document[0]["sound"] == .truth(false))
    #expect(!document[0]["problems"].elements.isEmpty)
  }

  static let uses: [[String]] = [
    ["--no-such-option"], ["run", "--no-such-option"], ["run", "--for", "nonsense"],
    ["run", "--for=-3s"], ["run", "--for"], ["run", "--level", "9"], ["run", "--seed", "x"],
    ["run", "lab", "lab"], ["run", "no-such-stack"], ["run", "--json", "--jsonl"],
    ["run", "--level", "1", "--pcapng", "/tmp/never-written"], ["replay"], ["check"],
    ["trace", "--limit=-1"], ["trace", "-Y", "nothing =="], ["trace", "-f", "nothing at all"],
    ["drivers", "no-such-driver"], ["replay", "/dev/null", "lab"],
    ["run", "--pcapng", "/no/such/file"], ["run", "--record", "/no/such/file"],
    ["run", "--record", "/tmp"],
  ]

  @Test("bad use ends with 2, a reason and nothing printed", arguments: uses)
  func use(arguments: [String]) throws {
    let run = try Program.run(arguments)
    #expect(run.status == 2 && run.output.isEmpty, "\(run.errors)")
    #expect(Self.isPromised(run.errors) || arguments.contains("-Y"), "\(run.errors)")
  }

  @Test("a full disk fails the run", arguments: ["--pcapng", "--record"])
  func fullDisk(option: String) throws {
    let run = try Program.run(["run", "--stepped", "--for", "50ms", option, "/dev/full"])
    Self.expect(run, status: 1, says: ["No space left on device", "/dev/full"])
  }

  @Test("output that cannot be written fails the command")
  func fullOutput() throws {
    let run = try Program.shell(#""$0" show --json >/dev/full"#)
    Self.expect(run, status: 1, says: ["standard output"])
  }

  @Test("a reader that goes away ends the program without a word")
  func closedPipe() throws {
    let run = try Program.shell(#""$0" trace --stepped --for 20s --jsonl | head -n 1"#)
    #expect(run.status == 0 && run.errors.isEmpty && run.lines.count == 1)
  }

  @Test("an interrupt ends a run in order, with its document")
  func interrupt() throws {
    // The session's file is made before the run begins to notice; its first sample comes after.
    let script = #"""
      file=$(mktemp); "$0" run --for 1h --record "$file" --json & id=$!
      until [ -s "$file" ]; do :; done
      kill -TERM $id; wait $id; status=$?; rm -f "$file"; exit $status
      """#
    let run = try Program.shell(script)
    #expect(run.status == 0, "\(run.errors)")
    let document = try JSON(run.lines.joined())
    #expect(document["stack"].text == "lab")
  }
}

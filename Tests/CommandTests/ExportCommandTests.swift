import TestSupport
import Testing

@Suite(
  "Files that a run writes",
  .enabled(if: Program.isBuilt, "skipped: ndissect is not built beside the tests"),
  .enabled(if: Captures.hasTools, "skipped: python3 or tshark is not installed")
)
struct ExportCommandTests {
  static let stepped = ["lab", "--stepped", "--for", "1s", "--seed", "3"]

  /// Hand-offs by name, as a trace tells them.
  static func hops(_ arguments: [String]) throws -> [String: Int] {
    var counts: [String: Int] = [:]
    for line in try Program.run(["trace"] + arguments + ["--jsonl"]).lines {
      for hop in try JSON(line)["hops"].elements {
        let (from, to, edge) = (hop["module"].text, hop["to"].text, hop["edge"].text)
        counts["\(from ?? "")→\(to ?? "") \(edge ?? "")", default: 0] += 1
      }
    }
    return counts
  }

  /// Packets by interface, as tshark counts them, without the adapter's name.
  static func packets(_ path: String) throws -> [String: Int] {
    var counts: [String: Int] = [:]
    let run = try ToolRun("tshark", ["-r", path, "-T", "fields", "-e", "frame.interface_name"])
    for line in run.lines {
      let name = line.split(separator: "/", maxSplits: 1).last.map(String.init) ?? line
      counts[name, default: 0] += 1
    }
    return counts
  }

  @Test("tshark counts as many packets on each interface as the trace has hops")
  func lab() throws {
    let file = try TemporaryFile([], suffix: ".pcapng")
    let run = try Program.run(["run"] + Self.stepped + ["--pcapng", file.path])
    try #require(run.status == 0, "\(run.errors)")
    let packets = try Self.packets(file.path)
    #expect(packets.count > 20)
    let hops = try Self.hops(Self.stepped)
    #expect(packets == hops)
    let bad = try ToolRun(
      "tshark",
      [
        "-r", file.path, "-o", "ip.check_checksum:TRUE", "-Y",
        "ip.checksum.status == 0 or icmp.checksum.status == 0 or _ws.malformed",
      ]
    )
    #expect(bad.status == 0 && bad.lines.isEmpty, "\(bad.text)\(bad.errors)")
  }

  @Test("a replay writes each frame whole and unchanged, and its file is read again")
  func replay() throws {
    let capture = try Captures.traffic(1_000)
    let file = try TemporaryFile([], suffix: ".pcapng")
    let run = try Program.run(["replay", capture.path, "--pcapng", file.path])
    try #require(run.status == 0, "\(run.errors)")
    let packets = try Self.packets(file.path)
    let hops = try Self.hops([capture.path])
    #expect(packets == hops)
    // What the miniport handed up is what the capture holds.
    let first = try TemporaryFile([], suffix: ".pcap")
    let written = try ToolRun(
      "tshark",
      ["-r", file.path, "-Y", "frame.interface_id == 0", "-F", "pcap", "-w", first.path]
    )
    try #require(written.status == 0, "\(written.errors)")
    let frames = Captures.payloads(TemporaryFile.read(first.path) ?? [])
    #expect(frames == Captures.payloads(TemporaryFile.read(capture.path) ?? []))
    #expect(frames.count == 1_000)
    let again = try DocumentShapeTests.document(["replay", file.path, "--json"])
    #expect(again["capture"]["packets"].integer == packets.values.reduce(0, +))
    let journeys = try Program.run(["trace", file.path, "--jsonl", "--limit", "5"])
    #expect(journeys.status == 0 && journeys.lines.count == 5)
  }

  @Test(
    "a capture that a run wrote opens as its session, and as one that was recorded tells the same"
  )
  func reopened() throws {
    let capture = try TemporaryFile([], suffix: ".pcapng")
    let session = try TemporaryFile([], suffix: ".ndissect")
    let files = ["--pcapng", capture.path, "--record", session.path]
    let run = try Program.run(["run"] + Self.stepped + files)
    try #require(run.status == 0, "\(run.errors)")
    for command in [["trace"], ["events"], ["trace", "--signatures"]] {
      let from = try Program.run(command + [session.path, "--jsonl"])
      let again = try Program.run(command + [capture.path, "--jsonl"])
      #expect(
        again.status == 0 && again.output == from.output && !from.output.isEmpty,
        "\(command)"
      )
    }
    let tree = try Program.run(["show", session.path, "--json"])
    #expect(try Program.run(["show", capture.path, "--json"]).output == tree.output)
    let diff = try Program.run(["diff", capture.path, session.path])
    #expect(diff.status == 0 && diff.text.contains("0 differ, 0 only in A, 0 only in B"))
    let screens = try [capture, session].map {
      try Program.run(["snapshot", $0.path, "--keys", "5{", "--size", "80x24"]).text
    }
    #expect(screens[0] == screens[1] && screens[0].contains("ClassifyRule"))
  }

  @Test(
    "what another program wrote anew is a capture like any other, and two joined ones are refused"
  )
  func foreign() throws {
    let capture = try TemporaryFile([], suffix: ".pcapng")
    _ = try Program.run(["run"] + Self.stepped + ["--pcapng", capture.path])
    let bytes = try #require(TemporaryFile.read(capture.path))
    let copy = try TemporaryFile([], suffix: ".pcapng")
    // One packet without a verdict: editcap 4.0 writes that option with a wrong length.
    try #require(try ToolRun("editcap", ["-r", capture.path, copy.path, "1"]).status == 0)
    let run = try Program.run(["trace", copy.path, "--jsonl"])
    // Through the replay stack: its own adapter, not the lab's.
    #expect(run.status == 0 && run.lines.count == 1)
    for line in run.lines { #expect(try JSON(line)["adapter"].text == "capture0") }
    #expect(run.errors.contains("hand-offs"))
    let joined = try TemporaryFile(bytes + bytes, suffix: ".pcapng")
    BadInputTests.expect(
      try Program.run(["trace", joined.path]),
      status: 2,
      says: ["second recording", "offset", joined.path]
    )
    let cut = try TemporaryFile(Array(bytes.dropLast(100)), suffix: ".pcapng")
    BadInputTests.expect(
      try Program.run(["trace", cut.path, "--jsonl"]),
      status: 1,
      says: ["cut short", cut.path]
    )
  }

  @Test("one journey's hops, verdicts and drop comments are what tshark's own filters find")
  func filtered() throws {
    let capture = try TemporaryFile([], suffix: ".pcapng")
    _ = try Program.run(["run"] + Self.stepped + ["--pcapng", capture.path])
    func tshark(_ filter: String, _ field: String) throws -> [String] {
      try ToolRun("tshark", ["-r", capture.path, "-Y", filter, "-T", "fields", "-e", field]).lines
    }
    let dropped = try Program.run(["trace", capture.path, "-Y", "outcome == dropped", "--jsonl"])
    try #require(dropped.lines.count > 2)
    for line in dropped.lines {
      let journey = try JSON(line)
      let number = try #require(journey["journey"].integer)
      let hops = journey["hops"].elements.map { hop in
        "\(hop["module"].text ?? "")→\(hop["to"].text ?? "") \(hop["edge"].text ?? "")"
      }
      let names = try tshark("frame.packet_id == \(number)", "frame.interface_name")
      #expect(names.map { $0.split(separator: "/", maxSplits: 1).last.map(String.init) } == hops)
    }
    let reasons = try tshark("frame.comment contains \"ClassifyRule\"", "frame.packet_id")
    #expect(reasons.count == dropped.lines.count)
    let verdicts = try tshark("frame.verdict.hw[0] == 2", "frame.packet_id")
    #expect(verdicts.isEmpty || verdicts == reasons)
    let queues = try tshark("frame.interface_queue == 0", "frame.interface_name")
    #expect(!queues.isEmpty && queues.allSatisfy { $0.hasSuffix("indicate") })
  }

  @Test("a recorded session holds the journeys of its run")
  func session() throws {
    let file = try TemporaryFile([], suffix: ".ndissect")
    let run = try Program.run(["run"] + Self.stepped + ["--record", file.path])
    try #require(run.status == 0, "\(run.errors)")
    let recorded = try Program.run(["trace", file.path, "--jsonl"])
    let direct = try Program.run(["trace"] + Self.stepped + ["--jsonl"])
    #expect(recorded.status == 0 && recorded.output == direct.output && !direct.output.isEmpty)
  }

  @Test("a session cut short shows what was whole and tells where it ends")
  func cutSession() throws {
    let file = try TemporaryFile([], suffix: ".ndissect")
    _ = try Program.run(["run"] + Self.stepped + ["--record", file.path])
    let bytes = try #require(TemporaryFile.read(file.path))
    let cut = try TemporaryFile(Array(bytes.dropLast(100)), suffix: ".ndissect")
    let run = try Program.run(["trace", cut.path, "--jsonl"])
    BadInputTests.expect(run, status: 1, says: ["cut short", "offset", cut.path])
    #expect(!run.lines.isEmpty)
  }

  @Test("keys of a script that export write a new file beside those there are, which tshark reads")
  func scriptedKeys() throws {
    let script = """
      folder=$(mktemp -d) && cd "$folder" &&
      for time in 1 2; do "$0" snapshot lab --seed 1 --for 1s --keys '5 { e p' | tail -1; done &&
      for file in ndissect-*.pcapng; do tshark -r "$file" -T fields -e frame.packet_id | sort -u; done
      rm -r "$folder"
      """
    let run = try Program.shell(script)
    #expect(run.lines.count == 4, "\(run.text)\(run.errors)")
    let (first, second) = (run.lines.first ?? "", run.lines.dropFirst().first ?? "")
    #expect(first.contains("wrote ndissect-") && second.contains("-2.pcapng"), "\(run.text)")
    let numbers = Set(run.lines.suffix(2))
    #expect(numbers.count == 1)
    #expect(first.contains("ndissect-\(numbers.first ?? "?").pcapng"), "\(run.text)")
  }
}

import Engine
import TUIKit
import TestSupport
import Testing

/// Numbers on the screen against the counters of other people's programs.
@Suite("Totals")
struct ForeignTotalsTests {
  static let hasTools =
    ToolRun.isPresent("python3") && ToolRun.isPresent("capinfos") && ToolRun.isPresent("tshark")
  static let reason: Comment = "skipped: python3, capinfos or tshark is not installed"
  static let size = Size(width: 160, height: 48)

  static let filters = ["udp", "tcp", "arp", "ip.src == 10.0.0.9", "frame.len > 500"]

  /// The replay of a capture, and what others count in that.
  private final class Replayed: Sendable {
    /// Made once for all tests.
    static let shared = Result { try Replayed() }

    let run: RecordedRun
    /// Packets, and bytes on the wire, as capinfos counts them.
    let packets: Int
    let bytes: Int
    /// Packets that pass each filter, as tshark counts them.
    let matches: [String: Int]

    private init() throws {
      let file = try TemporaryFile([], suffix: ".pcap")
      let folder = #filePath.split(separator: "/").dropLast(2).reduce("") { $0 + "/" + $1 }
      let script = folder + "/Tools/make-capture.py"
      let made = try ToolRun("python3", [script, file.path, "--count", "2000"])
      try #require(made.status == 0, "\(made.errors)")
      let (stack, text) = try StackConfiguration.load("replay")
      run = try RecordedRun(try #require(stack.replaying(file.path)), text: text, for: nil)
      let lines = try ToolRun("capinfos", ["-M", "-c", "-d", file.path]).lines
      func value(_ label: String) throws -> Int {
        let line = try #require(lines.first { $0.hasPrefix(label) }, "\(lines)")
        return try #require(Int(line.filter(\.isNumber)), "\(line)")
      }
      packets = try value("Number of packets")
      bytes = try value("Data size")
      var matches: [String: Int] = [:]
      for filter in filters {
        matches[filter] = try ToolRun("tshark", ["-r", file.path, "-Y", filter]).lines.count
      }
      self.matches = matches
    }
  }

  /// The number after a word on the screen, without the commas between thousands.
  private static func number(_ word: String, _ lines: some Sequence<String>) -> Int? {
    for line in lines {
      let words = line.split(separator: " ")
      for (place, text) in words.enumerated() where text == word && place + 1 < words.count {
        return Int(words[place + 1].filter { $0 != "," })
      }
    }
    return nil
  }

  @Test(
    "the Stack view counts packets and bytes of a capture as capinfos does",
    .enabled(if: hasTools, reason)
  )
  func stack() throws {
    let replayed = try Replayed.shared.get()
    let adapter = try replayed.run.draw("", Self.size)
    let kinds = ["ifHCInUcastPkts", "ifHCInMulticastPkts", "ifHCInBroadcastPkts"]
    let packets = try kinds.map { try #require(Self.number($0, adapter.lines), "\(adapter.text)") }
    #expect(packets.reduce(0, +) == replayed.packets)
    #expect(Self.number("ifHCInOctets", adapter.lines) == replayed.bytes)
    // The miniport's custody: what it took back of what it gave.
    let miniport = try replayed.run.draw("G", Self.size).lines
    let custody = miniport.drop { !$0.contains("custody") }
    #expect(Self.number("▼", custody) == replayed.packets)
    #expect(replayed.packets == 2_000)
  }

  @Test(
    "the Trace view lists as many packets as capinfos counts, and as many match a filter as in tshark",
    .enabled(if: hasTools, reason),
    arguments: filters
  )
  func trace(_ filter: String) throws {
    let replayed = try Replayed.shared.get()
    let all = replayed.packets
    let whole = Self.list(try replayed.run.draw("5", Self.size))
    #expect(whole == [all, all])
    let found = try #require(replayed.matches[filter])
    let filtered = Self.list(
      try replayed.run.draw("5 / \"\(filter)\" enter", Self.size)
    )
    #expect(filtered == [found, found, all])
  }

  /// The numbers in the title of the packet list: which of how many, and from how many if filtered.
  private static func list(_ canvas: Canvas) -> [Int] {
    guard let title = canvas.lines.first(where: { $0.contains(" Packets ") }) else { return [] }
    let words = title.split(separator: " ")
    guard let of = words.firstIndex(of: "of"), of > 0 else { return [] }
    return words[(of - 1)...].compactMap { Int($0.filter { $0 != "," }) }
  }
}

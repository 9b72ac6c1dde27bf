import Drivers
import TestSupport
import Testing
import Wire

/// A file of the corpus the capture fuzzer begins with.
private func corpus(_ name: String) -> String {
  let here = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(2)
  return here.joined(separator: "/") + "/Corpus/Capture/" + name
}

@Suite struct CaptureFileTests {
  /// What a file gave.
  struct Outcome: Equatable {
    var lengths: [Int] = []
    var wireLengths: [Int] = []
    var times: [Int64?] = []
    var error: CaptureError?
  }

  static func read(_ path: String) -> Outcome {
    var outcome = Outcome()
    do throws(CaptureError) {
      let file = try CaptureFile(path: path)
      while let record = try file.next() {
        outcome.lengths.append(record.capturedLength)
        outcome.wireLengths.append(record.wireLength)
        outcome.times.append(record.timestamp)
      }
    } catch {
      outcome.error = error
    }
    return outcome
  }

  @Test(
    "classic files of every unit and byte order give the same records",
    arguments: [
      ("micro.pcap", 1_000), ("micro-swapped.pcap", 1_000), ("nano.pcap", 1),
      ("nano-swapped.pcap", 1),
    ] as [(String, Int64)]
  )
  func classic(name: String, unit: Int64) {
    let outcome = Self.read(corpus(name))
    #expect(outcome.error == nil)
    #expect(outcome.lengths == [42, 30])
    #expect(outcome.wireLengths == [42, 42])
    #expect(
      outcome.times == [
        1_700_000_000_000_000_000 + 123_456 * unit, 1_700_000_001_000_000_000 + 5 * unit,
      ]
    )
  }

  @Test(
    "a file that cannot be read, or not to its end, says why and where, after its whole records",
    arguments: [
      ("empty", 0, .empty), ("text", 0, .notACapture(magic: Array("not ".utf8))),
      ("compressed", 0, .compressed(format: "gzip")),
      ("cut-head.pcap", 0, .truncated(offset: 0)),
      ("cut.pcap", 1, .truncated(offset: 82)),
      ("cut-record-head.pcap", 1, .truncated(offset: 82)),
      ("no-records.pcap", 0, nil),
      ("user-link.pcap", 0, .unsupportedLinkType(LinkType(rawValue: 147), offset: 20)),
      ("radiotap.pcap", 0, .unsupportedLinkType(LinkType(rawValue: 127), offset: 20)),
      ("raw.pcap", 1, nil), ("modified.pcap", 1, nil), ("mixed-links.pcapng", 2, nil),
      ("unknown-link.pcapng", 1, .unsupportedLinkType(LinkType(rawValue: 147), offset: 144)),
      ("huge-record.pcapng", 1, .recordTooLarge(offset: 124, length: 0x7FFF_FFFF, limit: 262_144)),
      ("huge-block.pcapng", 0, .recordTooLarge(offset: 48, length: 0xFFFF_FFFC, limit: 262_144)),
      ("empty-options.pcapng", 1, nil),
    ] as [(String, Int, CaptureError?)]
  )
  func endings(name: String, count: Int, error: CaptureError?) {
    let outcome = Self.read(corpus(name))
    #expect(outcome.lengths.count == count)
    #expect(outcome.error == error)
  }

  @Test("a record of a classic file beyond its snap length is refused at its offset")
  func hugeClassic() {
    let outcome = Self.read(corpus("huge-record.pcap"))
    #expect(outcome.lengths == [42, 30])
    guard case .malformed(128, let what) = outcome.error else {
      Issue.record("\(String(describing: outcome.error))")
      return
    }
    #expect(what.contains("2147483647"))
  }

  @Test("an absent file and a folder are refused with the system's reason")
  func absent() {
    #expect(Self.read("/nonexistent").error == .cannotOpen(reason: "No such file or directory"))
    guard case .cannotOpen = Self.read("/").error else {
      Issue.record("a folder was opened")
      return
    }
  }

  @Test("raw packets are told from frames")
  func links() throws {
    let file = try CaptureFile(path: corpus("mixed-links.pcapng"))
    var links: [LinkLayer?] = []
    while let record = try file.next() { links.append(record.linkType.linkLayer) }
    #expect(links == [.ethernet, .rawIP])
    #expect(file.format == .pcapng)
    #expect(file.interfaces.count == 2)
  }

  @Test("a capture filter selects, and one that cannot be compiled gives the compiler's reason")
  func filters() throws {
    let file = try CaptureFile(path: corpus("nano.pcap"))
    let record = try #require(try file.next())
    #expect(try PacketFilterProgram("udp port 53").matches(record.bytes))
    #expect(try !PacketFilterProgram("tcp").matches(record.bytes))
    #expect(try PacketFilterProgram("len = 90").matches(record.bytes, wireLength: 90))
    #expect(try !PacketFilterProgram("udp").matches(UnsafeRawBufferPointer(start: nil, count: 0)))
    let packet = UnsafeRawBufferPointer(rebasing: record.bytes[14...])
    #expect(try PacketFilterProgram("src host 10.0.0.1", linkLayer: .rawIP).matches(packet))
    do throws(PacketFilterProgram.CompileError) {
      _ = try PacketFilterProgram("udp prot 53")
      Issue.record("compiled")
    } catch {
      #expect(error.reason.contains("syntax error"))
    }
  }

  @Test(
    "a classic file editcap wrote gives the same records as its pcapng twin",
    .enabled(if: ToolRun.isPresent("editcap"), "skipped: editcap is not installed")
  )
  func twins() throws {
    for (format, name) in [("nsecpcap", "mix-0.pcapng"), ("nsecpcap", "snapped.pcapng")] {
      let target = try TemporaryFile([], suffix: ".pcap")
      let run = try ToolRun("editcap", ["-F", format, corpus(name), target.path])
      #expect(run.status == 0, "\(run.errors)")
      #expect(Self.read(target.path) == Self.read(corpus(name)))
    }
  }
}

import TestSupport
import Testing
import Wire

@Suite("pcapng")
struct PcapNGTests {
  /// A record's parts, copied out of the source.
  struct Copy: Equatable {
    var offset: UInt64
    var interface: Int
    var timestamp: Int64?
    var wireLength: Int
    var linkType: UInt32
    var bytes: [UInt8]
  }

  /// All whole records, and what stopped the reading.
  static func read(
    _ bytes: [UInt8],
    limit: Int = PcapNGReader.defaultLimit
  ) -> ([Copy], CaptureError?) {
    var copies: [Copy] = []
    do throws(CaptureError) {
      var reader = try PcapNGReader(CaptureBytes(bytes), limit: limit)
      while let record = try reader.next() {
        copies.append(
          Copy(
            offset: record.fileOffset,
            interface: record.interface,
            timestamp: record.timestamp,
            wireLength: record.wireLength,
            linkType: record.linkType.rawValue,
            bytes: Array(record.bytes)
          )
        )
      }
      return (copies, nil)
    } catch {
      return (copies, error)
    }
  }

  static let little = BlockBytes(isBigEndian: false)
  static let big = BlockBytes(isBigEndian: true)

  @Test("both byte orders, several sections, all packet blocks and unknown blocks are read")
  func sections() {
    var file: [UInt8] = []
    for make in [Self.little, Self.big] {
      file += make.section()
      file += make.interface(1, snap: 4)
      file += make.interface(101, options: make.option(9, [9]))
      file += make.block(0xBAD, [1, 2, 3, 4])
      file += make.block(4, [0, 0, 0, 0])
      file += make.packet(0, units: 1_500_000, [1, 2, 3])
      file += make.packet(1, units: 1_500_000_000, [4, 5, 6, 7], wire: 90)
      file += make.simple([8, 9, 10, 11], wire: 60)
      file += make.old(1, units: 7, [12])
      file += make.block(5, make.number(0, 4) + make.number(0, 8))
    }
    let (records, error) = Self.read(file)
    #expect(error == nil)
    #expect(
      records.map(\.bytes)
        == Array(repeating: [[1, 2, 3], [4, 5, 6, 7], [8, 9, 10, 11], [12]], count: 2).flatMap {
          $0
        }
    )
    #expect(records.map(\.interface) == [0, 1, 0, 1, 2, 3, 2, 3])
    #expect(records.map(\.linkType) == [1, 101, 1, 101, 1, 101, 1, 101])
    #expect(
      records.map(\.timestamp) == [
        1_500_000_000, 1_500_000_000, nil, 7, 1_500_000_000, 1_500_000_000, nil, 7,
      ]
    )
    #expect(records.map(\.wireLength) == [3, 90, 60, 1, 3, 90, 60, 1])
  }

  @Test("packet options come through the writer and back")
  func options() throws {
    var writer = PcapNGWriter(application: "tests", comment: "made here")
    let first = writer.addInterface(
      linkType: .ethernet,
      snapLength: 96,
      name: "eth0",
      text: "the first"
    )
    let data: [UInt8] = [1, 2, 3, 4, 5]
    data.withUnsafeBytes {
      writer.addPacket(
        interface: first,
        timestamp: 1_700_000_000_123_456_789,
        bytes: $0,
        wireLength: 60,
        options: .init(
          flags: 2,
          packetID: 0xABCD_EF01_2345,
          queue: 3,
          verdict: [0, 9],
          comment: "dropped"
        )
      )
    }
    writer.addStatistics(interface: first, timestamp: 5, received: 7, dropped: 1)
    var reader = try PcapNGReader(CaptureBytes(writer.takeBytes()))
    #expect(reader.comment == "made here")
    let record = try #require(try reader.next())
    #expect(record.timestamp == 1_700_000_000_123_456_789)
    #expect(record.options.packetFlags == 2)
    #expect(record.options.packetID == 0xABCD_EF01_2345)
    #expect(record.options.queue == 3)
    #expect(record.options.verdict == [0, 9])
    #expect(record.options.comment == "dropped")
    #expect(record.wireLength == 60)
    #expect(reader.interfaces.first?.name == "eth0")
    #expect(reader.interfaces.first?.text == "the first")
    #expect(reader.interfaces.first?.snapLength == 96)
    #expect(try reader.next() == nil)
  }

  @Test(
    "timestamps of every resolution become nanoseconds, or nil where they do not fit",
    arguments: [
      (6, 0, 1_500_000, 1_500_000_000), (9, 0, 7, 7), (0, 0, 3, 3_000_000_000),
      (12, 0, 5_999, 5), (0x80, 0, 2, 2_000_000_000), (0x81, 0, 3, 1_500_000_000),
      (0x8A, 0, 1 << 20, 1_024_000_000_000), (0xC0, 0, UInt64.max, 999_999_999), (127, 0, 9, 0),
      (0xFF, 0, UInt64.max, 0), (6, 10, 1, 10_000_001_000), (6, -1, 1_000_000, 0),
      (0, 0, UInt64.max, nil), (9, 0, UInt64.max, nil), (9, Int64.max, 1, nil),
    ] as [(UInt8, Int64, UInt64, Int64?)]
  )
  func resolutions(code: UInt8, offset: Int64, units: UInt64, expected: Int64?) {
    #expect(TimestampResolution(code: code, offset: offset).nanoseconds(units) == expected)
  }

  @Test("a resolution option of no or too many bytes leaves the default")
  func emptyResolution() {
    let make = Self.little
    for data in [[], [9, 9]] as [[UInt8]] {
      let file =
        make.section() + make.interface(1, options: make.option(9, data))
        + make.packet(0, units: 5, [1])
      #expect(Self.read(file).0.first?.timestamp == 5_000)
    }
  }

  @Test("a file cut anywhere gives its whole records and the offset of the cut one")
  func cutAnywhere() {
    let make = Self.big
    let head = make.section() + make.interface(1)
    let first = make.packet(0, units: 1, [1, 2, 3, 4])
    let file = head + first + make.packet(0, units: 2, [5, 6, 7, 8, 9])
    let ends = [make.section().count, head.count, head.count + first.count, file.count]
    for count in 1..<file.count where count >= 4 {
      let (records, error) = Self.read(Array(file.prefix(count)))
      let last = ends.last { $0 <= count } ?? 0
      #expect(error == (last == count ? nil : .truncated(offset: UInt64(last))), "\(count)")
      #expect(records.count == max(0, (ends.firstIndex { $0 > count } ?? 4) - 2), "\(count)")
    }
  }

  @Test("bytes that break the rules are refused with their offset")
  func refusals() {
    let make = Self.little
    let head = make.section() + make.interface(1)
    let place = UInt64(head.count)
    func error(_ tail: [UInt8]) -> CaptureError? { Self.read(head + tail).1 }
    #expect(Self.read([]).1 == .empty)
    #expect(Self.read([1, 2, 3, 4, 5]).1 == .notACapture(magic: [1, 2, 3, 4]))
    #expect(
      Self.read(make.section(major: 2)).1 == .unsupportedVersion(offset: 0, major: 2, minor: 0)
    )
    #expect(
      error(make.packet(0, units: 0, [1], claimed: 300_000))
        == .recordTooLarge(offset: place, length: 300_000, limit: 262_144)
    )
    #expect(
      error(make.number(6, 4) + make.number(0xFFFF_FFFC, 4) + [0, 0, 0, 0])
        == .recordTooLarge(offset: place, length: 0xFFFF_FFFC, limit: 262_144)
    )
    for bad in [
      make.packet(3, units: 0, [1]), make.packet(0, units: 0, [1, 2, 3, 4], claimed: 8),
      make.number(9, 4) + make.number(8, 4) + make.number(8, 4),
      make.number(9, 4) + make.number(13, 4) + [0, 0, 0, 0, 0, 0, 0, 0],
      make.number(9, 4) + make.number(12, 4) + make.number(16, 4), make.block(6, [0, 0, 0, 0]),
      make.block(3, []),
      make.block(1, [1, 0, 0, 0]),
    ] {
      guard case .malformed(place, let what) = error(bad) else {
        Issue.record("\(String(describing: error(bad)))")
        continue
      }
      #expect(!what.isEmpty)
    }
  }

  @Test("a failure is told again, and errors carry advice")
  func failureStays() throws {
    let make = Self.little
    var reader = try PcapNGReader(CaptureBytes(make.section() + [6, 0, 0, 0]))
    for _ in 0..<2 {
      do throws(CaptureError) {
        _ = try reader.next()
        Issue.record("no error")
      } catch {
        #expect(error == .truncated(offset: 28))
        #expect(!error.advice.isEmpty && error.description.contains("28"))
      }
    }
  }

  @Test(
    "capinfos and tshark read what the writer writes",
    .enabled(if: ToolRun.isPresent("capinfos"), "skipped: capinfos is not installed")
  )
  func judgedByTools() throws {
    let file = try TemporaryFile(SampleFrames.capture(), suffix: ".pcapng")
    let info = try ToolRun("capinfos", ["-M", "-c", "-T", "-r", file.path])
    #expect(info.status == 0, "\(info.errors)")
    #expect(
      info.text.split(separator: "\t").last?.hasPrefix("\(SampleFrames.all.count)") == true,
      "\(info.text)"
    )
    let run = try ToolRun(
      "tshark",
      [
        "-n", "-r", file.path, "-T", "fields", "-e", "frame.time_epoch", "-e", "frame.cap_len",
        "-e", "frame.len", "-e", "frame.interface_name",
      ]
    )
    let expected = SampleFrames.all.enumerated().map { index, frame in
      let digits = String(index)
      let fraction = String(repeating: "0", count: 9 - digits.count) + digits
      return "1700000000.\(fraction)\t\(frame.bytes.count)\t\(frame.wireLength)\tmade"
    }
    #expect(run.lines == expected)
  }

  @Test(
    "a file editcap wrote reads as the records that went in",
    .enabled(if: ToolRun.isPresent("editcap"), "skipped: editcap is not installed")
  )
  func writtenByTools() throws {
    let source = try TemporaryFile(SampleFrames.capture(), suffix: ".pcapng")
    let target = try TemporaryFile([], suffix: ".pcapng")
    let run = try ToolRun("editcap", ["-F", "pcapng", "-s", "96", source.path, target.path])
    #expect(run.status == 0, "\(run.errors)")
    let (records, error) = Self.read(try #require(TemporaryFile.read(target.path)))
    #expect(error == nil)
    #expect(records.map(\.bytes) == SampleFrames.all.map { Array($0.bytes.prefix(96)) })
    #expect(records.map(\.wireLength) == SampleFrames.all.map(\.wireLength))
    #expect(
      records.map(\.timestamp)
        == SampleFrames.all.indices.map { 1_700_000_000_000_000_000 + Int64($0) }
    )
  }
}

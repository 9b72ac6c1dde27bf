import TestSupport

/// Small captures made byte by byte.
enum Captures {
  /// A classic file's header, microseconds, little-endian.
  static func header(linkType: UInt32 = 1) -> [UInt8] {
    words([0xA1B2_C3D4, 0x0004_0002, 0, 0, 262_144, linkType])
  }

  /// A record; `length` is what it claims to hold.
  static func record(_ bytes: [UInt8], second: UInt32 = 1, length: UInt32? = nil) -> [UInt8] {
    let captured = length ?? UInt32(bytes.count)
    return words([second, 0, captured, captured]) + bytes
  }

  /// A UDP datagram without a link header: 10.0.0.1 to 10.0.0.2, port 256 to 512.
  static let datagram: [UInt8] = [
    0x45, 0, 0, 28, 0, 1, 0, 0, 64, 17, 0x66, 0xCE, 10, 0, 0, 1, 10, 0, 0, 2, 1, 0, 2, 0, 0, 8, 0,
    0,
  ]

  /// A broadcast frame with that datagram.
  static let frame: [UInt8] =
    [UInt8](repeating: 0xFF, count: 6) + [2, 0, 0, 0, 0, 1, 8, 0] + datagram

  /// A pcapng file with one packet of each link type.
  static func mixed() -> [UInt8] {
    func block(_ type: UInt32, _ body: [UInt8]) -> [UInt8] {
      let length = UInt32(12 + body.count)
      return words([type, length]) + body + words([length])
    }
    func packet(_ interface: UInt32, _ bytes: [UInt8]) -> [UInt8] {
      let length = UInt32(bytes.count)
      let padding = [UInt8](repeating: 0, count: (4 - bytes.count % 4) % 4)
      return block(6, words([interface, 0, 1_000_000, length, length]) + bytes + padding)
    }
    return block(0x0A0D_0D0A, words([0x1A2B_3C4D, 1, 0xFFFF_FFFF, 0xFFFF_FFFF]))
      + block(1, words([1, 0])) + block(1, words([101, 0]))
      + packet(0, frame) + packet(1, datagram)
  }

  /// The bytes of every record of a classic little-endian file.
  static func payloads(_ file: [UInt8]) -> [ArraySlice<UInt8>] {
    var payloads: [ArraySlice<UInt8>] = []
    var place = 24
    while place + 16 <= file.count {
      let length = (0..<4).reduce(0) { $0 | Int(file[place + 8 + $1]) << ($1 * 8) }
      guard place + 16 + length <= file.count else { break }
      payloads.append(file[(place + 16)..<(place + 16 + length)])
      place += 16 + length
    }
    return payloads
  }

  /// A made capture of ordinary traffic; every length and checksum in it is right.
  static func traffic(_ count: Int) throws -> TemporaryFile {
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let run = try ToolRun(
      "python3",
      ["/\(root)/Tests/Tools/make-capture.py", "-", "--count", "\(count)"]
    )
    return try TemporaryFile(run.output, suffix: ".pcap")
  }

  /// What the tests of whole captures need.
  static let hasTools =
    ["python3", "tshark", "capinfos", "editcap"].allSatisfy(ToolRun.isPresent)

  private static func words(_ values: [UInt32]) -> [UInt8] {
    values.flatMap { value in (0..<4).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) } }
  }
}

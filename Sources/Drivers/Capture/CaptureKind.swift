/// What the first bytes of a file say it is.
enum CaptureKind: Equatable {
  case pcapng
  case pcap
  /// The name of the program that uncompresses it.
  case compressed(String)
  /// A capture's first bytes, but not its whole header.
  case cutShort
  case unknown

  init(_ head: [UInt8]) {
    if head.starts(with: [0x0A, 0x0D, 0x0D, 0x0A]) {
      self = .pcapng
    } else if Self.classic.contains(where: { head.starts(with: $0) }) {
      self = head.count >= 24 ? .pcap : .cutShort
    } else if head.starts(with: [0x1F, 0x8B]) {
      self = .compressed("gzip")
    } else if head.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) {
      self = .compressed("zstd")
    } else if head.starts(with: [0xFD, 0x37, 0x7A, 0x58, 0x5A]) {
      self = .compressed("xz")
    } else if head.starts(with: [0x42, 0x5A, 0x68]) {
      self = .compressed("bzip2")
    } else if head.starts(with: [0x04, 0x22, 0x4D, 0x18]) {
      self = .compressed("lz4")
    } else {
      self = .unknown
    }
  }

  /// Microseconds, nanoseconds and the form with an interface index per record, each in both byte orders.
  private static let classic: [[UInt8]] = [
    [0xA1, 0xB2, 0xC3, 0xD4], [0xD4, 0xC3, 0xB2, 0xA1],
    [0xA1, 0xB2, 0x3C, 0x4D], [0x4D, 0x3C, 0xB2, 0xA1],
    [0xA1, 0xB2, 0xCD, 0x34], [0x34, 0xCD, 0xB2, 0xA1],
  ]
}

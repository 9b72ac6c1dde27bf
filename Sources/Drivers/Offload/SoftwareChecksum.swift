import DataPath
import Wire

/// Does in software what a checksum request asks of the hardware.
enum SoftwareChecksum {
  /// Completes the checksums that `info` asks for, in a frame that lies in one piece.
  ///
  /// The checksum field of TCP or UDP holds the sum over the pseudo-header, as the transport left it; that of the IPv4
  /// header is not read. A frame whose headers do not fit the request is left as it is.
  ///
  /// - Source: network/offloading-checksum-tasks
  static func finish(
    _ frame: UnsafeMutableRawBufferPointer,
    _ info: SendChecksumInfo,
    link: LinkLayer
  ) {
    guard info.isIPv4 || info.isIPv6 else { return }
    let layout = FrameLayout(parsing: UnsafeRawBufferPointer(frame), link: link)
    if info.isIPv4, info.ipHeader, layout.network == .ipv4 {
      let start = Int(layout.networkOffset)
      let header = start..<Int(layout.transportOffset)
      guard header.count >= 20, header.upperBound <= frame.count else { return }
      frame.store(0, at: start + 10)
      let sum = InternetChecksum.compute(UnsafeRawBufferPointer(rebasing: frame[header]))
      frame.store(sum, at: start + 10)
    }
    let start = Int(layout.transportOffset)
    let field: Int
    switch layout.transport {
    case .tcp where info.tcp: field = start + 16
    case .udp where info.udp: field = start + 6
    default: return
    }
    let end = Int(layout.payloadEnd)
    guard field + 2 <= end, end <= frame.count else { return }
    // The field's own value is the pseudo-header's part of the sum.
    let sum = InternetChecksum.compute(UnsafeRawBufferPointer(rebasing: frame[start..<end]))
    // A UDP checksum of 0 would mean that there is none.
    frame.store(layout.transport == .udp && sum == 0 ? 0xFFFF : sum, at: field)
  }

  /// True if the IPv4 header and the TCP or UDP data carry the checksums that they should.
  static func isRight(_ frame: UnsafeRawBufferPointer, _ layout: FrameLayout) -> Bool {
    let network = Int(layout.networkOffset)
    let start = Int(layout.transportOffset)
    let end = Int(layout.payloadEnd)
    guard network <= start, start <= end, end <= frame.count else { return false }
    let header = UnsafeRawBufferPointer(rebasing: frame[network..<start])
    if layout.network == .ipv4, InternetChecksum.compute(header) != 0 { return false }
    guard let addresses = PseudoHeader(frame, layout) else { return false }
    var sum = addresses.sum(of: layout.ipProtocol, length: end - start)
    sum.add(UnsafeRawBufferPointer(rebasing: frame[start..<end]))
    return sum.checksum == 0
  }
}

extension PseudoHeader {
  /// The addresses of a frame's IP header; nil if it has none.
  init?(_ frame: UnsafeRawBufferPointer, _ layout: FrameLayout) {
    let start = Int(layout.networkOffset)
    let number = { (offset: Int, count: Int) in
      frame[offset..<offset + count].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    }
    switch layout.network {
    case .ipv4 where start + 20 <= frame.count:
      self = .v4(
        source: IPv4Address(UInt32(truncatingIfNeeded: number(start + 12, 4))),
        destination: IPv4Address(UInt32(truncatingIfNeeded: number(start + 16, 4)))
      )
    case .ipv6 where start + 40 <= frame.count:
      self = .v6(
        source: IPv6Address(high: number(start + 8, 8), low: number(start + 16, 8)),
        destination: IPv6Address(high: number(start + 24, 8), low: number(start + 32, 8))
      )
    default: return nil
    }
  }
}

extension UnsafeMutableRawBufferPointer {
  /// Writes a number in network order; the caller has checked the place.
  func store(_ value: UInt16, at offset: Int) {
    self[offset] = UInt8(truncatingIfNeeded: value >> 8)
    self[offset + 1] = UInt8(truncatingIfNeeded: value)
  }
}

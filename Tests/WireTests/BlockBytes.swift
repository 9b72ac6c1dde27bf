import Wire

/// Blocks of a pcapng file, made byte by byte and independently of the writer.
struct BlockBytes {
  var isBigEndian: Bool

  func number(_ value: UInt64, _ width: Int) -> [UInt8] {
    let bytes = (0..<width).map { UInt8(truncatingIfNeeded: value >> UInt64(8 * $0)) }
    return isBigEndian ? bytes.reversed() : bytes
  }

  func padded(_ bytes: [UInt8]) -> [UInt8] {
    bytes + [UInt8](repeating: 0, count: (4 - bytes.count % 4) % 4)
  }

  func block(_ type: UInt32, _ body: [UInt8]) -> [UInt8] {
    let length = number(UInt64(body.count + 12), 4)
    return number(UInt64(type), 4) + length + body + length
  }

  func option(_ code: UInt16, _ data: [UInt8]) -> [UInt8] {
    number(UInt64(code), 2) + number(UInt64(data.count), 2) + padded(data)
  }

  func section(major: UInt16 = 1, options: [UInt8] = []) -> [UInt8] {
    block(
      0x0A0D_0D0A,
      number(0x1A2B_3C4D, 4) + number(UInt64(major), 2) + number(0, 2) + number(.max, 8) + options
    )
  }

  func interface(_ linkType: UInt16, snap: UInt32 = 0, options: [UInt8] = []) -> [UInt8] {
    block(1, number(UInt64(linkType), 2) + [0, 0] + number(UInt64(snap), 4) + options)
  }

  func packet(
    _ interface: UInt32,
    units: UInt64,
    _ data: [UInt8],
    wire: Int? = nil,
    claimed: UInt32? = nil,
    options: [UInt8] = []
  ) -> [UInt8] {
    let head =
      number(UInt64(interface), 4) + number(units >> 32, 4) + number(units & 0xFFFF_FFFF, 4)
      + number(UInt64(claimed ?? UInt32(data.count)), 4) + number(UInt64(wire ?? data.count), 4)
    return block(6, head + padded(data) + options)
  }

  func simple(_ data: [UInt8], wire: Int? = nil) -> [UInt8] {
    block(3, number(UInt64(wire ?? data.count), 4) + padded(data))
  }

  func old(_ interface: UInt16, units: UInt64, _ data: [UInt8]) -> [UInt8] {
    block(
      2,
      number(UInt64(interface), 2) + number(0, 2) + number(units >> 32, 4)
        + number(units & 0xFFFF_FFFF, 4) + number(UInt64(data.count), 4)
        + number(UInt64(data.count), 4) + padded(data)
    )
  }
}

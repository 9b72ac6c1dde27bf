/// An IPv6 address.
@frozen
public struct IPv6Address: Hashable, Sendable, Comparable {
  /// Bytes 0…7 as a number, first byte highest.
  public let high: UInt64
  /// Bytes 8…15 as a number, first byte highest.
  public let low: UInt64

  /// Makes the address from its two halves.
  @inlinable
  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// Reads the address from the sixteen bytes at a place that holds them.
  @inlinable
  init(at pointer: UnsafeRawPointer) {
    high = pointer.big64(0)
    low = pointer.big64(8)
  }

  /// Reads the text forms of RFC 4291: groups, one `::`, and an IPv4 address as the last 32 bits.
  public init?(_ text: some StringProtocol) {
    guard let groups = IPv6Address.groups(of: text) else { return nil }
    high = groups[0..<4].reduce(0) { $0 << 16 | UInt64($1) }
    low = groups[4..<8].reduce(0) { $0 << 16 | UInt64($1) }
  }

  /// `::`.
  public static let unspecified = IPv6Address(high: 0, low: 0)
  /// `::1`.
  public static let loopback = IPv6Address(high: 0, low: 1)
  /// `ff02::1`.
  public static let allNodes = IPv6Address(high: 0xFF02 << 48, low: 1)
  /// `ff02::2`.
  public static let allRouters = IPv6Address(high: 0xFF02 << 48, low: 2)

  /// ff00::/8.
  @inlinable public var isMulticast: Bool { high >> 56 == 0xFF }
  /// fe80::/10.
  @inlinable public var isLinkLocal: Bool { high >> 54 == 0x3FA }
  /// `::`.
  @inlinable public var isUnspecified: Bool { high | low == 0 }

  /// The group a neighbour solicitation for this address is sent to (RFC 4291 §2.7.1).
  @inlinable public var solicitedNode: IPv6Address {
    IPv6Address(high: 0xFF02 << 48, low: 0x1_FF00_0000 | low & 0xFF_FFFF)
  }

  /// The Ethernet group an IPv6 group is sent to (RFC 2464).
  @inlinable public var multicastMAC: MACAddress {
    MACAddress(0x3333_0000_0000 | low & 0xFFFF_FFFF)
  }

  /// The sixteen bytes in wire order.
  public var bytes: [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: high >> UInt64(56 - 8 * $0)) }
      + (0..<8).map { UInt8(truncatingIfNeeded: low >> UInt64(56 - 8 * $0)) }
  }

  /// Writes the sixteen bytes to a place that has room for them.
  @inlinable
  func store(at pointer: UnsafeMutableRawPointer) {
    pointer.store64(0, high)
    pointer.store64(8, low)
  }

  /// Orders by the number.
  @inlinable
  public static func < (left: IPv6Address, right: IPv6Address) -> Bool {
    left.high == right.high ? left.low < right.low : left.high < right.high
  }
}

extension IPv6Address: CustomStringConvertible {
  /// The form RFC 5952 recommends; IPv4-mapped addresses end in dotted decimal.
  public var description: String {
    if high == 0, low >> 32 == 0xFFFF {
      return "::ffff:\(IPv4Address(UInt32(truncatingIfNeeded: low)))"
    }
    let groups = self.groups
    var best = 0..<0
    var start = 0
    while start < 8 {
      guard groups[start] == 0 else {
        start += 1
        continue
      }
      let end = groups[start...].firstIndex { $0 != 0 } ?? 8
      if end - start > max(best.count, 1) { best = start..<end }
      start = end
    }
    func text(_ part: Range<Int>) -> String {
      groups[part].map { String($0, radix: 16) }.joined(separator: ":")
    }
    guard !best.isEmpty else { return text(0..<8) }
    return text(0..<best.lowerBound) + "::" + text(best.upperBound..<8)
  }

  /// The eight 16-bit groups.
  private var groups: [UInt16] {
    (0..<4).map { UInt16(truncatingIfNeeded: high >> UInt64(48 - 16 * $0)) }
      + (0..<4).map { UInt16(truncatingIfNeeded: low >> UInt64(48 - 16 * $0)) }
  }

  /// The eight groups a text stands for.
  private static func groups(of text: some StringProtocol) -> [UInt16]? {
    let parts = String(text).split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count >= 3 else { return nil }
    var before: [UInt16] = []
    var after: [UInt16] = []
    var gap = false
    for (index, part) in parts.enumerated() {
      if part.isEmpty {
        // An empty part is the gap, or the outer side of a gap at either end.
        if index == 0 {
          guard parts[1].isEmpty else { return nil }
          continue
        }
        if index == parts.count - 1 {
          guard parts[index - 1].isEmpty else { return nil }
          continue
        }
        guard !gap else { return nil }
        gap = true
        continue
      }
      var found: [UInt16] = []
      if let value = parseHexadecimal(part, maximumDigits: 4) {
        found = [UInt16(value)]
      } else if index == parts.count - 1, let mapped = IPv4Address(part) {
        found = [
          UInt16(truncatingIfNeeded: mapped.rawValue >> 16),
          UInt16(truncatingIfNeeded: mapped.rawValue),
        ]
      } else {
        return nil
      }
      if gap { after += found } else { before += found }
    }
    let missing = 8 - before.count - after.count
    guard gap ? missing >= 1 : missing == 0 else { return nil }
    return before + [UInt16](repeating: 0, count: missing) + after
  }
}

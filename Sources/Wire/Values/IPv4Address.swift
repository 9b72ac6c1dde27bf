/// An IPv4 address.
@frozen
public struct IPv4Address: Hashable, Sendable, Comparable {
  /// The four bytes as a number, first byte highest.
  public let rawValue: UInt32

  /// Makes the address from its number.
  @inlinable
  public init(_ value: UInt32) {
    rawValue = value
  }

  /// Makes the address from its four bytes.
  @inlinable
  public init(_ first: UInt8, _ second: UInt8, _ third: UInt8, _ fourth: UInt8) {
    rawValue = UInt32(first) << 24 | UInt32(second) << 16 | UInt32(third) << 8 | UInt32(fourth)
  }

  /// Reads four decimal numbers 0…255 parted by dots; no leading zeros, no short forms.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(omittingEmptySubsequences: false) { $0 == "." }
    guard parts.count == 4 else { return nil }
    var value: UInt32 = 0
    for part in parts {
      guard part.utf8.count <= 3, part.utf8.allSatisfy({ (48...57).contains($0) }),
        let byte = UInt8(part), part.utf8.count == 1 || part.utf8.first != 48
      else { return nil }
      value = value << 8 | UInt32(byte)
    }
    rawValue = value
  }

  /// 0.0.0.0.
  public static let unspecified = IPv4Address(0)
  /// 255.255.255.255.
  public static let broadcast = IPv4Address(0xFFFF_FFFF)

  /// 224.0.0.0/4.
  @inlinable public var isMulticast: Bool { rawValue >> 28 == 0xE }
  /// 255.255.255.255.
  @inlinable public var isBroadcast: Bool { rawValue == 0xFFFF_FFFF }
  /// 127.0.0.0/8.
  @inlinable public var isLoopback: Bool { rawValue >> 24 == 127 }

  /// The four bytes in wire order.
  public var bytes: [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: rawValue >> UInt32(24 - 8 * $0)) }
  }

  /// The Ethernet group an IPv4 group is sent to (RFC 1112).
  @inlinable public var multicastMAC: MACAddress {
    MACAddress(0x0100_5E00_0000 | UInt64(rawValue & 0x7F_FFFF))
  }

  /// Orders by the number.
  @inlinable
  public static func < (left: IPv4Address, right: IPv4Address) -> Bool {
    left.rawValue < right.rawValue
  }
}

extension IPv4Address: CustomStringConvertible {
  /// Dotted decimal.
  public var description: String {
    "\(rawValue >> 24).\(rawValue >> 16 & 255).\(rawValue >> 8 & 255).\(rawValue & 255)"
  }
}

/// A 48-bit IEEE 802 address.
@frozen
public struct MACAddress: Hashable, Sendable, Comparable {
  /// The six bytes as a number, first byte highest; 0…2⁴⁸−1.
  public let rawValue: UInt64

  /// Makes the address from the low 48 bits of a number.
  @inlinable
  public init(_ value: UInt64) {
    rawValue = value & 0xFFFF_FFFF_FFFF
  }

  /// Reads the address from the six bytes at a place that holds them.
  @inlinable
  init(at pointer: UnsafeRawPointer) {
    let high = pointer.big32(0)
    let low = pointer.big16(4)
    rawValue = UInt64(high) << 16 | UInt64(low)
  }

  /// Reads the first six bytes; nil if there are fewer.
  @inlinable
  public init?(bytes: UnsafeRawBufferPointer) {
    guard bytes.count >= 6, let base = bytes.baseAddress else { return nil }
    self.init(at: base)
  }

  /// Reads six pairs of base-16 digits parted by `:` or `-`.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(omittingEmptySubsequences: false) { $0 == ":" || $0 == "-" }
    guard parts.count == 6 else { return nil }
    var value: UInt64 = 0
    for part in parts {
      guard let byte = parseHexadecimal(part, maximumDigits: 2) else { return nil }
      value = value << 8 | byte
    }
    rawValue = value
  }

  /// All ones: every station.
  public static let broadcast = MACAddress(0xFFFF_FFFF_FFFF)
  /// All zeros.
  public static let zero = MACAddress(0)

  /// The individual/group bit is set; broadcast is one of these.
  @inlinable public var isMulticast: Bool { rawValue & 0x0100_0000_0000 != 0 }
  /// All ones.
  @inlinable public var isBroadcast: Bool { rawValue == 0xFFFF_FFFF_FFFF }
  /// The universal/local bit is set.
  @inlinable public var isLocal: Bool { rawValue & 0x0200_0000_0000 != 0 }

  /// The six bytes in wire order.
  public var bytes: [UInt8] {
    (0..<6).map { UInt8(truncatingIfNeeded: rawValue >> UInt64(40 - 8 * $0)) }
  }

  /// Writes the six bytes to a place that has room for them.
  @inlinable
  func store(at pointer: UnsafeMutableRawPointer) {
    pointer.store32(0, UInt32(truncatingIfNeeded: rawValue >> 16))
    pointer.store16(4, UInt16(truncatingIfNeeded: rawValue))
  }

  /// Orders by the number.
  @inlinable
  public static func < (left: MACAddress, right: MACAddress) -> Bool {
    left.rawValue < right.rawValue
  }
}

extension MACAddress: CustomStringConvertible {
  /// Six lower-case pairs parted by colons.
  public var description: String {
    hexadecimal(bytes, separator: ":")
  }
}

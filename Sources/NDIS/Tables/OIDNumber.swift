/// The number of an object identifier (OID): what a request asks for or sets.
@frozen
public struct OIDNumber: RawRepresentable, Hashable, Comparable, Sendable {
  /// The number as documented.
  public let rawValue: UInt32

  /// Makes an identifier from its number.
  @inlinable
  public init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// Orders by number.
  @inlinable
  public static func < (left: OIDNumber, right: OIDNumber) -> Bool {
    left.rawValue < right.rawValue
  }
}

extension OIDNumber: CustomStringConvertible {
  /// The documented name, as in `OID_GEN_LINK_STATE`; the number if it has none here.
  public var description: String { OIDTable.entry(self)?.symbol ?? hexadecimal(rawValue) }
}

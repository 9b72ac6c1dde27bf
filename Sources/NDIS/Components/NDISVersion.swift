/// A version of the NDIS interface a driver is built for.
///
/// - Source: network/overview-of-ndis-versions
@frozen
public struct NDISVersion: Hashable, Comparable, Sendable {
  /// The part before the point.
  public let major: UInt8
  /// The part after the point, as documented: 0, 1, 20, 30 or 40.
  public let minor: UInt8

  /// Makes a version from its two parts.
  @inlinable
  public init(_ major: UInt8, _ minor: UInt8) {
    self.major = major
    self.minor = minor
  }

  /// NDIS 6.0.
  public static let v6_0 = NDISVersion(6, 0)
  /// NDIS 6.1.
  public static let v6_1 = NDISVersion(6, 1)
  /// NDIS 6.20.
  public static let v6_20 = NDISVersion(6, 20)
  /// NDIS 6.30.
  public static let v6_30 = NDISVersion(6, 30)
  /// NDIS 6.40.
  public static let v6_40 = NDISVersion(6, 40)
  /// The versions the engine serves, oldest first.
  public static let supported: [NDISVersion] = [.v6_0, .v6_1, .v6_20, .v6_30, .v6_40]

  /// Orders versions by age.
  @inlinable
  public static func < (left: NDISVersion, right: NDISVersion) -> Bool {
    (left.major, left.minor) < (right.major, right.minor)
  }
}

extension NDISVersion: CustomStringConvertible {
  /// The version as documented: `6.0`, `6.40`.
  public var description: String { "\(major).\(minor)" }
}

/// An interrupt request level; code at a higher level is never interrupted by code at a lower one.
@frozen
public struct IRQL: RawRepresentable, Hashable, Comparable, Sendable {
  /// The number of the level, 0…15 on 64-bit systems.
  public let rawValue: UInt8

  /// Makes a level from its number.
  @inlinable
  public init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// Ordinary thread code, which may block.
  ///
  /// The C name is `PASSIVE_LEVEL`.
  public static let passive = IRQL(rawValue: 0)
  /// Asynchronous procedure calls.
  ///
  /// The C name is `APC_LEVEL`.
  public static let apc = IRQL(rawValue: 1)
  /// Deferred calls and the data path, which may not block.
  ///
  /// The C name is `DISPATCH_LEVEL`.
  public static let dispatch = IRQL(rawValue: 2)
  /// A device's interrupt service routine.
  ///
  /// The C name is `DIRQL`.
  public static let device = IRQL(rawValue: 5)
  /// Nothing interrupts.
  ///
  /// The C name is `HIGH_LEVEL`.
  public static let high = IRQL(rawValue: 15)

  /// Orders levels by number.
  @inlinable
  public static func < (left: IRQL, right: IRQL) -> Bool {
    left.rawValue < right.rawValue
  }
}

extension IRQL: CustomStringConvertible {
  /// The documented name, `IRQL n` for a level that has none.
  public var description: String {
    switch self {
    case .passive: "PASSIVE_LEVEL"
    case .apc: "APC_LEVEL"
    case .dispatch: "DISPATCH_LEVEL"
    case .device: "DIRQL"
    case .high: "HIGH_LEVEL"
    default: "IRQL \(rawValue)"
    }
  }
}

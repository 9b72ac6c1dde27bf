/// The four kinds of hand-off, as a set: which a module has handlers for.
public struct HopEdges: OptionSet, Sendable {
  /// Bit n is edge n of the recording format.
  public let rawValue: UInt8

  /// Makes the set from its bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Down, towards the miniport.
  public static let send = HopEdges(rawValue: 1)
  /// The way back of a send.
  public static let complete = HopEdges(rawValue: 2)
  /// Up, towards the bindings.
  public static let indicate = HopEdges(rawValue: 4)
  /// The way back of an indication.
  public static let `return` = HopEdges(rawValue: 8)
}

/// A part of the packet list.
public struct PacketWindowRequest: Equatable, Sendable {
  /// Display filter; empty for all.
  public var filter: String
  /// Where the window is.
  public var anchor: Anchor
  /// Rows wanted.
  public var count: UInt32
  /// Engine time of the instant the list is asked for: younger packets are not in it; nil for now.
  public var until: UInt64?
  /// Engine nanoseconds for which the answer may stay as it is, of a list that need not follow every sample; 0 for none.
  public var pace: UInt64

  /// Makes the value from its parts.
  public init(
    filter: String = "",
    anchor: Anchor = .newest,
    count: UInt32 = 0,
    until: UInt64? = nil,
    pace: UInt64 = 0
  ) {
    self.filter = filter
    self.anchor = anchor
    self.count = count
    self.until = until
    self.pace = pace
  }

  /// Where the window is in the list.
  public enum Anchor: Equatable, Sendable {
    /// Ends with the newest packet.
    case newest
    /// Starts at a row of the filtered list, 0 first.
    case row(UInt64)
    /// Has this journey near its middle.
    case journey(UInt64)
  }
}

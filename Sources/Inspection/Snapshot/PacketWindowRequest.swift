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
  /// By what the list is in order.
  public var order: Order
  /// The other way round.
  public var isReversed: Bool

  /// Makes the value from its parts.
  public init(
    filter: String = "",
    anchor: Anchor = .newest,
    count: UInt32 = 0,
    until: UInt64? = nil,
    pace: UInt64 = 0,
    order: Order = .birth,
    isReversed: Bool = false
  ) {
    self.filter = filter
    self.anchor = anchor
    self.count = count
    self.until = until
    self.pace = pace
    self.order = order
    self.isReversed = isReversed
  }

  /// By what a packet list can be in order; of equal packets the older comes first.
  public enum Order: UInt8, CaseIterable, Sendable {
    /// The order in which they began.
    case birth = 0
    /// Bytes at birth, the longest first.
    case length = 1
    /// Hand-offs, the most first.
    case hops = 2
    /// Engine time from first to last record, the longest first.
    case duration = 3
    /// How they ended: dropped first, by reason, then held, merged, left, delivered.
    case outcome = 4
  }

  /// Where the window is in the list.
  public enum Anchor: Equatable, Sendable {
    /// Ends with the newest packet; of a list in another order than by birth, begins with the first row.
    case newest
    /// Starts at a row of the filtered list, 0 first.
    case row(UInt64)
    /// Has this journey near its middle.
    case journey(UInt64)
  }
}

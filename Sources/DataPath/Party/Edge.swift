/// A kind of hand-off between two owners.
@frozen
public enum Edge: UInt8, Sendable, CaseIterable {
  /// Downward, toward the miniport.
  case send = 0
  /// A finished send on its way back to its originator.
  case complete = 1
  /// Upward, toward the protocols.
  case indicate = 2
  /// A received list on its way back to its originator.
  case `return` = 3

  /// The ledger in which a hand-off on this edge is counted.
  @inlinable
  public var direction: Direction { rawValue < 2 ? .transmit : .receive }

  /// True for the edges that carry a packet on; false for those that bring a list home.
  @inlinable
  public var isForward: Bool { rawValue & 1 == 0 }
}

/// How a packet's way ended at a party.
@frozen
public enum Fate: UInt8, Sendable, CaseIterable {
  /// Consumed by its final owner.
  case delivered = 1
  /// Discarded, with a reason.
  case dropped = 2
  /// Became part of another packet (coalesced, reassembled).
  case merged = 3
  /// Went out of the stack: onto a medium or to the host.
  case left = 4
}

/// Why a new packet has a parent.
@frozen
public enum Relation: UInt8, Sendable, CaseIterable {
  case cloned = 1
  case fragmented = 2
  case segmented = 3
  case coalesced = 4
  /// One received list seen by several bindings.
  case derived = 5
  /// Received from a medium on which the parent was sent.
  case received = 6
  /// Copied because the original had to go back at once.
  case copied = 7
  case injected = 8
}

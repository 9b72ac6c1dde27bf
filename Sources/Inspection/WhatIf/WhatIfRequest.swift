/// A fork that a front looks at: the stack with changes, beside the stack as it is.
public struct WhatIfRequest: Equatable, Sendable {
  /// Changes kept of a request that was read.
  static let limit = 64

  /// What is otherwise, in the order in which it is done; empty asks only what could be, by `SnapshotDetail.keywords`.
  public var changes: [WhatIfChange]
  /// The packet that is compared; nil takes the first that differs.
  public var journey: UInt64?

  /// Makes the value from its parts.
  public init(changes: [WhatIfChange], journey: UInt64? = nil) {
    self.changes = changes
    self.journey = journey
  }
}

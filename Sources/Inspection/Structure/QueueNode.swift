/// A queue of an adapter.
public struct QueueNode: Equatable, Sendable {
  /// Never reused.
  public var id: UInt32
  /// The name a person knows it by.
  public var name: String
  /// What it is for: `RSS`, `VMQ`, `send`.
  public var kind: String
  /// Group of the processor that serves it.
  public var processorGroup: UInt16
  /// Number of that processor in its group.
  public var processorNumber: UInt16

  /// Makes the value from its parts.
  public init(
    id: UInt32,
    name: String,
    kind: String,
    processorGroup: UInt16,
    processorNumber: UInt16
  ) {
    self.id = id
    self.name = name
    self.kind = kind
    self.processorGroup = processorGroup
    self.processorNumber = processorNumber
  }
}

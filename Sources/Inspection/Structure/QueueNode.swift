/// A receive queue of an adapter: frames wait in it until the deferred call of its processor indicates them.
///
/// Its counters stand in the counter page under its id, by `QueueColumn`.
public struct QueueNode: Equatable, Sendable {
  /// What decides which frames come into a queue.
  public enum Kind: String, CaseIterable, Sendable {
    /// The only queue of an adapter without receive scaling, into which everything comes.
    case `default` = "default"
    /// The hash of a frame and the indirection table.
    case scaling = "RSS"
    /// The host at the other end of a live edge.
    case host = "host"
  }

  /// Never reused.
  public var id: UInt32
  /// Its number on its adapter, from 0; queue 0 takes what has no hash.
  public var number: UInt32
  /// What decides which frames come into it.
  public var kind: Kind
  /// The processor that serves it.
  public var processor: ProcessorName
  /// The interrupt message (MSI-X) it raises; nil where its adapter raises none.
  public var message: UInt32?
  /// Frames that can wait in it; nil where nothing ever waits.
  public var capacity: UInt32?

  /// Makes the value from its parts.
  public init(
    id: UInt32,
    number: UInt32,
    kind: Kind,
    processor: ProcessorName = ProcessorName(),
    message: UInt32? = nil,
    capacity: UInt32? = nil
  ) {
    self.id = id
    self.number = number
    self.kind = kind
    self.processor = processor
    self.message = message
    self.capacity = capacity
  }

  /// The name a person knows it by: `queue 3`.
  public var name: String { "queue \(number)" }
}

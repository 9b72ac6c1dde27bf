/// The events an engine still knows, oldest first; a copy shares them, so a snapshot with all of them costs nothing.
///
/// Events stand in blocks that never change once they are full; when there are too many the oldest block goes.
public struct EventHistory: RandomAccessCollection, Equatable, Sendable {
  /// Events kept unless another number is asked for.
  public static let defaultCapacity = 4_096
  static let blockSize = 256

  /// Events of any number that are no longer kept.
  public private(set) var forgottenCount: UInt64
  private let blockLimit: Int
  private var blocks: [[EngineEvent]] = []
  private var open: [EngineEvent] = []

  /// An empty history that keeps so many events, give or take a block.
  public init(capacity: Int = defaultCapacity) {
    blockLimit = Swift.max(1, capacity / Self.blockSize)
    forgottenCount = 0
  }

  /// The history of events that are known already; what their first number skips counts as forgotten.
  public init(_ events: some Collection<EngineEvent>) {
    self.init(capacity: events.count + Self.blockSize)
    if let first = events.first { forgottenCount = first.sequence - Swift.min(first.sequence, 1) }
    for event in events { append(event) }
  }

  /// Adds the newest event; its number must be greater than all before.
  public mutating func append(_ event: EngineEvent) {
    open.append(event)
    guard open.count == Self.blockSize else { return }
    blocks.append(open)
    open = []
    guard blocks.count > blockLimit else { return }
    forgottenCount &+= UInt64(Self.blockSize)
    blocks.removeFirst()
  }

  /// Place of the oldest event: 0.
  public var startIndex: Int { 0 }
  /// Events kept.
  public var endIndex: Int { blocks.count * Self.blockSize + open.count }

  /// The event at a place, 0 first.
  public subscript(place: Int) -> EngineEvent {
    let block = place / Self.blockSize
    return block < blocks.count
      ? blocks[block][place % Self.blockSize] : open[place - blocks.count * Self.blockSize]
  }

  /// Place of the first event whose number is at least this; `endIndex` if there is none.
  public func place(from sequence: UInt64) -> Int {
    var low = 0
    var high = endIndex
    while low < high {
      let middle = (low + high) / 2
      if self[middle].sequence < sequence { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The event of a number; nil if it is not kept.
  public func event(_ sequence: UInt64) -> EngineEvent? {
    let place = place(from: sequence)
    guard place < endIndex, self[place].sequence == sequence else { return nil }
    return self[place]
  }

  /// Numbers between the first and the last event whose events are not here: a session that could not store them.
  public var missingCount: UInt64 {
    guard let first, let last, last.sequence >= first.sequence else { return 0 }
    let steps = last.sequence - first.sequence
    return steps - Swift.min(steps, UInt64(count - 1))
  }
}

extension EventHistory: ExpressibleByArrayLiteral {
  /// The history of these events.
  public init(arrayLiteral events: EngineEvent...) {
    self.init(events)
  }
}

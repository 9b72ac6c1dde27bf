/// From when to when an engine or a session knows the past, with what stands out in it.
public struct KnownSpan: Equatable, Sendable {
  /// A part of the span, as long as every other.
  public struct Part: Equatable, Sendable {
    /// Packets that were dropped in it.
    public var drops: UInt32 = 0
    /// Events in it.
    public var events: UInt32 = 0

    /// Nothing happened in it.
    public init() {}
  }

  /// Engine nanoseconds from which on counters, tree and events are known.
  public var first: UInt64
  /// Engine nanoseconds of the newest instant.
  public var last: UInt64
  /// Engine nanoseconds from which on packets are known; after `last` if none are.
  public var firstPacket: UInt64
  /// Something was known of the time before `first` and has been given up.
  public var hasForgotten: Bool
  /// As many as were asked for.
  public var parts: [Part]

  /// Makes the value from its parts.
  public init(
    first: UInt64,
    last: UInt64,
    firstPacket: UInt64,
    hasForgotten: Bool = false,
    parts: [Part] = []
  ) {
    self.first = first
    self.last = last
    self.firstPacket = firstPacket
    self.hasForgotten = hasForgotten
    self.parts = parts
  }

  /// The part that an engine time lies in; the nearest one for a time outside.
  public func part(of time: UInt64, among count: Int) -> Int {
    guard count > 0, last > first else { return 0 }
    let along = Double(min(max(time, first), last) - first) / Double(last - first)
    return min(count - 1, Int(along * Double(count)))
  }

  /// Counts what happened in so many parts of the span.
  public mutating func count(
    _ count: Int,
    events: some Collection<EngineEvent>,
    index: JourneyIndex
  ) {
    parts = [Part](repeating: Part(), count: max(0, count))
    guard !parts.isEmpty else { return }
    for event in events where event.time >= first && event.time <= last {
      parts[part(of: event.time, among: count)].events += 1
    }
    for time in index.dropTimes where time >= first && time <= last {
      parts[part(of: time, among: count)].drops += 1
    }
  }
}

extension JourneyIndex {
  /// Engine nanoseconds at which journeys were dropped, in the order of their births.
  var dropTimes: some Sequence<UInt64> {
    let dropped = UInt32(JourneyOutcome.dropped.rawValue)
    return rows.lazy.filter { $0.bits & Self.outcomeBits == dropped }.map(\.lastTime)
  }

  /// Engine nanoseconds of the oldest journey that is kept as a whole; nil if there is none.
  public var firstTime: UInt64? { rows.first { $0.firstPosition >= firstPosition }?.firstTime }
}

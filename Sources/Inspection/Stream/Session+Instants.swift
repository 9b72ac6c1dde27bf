/// The stack at any point of a session.
extension Session {
  /// Points of time in the session.
  public var sampleCount: Int { timeline.marks.count }

  /// Engine time of a point.
  public func time(ofSample place: Int) -> UInt64 { timeline.marks[place].time }

  /// The last point at or before an engine time; nil if there is none.
  public func sample(at time: UInt64) -> Int? { timeline.place(at: time) }

  /// The last points that rates are made from, oldest first, at most `count`: half a second lies between two of them.
  public func lastTicks(_ count: Int) -> [Int] {
    timeline.ticks(before: timeline.marks.count, count: count)
  }

  /// Engine nanoseconds of the newest thing that is known.
  public var lastTime: UInt64 { max(endTime ?? 0, timeline.marks.last?.time ?? 0) }

  /// From when to when the stack is known; nil for a session without a sample.
  public var span: KnownSpan? {
    guard let first = timeline.marks.first?.time else { return nil }
    return KnownSpan(first: first, last: lastTime, firstPacket: index.firstTime ?? .max)
  }

  /// The stack as it was at a point, with the newest events before it.
  ///
  /// - Throws: `SessionError` if the bytes are not those that the session was read from.
  public func snapshot(
    ofSample place: Int,
    _ bytes: borrowing RawSpan,
    events count: Int = 100
  ) throws(SessionError) -> Snapshot {
    guard timeline.marks.indices.contains(place) else { throw SessionError(.badValue, at: 0) }
    return try snapshots(at: [place], bytes, events: count)[0]
  }

  /// The stack as it was at an instant, and in the minute before.
  ///
  /// - Returns: nil if the session knows nothing of it.
  /// - Throws: `SessionError` if the bytes are not those that the session was read from.
  public func instant(
    _ request: InstantRequest,
    _ bytes: borrowing RawSpan,
    ticks: Int = 120
  ) throws(SessionError) -> PastInstant? {
    guard let place = timeline.place(of: request, last: lastTime) else { return nil }
    var before = try snapshots(
      at: timeline.ticks(before: place.mark, count: ticks) + [place.mark],
      bytes,
      events: EventHistory.defaultCapacity
    )
    var snapshot = before.removeLast()
    snapshot.time = place.time
    return PastInstant(
      time: place.time,
      countedAt: timeline.countingTime(of: place),
      before: before,
      snapshot
    )
  }

  /// The stack at points in ascending order; the last of them with its events.
  private func snapshots(
    at places: [Int],
    _ bytes: borrowing RawSpan,
    events count: Int
  ) throws(SessionError) -> [Snapshot] {
    let marks = timeline.marks
    var reader = SessionReader(version: version, at: 0)
    var made: [Snapshot] = []
    var next = 0
    for place in places {
      // What lies between the samples, the hop log above all, is passed over.
      next = max(next, timeline.key(of: place))
      var found: SessionSample?
      while next <= place {
        reader.skip(to: marks[next].offset)
        if case .sample(let sample)? = try reader.next(bytes) { found = sample }
        next += 1
      }
      guard let sample = found else {
        throw SessionError(.missingKeyframe, at: marks[place].offset)
      }
      guard let structure = timeline.structure(of: marks[place]) else {
        throw SessionError(.badValue, at: marks[place].offset)
      }
      let history =
        place == places.last
        ? EventHistory(events[..<eventCount(upTo: marks[place].event)].suffix(count))
        : EventHistory()
      made.append(sample.snapshot(structure, events: history))
    }
    return made
  }

  /// Events up to a number.
  private func eventCount(upTo sequence: UInt64) -> Int {
    var low = 0
    var high = events.count
    while low < high {
      let middle = (low + high) / 2
      if events[middle].sequence <= sequence { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// What was known of an adapter at an engine time, and whether it became known only later.
  public func facts(of adapter: AdapterID, at time: UInt64) -> (facts: AdapterFacts, isLater: Bool)?
  {
    let known = factHistory.last { $0.facts.adapter == adapter && $0.time <= time }
    if let known { return (known.facts, false) }
    return factHistory.first { $0.facts.adapter == adapter }.map { ($0.facts, true) }
  }

  /// The requests to an adapter as they were at an engine time, oldest first, the newest few hundred.
  public func flights(of adapter: AdapterID, at time: UInt64) -> [RequestFlight] {
    (flights[adapter] ?? []).compactMap { $0.asOf(time) }.suffix(Self.toldFlights)
  }

  /// Requests told of an adapter, as many as an engine keeps.
  private static let toldFlights = 256

  /// Rules broken up to an engine time, oldest first, at most `count`.
  public func findings(until time: UInt64, last count: Int) -> [VerifierFinding] {
    Array(findings.filter { $0.time <= time }.suffix(count))
  }
}

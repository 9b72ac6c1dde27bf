/// The samples of an engine that runs, kept in memory up to a number of bytes; beyond it the oldest go.
///
/// Structures are beside that: they are shared with the engine and seldom change.
public struct SampleStore: Sendable {
  /// Bytes of samples that are kept at most, beside a piece.
  public let budget: Int
  /// Bytes kept now.
  public private(set) var byteCount = 0
  /// Samples that were given up.
  public private(set) var forgottenCount: UInt64 = 0
  private var timeline = SampleTimeline()
  private var encoder = SampleEncoder()
  /// The sample that is being taken in.
  private var stream = StreamWriter(capacity: 1 << 10)
  /// Pieces that begin with a whole counter page.
  private var pieces: [[UInt8]] = []
  /// Number of the first piece kept; marks have a piece's number in the upper half of their offset.
  private var firstPiece = 0

  /// An empty store.
  public init(budget: Int) {
    self.budget = max(budget, Self.pieceSize)
  }

  /// Bytes from which on a whole counter page begins a piece of its own.
  private static let pieceSize = 1 << 15
  /// Bytes that the place of a sample takes.
  private static let markSize = MemoryLayout<SampleTimeline.Mark>.stride

  /// Samples kept.
  public var count: Int { timeline.marks.count }
  /// Engine nanoseconds of the oldest sample; nil without one.
  public var firstTime: UInt64? { timeline.marks.first?.time }
  /// Engine nanoseconds of the newest sample; nil without one.
  public var lastTime: UInt64? { timeline.marks.last?.time }

  /// Takes a sample in.
  ///
  /// - Parameters:
  ///   - sample: younger than all before.
  ///   - structure: the tree it belongs to.
  ///   - event: number of the last event before it.
  ///   - isKey: with the whole counter page, even where a difference would do.
  ///   - difference: what changed since the sample before, if that is known; else the pages are compared.
  public mutating func add(
    _ sample: SessionSample,
    _ structure: StackStructure,
    event: UInt64,
    isKey: Bool,
    _ difference: CounterDifference? = nil
  ) {
    if timeline.structures.last?.generation != structure.generation { timeline.add(structure) }
    stream.clear()
    let isFirst = pieces.isEmpty
    let isWholePage = encoder.write(sample, isKey: isKey || isFirst, difference, to: &stream)
    if isFirst || (isWholePage && pieces[pieces.count - 1].count >= Self.pieceSize) {
      pieces.append([])
      pieces[pieces.count - 1].reserveCapacity(Self.pieceSize + Self.pieceSize / 4)
    }
    let last = pieces.count - 1
    timeline.add(
      SampleTimeline.Mark(
        time: sample.time,
        offset: (firstPiece + last) << 32 | pieces[last].count,
        event: event,
        generation: sample.generation,
        isKey: isWholePage,
        isTick: sample.isTick,
        isWhole: sample.isWhole
      )
    )
    pieces[last] += stream.bytes
    byteCount += stream.bytes.count + Self.markSize
    while byteCount > budget, pieces.count > 1 { forgetPiece() }
  }

  private mutating func forgetPiece() {
    let bytes = pieces.removeFirst().count
    firstPiece += 1
    let gone = timeline.marks.firstIndex { $0.offset >> 32 >= firstPiece } ?? timeline.marks.count
    forgottenCount += UInt64(gone)
    byteCount -= bytes + gone * Self.markSize
    timeline.forget(first: gone)
  }

  /// The stack as it was at an instant, and in the minute before; nil if nothing is known of it.
  ///
  /// - Parameters:
  ///   - request: which instant.
  ///   - now: engine nanoseconds up to which the past is known.
  ///   - events: all events there were.
  ///   - ticks: samples of the time before at most, half a second apart.
  /// - Returns: the instant, or the nearest one that is kept.
  public func instant(
    _ request: InstantRequest,
    now: UInt64,
    events: EventHistory,
    ticks: Int = 120
  ) -> PastInstant? {
    guard let place = timeline.place(of: request, last: now) else { return nil }
    let mark = timeline.marks[place.mark]
    let history = EventHistory(events[..<events.place(from: mark.event &+ 1)])
    var before = snapshots(
      at: timeline.ticks(before: place.mark, count: ticks) + [place.mark],
      history
    )
    guard var snapshot = before.popLast() else { return nil }
    snapshot.time = place.time
    return PastInstant(
      time: place.time,
      countedAt: timeline.countingTime(of: place),
      before: before,
      snapshot
    )
  }

  private func snapshots(at places: [Int], _ events: EventHistory) -> [Snapshot] {
    var decoder = SampleDecoder()
    var made: [Snapshot] = []
    var next = 0
    for place in places {
      next = max(next, timeline.key(of: place))
      var found: SessionSample?
      while next <= place {
        found = try? read(next, &decoder)
        next += 1
      }
      guard let found, let structure = timeline.structure(of: timeline.marks[place]) else {
        continue
      }
      made.append(found.snapshot(structure, events: place == places.last ? events : []))
    }
    return made
  }

  @inline(never)
  private func read(
    _ place: Int,
    _ decoder: inout SampleDecoder
  ) throws(SessionError) -> SessionSample {
    let mark = timeline.marks[place]
    let piece = pieces[(mark.offset >> 32) - firstPiece]
    let start = mark.offset & 0xFFFF_FFFF
    var end = piece.count
    if place + 1 < timeline.marks.count {
      let next = timeline.marks[place + 1].offset
      if next >> 32 == mark.offset >> 32 { end = next & 0xFFFF_FFFF }
    }
    var stream = StreamReader(piece.span.bytes, start..<end)
    return try decoder.read(&stream, isKey: mark.isKey, start: start)
  }
}

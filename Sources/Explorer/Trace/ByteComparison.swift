import Inspection

/// The bytes of a packet before and after a hop, at the same places in memory.
struct ByteComparison: Equatable {
  /// One place.
  struct Place: Equatable {
    /// What it was to the packet.
    var kind: Kind
    /// The byte before; nil if unknown or not part of the packet.
    var before: UInt8?
    /// The byte after; nil if unknown or not part of the packet.
    var after: UInt8?
  }

  /// What a place was to the packet, before and after.
  enum Kind: Equatable {
    /// The same byte in both.
    case same
    /// Another byte.
    case changed
    /// Not part of the packet before.
    case added
    /// No longer part of the packet.
    case gone
    /// Part of it, but not recorded.
    case unknown
    /// Part of neither.
    case outside
  }

  /// Place of the first entry of `places`, from the data start after the hop; negative for what went before it.
  let firstOffset: Int
  /// One for each byte from the lowest start to the last byte known, of either.
  let places: [Place]
  /// Bytes of the packet after that.
  let unrecorded: Int

  /// The most places that are compared; a packet that moved farther shares none with what it was.
  private static let largest = 1 << 18

  /// Compares; nil as `before` for the first hop.
  init(before earlier: RecordedBytes?, after: RecordedBytes) {
    let distance = earlier.map { abs(Int($0.origin) - Int(after.origin)) } ?? 0
    let before = distance < Self.largest ? earlier : nil
    let start = min(Int(after.origin), before.map { Int($0.origin) } ?? Int(after.origin))
    func knownEnd(_ bytes: RecordedBytes) -> Int {
      Int(bytes.origin) + (bytes.runs.last.map { Int($0.offset) + $0.bytes.count } ?? 0)
    }
    let packetEnd = Int(after.origin) + Int(after.length)
    let known = max(start, knownEnd(after), before.map(knownEnd) ?? start)
    let end = min(known, start + Self.largest)
    let old = before.map { Self.values($0, from: start, to: end) }
    let new = Self.values(after, from: start, to: end)
    firstOffset = start - Int(after.origin)
    places = (0..<(end - start)).map { index in
      let isIn = start + index >= Int(after.origin) && start + index < packetEnd
      guard let before, let old else {
        return Place(
          kind: new[index] == nil ? (isIn ? .unknown : .outside) : .same,
          after: new[index]
        )
      }
      let wasIn =
        start + index >= Int(before.origin)
        && start + index < Int(before.origin) + Int(before.length)
      return Self.place(was: wasIn ? old[index] : nil, wasIn, is: isIn ? new[index] : nil, isIn)
    }
    unrecorded = max(0, packetEnd - end)
  }

  private static func place(was: UInt8?, _ wasIn: Bool, is now: UInt8?, _ isIn: Bool) -> Place {
    let kind: Kind =
      switch (wasIn, isIn) {
      case (false, false): .outside
      case (false, true): .added
      case (true, false): .gone
      case (true, true):
        if let now, let was { now == was ? .same : .changed } else { now == nil ? .unknown : .same }
      }
    return Place(kind: kind, before: was, after: now)
  }

  private static func values(_ bytes: RecordedBytes, from start: Int, to end: Int) -> [UInt8?] {
    var values = [UInt8?](repeating: nil, count: end - start)
    for run in bytes.runs {
      let first = Int(bytes.origin) + Int(run.offset) - start
      for (index, byte) in run.bytes.enumerated() where values.indices.contains(first + index) {
        values[first + index] = byte
      }
    }
    return values
  }
}

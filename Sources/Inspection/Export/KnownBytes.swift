/// What is known of one packet's bytes and where its data lies, without who wrote them.
struct KnownBytes {
  /// Known addresses that follow each other.
  private struct Run {
    var start: Int
    var bytes: [UInt8]
    var end: Int { start + bytes.count }
  }

  /// The newest geometry; nil before the first.
  private(set) var geometry: PacketGeometry?
  /// Ascending, never touching each other.
  private var runs: [Run] = []

  /// True if bytes and geometry were recorded.
  var isKnown: Bool { geometry != nil && !runs.isEmpty }

  mutating func apply(_ entry: HopEntry, in span: borrowing RawSpan) {
    if let new = entry.geometry(in: span) { geometry = new }
    let end = entry.bytesOffset + entry.byteCount
    guard entry.byteCount > 0, entry.bytesOffset >= 0, end <= span.byteCount else { return }
    span.withUnsafeBytes {
      write(UnsafeRawBufferPointer(rebasing: $0[entry.bytesOffset..<end]), at: Int(entry.byteStart))
    }
  }

  /// Calls `body` with the bytes from the data start on, up to the first unknown one.
  func withPrefix(_ body: (UnsafeRawBufferPointer) -> Void) {
    let start = Int(geometry?.origin ?? 0)
    let end = start + Int(geometry?.dataLength ?? 0)
    guard let run = runs.first(where: { $0.end > start }), run.start <= start, end > start else {
      return body(UnsafeRawBufferPointer(start: nil, count: 0))
    }
    run.bytes.withUnsafeBytes {
      body(
        UnsafeRawBufferPointer(rebasing: $0[(start - run.start)..<(min(run.end, end) - run.start)])
      )
    }
  }

  private mutating func write(_ bytes: UnsafeRawBufferPointer, at start: Int) {
    let end = start + bytes.count
    let first = runs.firstIndex { $0.end >= start } ?? runs.count
    var last = first
    while last < runs.count, runs[last].start <= end { last += 1 }
    guard first < last else {
      runs.insert(Run(start: start, bytes: Array(bytes)), at: first)
      return
    }
    if last == first + 1, runs[first].start <= start, runs[first].end >= end {
      let offset = start - runs[first].start
      runs[first].bytes.withUnsafeMutableBytes {
        UnsafeMutableRawBufferPointer(rebasing: $0[offset..<offset + bytes.count])
          .copyMemory(from: bytes)
      }
      return
    }
    let head = runs[first]
    let tail = runs[last - 1]
    var merged = Run(start: min(start, head.start), bytes: [])
    if head.start < start { merged.bytes += head.bytes[..<(start - head.start)] }
    merged.bytes += bytes
    if tail.end > end { merged.bytes += tail.bytes[(end - tail.start)...] }
    runs.replaceSubrange(first..<last, with: [merged])
  }
}

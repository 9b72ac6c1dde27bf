/// Bytes at virtual addresses of one packet, with who wrote each: only those that were ever recorded.
struct VirtualBytes: Equatable {
  /// Known addresses that follow each other.
  struct Run: Equatable {
    var start: Int
    var bytes: [UInt8]
    var writers: [PartyID]
    var end: Int { start + bytes.count }
  }

  /// Ascending, never touching each other.
  private(set) var runs: [Run] = []

  var isEmpty: Bool { runs.isEmpty }

  /// Takes bytes in; what they touch grows together with them.
  ///
  /// `writer` wrote those that are new or have another value than before. A byte that was written with the value it had
  /// keeps its writer: what a driver in C writes is known by comparing alone, and all are judged alike.
  mutating func write(_ bytes: [UInt8], at start: Int, by writer: PartyID) {
    guard !bytes.isEmpty else { return }
    let end = start + bytes.count
    let first = runs.firstIndex { $0.end >= start } ?? runs.count
    var last = first
    while last < runs.count, runs[last].start <= end { last += 1 }
    if last == first + 1, runs[first].start <= start, runs[first].end >= end {
      let offset = start - runs[first].start
      for index in bytes.indices where runs[first].bytes[offset + index] != bytes[index] {
        runs[first].bytes[offset + index] = bytes[index]
        runs[first].writers[offset + index] = writer
      }
      return
    }
    var merged = Run(start: start, bytes: bytes, writers: [])
    merged.writers = Array(repeating: writer, count: bytes.count)
    for run in runs[first..<last] {
      for address in max(run.start, start)..<max(min(run.end, end), max(run.start, start))
      where run.bytes[address - run.start] == bytes[address - start] {
        merged.writers[address - start] = run.writers[address - run.start]
      }
    }
    if first < last {
      let head = runs[first]
      let tail = runs[last - 1]
      if tail.end > end {
        merged.bytes += tail.bytes[(end - tail.start)...]
        merged.writers += tail.writers[(end - tail.start)...]
      }
      if head.start < start {
        merged.bytes.insert(contentsOf: head.bytes[..<(start - head.start)], at: 0)
        merged.writers.insert(contentsOf: head.writers[..<(start - head.start)], at: 0)
        merged.start = head.start
      }
    }
    runs.replaceSubrange(first..<last, with: [merged])
  }

  /// The byte at an address; nil if it was never recorded.
  subscript(address: Int) -> UInt8? {
    var low = 0
    var high = runs.count
    while low < high {
      let middle = (low + high) / 2
      if runs[middle].end <= address { low = middle + 1 } else { high = middle }
    }
    guard low < runs.count, runs[low].start <= address else { return nil }
    return runs[low].bytes[address - runs[low].start]
  }

  /// What is known of a packet whose data starts at `origin`.
  func window(origin: Int32, length: UInt32) -> RecordedBytes {
    let start = Int(origin)
    let end = start + Int(length)
    var found: [ByteRun] = []
    for run in runs where run.end > start && run.start < end {
      let low = max(run.start, start)
      let high = min(run.end, end)
      found.append(
        ByteRun(
          offset: UInt32(low - start),
          bytes: Array(run.bytes[(low - run.start)..<(high - run.start)]),
          writers: Array(run.writers[(low - run.start)..<(high - run.start)])
        )
      )
    }
    return RecordedBytes(origin: origin, length: length, runs: found)
  }
}

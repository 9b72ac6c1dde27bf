import Kernel

/// Frames on their way along a medium, in the order in which they arrive; keeps their bytes in one buffer.
struct FrameLine {
  /// A frame under way.
  struct Frame {
    let arrival: Instant
    /// Journey it was sent on.
    let journey: UInt64
    fileprivate let start: Int
    let count: Int
  }

  private var bytes: [UInt8] = []
  private var frames: [Frame] = []
  private var first = 0

  /// Frames under way.
  var count: Int { frames.count - first }

  /// When the next frame arrives.
  var nextArrival: Instant? { first < frames.count ? frames[first].arrival : nil }

  /// When the last frame arrives; nil if none is under way.
  var lastArrival: Instant? { first < frames.count ? frames[frames.count - 1].arrival : nil }

  /// Puts a frame of `count` bytes on the line; `body` writes the bytes.
  ///
  /// `arrival` is no earlier than that of the frame before.
  mutating func append(
    _ count: Int,
    arrival: Instant,
    journey: UInt64,
    _ body: (UnsafeMutableRawBufferPointer) -> Void
  ) {
    compact()
    let start = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: count))
    bytes.withUnsafeMutableBytes {
      body(UnsafeMutableRawBufferPointer(rebasing: $0[start..<start + count]))
    }
    frames.append(Frame(arrival: arrival, journey: journey, start: start, count: count))
  }

  /// Takes the next frame off the line if it has arrived by `now`; `body` reads its bytes.
  mutating func takeArrived(
    by now: Instant,
    _ body: (Frame, UnsafeRawBufferPointer) -> Void
  ) -> Bool {
    guard first < frames.count, frames[first].arrival <= now else { return false }
    let frame = frames[first]
    first += 1
    bytes.withUnsafeBytes {
      body(frame, UnsafeRawBufferPointer(rebasing: $0[frame.start..<frame.start + frame.count]))
    }
    return true
  }

  /// Gives back the room of frames that have left the line, once they are the larger part.
  private mutating func compact() {
    if first == frames.count {
      bytes.removeAll(keepingCapacity: true)
      frames.removeAll(keepingCapacity: true)
      first = 0
    } else if first > 64, first * 2 > frames.count {
      let used = frames[first].start
      bytes.removeFirst(used)
      frames = frames[first...].map {
        Frame(arrival: $0.arrival, journey: $0.journey, start: $0.start - used, count: $0.count)
      }
      first = 0
    }
  }
}

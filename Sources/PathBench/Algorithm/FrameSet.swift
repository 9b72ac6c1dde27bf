/// Frames of TCP over IPv4 in memory, all of one length, with ports that differ.
final class FrameSet {
  /// Frames.
  static let count = 64
  /// Bytes from one frame to the next.
  static let stride = 2_048

  /// The first frame's first byte.
  let base: UnsafeMutableRawPointer
  /// Bytes of each.
  let length: Int

  /// Makes the frames; `length` is at least 54 bytes and at most `stride`.
  init(length: Int) {
    self.length = length
    base = .allocate(byteCount: Self.count * Self.stride, alignment: 64)
    base.initializeMemory(as: UInt8.self, repeating: 0x5A, count: Self.count * Self.stride)
    for number in 0..<Self.count {
      let total = length - 14
      let header: [UInt8] =
        [2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 8, 0]
        + [0x45, 0, UInt8(total >> 8), UInt8(total & 255), 0, 0, 0, 0, 64, 6, 0, 0]
        + [10, 0, 0, 1, 10, 0, 0, UInt8(number)]
        + [0xC0, UInt8(number), 0, number & 1 == 0 ? 80 : 81]
        + [0, 0, 0, 1, 0, 0, 0, 1, 0x50, 0x10, 0, 0, 0, 0, 0, 0]
      header.withUnsafeBytes { frame(number).copyMemory(from: $0) }
    }
  }

  deinit { base.deallocate() }

  /// One frame's bytes.
  func frame(_ number: Int) -> UnsafeMutableRawBufferPointer {
    UnsafeMutableRawBufferPointer(start: base + number * Self.stride, count: length)
  }

  /// Calls `body` with each frame and adds up what it gives.
  @inline(__always)
  func sum(_ body: (UnsafeRawBufferPointer) -> UInt64) -> UInt64 {
    var all: UInt64 = 0
    for number in 0..<Self.count {
      all &+= body(UnsafeRawBufferPointer(start: base + number * Self.stride, count: length))
    }
    return all
  }
}

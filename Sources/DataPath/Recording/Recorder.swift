public import CNDIS
import CLinux
public import Kernel

/// Writes hops, fates and births into a recording ring, and decides which journeys are kept.
///
/// The engine thread only; nothing here allocates. The format is documented with `HopRecord` of the reading side: a
/// 40-byte header, then entries unless the record says "the same lists as record X". Where little more than that is to
/// be said it takes 8 bytes (`BriefHop`).
public final class Recorder {
  /// Where records go.
  public let ring: RecordingRing
  private let stack: UnsafeMutablePointer<nd_stack>

  /// Attaches the recorder to a stack; the stack must not outlive it.
  ///
  /// - Parameters:
  ///   - ring: where records go.
  ///   - stack: record of the stack whose parties write.
  ///   - snapLength: bytes kept of a packet at birth at level 3, 0...262144.
  public init(ring: RecordingRing, stack: UnsafeMutablePointer<nd_stack>, snapLength: Int = 128) {
    self.ring = ring
    self.stack = stack
    stack.pointee.ring = UnsafeMutableRawPointer(ring.hot)
    stack.pointee.recorder = Unmanaged.passUnretained(self).toOpaque()
    stack.pointee.snap_length = UInt32(max(0, min(snapLength, EntryShape.mostBytes)))
  }

  /// Keeps whole journeys of one packet in `2^shift`; 0 keeps all.
  public func sample(oneIn shift: Int) {
    stack.pointee.sample_mask = (1 << UInt64(max(0, min(shift, 40)))) - 1
  }

  /// Journeys begun and chosen since the last call.
  public func takeRecordedBirths() -> UInt64 {
    let births = stack.pointee.recorded_births
    stack.pointee.recorded_births = 0
    return births
  }
}

/// Kinds of record.
@usableFromInline
enum RecordKind {
  static let hop: UInt8 = 1
  static let fate: UInt8 = 2
  static let birth: UInt8 = 3
}

/// Bits of a record's flags.
enum RecordFlag {
  static let sameAs: UInt8 = 1
  static let loan: UInt8 = 2
  static let foreign: UInt8 = 4
}

let recordHeaderSize = 40

extension UnsafeMutablePointer<nd_stack> {
  var writer: RingWriter? {
    pointee.ring.map { RingWriter($0.assumingMemoryBound(to: nd_ring.self)) }
  }

  /// Bytes that one record may have; a batch that needs more is written as several records.
  var recordLimit: Int {
    guard let recorder = pointee.recorder else { return 0 }
    return Unmanaged<Recorder>.fromOpaque(recorder)._withUnsafeGuaranteedRef {
      $0.ring.maximumRecordBytes
    }
  }

  func writeHeader(
    _ at: UnsafeMutableRawPointer,
    size: Int,
    kind: UInt8,
    edge: UInt8,
    level: UInt8,
    flags: UInt8,
    from: UInt32,
    to: UInt32,
    count: UInt32,
    sameAs: UInt32,
    callFlags: UInt32,
    port: UInt32
  ) {
    at.storeBytes(of: UInt32(size), as: UInt32.self)
    at.storeBytes(
      of: UInt32(kind) | UInt32(edge) << 8 | UInt32(level) << 16 | UInt32(flags) << 24,
      toByteOffset: 4,
      as: UInt32.self
    )
    at.storeBytes(
      of: pointee.machine?.load(as: UInt64.self) ?? 0,
      toByteOffset: 8,
      as: UInt64.self
    )
    at.storeBytes(of: from, toByteOffset: 16, as: UInt32.self)
    at.storeBytes(of: to, toByteOffset: 20, as: UInt32.self)
    at.storeBytes(of: count, toByteOffset: 24, as: UInt32.self)
    at.storeBytes(of: sameAs, toByteOffset: 28, as: UInt32.self)
    at.storeBytes(of: callFlags, toByteOffset: 32, as: UInt32.self)
    let processor = pointee.machine?.load(fromByteOffset: 12, as: UInt32.self) ?? 0
    at.storeBytes(
      of: processor & 0xFFFF | (port & 0xFFFF) << 16,
      toByteOffset: 36,
      as: UInt32.self
    )
  }
}

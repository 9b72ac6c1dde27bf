import CLinux
import CNDIS
import Kernel

/// A hop or fate of the lists of a record not far back, in 8 bytes: everything but its parties and time is as there.
///
///     bits 0–2  1, which no size of a record has     3  fate        4–5  edge, of a fate less one
///     6  loan   7  compared   8  the call has no flags, else those of the record
///     9  0      10–21 from    22–33 to, of a fate the reason        34–47 eighths of the distance to the record
///     48–63     nanoseconds since it
struct BriefHop {
  var isFate: Bool
  var edge: UInt8
  /// `RecordFlag.loan` and `.foreign`.
  var flags: UInt8
  var from: UInt32
  var to: UInt32
  var callFlags: UInt32
  var port: UInt32

  private static let tag: UInt64 = 1
  private static let mostNumber: UInt32 = 1 << 12
  private static let mostDistance: UInt64 = 1 << 14
  private static let mostTime: UInt64 = 1 << 16

  /// Writes the record if what it has to tell fits; false, and nothing is written, if it does not.
  ///
  /// `position`: of the record with the lists, which the ring still has.
  @inline(__always)
  func write(
    _ stack: UnsafeMutablePointer<nd_stack>,
    _ ring: RingWriter,
    of position: UInt64
  ) -> Bool {
    guard from < Self.mostNumber, to < Self.mostNumber, let machine = stack.pointee.machine,
      let memory = ring.hot.pointee.base
    else { return false }
    let base = UnsafeRawPointer(memory) + Int(position & ring.hot.pointee.mask)
    // Eight bytes never have to move to the start of the memory.
    let distance = (ring.position &- position) >> 3
    let time = machine.load(as: UInt64.self) &- base.load(fromByteOffset: 8, as: UInt64.self)
    let processor = machine.load(fromByteOffset: 12, as: UInt32.self) & 0xFFFF
    let place = base.load(fromByteOffset: 36, as: UInt32.self)
    let hasFlags = callFlags != 0
    guard distance < Self.mostDistance, time < Self.mostTime,
      // A fate has no port.
      isFate ? place & 0xFFFF == processor : place == processor | (port & 0xFFFF) << 16,
      !hasFlags || callFlags == base.load(fromByteOffset: 32, as: UInt32.self)
    else { return false }
    var word = Self.tag | UInt64(edge) << 4 | UInt64(from) << 10 | UInt64(to) << 22
    word |= distance << 34 | time << 48
    if isFate { word |= 1 << 3 }
    if flags & RecordFlag.loan != 0 { word |= 1 << 6 }
    if flags & RecordFlag.foreign != 0 { word |= 1 << 7 }
    if !hasFlags { word |= 1 << 8 }
    ring.reserve(8).storeBytes(of: word, as: UInt64.self)
    ring.commitWord()
    return true
  }
}

public import CNDIS
public import Kernel

/// Hands out memory descriptors with small storage of their own, for retreats that find no room.
///
/// Engine thread only. Fixed capacity; each slot holds a descriptor and `slotBytes` bytes.
public final class DescriptorSource {
  private let arena: MemoryArena
  private var freeList: UnsafeMutablePointer<MDL>?
  private let first: UnsafeMutableRawPointer
  private let end: UnsafeMutableRawPointer
  private let slotBytes: Int
  /// Slots from here on were never handed out, and their memory was never touched.
  private var untouched: UnsafeMutableRawPointer

  /// Descriptors handed out and not yet back.
  public private(set) var outstanding = 0

  /// Reserves the memory of every descriptor at once; it is touched as they are needed.
  ///
  /// - Parameters:
  ///   - capacity: descriptors.
  ///   - slotBytes: storage behind each, bytes; rounded up to a multiple of 64.
  /// - Throws: `MemoryError` if the host has no memory for them.
  public init(capacity: Int, slotBytes: Int = 256) throws(MemoryError) {
    let bytes = (slotBytes + 63) & ~63
    self.slotBytes = bytes
    let stride = 64 + bytes
    arena = try MemoryArena(capacity: max(64, capacity * stride))
    first = try arena.allocate(bytes: capacity * stride)
    end = first + capacity * stride
    untouched = first
  }

  /// A descriptor of `bytes` bytes, or nil if none is left or `bytes` exceeds the storage of a slot.
  public func allocate(_ bytes: Int) -> UnsafeMutablePointer<MDL>? {
    guard bytes <= slotBytes, let mdl = freeList ?? carve() else { return nil }
    freeList = mdl.pointee.Next
    outstanding += 1
    mdl.pointee.Next = nil
    mdl.pointee.Size = 48
    mdl.pointee.MdlFlags = 0
    mdl.pointee.MappedSystemVa = UnsafeMutableRawPointer(mdl) + 64
    mdl.pointee.ByteCount = UInt32(bytes)
    mdl.pointee.ByteOffset = 0
    return mdl
  }

  /// The next slot that was never handed out; nil if there is none.
  private func carve() -> UnsafeMutablePointer<MDL>? {
    guard untouched < end else { return nil }
    let mdl = untouched.bindMemory(to: MDL.self, capacity: 1)
    mdl.initialize(to: MDL())
    untouched += 64 + slotBytes
    return mdl
  }

  /// A descriptor over bytes that belong to somebody else.
  public func allocate(
    over base: UnsafeMutableRawPointer,
    count: Int
  )
    -> UnsafeMutablePointer<MDL>?
  {
    guard let mdl = allocate(0) else { return nil }
    mdl.pointee.MappedSystemVa = base
    mdl.pointee.ByteCount = UInt32(truncatingIfNeeded: count)
    return mdl
  }

  /// Takes back a descriptor that `allocate` gave; it must come from here and not be linked any more.
  public func free(_ mdl: UnsafeMutablePointer<MDL>) {
    outstanding -= 1
    mdl.pointee.Next = freeList
    freeList = mdl
  }

  /// True if the descriptor came from here.
  public func owns(_ mdl: UnsafeMutablePointer<MDL>) -> Bool {
    let place = UnsafeMutableRawPointer(mdl)
    return place >= first && place < end
  }
}

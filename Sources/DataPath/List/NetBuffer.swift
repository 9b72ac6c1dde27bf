public import CNDIS

/// One packet's bytes in a chain of memory descriptors, seen without owning it.
///
/// The data is `dataLength` bytes that start `dataOffset` bytes into the descriptor chain. The current descriptor and
/// its offset are a cache of the same place and always agree with it.
///
/// - C: `NET_BUFFER` · Source: nbl/ns-nbl-net_buffer
@frozen
public struct NetBuffer: Equatable {
  /// The structure itself; the pool that made it owns its memory.
  public let record: UnsafeMutablePointer<NET_BUFFER>

  /// The handle of a buffer in memory.
  @inlinable
  public init(_ record: UnsafeMutablePointer<NET_BUFFER>) {
    self.record = record
  }

  /// The next buffer of the same list.
  @inlinable
  public var next: NetBuffer? { record.pointee.Next.map { NetBuffer($0) } }

  /// Bytes of data.
  @inlinable
  public var dataLength: Int { Int(record.pointee.DataLength) }

  /// Bytes in front of the data in the descriptor chain; what a retreat may use without allocating.
  @inlinable
  public var dataOffset: Int { Int(record.pointee.DataOffset) }

  /// The data from its start as far as it lies in one piece.
  ///
  /// Valid while the chain that holds the buffer is borrowed. Empty if there is no data.
  @inlinable
  public var contiguous: UnsafeRawBufferPointer {
    guard let mdl = record.pointee.CurrentMdl, let base = mdl.pointee.MappedSystemVa else {
      return UnsafeRawBufferPointer(start: nil, count: 0)
    }
    let offset = Int(record.pointee.CurrentMdlOffset)
    let run = Int(mdl.pointee.ByteCount) - offset
    return UnsafeRawBufferPointer(start: base + offset, count: max(0, min(run, dataLength)))
  }

  /// Where the first `count` bytes of the data are, nil if they do not lie in one piece.
  ///
  /// Valid while the chain that holds the buffer is borrowed.
  @inlinable
  @inline(__always)
  public func start(_ count: Int) -> UnsafeMutableRawPointer? {
    guard count >= 0, dataLength >= count, let mdl = record.pointee.CurrentMdl,
      let base = mdl.pointee.MappedSystemVa
    else { return nil }
    let offset = Int(record.pointee.CurrentMdlOffset)
    guard Int(mdl.pointee.ByteCount) &- offset >= count else { return nil }
    return base + offset
  }

  /// Copies data into `target`, across descriptors.
  ///
  /// - Parameters:
  ///   - target: as much as it holds is copied.
  ///   - offset: bytes from the start of the data, 0...dataLength.
  /// - Returns: bytes copied; 0 at the end of the data.
  @inlinable
  public func copyBytes(to target: UnsafeMutableRawBufferPointer, from offset: Int = 0) -> Int {
    var remaining = min(target.count, dataLength - offset)
    guard remaining > 0 else { return 0 }
    var skip = Int(record.pointee.CurrentMdlOffset) + offset
    var next = record.pointee.CurrentMdl
    var copied = 0
    while let mdl = next, remaining > 0 {
      let size = Int(mdl.pointee.ByteCount)
      if skip < size, let base = mdl.pointee.MappedSystemVa {
        let run = min(size - skip, remaining)
        UnsafeMutableRawBufferPointer(rebasing: target[copied..<copied + run])
          .copyMemory(from: UnsafeRawBufferPointer(start: base + skip, count: run))
        copied += run
        remaining -= run
        skip = 0
      } else {
        skip -= size
      }
      next = mdl.pointee.Next
    }
    return copied
  }

  /// True if the cached descriptor and offset name the place that `dataOffset` names.
  ///
  /// At a descriptor's end both its end and the next one's start are the same place.
  public var isCurrentDescriptorConsistent: Bool {
    var position = 0
    var next = record.pointee.MdlChain
    while let mdl = next {
      if mdl == record.pointee.CurrentMdl {
        return position + Int(record.pointee.CurrentMdlOffset) == dataOffset
      }
      position += Int(mdl.pointee.ByteCount)
      next = mdl.pointee.Next
    }
    return record.pointee.CurrentMdl == nil && record.pointee.MdlChain == nil
  }

  /// Bytes that the descriptor chain maps.
  public var capacity: Int {
    var total = 0
    var next = record.pointee.MdlChain
    while let mdl = next {
      total += Int(mdl.pointee.ByteCount)
      next = mdl.pointee.Next
    }
    return total
  }
}

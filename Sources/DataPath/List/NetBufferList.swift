public import CNDIS

/// A set of buffers that travel together, seen without owning it.
///
/// A handle is valid while the chain that holds the list is borrowed; ownership moves only as a `NetBufferChain`.
///
/// - C: `NET_BUFFER_LIST` · Source: nbl/ns-nbl-net_buffer_list
@frozen
public struct NetBufferList: Equatable {
  /// The structure itself; the pool that made it owns its memory.
  public let record: UnsafeMutablePointer<NET_BUFFER_LIST>

  /// The handle of a list in memory.
  @inlinable
  public init(_ record: UnsafeMutablePointer<NET_BUFFER_LIST>) {
    self.record = record
  }

  /// The engine's record in front of the list.
  @inlinable
  public var prefix: UnsafeMutablePointer<nd_prefix> {
    nd_list_prefix(record)
  }

  /// Identity of the packet's journey from birth to return; 0 before its originator hands it on.
  @inlinable
  public var journey: UInt64 { prefix.pointee.journey }

  /// Notes the journey of the packet that this one was made from.
  @inlinable
  public func descend(from parent: UInt64) {
    prefix.pointee.parent_journey = parent
    nd_list_alter(record)
  }

  /// The first buffer, or nil for a list without one.
  @inlinable
  public var firstBuffer: NetBuffer? {
    record.pointee.FirstNetBuffer.map { NetBuffer($0) }
  }

  /// Number of buffers.
  @inlinable
  public var bufferCount: Int {
    var count = 0
    var next = record.pointee.FirstNetBuffer
    while let buffer = next {
      count += 1
      next = buffer.pointee.Next
    }
    return count
  }

  /// Bytes of data in all buffers.
  @inlinable
  public var totalLength: Int {
    var total = 0
    var next = record.pointee.FirstNetBuffer
    while let buffer = next {
      total += Int(buffer.pointee.DataLength)
      next = buffer.pointee.Next
    }
    return total
  }

  /// Result of the send, set by whoever completes it.
  @inlinable
  public var status: Int32 { record.pointee.Status }

  /// `NblFlags`: facts about the data (IPv4, TCP, loopback…).
  @inlinable
  public var flags: UInt32 { record.pointee.NblFlags }

  /// The value of an information slot; 0 means no information.
  @inlinable
  public func info(_ slot: InfoSlot) -> UInt64 {
    nd_list_info(record, UInt32(slot.rawValue))
  }

  /// Data bytes of the segments a coalesced unit was made of; 0 for any other packet.
  ///
  /// No information slot holds it: whoever cuts the unit again makes segments of the same size.
  @inlinable
  public var segmentSize: Int { Int(prefix.pointee.segment_size) }

  /// True if the list was made from another one and shares its bytes.
  @inlinable
  public var isDerived: Bool { prefix.pointee.flags & UInt32(ND_LIST_DERIVED) != 0 }

  /// True if the bytes may not be written where they lie: marked read-only, or shared with a parent or a child.
  ///
  /// Source: nbl/ns-nbl-net_buffer_list
  @inlinable
  public var isWriteProtected: Bool {
    flags & 3 != 0 || isDerived || record.pointee.ChildRefCount > 0
  }
}

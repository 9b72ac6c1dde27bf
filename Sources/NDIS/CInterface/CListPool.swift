import CNDIS
import DataPath
import Kernel

/// A pool of lists that a driver in C allocated.
///
/// Its lists are counted at whichever instance allocates them, in the direction in which they are first used.
final class CListPool {
  let pool: NetBufferListPool
  /// True if its lists come with a buffer.
  let hasBuffers: Bool
  /// The driver that has it.
  let driver: String
  let deriver: Deriver

  /// Lists in a pool; Windows sets no number, so a driver must expect an allocation to fail at any.
  static let capacity = 1_024

  init(
    caller: UnsafeMutablePointer<nd_party>,
    parameters: NET_BUFFER_LIST_POOL_PARAMETERS,
    driver: String,
    descriptors: DescriptorSource
  ) throws(MemoryError) {
    pool = try NetBufferListPool(
      owner: caller,
      direction: caller.pointee.role == Party.Role.miniport.rawValue ? .receive : .transmit,
      capacity: Self.capacity,
      dataSize: Int(parameters.DataSize)
    )
    hasBuffers = parameters.fAllocateNetBuffer != 0
    self.driver = driver
    deriver = Deriver(pool: pool, descriptors: descriptors)
  }

  var handle: UnsafeMutableRawPointer { UnsafeMutableRawPointer(pool.record) }

  /// One list for `caller`, or nil if the pool is empty.
  func allocate(
    for caller: UnsafeMutablePointer<nd_party>
  ) -> UnsafeMutablePointer<NET_BUFFER_LIST>? {
    pool.record.pointee.owner = caller
    let raw = pool.allocate(1).release()
    return raw.head
  }
}

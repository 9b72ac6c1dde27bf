public import CNDIS

/// Why a derived list could not be made.
public enum DeriveError: Error, Equatable, Sendable {
  /// The pool had no list left.
  case noList
  /// No memory descriptor was left.
  case noDescriptor
  /// The pool's lists have storage of their own; derived lists need a pool with `dataSize` 0.
  case poolHasData
}

/// Makes lists over the bytes of other lists.
///
/// The maker keeps the source until every list made from it is back, exactly as documented: the parent link and the
/// child count are set here because every maker in this product wants them.
///
/// - C: `NdisAllocateCloneNetBufferList` and kin · Source: network/derived-net-buffer-list-structures
public struct Deriver {
  /// Lists without storage.
  public let pool: NetBufferListPool
  /// Descriptors of at least 0 bytes.
  public let descriptors: DescriptorSource

  /// A deriver that takes lists from `pool`, made with `dataSize` 0, and descriptors from `descriptors`.
  public init(pool: NetBufferListPool, descriptors: DescriptorSource) {
    self.pool = pool
    self.descriptors = descriptors
  }

  /// A list with the same single-buffer window over the same bytes, its own descriptors, and no context.
  ///
  /// - Parameters:
  ///   - source: the list to clone, by its first buffer; it must outlive the clone.
  ///   - slots: information slots to copy; a bare clone carries none.
  /// - Returns: a chain of one list that belongs to the pool's owner.
  /// - Throws: `DeriveError`; the source is left as it was.
  public func clone(
    _ source: NetBufferList,
    copying slots: InfoSlots
  ) throws(DeriveError)
    -> NetBufferChain
  {
    guard let buffer = source.firstBuffer else { throw .noDescriptor }
    return try window(
      of: source,
      buffer: buffer,
      from: 0,
      count: buffer.dataLength,
      copying: slots
    )
  }

  /// A list over `count` bytes that begin `from` bytes into the data of `buffer`.
  func window(
    of source: NetBufferList,
    buffer: NetBuffer,
    from: Int,
    count: Int,
    copying slots: InfoSlots
  ) throws(DeriveError) -> NetBufferChain {
    guard pool.record.pointee.data_size == 0 else { throw .poolHasData }
    var made = pool.allocate(1)
    guard let list = made.first else { throw .noList }
    guard let mdl = describe(buffer, from: from, count: count) else {
      pool.record.pointee.owner.free(made, source.direction)
      throw .noDescriptor
    }
    adopt(list, source: source, mdl: mdl, count: count, slots: slots)
    made.recount()
    return made
  }

  /// Descriptors over a window of a buffer's data.
  func describe(_ buffer: NetBuffer, from: Int = 0, count: Int? = nil) -> UnsafeMutablePointer<MDL>?
  {
    var skip = Int(buffer.record.pointee.CurrentMdlOffset) + from
    var left = count ?? buffer.dataLength
    var next = buffer.record.pointee.CurrentMdl
    var first: UnsafeMutablePointer<MDL>?
    var last: UnsafeMutablePointer<MDL>?
    while let mdl = next {
      let size = Int(mdl.pointee.ByteCount)
      if skip < size, let base = mdl.pointee.MappedSystemVa {
        let run = min(size - skip, left)
        guard let piece = descriptors.allocate(over: base + skip, count: run) else {
          release(first)
          return nil
        }
        last?.pointee.Next = piece
        first = first ?? piece
        last = piece
        left -= run
        skip = 0
        if left == 0 { break }
      } else {
        skip -= size
      }
      next = mdl.pointee.Next
    }
    if first == nil { return descriptors.allocate(0) }
    return first
  }

  func adopt(
    _ list: NetBufferList,
    source: NetBufferList,
    mdl: UnsafeMutablePointer<MDL>,
    count: Int,
    slots: InfoSlots
  ) {
    let record = list.record
    nd_list_alter(record)
    nd_list_alter(source.record)
    record.pointee.ParentNetBufferList = source.record
    source.record.pointee.ChildRefCount += 1
    list.descend(from: source.journey)
    list.prefix.pointee.segment_size = source.prefix.pointee.segment_size
    list.prefix.pointee.flags |= UInt32(ND_LIST_DERIVED)
    record.pointee.NblFlags = source.flags
    record.pointee.Status = source.status
    for slot in slots.slots {
      nd_list_set_info(record, UInt32(slot.rawValue), source.info(slot))
    }
    guard let buffer = record.pointee.FirstNetBuffer else { return }
    buffer.pointee.MdlChain = mdl
    buffer.pointee.CurrentMdl = mdl
    buffer.pointee.CurrentMdlOffset = 0
    buffer.pointee.DataOffset = 0
    buffer.pointee.DataLength = UInt32(count)
  }

  func release(_ first: UnsafeMutablePointer<MDL>?) {
    var next = first
    while let mdl = next {
      next = mdl.pointee.Next
      if descriptors.owns(mdl) { descriptors.free(mdl) }
    }
  }

  /// Frees derived lists and their descriptors and counts them off their parents.
  ///
  /// - Returns: the parents that have no child left, unlinked, in the order in which the last child came back. They are
  ///   raw records because whoever held the parents links them into a chain again.
  public func free(
    _ chain: consuming NetBufferChain,
    _ direction: Direction,
    orphan: (UnsafeMutablePointer<NET_BUFFER_LIST>) -> Void
  ) {
    chain.forEach { list in
      if let buffer = list.record.pointee.FirstNetBuffer {
        release(buffer.pointee.MdlChain)
        buffer.pointee.MdlChain = nil
        buffer.pointee.CurrentMdl = nil
      }
      guard let parent = list.record.pointee.ParentNetBufferList else { return }
      list.record.pointee.ParentNetBufferList = nil
      parent.pointee.ChildRefCount -= 1
      if parent.pointee.ChildRefCount == 0 { orphan(parent) }
    }
    pool.record.pointee.owner.free(chain, direction)
  }
}

/// Which information a derived list takes over.
public enum InfoSlots: Sendable {
  case none, send, receive

  /// The slots by name.
  public var slots: [InfoSlot] {
    switch self {
    case .none: []
    case .send: sendInfoSlots
    case .receive: receiveInfoSlots
    }
  }
}

extension NetBufferList {
  /// The ledger direction the list was created in.
  @inlinable
  public var direction: Direction {
    Direction(rawValue: prefix.pointee.direction & 1) ?? .transmit
  }
}

extension NetBufferChain {
  /// Counts lists and bytes anew, after the lists were changed behind the chain's back.
  public mutating func recount() {
    var count: UInt32 = 0
    var bytes: UInt64 = 0
    var next = record.head
    var last = record.head
    while let list = next {
      count += 1
      bytes += UInt64(NetBufferList(list).totalLength)
      last = list
      next = list.pointee.Next
    }
    record.count = count
    record.bytes = bytes
    record.tail = last
    record.recorded_at = 0
    record.pool = nil
    record.first_journey = 0
  }

  /// Makes a chain of loose lists linked through `Next`; the caller owned them.
  public init(adopting head: UnsafeMutablePointer<NET_BUFFER_LIST>?) {
    var raw = nd_chain()
    raw.head = head
    self.init(taking: &raw)
    recount()
  }
}

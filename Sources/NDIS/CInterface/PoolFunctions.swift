import CNDIS
import DataPath
import Kernel

// Pools and lists, under their documented names.

@c(NdisAllocateNetBufferListPool)
func ndisAllocateNetBufferListPool(
  _ handle: UnsafeMutableRawPointer?,
  _ parameters: UnsafeMutablePointer<NET_BUFFER_LIST_POOL_PARAMETERS>?
) -> UnsafeMutableRawPointer? {
  guard let host = CDriverHost.enter(.allocatePool), let parameters else { return nil }
  guard
    CHeaderCheck.poolParameters.accepts(parameters.pointee.Header, version: nil, host: host)
  else { return nil }
  guard let owner = host.owner(of: handle) else {
    host.report(
      handle == nil ? .nullHandle : .staleHandle,
      "NdisAllocateNetBufferListPool got a handle that NDIS did not give out"
    )
    return nil
  }
  do throws(MemoryError) {
    let pool = try CListPool(
      caller: owner.record,
      parameters: parameters.pointee,
      driver: owner.name,
      descriptors: host.stack.descriptors
    )
    host.pools[pool.handle] = pool
    return pool.handle
  } catch {
    return nil
  }
}

@c(NdisFreeNetBufferListPool)
func ndisFreeNetBufferListPool(_ handle: UnsafeMutableRawPointer?) {
  guard let host = CDriverHost.enter(.freePool), let pool = host.pool(handle, .freePool) else {
    return
  }
  guard pool.pool.outstanding == 0 else {
    host.report(
      .poolFreedWithListsOutstanding,
      "\(pool.pool.outstanding) lists of the pool are in use"
    )
    // The memory stays, so that whoever holds the lists does not fall.
    return
  }
  host.pools[pool.handle] = nil
}

extension CDriverHost {
  /// The party in whose name a pool is made, and its driver's name.
  fileprivate func owner(
    of handle: UnsafeMutableRawPointer?
  ) -> (record: UnsafeMutablePointer<nd_party>, name: String)? {
    guard let handle else { return nil }
    if let party = parties[handle], party.isOpen { return (party.record, party.driverName) }
    if let image = images[handle] { return (image.party.record, image.name) }
    return nil
  }

  fileprivate func pool(_ handle: UnsafeMutableRawPointer?, _ function: CFunction) -> CListPool? {
    guard let handle else {
      report(.nullHandle, "\(function.name) got a null handle")
      return nil
    }
    guard let pool = pools[handle] else {
      report(.staleHandle, "\(function.name) got a handle of no pool")
      return nil
    }
    return pool
  }

  /// The record that counts what the calling code allocates and frees.
  fileprivate var counter: UnsafeMutablePointer<nd_party>? {
    caller?.record ?? loading?.party.record
  }
}

@c(NdisAllocateNetBufferList)
func ndisAllocateNetBufferList(
  _ handle: UnsafeMutableRawPointer?,
  _ contextSize: UInt16,
  _ contextBackfill: UInt16
) -> UnsafeMutablePointer<NET_BUFFER_LIST>? {
  guard let host = CDriverHost.enter(.allocateList), let pool = host.pool(handle, .allocateList),
    let counter = host.counter, let list = pool.allocate(for: counter)
  else { return nil }
  list.pointee.FirstNetBuffer = nil
  addContext(list, contextSize, contextBackfill)
  return list
}

@c(NdisAllocateNetBufferAndNetBufferList)
func ndisAllocateNetBufferAndNetBufferList(
  _ handle: UnsafeMutableRawPointer?,
  _ contextSize: UInt16,
  _ contextBackfill: UInt16,
  _ descriptors: UnsafeMutablePointer<MDL>?,
  _ offset: UInt32,
  _ length: UInt64
) -> UnsafeMutablePointer<NET_BUFFER_LIST>? {
  guard let host = CDriverHost.enter(.allocateListAndBuffer),
    let pool = host.pool(handle, .allocateListAndBuffer), pool.hasBuffers,
    let counter = host.counter, let list = pool.allocate(for: counter)
  else { return nil }
  guard let buffer = list.pointee.FirstNetBuffer else { return list }
  if let descriptors {
    buffer.pointee.MdlChain = descriptors
    buffer.pointee.CurrentMdl = descriptors
  }
  let view = NetBuffer(buffer)
  let wanted = UInt64(offset) + length
  guard wanted <= UInt64(view.capacity) else {
    counter.free(NetBufferChain(adopting: list), .transmit)
    return nil
  }
  buffer.pointee.DataOffset = offset
  buffer.pointee.DataLength = UInt32(length)
  place(buffer)
  addContext(list, contextSize, contextBackfill)
  return list
}

/// Points the cached descriptor at the data start.
private func place(_ buffer: UnsafeMutablePointer<NET_BUFFER>) {
  var rest = buffer.pointee.DataOffset
  var next = buffer.pointee.MdlChain
  while let mdl = next {
    if rest < mdl.pointee.ByteCount || mdl.pointee.Next == nil {
      buffer.pointee.CurrentMdl = mdl
      buffer.pointee.CurrentMdlOffset = rest
      return
    }
    rest -= mdl.pointee.ByteCount
    next = mdl.pointee.Next
  }
}

extension CDriverHost {
  /// The party that frees a list; nil, with a finding, if the caller may not.
  fileprivate func freer(
    of list: UnsafeMutablePointer<NET_BUFFER_LIST>,
    _ function: CFunction
  ) -> UnsafeMutablePointer<nd_party>? {
    guard let handle = list.pointee.NdisPoolHandle, pools[handle] != nil else {
      report(.foreignList, "\(function.name) got a list of no pool of a driver in C")
      return nil
    }
    let prefix = nd_list_prefix(list)
    guard prefix.pointee.flags & UInt32(ND_LIST_ALLOCATED) != 0 else {
      report(.ownershipNotHeld, "\(function.name) got a list that is free already")
      return nil
    }
    guard prefix.pointee.flags & UInt32(ND_LIST_AWAY) == 0, let holder = holder(of: list) else {
      report(
        .freedWhileOutstanding,
        journey: prefix.pointee.journey,
        "\(function.name) got a list that party \(prefix.pointee.owner) holds"
      )
      return nil
    }
    return holder
  }
}

@c(NdisFreeNetBufferList)
func ndisFreeNetBufferList(_ list: UnsafeMutablePointer<NET_BUFFER_LIST>?) {
  guard let host = CDriverHost.enter(.freeList), let list,
    let counter = host.freer(of: list, .freeList)
  else { return }
  freeContexts(list)
  list.pointee.Next = nil
  let direction = NetBufferList(list).direction
  counter.free(NetBufferChain(adopting: list), direction)
}

@c(NdisAllocateCloneNetBufferList)
func ndisAllocateCloneNetBufferList(
  _ original: UnsafeMutablePointer<NET_BUFFER_LIST>?,
  _ handle: UnsafeMutableRawPointer?,
  _ bufferPool: UnsafeMutableRawPointer?,
  _ flags: UInt32
) -> UnsafeMutablePointer<NET_BUFFER_LIST>? {
  guard let host = CDriverHost.enter(.cloneList), let original,
    let pool = host.pool(handle, .cloneList), let counter = host.counter
  else { return nil }
  pool.pool.record.pointee.owner = counter
  guard let made = try? pool.deriver.clone(NetBufferList(original), copying: .none) else {
    return nil
  }
  let raw = made.release()
  // The parent link and the child count are the driver's to set.
  raw.head.pointee.ParentNetBufferList = nil
  original.pointee.ChildRefCount -= 1
  return raw.head
}

@c(NdisFreeCloneNetBufferList)
func ndisFreeCloneNetBufferList(
  _ list: UnsafeMutablePointer<NET_BUFFER_LIST>?,
  _ flags: UInt32
) {
  guard let host = CDriverHost.enter(.freeClone), let list,
    let counter = host.freer(of: list, .freeClone), let handle = list.pointee.NdisPoolHandle,
    let pool = host.pools[handle]
  else { return }
  freeContexts(list)
  list.pointee.Next = nil
  list.pointee.ParentNetBufferList = nil
  pool.pool.record.pointee.owner = counter
  pool.deriver.free(NetBufferChain(adopting: list), NetBufferList(list).direction) { _ in }
}

@c(NdisCopySendNetBufferListInfo)
func ndisCopySendNetBufferListInfo(
  _ target: UnsafeMutablePointer<NET_BUFFER_LIST>?,
  _ source: UnsafeMutablePointer<NET_BUFFER_LIST>?
) {
  _ = CDriverHost.enter(.copySendInfo)
  copyInfo(target, source, .send)
}

@c(NdisCopyReceiveNetBufferListInfo)
func ndisCopyReceiveNetBufferListInfo(
  _ target: UnsafeMutablePointer<NET_BUFFER_LIST>?,
  _ source: UnsafeMutablePointer<NET_BUFFER_LIST>?
) {
  _ = CDriverHost.enter(.copyReceiveInfo)
  copyInfo(target, source, .receive)
}

private func copyInfo(
  _ target: UnsafeMutablePointer<NET_BUFFER_LIST>?,
  _ source: UnsafeMutablePointer<NET_BUFFER_LIST>?,
  _ which: InfoSlots
) {
  guard let target, let source else { return }
  for slot in which.slots {
    nd_list_set_info(target, UInt32(slot.rawValue), nd_list_info(source, UInt32(slot.rawValue)))
  }
}

import CNDIS
@preconcurrency import Glibc

// Memory and descriptors, under their documented names.

@c(NdisAllocateMemoryWithTagPriority)
func ndisAllocateMemoryWithTagPriority(
  _ handle: UnsafeMutableRawPointer?,
  _ count: UInt32,
  _ tag: UInt32,
  _ priority: UInt32
) -> UnsafeMutableRawPointer? {
  guard let host = CDriverHost.enter(.allocateMemory), let place = calloc(1, max(1, Int(count)))
  else { return nil }
  host.memory[place] = CMemoryBlock(
    count: Int(count),
    tag: tag,
    driver: host.caller?.driverName ?? host.loading?.name ?? ""
  )
  return place
}

@c(NdisFreeMemory)
func ndisFreeMemory(_ place: UnsafeMutableRawPointer?, _ count: UInt32, _ flags: UInt32) {
  guard let host = CDriverHost.enter(.freeMemory), let place else { return }
  guard host.memory.removeValue(forKey: place) != nil else {
    host.report(.staleHandle, "NdisFreeMemory got memory that is not allocated")
    return
  }
  free(place)
}

@c(NdisZeroMemory)
func ndisZeroMemory(_ place: UnsafeMutableRawPointer?, _ count: UInt64) {
  _ = CDriverHost.enter(.zeroMemory)
  guard let place else { return }
  memset(place, 0, Int(count))
}

@c(NdisMoveMemory)
func ndisMoveMemory(
  _ target: UnsafeMutableRawPointer?,
  _ source: UnsafeRawPointer?,
  _ count: UInt64
) {
  _ = CDriverHost.enter(.moveMemory)
  guard let target, let source else { return }
  memmove(target, source, Int(count))
}

@c(NdisAllocateMdl)
func ndisAllocateMdl(
  _ handle: UnsafeMutableRawPointer?,
  _ place: UnsafeMutableRawPointer?,
  _ count: UInt32
) -> UnsafeMutablePointer<MDL>? {
  guard let host = CDriverHost.enter(.allocateDescriptor), let place else { return nil }
  let mdl = UnsafeMutablePointer<MDL>.allocate(capacity: 1)
  mdl.initialize(to: MDL())
  mdl.pointee.Size = Int16(MemoryLayout<MDL>.size)
  mdl.pointee.MappedSystemVa = place
  mdl.pointee.StartVa = place
  mdl.pointee.ByteCount = count
  host.descriptors.insert(mdl)
  return mdl
}

@c(NdisFreeMdl)
func ndisFreeMdl(_ mdl: UnsafeMutablePointer<MDL>?) {
  guard let host = CDriverHost.enter(.freeDescriptor), let mdl else { return }
  guard host.descriptors.remove(mdl) != nil else {
    host.report(.staleHandle, "NdisFreeMdl got a descriptor that is not allocated")
    return
  }
  mdl.deallocate()
}

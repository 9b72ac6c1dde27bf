import CNDIS
import DataPath
@preconcurrency import Glibc

// Data windows and contexts of lists, under their documented names.

@c(NdisRetreatNetBufferListDataStart)
func ndisRetreatNetBufferListDataStart(
  _ list: UnsafeMutablePointer<NET_BUFFER_LIST>?,
  _ count: UInt32,
  _ backfill: UInt32,
  _ allocate: UnsafeMutableRawPointer?,
  _ free: UnsafeMutableRawPointer?
) -> Int32 {
  guard let host = CDriverHost.enter(.retreat), let list else {
    return NDISStatus.invalidParameter.rawValue
  }
  let done = withEditor(list) {
    $0.retreat(Int(count), backfill: Int(backfill), descriptors: host.stack.descriptors)
  }
  return (done ? NDISStatus.success : .resources).rawValue
}

@c(NdisAdvanceNetBufferListDataStart)
func ndisAdvanceNetBufferListDataStart(
  _ list: UnsafeMutablePointer<NET_BUFFER_LIST>?,
  _ count: UInt32,
  _ freeDescriptor: UInt8,
  _ free: UnsafeMutableRawPointer?
) {
  guard let host = CDriverHost.enter(.advance), let list else { return }
  withEditor(list) {
    $0.advance(Int(count), descriptors: freeDescriptor != 0 ? host.stack.descriptors : nil)
  }
}

/// Edits one list in the driver's hands; its link to the next one stays.
private func withEditor<Result>(
  _ list: UnsafeMutablePointer<NET_BUFFER_LIST>,
  _ body: (borrowing ListEditor) -> Result
) -> Result {
  let next = list.pointee.Next
  list.pointee.Next = nil
  var chain = NetBufferChain(adopting: list)
  var result: Result?
  chain.edit { result = body($0) }
  _ = chain.release()
  list.pointee.Next = next
  guard let result else { preconditionFailure("a chain of one list has one list") }
  return result
}

@c(NdisGetDataBuffer)
func ndisGetDataBuffer(
  _ buffer: UnsafeMutablePointer<NET_BUFFER>?,
  _ needed: UInt32,
  _ storage: UnsafeMutableRawPointer?,
  _ multiple: UInt32,
  _ offset: UInt32
) -> UnsafeMutableRawPointer? {
  guard CDriverHost.enter(.getDataBuffer) != nil, let buffer else { return nil }
  let view = NetBuffer(buffer)
  guard needed > 0, needed <= buffer.pointee.DataLength else { return nil }
  let contiguous = view.contiguous
  if contiguous.count >= Int(needed) {
    let place = UnsafeMutableRawPointer(mutating: contiguous.baseAddress)
    if isAligned(place, multiple, offset) { return place }
  }
  guard let storage else { return nil }
  let copied = view.copyBytes(
    to: UnsafeMutableRawBufferPointer(start: storage, count: Int(needed))
  )
  return copied == Int(needed) ? storage : nil
}

private func isAligned(
  _ place: UnsafeMutableRawPointer?,
  _ multiple: UInt32,
  _ offset: UInt32
) -> Bool {
  guard multiple > 1 else { return true }
  return UInt(bitPattern: place) % UInt(multiple) == UInt(offset % multiple)
}

@c(NdisAllocateNetBufferListContext)
func ndisAllocateNetBufferListContext(
  _ list: UnsafeMutablePointer<NET_BUFFER_LIST>?,
  _ size: UInt16,
  _ backfill: UInt16,
  _ tag: UInt32
) -> Int32 {
  guard CDriverHost.enter(.allocateContext) != nil, let list else {
    return NDISStatus.invalidParameter.rawValue
  }
  // Documented: a multiple of the pointer's alignment.
  guard size % 8 == 0, backfill % 8 == 0 else { return NDISStatus.invalidParameter.rawValue }
  addContext(list, size, backfill)
  return NDISStatus.success.rawValue
}

@c(NdisFreeNetBufferListContext)
func ndisFreeNetBufferListContext(
  _ list: UnsafeMutablePointer<NET_BUFFER_LIST>?,
  _ size: UInt16
) {
  guard let host = CDriverHost.enter(.freeContext), let list else { return }
  guard let context = list.pointee.Context, context.pointee.Size == size else {
    host.report(
      .chainNotRestored,
      journey: NetBufferList(list).journey,
      "a context of \(size) bytes was freed that is not the foremost of the list"
    )
    return
  }
  list.pointee.Context = context.pointee.Next
  free(context)
}

/// Puts a context in front of those the list has.
func addContext(
  _ list: UnsafeMutablePointer<NET_BUFFER_LIST>,
  _ size: UInt16,
  _ backfill: UInt16
) {
  guard size > 0 else { return }
  let header = MemoryLayout<NET_BUFFER_LIST_CONTEXT>.stride
  guard let place = calloc(1, header + Int(size) + Int(backfill)) else { return }
  let context = place.bindMemory(to: NET_BUFFER_LIST_CONTEXT.self, capacity: 1)
  context.pointee.Next = list.pointee.Context
  context.pointee.Size = size
  context.pointee.Offset = backfill
  list.pointee.Context = context
}

/// Frees what contexts a list still has when it goes back to its pool.
func freeContexts(_ list: UnsafeMutablePointer<NET_BUFFER_LIST>) {
  while let context = list.pointee.Context {
    list.pointee.Context = context.pointee.Next
    free(context)
  }
}

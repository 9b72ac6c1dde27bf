import CNDIS
import DataPath

/// Lists on their way out of the hands of a driver in C.
extension CParty {
  /// Why a list is given out of C.
  enum Departure {
    case handOn(Edge)
    /// Lent on for the length of the call.
    case lend
  }

  /// Counts the lists a driver hands on and compares each with what it was given.
  ///
  /// Lists that the driver does not hold are findings and stay where they are.
  func depart(
    _ head: UnsafeMutablePointer<NET_BUFFER_LIST>?,
    _ departure: Departure,
    _ function: CFunction
  ) -> NetBufferChain {
    var raw = nd_chain()
    var isUnchanged = true
    var next = head
    while let list = next {
      next = list.pointee.Next
      guard isPooled(list) else {
        report(.foreignList, "\(function.name) got a list that is from no pool")
        continue
      }
      guard mayGive(list, departure, function) else { break }
      if !compare(list) { isUnchanged = false }
      checkStructure(list, departure)
      nd_list_prefix(list).pointee.flags |= UInt32(ND_LIST_COUNTING)
      append(list, to: &raw)
    }
    raw.tail?.pointee.Next = nil
    next = raw.head
    while let list = next {
      next = list.pointee.Next
      nd_list_prefix(list).pointee.flags &= ~UInt32(ND_LIST_COUNTING)
    }
    if isUnchanged { keepRecord(&raw) }
    return NetBufferChain(taking: &raw)
  }

  /// A chain that leaves just as it came is the same lists for the recording too.
  func keepRecord(_ raw: inout nd_chain) {
    guard let batch = batches.last, batch.recordedAt != 0, isInnermostBatch(raw) else { return }
    raw.recorded_at = batch.recordedAt
    raw.recorded = batch.recorded
  }

  /// True if the chain is the lists that the driver is handling now, in the same order.
  func isInnermostBatch(_ raw: nd_chain) -> Bool {
    guard let batch = batches.last, batch.count == Int(raw.count) else { return false }
    var next = raw.head
    for index in batch.start..<batch.start + batch.count {
      guard let list = next, list == arrivals[index] else { return false }
      next = list.pointee.Next
    }
    return true
  }

  private func isPooled(_ list: UnsafeMutablePointer<NET_BUFFER_LIST>) -> Bool {
    guard let handle = list.pointee.NdisPoolHandle, UInt(bitPattern: handle) & 7 == 0 else {
      return false
    }
    return handle.assumingMemoryBound(to: nd_pool.self).pointee.magic == ND_POOL_MAGIC
  }

  /// False, with a finding, if the party may not give the list away.
  private func mayGive(
    _ list: UnsafeMutablePointer<NET_BUFFER_LIST>,
    _ departure: Departure,
    _ function: CFunction
  ) -> Bool {
    let prefix = nd_list_prefix(list)
    let flags = prefix.pointee.flags
    let journey = prefix.pointee.journey
    var edge = Edge.indicate
    if case .handOn(let wanted) = departure { edge = wanted }
    if flags & UInt32(ND_LIST_COUNTING) != 0 {
      report(.chainLoop, journey: journey, "the chain given to \(function.name) runs in a circle")
      return false
    }
    if flags & UInt32(ND_LIST_ALLOCATED) == 0 {
      report(
        edge.again,
        journey: journey,
        "\(function.name) got a list that was freed already"
      )
      return false
    }
    if prefix.pointee.owner == image.party.id { takeOver(list) }
    if prefix.pointee.owner != record.pointee.id {
      report(
        edge.again,
        journey: journey,
        "\(function.name) got a list that party \(prefix.pointee.owner) holds"
      )
      return false
    }
    let isOwn = list.pointee.SourceHandle == handle || prefix.pointee.home == record.pointee.id
    if flags & UInt32(ND_LIST_LENT) != 0, case .handOn(let edge) = departure {
      report(
        edge == .return ? .returnUnderResources : .loanKept,
        journey: journey,
        "\(function.name) got a list that is lent under RESOURCES"
      )
      return false
    }
    if !edge.isForward, isOwn, role != .miniport {
      report(
        .ownershipNotHeld,
        journey: journey,
        "\(function.name) got a list of the caller's own, which is home already"
      )
      return false
    }
    return true
  }

  /// Takes over a list that code of the driver allocated outside of any instance.
  private func takeOver(_ list: UnsafeMutablePointer<NET_BUFFER_LIST>) {
    let prefix = nd_list_prefix(list)
    let direction = NetBufferList(list).direction
    let giver = image.party.record.ledger(direction)
    let taker = record.ledger(direction)
    giver.pointee.given &+= 1
    giver.pointee.held &-= 1
    taker.pointee.taken &+= 1
    taker.pointee.held &+= 1
    prefix.pointee.owner = record.pointee.id
    prefix.pointee.home = record.pointee.id
  }

  /// Remembers other buffers or descriptors on a list's way forward; on its way home the first must be back.
  private func checkStructure(
    _ list: UnsafeMutablePointer<NET_BUFFER_LIST>,
    _ departure: Departure
  ) {
    guard case .handOn(let edge) = departure,
      let shadow = nd_list_prefix(list).pointee.shadow,
      !isOwnList(list)
    else { return }
    let came = Structure(buffer: shadow.pointee.first, descriptors: shadow.pointee.mdl_chain)
    let goes = Structure(
      buffer: list.pointee.FirstNetBuffer,
      descriptors: list.pointee.FirstNetBuffer?.pointee.MdlChain
    )
    if edge.isForward {
      if came != goes { replaced[list] = came }
    } else if goes != replaced.removeValue(forKey: list) ?? came {
      report(
        .chainNotRestored,
        journey: nd_list_prefix(list).pointee.journey,
        "the list goes back with other buffers or descriptors than it came with"
      )
    }
  }

  /// Turns what C code changed on a list into marks; false if anything changed.
  func compare(_ list: UnsafeMutablePointer<NET_BUFFER_LIST>) -> Bool {
    let prefix = nd_list_prefix(list)
    guard let shadow = prefix.pointee.shadow else { return true }
    settleOrigin(list, prefix, shadow)
    var seen = Shadow.difference(NetBufferList(list))
    Shadow.compareRest(NetBufferList(list), &seen)
    if seen.sourceChanged {
      report(
        .sourceHandleChanged,
        journey: prefix.pointee.journey,
        "the source handle is not the one the list came with"
      )
      list.pointee.SourceHandle = shadow.pointee.source
    }
    if seen.marks & UInt8(ND_MARK_BYTES) != 0 {
      if shadow.pointee.list_flags & UInt32(3) != 0, !isOwnList(list) {
        report(
          .writeToReadOnlyData,
          journey: prefix.pointee.journey,
          "bytes \(seen.low)..<\(seen.high) of read-only data were changed"
        )
      }
      Self.markBytes(prefix, seen.low, seen.high)
    }
    if isMonitoring, seen.marks != 0 {
      report(
        .monitoringFilterChangesData,
        journey: prefix.pointee.journey,
        "a list was changed: kinds \(seen.marks)"
      )
    }
    prefix.pointee.marks |= seen.marks
    prefix.pointee.info_mask |= seen.infoMask
    // Of what it made visible nobody knows what it was: it is told anew, and nobody is blamed for what is as before.
    let end =
      Int64(prefix.pointee.origin) + Int64(list.pointee.FirstNetBuffer?.pointee.DataLength ?? 0)
    guard Int64(seen.unseen) < end else { return seen.marks == 0 }
    Self.markBytes(prefix, seen.unseen, Int32(truncatingIfNeeded: end))
    prefix.pointee.marks |= UInt8(ND_MARK_BYTES)
    return false
  }

  private static func markBytes(
    _ prefix: UnsafeMutablePointer<nd_prefix>,
    _ low: Int32,
    _ high: Int32
  ) {
    if prefix.pointee.marks & UInt8(ND_MARK_BYTES) == 0 {
      prefix.pointee.dirty_low = low
      prefix.pointee.dirty_high = high
    } else {
      prefix.pointee.dirty_low = min(prefix.pointee.dirty_low, low)
      prefix.pointee.dirty_high = max(prefix.pointee.dirty_high, high)
    }
  }

  private func isOwnList(_ list: UnsafeMutablePointer<NET_BUFFER_LIST>) -> Bool {
    nd_list_prefix(list).pointee.home == record.pointee.id
  }

  /// Follows a data start that the driver moved by hand in the same descriptors.
  private func settleOrigin(
    _ list: UnsafeMutablePointer<NET_BUFFER_LIST>,
    _ prefix: UnsafeMutablePointer<nd_prefix>,
    _ shadow: UnsafeMutablePointer<nd_shadow>
  ) {
    guard let buffer = list.pointee.FirstNetBuffer,
      buffer.pointee.MdlChain == shadow.pointee.mdl_chain
    else { return }
    let moved =
      Int64(buffer.pointee.DataOffset) - Int64(shadow.pointee.data_offset)
    prefix.pointee.origin = Int32(truncatingIfNeeded: Int64(shadow.pointee.origin) + moved)
  }
}

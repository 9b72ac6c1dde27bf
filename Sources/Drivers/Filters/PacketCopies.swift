import CNDIS
import DataPath
import Kernel
import NDIS
import Wire

/// Makes packets of a filter's own that begin as copies of others: children with bytes of their own.
final class PacketCopies {
  private unowned let module: FilterModule
  private let direction: Direction
  private let small: NetBufferListPool
  private let large: NetBufferListPool

  /// Bytes of an ordinary frame, and of the largest unit that is coalesced or cut.
  private static let sizes = (small: 2_048, large: 65_664)
  private static let backfill = 64

  init(_ module: FilterModule, _ direction: Direction) throws(MemoryError) {
    self.module = module
    self.direction = direction
    func pool(_ capacity: Int, _ bytes: Int) throws(MemoryError) -> NetBufferListPool {
      try NetBufferListPool(
        owner: module.party.record,
        direction: direction,
        capacity: capacity,
        dataSize: bytes + Self.backfill,
        backfill: Self.backfill
      )
    }
    small = try pool(1_024, Self.sizes.small)
    large = try pool(128, Self.sizes.large)
  }

  /// A copy of each buffer of a list as a list of its own, begun as children of it; empty if no list was free.
  ///
  /// Checksums that the adapter was to calculate are calculated, unless the list is a large send.
  func make(of source: NetBufferList) -> NetBufferChain {
    var made = NetBufferChain()
    var next = source.firstBuffer
    while let buffer = next {
      next = buffer.next
      let pool = buffer.dataLength <= Self.sizes.small ? small : large
      var one =
        buffer.dataLength <= Self.sizes.large
        ? pool.allocate(1, dataLength: buffer.dataLength) : NetBufferChain()
      guard let list = one.first else { break }
      list.descend(from: source.journey)
      one.write { fill($0, buffer, source) }
      made.append(one)
    }
    module.party.record.begin(&made, direction, relation: .copied)
    return made
  }

  private func fill(_ editor: borrowing ListEditor, _ buffer: NetBuffer, _ source: NetBufferList) {
    editor.setFlags(source.flags)
    // A copy of a coalesced unit is one, too.
    editor.setSegmentSize(source.segmentSize)
    for slot in (direction == .transmit ? InfoSlots.send : .receive).slots + Self.coalescing {
      let value = source.info(slot)
      if value != 0 { editor.setInfo(slot, value) }
    }
    guard let bytes = editor.mutableStart(buffer.dataLength) else { return }
    _ = buffer.copyBytes(to: bytes)
    guard direction == .transmit, source.info(.largeSend) == 0, source.info(.checksum) != 0 else {
      return
    }
    SoftwareChecksum.finish(
      bytes,
      SendChecksumInfo(rawValue: source.info(.checksum)),
      link: module.adapter.attributes?.medium == .ip ? .rawIP : .ethernet
    )
    editor.setInfo(.checksum, 0)
  }

  private static let coalescing: [InfoSlot] = [.segmentCoalescing, .timestampDelta]
}

import CNDIS
import DataPath
import Kernel
import Testing

@Suite("Pools")
struct PoolTests {
  private let rig: PathRig
  private let party: UnsafeMutablePointer<nd_party>

  init() throws {
    rig = try PathRig()
    party = rig.party(7)
  }

  private func pool(_ capacity: Int = 8, backfill: Int = 16) throws -> NetBufferListPool {
    try NetBufferListPool(
      owner: party,
      direction: .receive,
      capacity: capacity,
      dataSize: 256,
      backfill: backfill
    )
  }

  @Test("a list is as new at its next allocation, whatever was written on it")
  func renewal() throws {
    let pool = try pool()
    let descriptors = try DescriptorSource(capacity: 4)
    var chain = pool.allocate(3, dataLength: 60)
    chain.edit { editor in
      editor.setInfo(.hashValue, 0xABCD)
      editor.setStatus(-1)
      editor.setFlags(3)
      editor.advance(20, descriptors: nil)
      _ = editor.retreat(40, descriptors: descriptors)
      editor.setDataLength(12)
      editor.setSegmentSize(1_448)
    }
    let first = try firstList(of: chain)
    first.record.pointee.FirstNetBuffer?.pointee.Next = nil
    party.free(chain, .receive)
    let again = pool.allocate(3, dataLength: 44)
    let same = try firstList(of: again)
    #expect(same == first)
    again.forEach { list in
      #expect(list.info(.hashValue) == 0 && list.status == 0 && list.flags == 0)
      #expect(list.segmentSize == 0 && list.bufferCount == 1 && list.totalLength == 44)
      #expect(list.firstBuffer?.dataOffset == 16 && list.firstBuffer?.capacity == 256)
      #expect(list.firstBuffer?.isCurrentDescriptorConsistent == true)
      #expect(list.firstBuffer?.contiguous.count == 44)
      #expect(list.journey == 0)
    }
    party.free(again, .receive)
  }

  @Test("lists begun at their allocation are what allocation, writing and beginning make of them")
  func origination() throws {
    let pool = try pool()
    rig.stack.pointee.next_journey = 40
    rig.recorder.sample(oneIn: 1)
    var apart = pool.allocate(3, dataLength: 60)
    apart.write { editor in
      guard let bytes = editor.mutableStart(4) else { return }
      bytes.copyBytes(from: [1, 2, 3, 4])
    }
    party.begin(&apart, .receive)
    let before = party.ledger(.receive).pointee
    let together = pool.originate(3, dataLength: 60, writing: 4) { _, bytes in
      bytes.copyBytes(from: [1, 2, 3, 4])
    }
    let after = party.ledger(.receive).pointee
    #expect(
      facts(of: apart) == ["40 5 0...4", "41 1 0...4", "42 5 0...4"].map { $0 + " 7 7 60 1234" }
    )
    #expect(
      facts(of: together) == ["43 1 0...4", "44 5 0...4", "45 1 0...4"].map { $0 + " 7 7 60 1234" }
    )
    #expect(after.created == 2 * before.created && after.born == 2 * before.born)
    #expect(after.held == 2 * before.held && after.inside == 2 * before.inside)
    #expect(after.bytes_in == 2 * before.bytes_in)
    #expect(after.taken + after.created == after.given + after.freed + after.held)
    #expect(party.away(.receive) == 6 && rig.recorder.takeRecordedBirths() == 3)
    #expect(rig.stack.pointee.next_journey == 46)
    party.end(&apart, .delivered, .receive)
    party.free(apart, .receive)
    party.free(together, .receive)
    #expect(pool.outstanding == 0)
  }

  /// Journey, flags, written range, holder, home, length and first bytes of each list.
  private func facts(of chain: borrowing NetBufferChain) -> [String] {
    var facts: [String] = []
    let handle = UnsafeMutableRawPointer(party)
    chain.forEach { list in
      let prefix = list.prefix.pointee
      let isSource = list.record.pointee.SourceHandle == handle
      let start = list.firstBuffer?.contiguous.prefix(4).map { String($0) }.joined() ?? ""
      let isAway = prefix.flags & UInt32(ND_LIST_AWAY) != 0
      facts.append(
        "\(prefix.journey) \(prefix.flags & UInt32(ND_LIST_ALLOCATED | ND_LIST_SAMPLED)) "
          + "\(prefix.dirty_low)...\(prefix.dirty_high) \(prefix.owner) \(prefix.home) "
          + "\(list.totalLength) \(start)\(isSource && isAway ? "" : " not begun")"
      )
    }
    return facts
  }

  @Test("lists that were freed are not among those handed out, whether as a batch or one by one")
  func outstanding() throws {
    let pool = try pool()
    let other = try self.pool()
    var mixed = pool.allocate(3)
    mixed.append(other.allocate(2))
    let batch = pool.originate(4, dataLength: 1) { _, _ in }
    var numbers: [UInt64] = []
    party.free(mixed, .receive)
    pool.forEachOutstanding { numbers.append($0.journey) }
    #expect(numbers.sorted() == [1, 2, 3, 4] && pool.outstanding == 4)
    var left = 0
    party.free(batch, .receive)
    pool.forEachOutstanding { _ in left += 1 }
    other.forEachOutstanding { _ in left += 1 }
    #expect(left == 0 && pool.outstanding == 0 && other.outstanding == 0)
    let all = pool.allocate(9)
    #expect(all.count == 8 && pool.record.pointee.failures == 1)
    party.free(all, .receive)
  }

  @Test("pieces of a batch and batches of two pools go back to where they came from")
  func pieces() throws {
    let pool = try pool()
    let other = try self.pool()
    var batch = pool.originate(6, dataLength: 1) { _, _ in }
    let front = batch.split(2)
    let even = batch.partition { $0.journey & 1 == 0 }
    var mixed = other.originate(2, dataLength: 1) { _, _ in }
    mixed.append(front)
    party.free(mixed, .receive)
    #expect(pool.outstanding == 4 && other.outstanding == 0)
    party.free(even, .receive)
    #expect(pool.outstanding == 2)
    party.free(batch, .receive)
    #expect(pool.outstanding == 0 && pool.record.pointee.linked == 8)
    let ledger = party.ledger(.receive).pointee
    #expect(ledger.freed == 8 && ledger.held == 0)
  }

  @Test(
    "a body that allocates from the pool that is being taken from gets only what came back meanwhile"
  )
  func nesting() throws {
    let pool = try pool()
    let early = NetBufferListBox(pool.allocate(2))
    var nested: [Int] = []
    let batch = pool.originate(3, dataLength: 1) { _, _ in
      let more = pool.allocate(4)
      nested.append(more.count)
      party.free(more, .receive)
      party.free(early.take(), .receive)
    }
    #expect(nested == [0, 2, 2] && batch.count == 3 && pool.outstanding == 3)
    party.free(batch, .receive)
    let all = pool.allocate(8)
    #expect(all.count == 8)
    party.free(all, .receive)
  }
}

/// A chain that a closure can take.
private final class NetBufferListBox {
  private var chain: NetBufferChain

  init(_ chain: consuming NetBufferChain) {
    self.chain = chain
  }

  func take() -> NetBufferChain { chain.takeAll() }
}

import CNDIS
import DataPath
import Kernel
import Testing

@Suite("Net buffer chains")
struct NetBufferChainTests {
  @Test("a split takes lists from the front and both parts keep order, count and bytes")
  func split() throws {
    let rig = try PathRig()
    let owner = rig.party(1)
    let pool = try NetBufferListPool(owner: owner, direction: .receive, capacity: 8, dataSize: 128)
    var chain = rig.chain(from: pool, 5, length: 20)
    let front = chain.split(2)
    #expect(marks(of: front) == [0, 1])
    #expect(front.byteCount == 40)
    #expect(marks(of: chain) == [2, 3, 4])
    #expect(chain.count == 3)
    #expect(chain.byteCount == 60)
    chain.append(front)
    #expect(marks(of: chain) == [2, 3, 4, 0, 1])
    #expect(chain.byteCount == 100)
    owner.free(chain, .receive)
    #expect(pool.outstanding == 0)
  }

  @Test("splitting off more than there is takes everything")
  func splitAll() throws {
    let rig = try PathRig()
    let owner = rig.party(1)
    let pool = try NetBufferListPool(owner: owner, direction: .receive, capacity: 4, dataSize: 64)
    var chain = rig.chain(from: pool, 3, length: 8)
    let all = chain.split(9)
    #expect(all.count == 3)
    let isEmpty = chain.isEmpty
    #expect(isEmpty)
    owner.free(all, .receive)
  }

  @Test("a partition keeps the order of both sides", arguments: [0, 1, 2, 3])
  func partition(modulus: Int) throws {
    let rig = try PathRig()
    let owner = rig.party(1)
    let pool = try NetBufferListPool(owner: owner, direction: .receive, capacity: 16, dataSize: 64)
    var chain = rig.chain(from: pool, 10, length: 4)
    let taken = chain.partition { list in
      let mark = Int(bytes(of: list).first ?? 0)
      return modulus == 0 ? false : mark % modulus == 0
    }
    let expected = (0..<10).filter { modulus != 0 && $0 % modulus == 0 }.map { UInt8($0) }
    let rest = (0..<10).map { UInt8($0) }.filter { !expected.contains($0) }
    #expect(marks(of: taken) == expected)
    #expect(marks(of: chain) == rest)
    #expect(taken.byteCount + chain.byteCount == 40)
    #expect(Int(taken.count) == expected.count)
    owner.free(taken, .receive)
    owner.free(chain, .receive)
    #expect(pool.outstanding == 0)
  }

  @Test("a chain that goes out of scope is told to its stack, list by list")
  func lost() throws {
    let rig = try PathRig()
    let pool = try NetBufferListPool(
      owner: rig.party(1),
      direction: .receive,
      capacity: 4,
      dataSize: 64
    )
    do {
      let chain = rig.chain(from: pool, 3, length: 8)
      #expect(chain.count == 3)
    }
    #expect(rig.lost == 3)
  }

  @Test("a pool that runs out gives what it has and counts what it could not")
  func exhaustion() throws {
    let rig = try PathRig()
    let owner = rig.party(1)
    let pool = try NetBufferListPool(owner: owner, direction: .receive, capacity: 4, dataSize: 64)
    let first = pool.allocate(3, dataLength: 8)
    let second = pool.allocate(3, dataLength: 8)
    #expect(first.count == 3)
    #expect(second.count == 1)
    #expect(pool.record.pointee.failures == 2)
    #expect(owner.ledger(.receive).pointee.created == 4)
    owner.free(first, .receive)
    owner.free(second, .receive)
    #expect(owner.ledger(.receive).pointee.held == 0)
    #expect(owner.ledger(.receive).pointee.freed == 4)
  }

  @Test("a list comes fresh from its pool whatever its last user left in it")
  func fresh() throws {
    let rig = try PathRig()
    let owner = rig.party(1)
    let pool = try NetBufferListPool(
      owner: owner,
      direction: .transmit,
      capacity: 1,
      dataSize: 128,
      backfill: 16
    )
    var used = pool.allocate(1, dataLength: 40)
    used.edit { editor in
      for slot in InfoSlot.allCases { editor.setInfo(slot, 7) }
      editor.setStatus(-1)
      editor.setFlags(0xFF)
      editor.advance(10, descriptors: nil)
    }
    owner.free(used, .transmit)
    let again = pool.allocate(1, dataLength: 40)
    let list = try firstList(of: again)
    #expect(InfoSlot.allCases.allSatisfy { list.info($0) == 0 })
    #expect(list.status == 0)
    #expect(list.flags == 0)
    #expect(list.firstBuffer?.dataOffset == 16)
    #expect(list.firstBuffer?.dataLength == 40)
    #expect(list.prefix.pointee.origin == 0)
    owner.free(again, .transmit)
  }
}

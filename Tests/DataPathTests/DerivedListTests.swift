import CNDIS
import DataPath
import Kernel
import Testing

@Suite("Derived lists")
struct DerivedListTests {
  private func rig() throws -> (
    PathRig, UnsafeMutablePointer<nd_party>, NetBufferListPool, Deriver
  ) {
    let rig = try PathRig()
    let owner = rig.party(1)
    let pool = try NetBufferListPool(
      owner: owner,
      direction: .receive,
      capacity: 4,
      dataSize: 4_096
    )
    let deriver = Deriver(
      pool: try NetBufferListPool(owner: owner, direction: .receive, capacity: 64, dataSize: 0),
      descriptors: try DescriptorSource(capacity: 256, slotBytes: 64)
    )
    return (rig, owner, pool, deriver)
  }

  @Test("a clone sees the same bytes, carries no context and no information unless asked")
  func clone() throws {
    let (rig, owner, pool, deriver) = try rig()
    var chain = rig.chain(from: pool, 1, length: 100)
    chain.edit { $0.setInfo(.ieee8021Q, 0x640) }
    let source = try firstList(of: chain)
    let bare = try deriver.clone(source, copying: .none)
    let full = try deriver.clone(source, copying: .receive)
    #expect(source.record.pointee.ChildRefCount == 2)
    #expect(bare.first?.info(.ieee8021Q) == 0)
    #expect(full.first?.info(.ieee8021Q) == 0x640)
    #expect(bytes(of: try firstList(of: bare)) == bytes(of: source))
    #expect(bare.first?.record.pointee.Context == nil)
    #expect(bare.first?.record.pointee.ParentNetBufferList == source.record)
    var orphans = 0
    deriver.free(bare, .receive) { _ in orphans += 1 }
    #expect(orphans == 0)
    deriver.free(full, .receive) { _ in orphans += 1 }
    #expect(orphans == 1)
    #expect(deriver.descriptors.outstanding == 0)
    #expect(deriver.pool.outstanding == 0)
    owner.free(chain, .receive)
  }

  @Test("fragments cover the data once, in order", arguments: [1, 7, 100, 999, 1000, 5000])
  func fragment(maximum: Int) throws {
    let (rig, owner, pool, deriver) = try rig()
    let length = maximum < 10 ? 40 : 1000
    let chain = rig.chain(from: pool, 1, length: length)
    let source = try firstList(of: chain)
    let pieces = try deriver.fragment(source, maximum: maximum, copying: .none)
    var joined: [UInt8] = []
    var sizes: [Int] = []
    pieces.forEach { piece in
      joined += bytes(of: piece)
      sizes.append(bytes(of: piece).count)
    }
    #expect(joined == bytes(of: source))
    #expect(sizes.dropLast().allSatisfy { $0 == maximum })
    #expect(Int(source.record.pointee.ChildRefCount) == sizes.count)
    deriver.free(pieces, .receive) { _ in }
    #expect(deriver.descriptors.outstanding == 0)
    owner.free(chain, .receive)
  }

  @Test("a shortage while fragmenting leaves nothing behind")
  func shortage() throws {
    let (rig, owner, pool, deriver) = try rig()
    let chain = rig.chain(from: pool, 1, length: 1000)
    let source = try firstList(of: chain)
    #expect(throws: DeriveError.noList) {
      let pieces = try deriver.fragment(source, maximum: 10, copying: .none)
      deriver.free(pieces, .receive) { _ in }
    }
    #expect(deriver.pool.outstanding == 0)
    #expect(deriver.descriptors.outstanding == 0)
    #expect(source.record.pointee.ChildRefCount == 0)
    owner.free(chain, .receive)
  }

  @Test("reassembly of several buffers is their data in order")
  func reassemble() throws {
    let (rig, owner, pool, deriver) = try rig()
    let chain = rig.chain(from: pool, 2, length: 300)
    // The second list's buffer is lent to the first, as a driver that chains buffers does.
    let first = try firstList(of: chain)
    let second = NetBufferList(try #require(first.record.pointee.Next))
    let expected = bytes(of: first) + bytes(of: second)
    first.record.pointee.FirstNetBuffer?.pointee.Next = second.record.pointee.FirstNetBuffer
    let joined = try deriver.reassemble(first, copying: .none)
    #expect(bytes(of: try firstList(of: joined)) == expected)
    #expect(joined.byteCount == 600)
    deriver.free(joined, .receive) { _ in }
    first.record.pointee.FirstNetBuffer?.pointee.Next = nil
    #expect(deriver.descriptors.outstanding == 0)
    owner.free(chain, .receive)
  }
}

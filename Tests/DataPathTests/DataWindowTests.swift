import CNDIS
import DataPath
import Kernel
import Testing

@Suite("Retreat and advance")
struct DataWindowTests {
  @Test("a retreat into the room before the data allocates nothing, and an advance undoes it")
  func inPlace() throws {
    let rig = try PathRig()
    let owner = rig.party(1)
    let pool = try NetBufferListPool(
      owner: owner,
      direction: .transmit,
      capacity: 1,
      dataSize: 128,
      backfill: 16
    )
    let descriptors = try DescriptorSource(capacity: 4)
    var chain = rig.chain(from: pool, 1, length: 32)
    let before = bytes(of: try firstList(of: chain))
    chain.edit { editor in
      let done = editor.retreat(4, descriptors: descriptors)
      #expect(done)
    }
    #expect(descriptors.outstanding == 0)
    #expect(chain.byteCount == 36)
    #expect(Array(bytes(of: try firstList(of: chain)).dropFirst(4)) == before)
    chain.edit { $0.advance(4, descriptors: descriptors) }
    #expect(bytes(of: try firstList(of: chain)) == before)
    #expect(chain.first?.prefix.pointee.origin == 0)
    owner.free(chain, .transmit)
  }

  @Test("a larger retreat puts a descriptor in front, and an advance removes it again")
  func newDescriptor() throws {
    let rig = try PathRig()
    let owner = rig.party(1)
    let pool = try NetBufferListPool(
      owner: owner,
      direction: .transmit,
      capacity: 1,
      dataSize: 128,
      backfill: 2
    )
    let descriptors = try DescriptorSource(capacity: 4)
    var chain = rig.chain(from: pool, 1, length: 32)
    let list = try firstList(of: chain)
    let before = bytes(of: list)
    let mdl = list.firstBuffer?.record.pointee.MdlChain
    chain.edit { editor in
      let done = editor.retreat(14, backfill: 6, descriptors: descriptors)
      #expect(done)
      let head: [UInt8] = (0..<14).map { 0xA0 + $0 }
      let written = head.withUnsafeBytes { editor.overwrite(at: 0, with: $0) }
      #expect(written == 14)
    }
    #expect(descriptors.outstanding == 1)
    #expect(list.firstBuffer?.dataOffset == 6)
    #expect(bytes(of: list) == (0..<14).map { 0xA0 + $0 } + before)
    #expect(list.firstBuffer?.isCurrentDescriptorConsistent == true)
    chain.edit { $0.advance(14, descriptors: descriptors) }
    #expect(descriptors.outstanding == 0)
    #expect(bytes(of: list) == before)
    #expect(list.firstBuffer?.dataOffset == 2)
    #expect(list.firstBuffer?.record.pointee.MdlChain == mdl)
    owner.free(chain, .transmit)
  }

  @Test("without a descriptor to be had nothing changes")
  func refusal() throws {
    let rig = try PathRig()
    let owner = rig.party(1)
    let pool = try NetBufferListPool(owner: owner, direction: .transmit, capacity: 1, dataSize: 64)
    var chain = rig.chain(from: pool, 1, length: 10)
    chain.edit { editor in
      let done = editor.retreat(4, descriptors: nil)
      #expect(!done)
    }
    #expect(chain.byteCount == 10)
    #expect(chain.first?.firstBuffer?.dataOffset == 0)
    owner.free(chain, .transmit)
  }

  @Test("random retreats and advances keep the data equal to a model", arguments: 0..<20)
  func random(seed: UInt64) throws {
    let rig = try PathRig()
    let owner = rig.party(1)
    let pool = try NetBufferListPool(
      owner: owner,
      direction: .transmit,
      capacity: 1,
      dataSize: 256,
      backfill: 8
    )
    let descriptors = try DescriptorSource(capacity: 32, slotBytes: 64)
    var random = SeededRandom(seed: seed)
    var chain = rig.chain(from: pool, 1, length: 64)
    let list = try firstList(of: chain)
    var model = bytes(of: list)
    var retreats: [Int] = []
    for _ in 0..<60 {
      if retreats.isEmpty || (random.bounded(2) == 0 && retreats.count < 16) {
        let count = Int(random.bounded(20)) + 1
        let head = (0..<count).map { _ in UInt8(random.bounded(256)) }
        var done = false
        chain.edit { editor in
          done = editor.retreat(count, descriptors: descriptors)
          if done { _ = head.withUnsafeBytes { editor.overwrite(at: 0, with: $0) } }
        }
        guard done else { continue }
        retreats.append(count)
        model = head + model
      } else {
        let count = retreats.removeLast()
        chain.edit { $0.advance(count, descriptors: descriptors) }
        model.removeFirst(count)
      }
      #expect(bytes(of: list) == model)
      #expect(list.firstBuffer?.isCurrentDescriptorConsistent == true)
      #expect(chain.byteCount == UInt64(model.count))
    }
    while let count = retreats.popLast() {
      chain.edit { $0.advance(count, descriptors: descriptors) }
    }
    #expect(descriptors.outstanding == 0)
    #expect(list.firstBuffer?.dataOffset == 8)
    owner.free(chain, .transmit)
  }
}

import CNDIS
import DataPath
import Testing

@Suite("Bytes of a list's own")
struct OwnBytesTests {
  @Test("a list with bytes of its own is written without a clone seeing it, also under a front")
  func own() throws {
    let rig = try PathRig()
    let party = rig.party(1)
    let pool = try NetBufferListPool(
      owner: party,
      direction: .receive,
      capacity: 2,
      dataSize: 128,
      backfill: 16
    )
    let bare = try NetBufferListPool(owner: party, direction: .receive, capacity: 2, dataSize: 0)
    let descriptors = try DescriptorSource(capacity: 8, slotBytes: 64)
    let deriver = Deriver(pool: bare, descriptors: descriptors)
    var chain = rig.chain(from: pool, 1, length: 60)
    let first = chain.first
    let list = try #require(first)
    let before = bytes(of: list)
    let clone = try deriver.clone(list, copying: .receive)
    let derived = clone.first
    let made = try #require(derived)
    var memory: [UnsafeMutableRawPointer] = []
    defer { for place in memory { place.deallocate() } }
    func take(_ size: Int) -> UnsafeMutableRawPointer? {
      memory.append(.allocate(byteCount: size, alignment: 16))
      return memory.last
    }
    chain.edit { editor in
      // A front of 30 bytes hides the room before the data; under it the data moves.
      let retreats = editor.retreat(30, descriptors: descriptors)
      let owns = editor.ownBytes(40..<41, memory: take)
      #expect(retreats && owns)
      _ = withUnsafeBytes(of: UInt8(0xEE)) { editor.overwrite(at: 40, with: $0) }
      editor.advance(30, descriptors: descriptors)
    }
    var wanted = before
    wanted[10] = 0xEE
    #expect(bytes(of: list) == wanted)
    #expect(bytes(of: made) == before)
    chain.edit { editor in
      // The room in front of the data came back with it.
      let retreats = editor.retreat(16, descriptors: nil)
      let owns = editor.ownBytes(70..<90, memory: take)
      #expect(retreats && !owns)
      editor.advance(16, descriptors: nil)
    }
    #expect(bytes(of: list) == wanted)
    deriver.free(clone, .receive) { _ in }
    party.free(chain, .receive)
    var again = pool.allocate(2, dataLength: 60)
    again.edit { _ = $0.mutableStart(60)?.initializeMemory(as: UInt8.self, repeating: 7) }
    again.forEach { #expect(bytes(of: $0) == [UInt8](repeating: 7, count: 60)) }
    party.free(again, .receive)
  }
}

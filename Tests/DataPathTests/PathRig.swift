import CNDIS
import DataPath
import Kernel
import Testing

/// A stack record with parties that a test wires by hand.
final class PathRig {
  let machine = Machine(clock: VirtualClock())
  let stack: UnsafeMutablePointer<nd_stack>
  let ring: RecordingRing
  let recorder: Recorder
  private var parties: [UnsafeMutablePointer<nd_party>] = []
  /// Lists that were lost, by the chain that lost them.
  var lost: UInt32 = 0

  init() throws {
    stack = .allocate(capacity: 1)
    stack.initialize(to: nd_stack())
    stack.pointee.machine = UnsafeMutableRawPointer(machine.hot)
    stack.pointee.next_journey = 1
    ring = try RecordingRing(capacity: 1 << 20)
    recorder = Recorder(ring: ring, stack: stack, snapLength: 64)
    stack.pointee.object = Unmanaged.passUnretained(self).toOpaque()
    stack.pointee.lost = { stack, chain in
      guard let object = stack?.pointee.object, let chain else { return }
      let rig = Unmanaged<PathRig>.fromOpaque(object).takeUnretainedValue()
      rig.lost += chain.pointee.count
      chain.pointee = nd_chain()
    }
  }

  deinit {
    stack.releasePools()
    for party in parties { UnsafeMutableRawPointer(party).deallocate() }
    stack.deallocate()
  }

  func party(_ id: UInt32) -> UnsafeMutablePointer<nd_party> {
    let place = UnsafeMutableRawPointer.allocate(
      byteCount: MemoryLayout<nd_party>.stride,
      alignment: 64
    )
    let party = place.initializeMemory(as: nd_party.self, repeating: nd_party(), count: 1)
    party.pointee.id = id
    party.pointee.stack = stack
    party.pointee.accepts = 0xF
    parties.append(party)
    return party
  }

  /// A chain of `count` lists whose data is 0, 1, 2, … plus the list's number.
  func chain(from pool: NetBufferListPool, _ count: Int, length: Int) -> NetBufferChain {
    var chain = pool.allocate(count, dataLength: length)
    var number = 0
    chain.edit { editor in
      guard let bytes = editor.mutableStart(length) else { return }
      for index in bytes.indices { bytes[index] = UInt8(truncatingIfNeeded: index + number) }
      number += 1
    }
    return chain
  }
}

/// The whole data of a list's first buffer.
func bytes(of list: NetBufferList) -> [UInt8] {
  guard let buffer = list.firstBuffer else { return [] }
  var bytes = [UInt8](repeating: 0, count: buffer.dataLength)
  let copied = bytes.withUnsafeMutableBytes { buffer.copyBytes(to: $0) }
  return Array(bytes.prefix(copied))
}

/// The first byte of each list, which tells them apart.
func marks(of chain: borrowing NetBufferChain) -> [UInt8] {
  var marks: [UInt8] = []
  chain.forEach { marks.append(DataPathTests.bytes(of: $0).first ?? 255) }
  return marks
}

/// The first list of a chain that has one.
func firstList(of chain: borrowing NetBufferChain) throws -> NetBufferList {
  let first = chain.first
  return try #require(first)
}

import CDrivers
import CNDIS
import DataPath
import Drivers
import Engine
import Inspection
import Kernel
import NDIS
import Testing

@Suite("Who wrote each byte")
struct ByteBlameTests {
  private static let stack = """
    name: blame
    seed: 5
    adapters:
      gen0:
        driver: generator
        profile: imix
        flows: 64
        rate: 10000
        count: 1000
        vlan: 100
        filters:
          - driver: vlan
            name: strip
            mode: access
            id: 100
          - driver: scatter
            name: scatter
          - driver: impair
            name: noise
            corrupt: 70 %
    protocols:
      end:
        driver: sink
        bind: gen0
    """

  private static let scatter = ComponentDescription.filter(
    "scatter",
    displayName: "Scatter",
    summary: "Writes bytes of every packet; in C.",
    .modifying(.compression)
  )

  /// Byte blame is by value: a byte is the party's that gave it the value it has.
  ///
  /// One that is written with the value
  /// it had already, as `strip` does with addresses on the way back and `scatter` with the middle of a packet, is not.
  @Test(
    "byte blame of 1,000 random packets through a VLAN filter, a filter in C that writes and one that turns bits over is exactly that of a slow reader of their memory"
  )
  func blame() throws {
    let catalogue = DriverCatalogue(
      DriverCatalogue.builtIn.entries + [
        DriverCatalogue.Entry(
          Self.scatter,
          .filter { configuration throws(DriverError) in
            do throws(NDISStatus) {
              return try CDriverImage(
                name: "scatter",
                stack: configuration.context.stack,
                entry: PassThroughScatteringEntry
              ).makeFilter()
            } catch {
              throw DriverError(error.symbol, source: .default, mend: "look at the driver")
            }
          }
        )
      ]
    )
    let configuration = try StackFile.read(
      Self.stack,
      file: "blame.yaml",
      catalogue: catalogue.components
    )
    var options = StackEngine.Options()
    options.stepped = true
    options.keepsAll = true
    options.ringBytes = 1 << 26
    options.snapLength = 1 << 17
    let engine = try StackEngine(configuration, options: options, catalogue: catalogue)
    let reader = MemoryReader(engine.stack)
    try HeadlessRun(engine).run(for: nil)
    reader.end()
    let index = engine.list.index
    let context = engine.journeyContext()
    let parties = context.structure.parties
    var blamed: [String: Int] = [:]
    var packets = 0
    var compared = 0
    for place in 0..<index.count {
      let entry = index.entry(at: place)
      guard let journey = try engine.log.journey(entry, context) else { continue }
      packets += 1
      let sights = try #require(reader.sights[journey.id])
      try #require(journey.hops.count == sights.count)
      for (hop, sight) in zip(journey.hops, sights) {
        let now = try #require(hop.bytes)
        try #require(now.isComplete && Int(now.length) == sight.bytes.count)
        for offset in sight.bytes.indices {
          guard now[offset] == sight.bytes[offset], now.writer(at: offset) == sight.writers[offset]
          else {
            let found = now.writer(at: offset).map { parties.name(of: $0) } ?? "nobody"
            let right = parties.name(of: sight.writers[offset])
            Issue.record(
              "#\(journey.id), hop \(hop.position), byte \(offset): \(found), read \(right)"
            )
            return
          }
          compared += 1
          blamed[parties.name(of: sight.writers[offset]), default: 0] += 1
        }
      }
    }
    // A packet of which a bit was turned over goes on as a copy with a journey of its own.
    #expect(packets > 1_500)
    #expect(compared > 1_000_000)
    #expect(Set(blamed.keys) == ["gen0", "noise", "scatter", "strip"])
    #expect((blamed["scatter"] ?? 0) > 2_000, "\(blamed)")
  }
}

/// Reads the memory of every list at every hand-off, and knows of each byte who gave it its value; without the recorder
/// and its marks.
private final class MemoryReader: @unchecked Sendable {
  struct Sight {
    var bytes: [UInt8] = []
    var writers: [UInt32] = []
  }

  private struct Known {
    var byte: UInt8
    var writer: UInt32
  }

  private(set) var sights: [UInt64: [Sight]] = [:]
  /// What each journey's bytes were when last seen, by address in memory.
  private var memory: [UInt64: [UInt: Known]] = [:]
  private let stack: UnsafeMutablePointer<nd_stack>
  private let inner: nd_hand_off_check?

  init(_ stack: NetworkStack) {
    self.stack = stack.hot
    inner = stack.hot.pointee.check
    let key = UInt(bitPattern: stack.hot)
    readers.withLock { $0[key] = self }
    stack.hot.pointee.check = { stack, from, to, edge, chain, flags in
      guard let stack, let from, let chain,
        let reader = readers.withLock({ $0[UInt(bitPattern: stack)] })
      else { return }
      reader.read(chain.pointee.head, from.pointee.id)
      reader.inner?(stack, from, to, edge, chain, flags)
    }
  }

  func end() {
    stack.pointee.check = inner
    let key = UInt(bitPattern: stack)
    readers.withLock { $0[key] = nil }
  }

  private func read(_ head: UnsafeMutablePointer<NET_BUFFER_LIST>?, _ giver: UInt32) {
    var next = head
    while let record = next {
      next = record.pointee.Next
      let journey = NetBufferList(record).journey
      var known = memory[journey] ?? [:]
      var sight = Sight()
      for pointer in Self.addresses(record) {
        let address = UInt(bitPattern: pointer)
        let byte = pointer.load(as: UInt8.self)
        let before = known[address]
        let writer = before?.byte == byte ? before?.writer ?? giver : giver
        known[address] = Known(byte: byte, writer: writer)
        sight.bytes.append(byte)
        sight.writers.append(writer)
      }
      memory[journey] = known
      sights[journey, default: []].append(sight)
    }
  }

  /// Where each byte of the first buffer is, from the head of its descriptors on.
  private static func addresses(
    _ record: UnsafeMutablePointer<NET_BUFFER_LIST>
  ) -> [UnsafeRawPointer] {
    guard let buffer = record.pointee.FirstNetBuffer else { return [] }
    var skip = Int(buffer.pointee.DataOffset)
    var left = Int(buffer.pointee.DataLength)
    var found: [UnsafeRawPointer] = []
    var next = buffer.pointee.MdlChain
    while let descriptor = next, left > 0 {
      let size = Int(descriptor.pointee.ByteCount)
      if skip < size, let base = descriptor.pointee.MappedSystemVa {
        let count = min(size - skip, left)
        for offset in 0..<count { found.append(UnsafeRawPointer(base + skip + offset)) }
        left -= count
        skip = 0
      } else {
        skip -= size
      }
      next = descriptor.pointee.Next
    }
    return found
  }
}

/// Who reads which stack; the check is a C function and carries nothing.
private let readers = Guarded<[UInt: MemoryReader]>([:])

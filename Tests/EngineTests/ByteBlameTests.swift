import Drivers
import Engine
import Inspection
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
          - driver: impair
            name: noise
            corrupt: 70 %
    protocols:
      end:
        driver: sink
        bind: gen0
    """

  /// A packet as a slow reader sees it: every byte with who wrote it, by address.
  private struct Reference {
    var bytes: [Int: UInt8] = [:]
    var writers: [Int: PartyID] = [:]

    /// Who can have written a byte as a hand-off has it: the giver, if it is new or different; else who did before, or the
    /// giver with the same value, which no look at the bytes can tell.
    mutating func writers(of byte: UInt8, at address: Int, by giver: PartyID) -> [PartyID] {
      let before = writers[address]
      if bytes[address] != byte || before == nil { return [giver] }
      return [before ?? giver, giver]
    }
  }

  @Test(
    "byte blame of 1,000 random packets through a VLAN filter and one that turns bits over equals that of a slow reader"
  )
  func blame() throws {
    let configuration = try StackFile.read(
      Self.stack,
      file: "blame.yaml",
      catalogue: DriverCatalogue.builtIn.components
    )
    var options = StackEngine.Options()
    options.stepped = true
    options.keepsAll = true
    options.ringBytes = 1 << 26
    options.snapLength = 1 << 17
    let engine = try StackEngine(configuration, options: options)
    try HeadlessRun(engine).run(for: nil)
    let index = engine.list.index
    let context = engine.journeyContext()
    let parties = context.structure.parties
    var blamed: Set<String> = []
    var certain = 0
    // Written with the value they had: the addresses, when the tag is taken out and the frame comes back.
    var rewritten = 0
    var packets = 0
    for place in 0..<index.count {
      let entry = index.entry(at: place)
      guard let journey = try engine.log.journey(entry, context) else { continue }
      packets += 1
      var reference = Reference()
      for hop in journey.hops {
        let now = try #require(hop.bytes)
        try #require(now.isComplete)
        for offset in 0..<Int(now.length) {
          let address = Int(now.origin) + offset
          let byte = try #require(now[offset])
          let possible = reference.writers(of: byte, at: address, by: hop.from)
          guard let found = now.writer(at: offset), possible.contains(found) else {
            Issue.record("journey \(journey.id), position \(hop.position), byte \(offset)")
            return
          }
          if found == possible.first { certain += 1 } else { rewritten += 1 }
          reference.bytes[address] = byte
          reference.writers[address] = found
          blamed.insert(parties.name(of: found))
        }
      }
    }
    // A packet of which a bit was turned over goes on as a copy with a journey of its own.
    #expect(packets > 1_500)
    #expect(blamed == ["gen0", "noise", "strip"])
    #expect(rewritten * 20 < certain, "\(rewritten) of \(certain + rewritten)")
  }
}

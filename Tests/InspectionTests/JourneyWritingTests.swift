import Testing

@testable import Inspection

@Suite("Who wrote what, and when")
struct JourneyWritingTests {
  @Test("over 300 random stacks, the last write of a byte is the one a walk from the start finds")
  func lastWrites() throws {
    var asked = 0
    for seed: UInt64 in 1...300 {
      var traffic = RandomTraffic(seed: seed, level: 3)
      traffic.run(steps: 60)
      let bytes = traffic.log.bytes
      for packet in traffic.packets where packet.truth.first != nil {
        var assembler = JourneyAssembler(journey: packet.id)
        try assembler.take(bytes.span.bytes, at: 0, through: UInt64(bytes.count))
        guard let journey = assembler.journey(JourneyReadingTests.context) else { continue }
        // Address → the byte, who wrote it, and the hop by which it came to be so.
        var known: [Int: (byte: UInt8, writer: PartyID?, hop: Int)] = [:]
        for (place, hop) in journey.hops.enumerated() {
          guard let now = hop.bytes else { continue }
          var seen: [Int: (byte: UInt8, writer: PartyID?, hop: Int)] = [:]
          for offset in 0..<Int(now.length) {
            guard let byte = now[offset] else { continue }
            let address = offset + Int(now.origin)
            let writer = now.writer(at: offset)
            let before = known[address]
            let isSame = before?.byte == byte && before?.writer == writer
            seen[address] = (byte, writer, isSame ? before?.hop ?? place : place)
          }
          known = seen
          for offset in stride(from: 0, to: Int(now.length), by: 7) {
            guard let expected = known[offset + Int(now.origin)] else { continue }
            #expect(journey.lastWrite(of: offset..<(offset + 1), at: place) == expected.hop)
            asked += 1
          }
        }
      }
    }
    #expect(asked > 10_000)
  }
}

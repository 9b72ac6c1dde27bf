import NDIS
import Testing

@Suite struct OffloadCapabilitiesTests {
  private func word(_ bytes: [UInt8], _ offset: Int) -> UInt32 {
    bytes[offset..<offset + 4].reversed().reduce(0) { $0 << 8 | UInt32($1) }
  }

  @Test("the offload record has its documented length, header and places")
  func record() {
    var offload = OffloadCapabilities()
    #expect(offload.bytes.count == OffloadCapabilities.byteCount)
    #expect(offload.bytes.prefix(4) == [0xA7, 3, 156, 0])
    #expect(offload.bytes.dropFirst(4).allSatisfy { $0 == 0 })
    offload.ipv4Transmit = .init(
      ipOptions: true,
      tcpOptions: true,
      tcp: true,
      udp: true,
      ipHeader: true
    )
    offload.ipv6Receive = .init(tcpOptions: true, tcp: true, udp: true)
    offload.largeSendBytes = 64_000
    offload.coalesces = true
    let bytes = offload.bytes
    #expect(bytes.count == 156)
    // Checksum: IPv4 transmit and receive, IPv6 transmit and receive.
    #expect([4, 8, 12, 16].map { word(bytes, $0) } == [14, 0x155, 0, 0])
    #expect([20, 24, 28, 32].map { word(bytes, $0) } == [0, 0, 14, 0x54])
    // LSO version 1, IPsec version 1, LSO version 2.
    #expect([36, 40, 44, 48].map { word(bytes, $0) } == [14, 64_000, 2, 5])
    #expect(bytes[52..<80].allSatisfy { $0 == 0 })
    #expect([80, 84, 88].map { word(bytes, $0) } == [14, 64_000, 2])
    #expect([92, 96, 100, 104].map { word(bytes, $0) } == [14, 64_000, 2, 5])
    // Flags, IPsec version 2, coalescing.
    #expect(bytes[108..<144].allSatisfy { $0 == 0 })
    #expect(bytes[144] == 1 && bytes[145] == 1)
    #expect(bytes[146...].allSatisfy { $0 == 0 })
  }
}

import Testing
import Wire

@Suite("Toeplitz hash")
struct ToeplitzHashTests {
  struct Row: Sendable {
    let destination: String
    let destinationPort: UInt16
    let source: String
    let sourcePort: UInt16
    let addresses: UInt32
    let ports: UInt32
  }

  static let rows: [Row] = [
    row("161.142.100.80", 1766, "66.9.149.187", 2794, 0x323E_8FC2, 0x51CC_C178),
    row("65.69.140.83", 4739, "199.92.111.2", 14230, 0xD718_262A, 0xC626_B0EA),
    row("12.22.207.184", 38024, "24.19.198.95", 12898, 0xD2D0_A5DE, 0x5C2B_394A),
    row("209.142.163.6", 2217, "38.27.205.30", 48228, 0x8298_9176, 0xAFC7_327F),
    row("202.188.127.2", 1303, "153.39.163.191", 44251, 0x5D18_09C5, 0x10E8_28A2),
    row("3ffe:2501:200:3::1", 1766, "3ffe:2501:200:1fff::7", 2794, 0x2CC1_8CD5, 0x4020_7D3D),
    row("ff02::1", 4739, "3ffe:501:8::260:97ff:fe40:efab", 14230, 0x0F0C_461C, 0xDDE5_1BBF),
    row(
      "fe80::200:f8ff:fe21:67cf",
      38024,
      "3ffe:1900:4545:3:200:f8ff:fe21:67cf",
      44251,
      0x4B61_E985,
      0x02D1_FEEF
    ),
  ]

  static func row(
    _ destination: String,
    _ destinationPort: UInt16,
    _ source: String,
    _ sourcePort: UInt16,
    _ addresses: UInt32,
    _ ports: UInt32
  ) -> Row {
    Row(
      destination: destination,
      destinationPort: destinationPort,
      source: source,
      sourcePort: sourcePort,
      addresses: addresses,
      ports: ports
    )
  }

  @Test("the sixteen published values are reproduced", arguments: rows)
  func published(row: Row) throws {
    let hash = try #require(ToeplitzHash(key: ToeplitzHash.verificationKey))
    switch (IPAddress(row.source), IPAddress(row.destination)) {
    case (.v4(let source), .v4(let destination)):
      #expect(hash.hash(source: source, destination: destination) == row.addresses)
      #expect(
        hash.hash(
          source: source,
          destination: destination,
          sourcePort: row.sourcePort,
          destinationPort: row.destinationPort
        ) == row.ports
      )
    case (.v6(let source), .v6(let destination)):
      #expect(hash.hash(source: source, destination: destination) == row.addresses)
      #expect(
        hash.hash(
          source: source,
          destination: destination,
          sourcePort: row.sourcePort,
          destinationPort: row.destinationPort
        ) == row.ports
      )
    default:
      Issue.record("the row's addresses do not parse")
    }
  }

  @Test("a key that has not 40 bytes is refused")
  func shortKey() {
    #expect(ToeplitzHash(key: [UInt8](repeating: 1, count: 39)) == nil)
  }
}

import Testing
import Wire

@Suite("Receive hashes")
struct ReceiveHashTests {
  static let function = ToeplitzHash(key: ToeplitzHash.verificationKey)
  static let plain: ReceiveHash.Types = [.ipv4, .tcpIPv4, .ipv6, .tcpIPv6]

  /// The hash of a frame made from text.
  static func hash(_ text: String, _ types: ReceiveHash.Types) throws -> ReceiveHash? {
    try hash(FrameCraft.bytes(of: text), types)
  }

  static func hash(_ bytes: [UInt8], _ types: ReceiveHash.Types) throws -> ReceiveHash? {
    let function = try #require(function)
    return bytes.withUnsafeBytes {
      ReceiveHash(of: $0, FrameLayout(parsing: $0), types: types, with: function)
    }
  }

  @Test(
    "the sixteen published values come out of whole frames, tagged ones too",
    arguments: ToeplitzHashTests.rows,
    ["", "/vlan(id=100)"]
  )
  func published(row: ToeplitzHashTests.Row, tag: String) throws {
    let isOld = !row.source.contains(":")
    let addresses = "eth\(tag)/\(isOld ? "ipv4" : "ipv6")(src=\(row.source),dst=\(row.destination))"
    let segment = "\(addresses)/tcp(sport=\(row.sourcePort),dport=\(row.destinationPort))"
    let full = try #require(try Self.hash(segment, Self.plain))
    #expect(full.value == row.ports && full.type == (isOld ? .tcpIPv4 : .tcpIPv6))
    let short = try #require(try Self.hash(segment, [.ipv4, .ipv6]))
    #expect(short.value == row.addresses && short.type == (isOld ? .ipv4 : .ipv6))
  }

  static let ipv4 = "eth/ipv4(src=66.9.149.187,dst=161.142.100.80"
  static let datagram = "/udp(sport=2794,dport=1766)/payload(\"x\")"

  @Test("a datagram has a hash of its addresses, of its ports with their type, or none")
  func datagrams() throws {
    let text = "\(Self.ipv4))\(Self.datagram)"
    #expect(try Self.hash(text, Self.plain)?.value == 0x323E_8FC2)
    #expect(try Self.hash(text, [.tcpIPv4]) == nil)
    let full = try #require(try Self.hash(text, [.ipv4, .udpIPv4]))
    #expect(full.value == 0x51CC_C178 && full.type == .udpIPv4)
  }

  @Test("every fragment is hashed over its addresses, the first one too, or not at all")
  func fragments() throws {
    let first = "\(Self.ipv4),mf=1)/tcp(sport=2794,dport=1766)"
    let hash = try #require(try Self.hash(first, Self.plain))
    #expect(hash.value == 0x323E_8FC2 && hash.type == .ipv4)
    #expect(try Self.hash(first, [.tcpIPv4]) == nil)
    let later = "\(Self.ipv4),offset=1480)/payload(\"data of the middle\")"
    #expect(try Self.hash(later, Self.plain)?.value == 0x323E_8FC2)
  }

  @Test("options are skipped, and what is no IP has no hash")
  func others() throws {
    let options = "\(Self.ipv4),options=01010101)/tcp(sport=2794,dport=1766)"
    #expect(try Self.hash(options, Self.plain)?.value == 0x51CC_C178)
    #expect(try Self.hash("eth/arp(op=request,spa=10.0.0.1,tpa=10.0.0.2)", .all) == nil)
    #expect(try Self.hash([UInt8](repeating: 0, count: 10), .all) == nil)
    let whole = try FrameCraft.bytes(of: "\(Self.ipv4))/tcp(sport=2794,dport=1766)")
    #expect(try Self.hash(Array(whole.dropLast(12)), Self.plain) == nil, "half a TCP header")
    #expect(try Self.hash(whole, [.ipv6, .tcpIPv6]) == nil)
  }

  /// A TCP segment whose home address and type 2 routing header hold the published addresses.
  static func extended() throws -> [UInt8] {
    let home = try address("3ffe:2501:200:1fff::7")
    let final = try address("3ffe:2501:200:3::1")
    let tcp: [UInt8] =
      [0x0A, 0xEA, 0x06, 0xE6] + [UInt8](repeating: 0, count: 8) + [0x50, 2, 0, 0, 0, 0, 0, 0]
    // Destination options: a byte of padding pair, then the home address; next is the routing header.
    let options: [UInt8] = [43, 2, 1, 2, 0, 0, 201, 16] + home
    let routing: [UInt8] = [6, 2, 2, 1, 0, 0, 0, 0] + final
    let payload = options + routing + tcp
    var frame = [UInt8](repeating: 2, count: 12) + [0x86, 0xDD, 0x60, 0, 0, 0]
    frame += [0, UInt8(payload.count), 60, 64]
    frame += try address("2001:db8::1") + address("2001:db8::2")
    return frame + payload
  }

  static func address(_ text: String) throws -> [UInt8] {
    let address = try #require(IPv6Address(text))
    return [address.high, address.low].flatMap { word in
      stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> UInt64($0)) }
    }
  }

  @Test("extended types hash the home address and the address of a type 2 routing header")
  func extensions() throws {
    let frame = try Self.extended()
    let hash = try #require(try Self.hash(frame, [.tcpIPv6, .tcpIPv6Extended, .ipv6Extended]))
    #expect(hash.value == 0x4020_7D3D && hash.type == .tcpIPv6Extended)
    #expect(try Self.hash(frame, [.ipv6Extended])?.value == 0x2CC1_8CD5)
    let plain = try #require(try Self.hash(frame, [.tcpIPv6]))
    #expect(plain.value != hash.value && plain.type == .tcpIPv6)
  }

  @Test("an extended type alone hashes the header's addresses where there is no extension")
  func extendedAlone() throws {
    let addresses = "eth/ipv6(src=3ffe:2501:200:1fff::7,dst=3ffe:2501:200:3::1)"
    let text = addresses + "/tcp(sport=2794,dport=1766)"
    let alone = try #require(try Self.hash(text, [.tcpIPv6Extended]))
    #expect(alone.value == 0x4020_7D3D && alone.type == .tcpIPv6Extended)
    let both = try #require(try Self.hash(text, [.tcpIPv6, .tcpIPv6Extended]))
    #expect(both.type == .tcpIPv6)
  }
}

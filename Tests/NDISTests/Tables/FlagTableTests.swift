import Testing

@testable import NDIS

@Suite("Flags, enumerations and structures")
struct FlagTableTests {
  private func check<Flags: NamedOptionSet>(_ type: Flags.Type, _ expected: [UInt32]) {
    #expect(Flags.names.map(\.flag.rawValue) == expected, "\(type)")
    #expect(Set(Flags.names.map(\.symbol)).count == expected.count, "\(type)")
    #expect(expected.allSatisfy { $0.nonzeroBitCount == 1 }, "\(type)")
  }

  @Test("flags have their documented bits")
  func bits() {
    check(
      PacketFilter.self,
      [1, 2, 4, 8, 0x10, 0x20, 0x40, 0x80, 0x1000, 0x2000, 0x4000, 0x8000, 0x10000]
    )
    check(MACOptions.self, [1, 2, 4, 8, 0x10, 0x20, 0x40, 0x80, 0x100, 0x200])
    check(
      NBLFlags.self,
      [1, 2, 0x100, 0x200, 0x400, 0x800, 0x1000, 0x2000, 0x4000, 0x8000]
    )
    check(SendFlags.self, [1, 2, 4, 0x10, 0x20])
    check(
      ReceiveFlags.self,
      [1, 2, 0x100, 0x200, 0x400, 0x800, 0x1000, 0x2000, 0x4000, 0x8000]
    )
    check(SendCompleteFlags.self, [1, 2, 4])
    check(ReturnFlags.self, [1, 2, 4])
  }

  @Test("a set of flags is shown by its documented names, unknown bits as a number")
  func names() {
    let filter: PacketFilter = [.broadcast, .directed]
    #expect(filter.description == "NDIS_PACKET_TYPE_DIRECTED | NDIS_PACKET_TYPE_BROADCAST")
    #expect(PacketFilter().description == "0")
    #expect(SendFlags(rawValue: 0x8001).description == "NDIS_SEND_FLAGS_DISPATCH_LEVEL | 0x8000")
    #expect(SendFlags(rawValue: 0x8001).unknownBits == 0x8000)
  }

  @Test("enumerations have their documented values")
  func values() {
    #expect(Medium.allCases.map(\.rawValue) == Array(0...19))
    #expect(Medium.ethernet.symbol == "NdisMedium802_3")
    #expect(Medium.native802_11.rawValue == 16)
    #expect(Medium.ip.rawValue == 19)
    #expect(PhysicalMedium.allCases.map(\.rawValue) == Array(0...19))
    #expect(PhysicalMedium.ethernet.rawValue == 14)
    #expect(InterfaceType.ethernet.rawValue == 6)
    #expect(InterfaceType.ieee8023adLAG.rawValue == 161)
    #expect(NetPnPEventCode.allCases.map(\.rawValue) == Array(0...17))
    #expect(NetPnPEventCode.pause.rawValue == 8)
    #expect(NetPnPEventCode.restart.symbol == "NetEventRestart")
    #expect(NetPnPEventCode.allCases.filter(\.isFailable) == [.queryRemoveDevice, .portActivation])
    #expect(NetPnPEventCode.allCases.filter(\.isSince630).first == .ndkEnable)
    #expect(DevicePnPEventCode.surpriseRemoved.rawValue == 2)
    #expect(HaltAction.allCases.map(\.rawValue) == Array(0...6))
    #expect(ObjectType.oidRequest.rawValue == 0x96)
    #expect(ObjectType.statusIndication.rawValue == 0x98)
    #expect(ObjectType.default.rawValue == 0x80)
    #expect(ObjectType(rawValue: 0x8B)?.symbol == "NDIS_OBJECT_TYPE_FILTER_DRIVER_CHARACTERISTICS")
  }

  @Test("a link state survives being written and read")
  func linkState() throws {
    let link = LinkState(
      connect: .connected,
      duplex: .full,
      transmitLinkSpeed: 10_000_000_000,
      receiveLinkSpeed: 1_000_000_000,
      pauseFunctions: .sendAndReceive,
      autoNegotiation: [.duplex, .transmitLinkSpeed]
    )
    let bytes = link.bytes
    #expect(bytes.count == 40)
    #expect(Array(bytes[0..<8]) == [0x80, 1, 40, 0, 1, 0, 0, 0])
    #expect(Array(bytes[16..<24]) == [0x00, 0xE4, 0x0B, 0x54, 0x02, 0, 0, 0])
    #expect(Array(bytes[32..<40]) == [3, 0, 0, 0, 5, 0, 0, 0])
    #expect(try LinkState(bytes) == link)
    #expect(try LinkState(LinkState().bytes) == LinkState())
  }

  @Test("a link state that is short or wrong is refused with the documented status")
  func badLinkState() {
    let good = LinkState().bytes
    for count in 0..<good.count {
      #expect(throws: NDISStatus.invalidLength) { try LinkState(Array(good.prefix(count))) }
    }
    for (offset, value) in [(0, 0x81), (1, 0), (2, 39), (4, 3), (8, 7), (32, 5), (35, 1)] {
      var bad = good
      bad[offset] = UInt8(value)
      #expect(throws: NDISStatus.invalidData, "byte \(offset)") { try LinkState(bad) }
    }
  }
}

import Testing

@testable import NDIS

@Suite("The table of object identifiers")
struct OIDTableTests {
  @Test("numbers and names are unique and in order, and every name can be looked up")
  func unique() {
    let all = OIDTable.all
    #expect(all.count > 190)
    #expect(Set(all.map(\.number)).count == all.count)
    #expect(Set(all.map(\.symbol)).count == all.count)
    #expect(all.map(\.number) == all.map(\.number).sorted())
    for entry in all {
      #expect(OIDTable.entry(entry.number)?.symbol == entry.symbol)
      #expect(OIDTable.entry(named: entry.symbol)?.number == entry.number)
      #expect(entry.symbol.hasPrefix("OID_"))
    }
  }

  @Test(
    "an identifier has its documented number",
    arguments: [
      ("OID_GEN_SUPPORTED_LIST", 0x0001_0101), ("OID_GEN_CURRENT_PACKET_FILTER", 0x0001_010E),
      ("OID_GEN_MAXIMUM_TOTAL_SIZE", 0x0001_0111), ("OID_GEN_LINK_STATE", 0x0001_0207),
      ("OID_GEN_INTERRUPT_MODERATION", 0x0001_0209), ("OID_GEN_VLAN_ID", 0x0001_021C),
      ("OID_GEN_STATISTICS", 0x0002_0106), ("OID_GEN_DIRECTED_BYTES_XMIT", 0x0002_0201),
      ("OID_GEN_DIRECTED_FRAMES_XMIT", 0x0002_0202), ("OID_GEN_BROADCAST_FRAMES_XMIT", 0x0002_0206),
      ("OID_GEN_DIRECTED_BYTES_RCV", 0x0002_0207), ("OID_GEN_BROADCAST_FRAMES_RCV", 0x0002_020C),
      ("OID_802_3_CURRENT_ADDRESS", 0x0101_0102), ("OID_802_3_MULTICAST_LIST", 0x0101_0103),
      ("OID_802_3_XMIT_LATE_COLLISIONS", 0x0102_0207), ("OID_PNP_SET_POWER", 0xFD01_0101),
      ("OID_PM_PARAMETERS", 0xFD01_0109), ("OID_PM_PROTOCOL_OFFLOAD_LIST", 0xFD01_0110),
      ("OID_TCP_OFFLOAD_PARAMETERS", 0xFC01_020C), ("OID_NIC_SWITCH_ENUM_SWITCHES", 0x0001_0240),
      ("OID_SRIOV_PF_LUID", 0x0001_0260), ("OID_SWITCH_PORT_UPDATED", 0x0001_0295),
      ("OID_GEN_IP_OPER_STATUS", 0x0001_028D), ("OID_CO_AF_CLOSE", 0xFE00_000A),
    ] as [(String, UInt32)]
  )
  func number(_ symbol: String, _ number: UInt32) {
    #expect(OIDTable.entry(named: symbol)?.number.rawValue == number)
  }

  @Test("what a miniport must implement is what the documentation lists")
  func mandatory() {
    func symbols(_ kind: OIDEntry.Kinds) -> Set<String> {
      Set(OIDTable.all.filter { $0.mandatory.contains(kind) }.map(\.symbol))
    }
    #expect(
      symbols(.set) == [
        "OID_GEN_CURRENT_LOOKAHEAD", "OID_GEN_CURRENT_PACKET_FILTER",
        "OID_GEN_INTERRUPT_MODERATION", "OID_GEN_LINK_PARAMETERS", "OID_802_3_MULTICAST_LIST",
      ]
    )
    #expect(
      symbols(.query) == [
        "OID_GEN_INTERRUPT_MODERATION", "OID_GEN_MAXIMUM_TOTAL_SIZE", "OID_GEN_RCV_OK",
        "OID_GEN_XMIT_OK", "OID_GEN_RECEIVE_BLOCK_SIZE", "OID_GEN_TRANSMIT_BLOCK_SIZE",
        "OID_GEN_RECEIVE_BUFFER_SPACE", "OID_GEN_TRANSMIT_BUFFER_SPACE", "OID_GEN_STATISTICS",
        "OID_GEN_VENDOR_DESCRIPTION", "OID_GEN_VENDOR_DRIVER_VERSION", "OID_GEN_VENDOR_ID",
        "OID_802_3_PERMANENT_ADDRESS", "OID_802_3_CURRENT_ADDRESS", "OID_802_3_MAXIMUM_LIST_SIZE",
      ]
    )
  }

  @Test("what NDIS answers no miniport must implement, and never more kinds than there are")
  func answers() {
    for entry in OIDTable.all {
      #expect(entry.ndisAnswers.isDisjoint(with: entry.mandatory), "\(entry.symbol)")
      #expect(entry.kinds.isSuperset(of: entry.ndisAnswers), "\(entry.symbol)")
      #expect(entry.kinds.isSuperset(of: entry.mandatory), "\(entry.symbol)")
    }
    for number in [
      OIDNumber.genSupportedList, .genMaximumLookahead, .genMaximumFrameSize, .genMacOptions,
      .genLinkState, .genMediaConnectStatus, .genMediaInUse, .genMediaSupported, .genDriverVersion,
      .genPhysicalMedium, .genPhysicalMediumEx, .genBytesRcv, .genBytesXmit, .genRcvDiscards,
      .genXmitDiscards, .genEnumeratePorts, .genPortState, .genPciDeviceCustomProperties,
      .genHdSplitCurrentConfig, .genOperationalStatus, .pmWolPatternList,
    ] {
      #expect(OIDTable.entry(number)?.isAnsweredByNDIS == true, "\(number)")
    }
    for number in [OIDNumber.genCurrentPacketFilter, .genCurrentLookahead, .ethernetMulticastList] {
      #expect(OIDTable.entry(number)?.ndisAnswers == .query, "\(number)")
      #expect(OIDTable.entry(number)?.mandatory == .set, "\(number)")
    }
  }

  @Test("minimum lengths follow from the form of the value")
  func lengths() {
    #expect(OIDTable.entry(.genDriverVersion)?.minimumLength == 2)
    #expect(OIDTable.entry(.genXmitOk)?.minimumLength == 4)
    #expect(OIDTable.entry(.genDiscontinuityTime)?.minimumLength == 8)
    #expect(OIDTable.entry(.ethernetCurrentAddress)?.minimumLength == 6)
    #expect(OIDTable.entry(.ethernetMulticastList)?.minimumLength == 0)
    #expect(OIDTable.entry(.genStatistics)?.minimumLength == 8 + 18 * 8)
    #expect(OIDTable.entry(.genLinkState)?.minimumLength == LinkState.byteCount)
  }

  @Test(
    "a name may be written in lower case, without its prefix, or as its connection-oriented alias"
  )
  func names() {
    #expect(OIDTable.entry(named: "oid_gen_link_state")?.number == .genLinkState)
    #expect(OIDTable.entry(named: "gen_link_state")?.number == .genLinkState)
    #expect(OIDTable.entry(named: "OID_GEN_CO_BYTES_XMIT")?.number == .genDirectedBytesXmit)
    #expect(OIDTable.entry(named: "OID_GEN_CO_RCV_PDUS_NO_BUFFER")?.number == .genRcvNoBuffer)
    #expect(OIDTable.entry(named: "") == nil)
    #expect(OIDTable.entry(named: "OID_") == nil)
  }

  @Test("a misspelt name leads to the nearest one")
  func nearest() {
    #expect(OIDTable.nearest(to: "OID_GEN_LINK_STATES")?.number == .genLinkState)
    #expect(OIDTable.nearest(to: "gen_curent_paket_filter")?.number == .genCurrentPacketFilter)
    #expect(OIDTable.nearest(to: "802_3_MULTICASTLIST")?.number == .ethernetMulticastList)
    #expect(OIDTable.nearest(to: "OID_NO_SUCH") == nil)
    #expect(OIDTable.nearest(to: String(repeating: "X", count: 100_000)) == nil)
  }

  @Test("a page is named as in the documentation's address")
  func page() {
    #expect(OIDTable.entry(.genCurrentPacketFilter)?.page == "oid-gen-current-packet-filter")
    #expect(OIDTable.entry(.ethernetMulticastList)?.page == "oid-802-3-multicast-list")
    #expect(OIDNumber(rawValue: 0xFF00_0001).description == "0xFF000001")
  }
}

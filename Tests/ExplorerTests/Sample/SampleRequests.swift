import Inspection

/// What the first adapter of the sample stack can be asked, and what it was asked in half a minute.
enum SampleRequests {
  static func facts(_ adapter: AdapterID) -> AdapterFacts {
    AdapterFacts(
      adapter: adapter,
      sections: [
        FactSection(
          .driver,
          [
            .init("driver", "wire"), .init("NDIS version", "6.40"),
            .init("vendor", "Virtual wire"),
          ]
        ),
        FactSection(
          .link,
          [
            .init("MediaConnectState", "MediaConnectStateConnected"),
            .init("XmitLinkSpeed", "25 Gbit/s"), .init("RcvLinkSpeed", "25 Gbit/s"),
          ]
        ),
        FactSection(.addresses, [.init("permanent", "02:00:00:00:00:01")]),
        FactSection(
          .receive,
          [
            .init("packet filter", "NDIS_PACKET_TYPE_DIRECTED | NDIS_PACKET_TYPE_BROADCAST"),
            .init("lookahead", "1500 bytes"),
          ]
        ),
        FactSection(.limits, [.init("MtuSize", "1500 bytes")]),
        FactSection(
          .interfaces,
          [
            .init("Ethernet0-vlan", "ifIndex 5, on 2, ifType 6, NET_LUID 0x6000005000000"),
            .init("Ethernet0", "ifIndex 2, ifType 6, NET_LUID 0x6000001000000"),
          ]
        ),
        FactSection(
          .versions,
          [
            .init("miniport wire", "6.40"), .init("filter vlan", "6.20"),
            .init("NDIS 6.20: slots", "13"),
            .init("NDIS_BIND_PARAMETERS", "revision 3, 280 bytes"),
            .init("… since 6.0", "NET_BUFFER_LIST architecture, pause and restart of stacks"),
            .init("… no longer", "filter-intermediate drivers"),
          ]
        ),
      ],
      identifiers: adapter == 1 ? identifiers : [],
      attachable: ["capture", "vlan", "classify"],
      bindable: ["sink", "talker"]
    )
  }

  private static let identifiers: [ObjectIdentifierRow] = [
    row(0x0001_0101, "OID_GEN_SUPPORTED_LIST", .query, by: .query, "32 bits, list"),
    row(0x0001_0106, "OID_GEN_MAXIMUM_FRAME_SIZE", .query, by: .query, "32 bits"),
    row(0x0001_010E, "OID_GEN_CURRENT_PACKET_FILTER", [.query, .set], by: .query, "32 bits"),
    row(
      0x0001_0203,
      "OID_GEN_RECEIVE_SCALE_CAPABILITIES",
      .query,
      by: [],
      "NDIS_RECEIVE_SCALE_CAPABILITIES"
    ),
    row(0x0001_0207, "OID_GEN_LINK_STATE", .query, by: .query, "NDIS_LINK_STATE"),
    row(0x0002_0106, "OID_GEN_STATISTICS", .query, by: [], "NDIS_STATISTICS_INFO"),
    row(0x0101_0101, "OID_802_3_PERMANENT_ADDRESS", .query, by: [], "MAC address"),
    row(0x0101_0103, "OID_802_3_MULTICAST_LIST", [.query, .set], by: .query, "MAC addresses"),
    row(0xFF01_0001, "0xFF010001", [], by: [], "bytes"),
  ]

  private static func row(
    _ number: UInt32,
    _ name: String,
    _ kinds: ObjectIdentifierRow.Kinds,
    by ndis: ObjectIdentifierRow.Kinds,
    _ form: String
  ) -> ObjectIdentifierRow {
    ObjectIdentifierRow(
      number: number,
      name: name,
      kinds: kinds,
      ndisAnswers: ndis,
      isMandatory: false,
      form: form,
      page: name.lowercased()
    )
  }

  /// A set that went through a filter as a clone, a query NDIS answered, one that failed, one under way.
  static let flights: [RequestFlight] = [
    flight(
      1,
      0x0001_010E,
      "OID_GEN_CURRENT_PACKET_FILTER",
      .set,
      issuer: 2,
      at: 41_000,
      [
        (0, 4, "FilterOidRequest"), (1_100, 7, "MiniportOidRequest (clone)"),
        (9_000, 4, "FilterOidRequestComplete NDIS_STATUS_SUCCESS"),
        (18_200, 2, "completed NDIS_STATUS_SUCCESS"),
      ],
      "NDIS_STATUS_SUCCESS",
      input: [9, 0, 0, 0],
      fields: [
        .init("PacketFilter", "NDIS_PACKET_TYPE_DIRECTED | NDIS_PACKET_TYPE_BROADCAST", count: 4)
      ]
    ),
    flight(
      2,
      0x0001_0106,
      "OID_GEN_MAXIMUM_FRAME_SIZE",
      .query,
      issuer: 1,
      at: 3_000_000_000,
      [
        (0, 4, "FilterOidRequest"), (400, 1, "answered by NDIS"),
        (700, 4, "FilterOidRequestComplete NDIS_STATUS_SUCCESS"),
        (2_900, 1, "completed NDIS_STATUS_SUCCESS"),
      ],
      "NDIS_STATUS_SUCCESS",
      output: [0xDC, 5, 0, 0],
      fields: [.init("MaximumFrameSize", "1500", count: 4)]
    ),
    flight(
      3,
      0x0001_0207,
      "OID_GEN_LINK_STATE",
      .query,
      issuer: 1,
      at: 5_000_000_000,
      [(0, 1, "answered by NDIS"), (900, 1, "completed NDIS_STATUS_SUCCESS")],
      "NDIS_STATUS_SUCCESS",
      output: [0x80, 1, 40, 0] + (0..<36).map { UInt8($0) },
      fields: [
        .init("Header.Revision", "1", start: 1, count: 1, isDerived: true),
        .init("MediaConnectState", "MediaConnectStateConnected", start: 4, count: 4),
        .init("MediaDuplexState", "MediaDuplexStateFull", start: 8, count: 4),
        .init("XmitLinkSpeed", "25 Gbit/s", start: 16, count: 8),
        .init("RcvLinkSpeed", "25 Gbit/s", start: 24, count: 8),
        .init("PauseFunctions", "NdisPauseFunctionsUnsupported", start: 32, count: 4),
        .init("AutoNegotiationFlags", "0", start: 36, count: 4),
      ]
    ),
    flight(
      4,
      0x0001_0203,
      "OID_GEN_RECEIVE_SCALE_CAPABILITIES",
      .query,
      issuer: 3,
      at: 9_000_000_000,
      [
        (0, 4, "FilterOidRequest"), (500, 7, "MiniportOidRequest (clone)"),
        (800, 4, "FilterOidRequestComplete NDIS_STATUS_BUFFER_TOO_SHORT"),
        (1_000, 3, "completed NDIS_STATUS_BUFFER_TOO_SHORT"),
      ],
      "NDIS_STATUS_BUFFER_TOO_SHORT",
      needed: 20
    ),
    flight(
      5,
      0x0002_0106,
      "OID_GEN_STATISTICS",
      .query,
      issuer: 3,
      at: 26_900_000_000,
      [(0, 4, "FilterOidRequest"), (1_100, 7, "MiniportOidRequest (clone)")],
      ""
    ),
  ]

  private static func flight(
    _ id: UInt64,
    _ number: UInt32,
    _ name: String,
    _ kind: RequestFlight.Kind,
    issuer: PartyID,
    at start: UInt64,
    _ steps: [(UInt64, PartyID, String)],
    _ status: String,
    input: [UInt8] = [],
    output: [UInt8] = [],
    needed: UInt32 = 0,
    fields: [RequestFlight.Field] = []
  ) -> RequestFlight {
    RequestFlight(
      id: id,
      adapter: 1,
      number: number,
      name: name,
      kind: kind,
      issuer: issuer,
      steps: steps.map { RequestFlight.Step(time: start + $0.0, party: $0.1, text: $0.2) },
      status: status,
      hasSucceeded: status == "NDIS_STATUS_SUCCESS",
      input: input,
      output: output,
      bytesNeeded: needed,
      fields: fields
    )
  }
}

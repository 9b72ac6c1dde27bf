import CNDIS

// Structures of power management.

extension RecordLayout {
  private static let wakeUpCapabilities = RecordLayout(
    "NDIS_PM_WAKE_UP_CAPABILITIES",
    size: MemoryLayout<NDIS_PM_WAKE_UP_CAPABILITIES>.size,
    [
      Member(
        "MinMagicPacketWakeUp",
        \NDIS_PM_WAKE_UP_CAPABILITIES.MinMagicPacketWakeUp,
        .values(.devicePower)
      ),
      Member(
        "MinPatternWakeUp",
        \NDIS_PM_WAKE_UP_CAPABILITIES.MinPatternWakeUp,
        .values(.devicePower)
      ),
      Member(
        "MinLinkChangeWakeUp",
        \NDIS_PM_WAKE_UP_CAPABILITIES.MinLinkChangeWakeUp,
        .values(.devicePower)
      ),
    ]
  )

  static let plugAndPlayCapabilities = RecordLayout(
    "NDIS_PNP_CAPABILITIES",
    size: MemoryLayout<NDIS_PNP_CAPABILITIES>.size,
    [
      Member("Flags", \NDIS_PNP_CAPABILITIES.Flags, .flags(.deviceWakeUp)),
      Member(
        "WakeUpCapabilities",
        \NDIS_PNP_CAPABILITIES.WakeUpCapabilities,
        .record(wakeUpCapabilities)
      ),
    ]
  )

  static let packetPattern = RecordLayout(
    "NDIS_PM_PACKET_PATTERN",
    size: MemoryLayout<NDIS_PM_PACKET_PATTERN>.size,
    [
      Member("Priority", \NDIS_PM_PACKET_PATTERN.Priority, .u32),
      Member(
        "Reserved",
        \NDIS_PM_PACKET_PATTERN.Reserved,
        .number(4, .hexadecimal),
        role: .reserved
      ),
      Member("MaskSize", \NDIS_PM_PACKET_PATTERN.MaskSize, .u32, role: .derived),
      Member("PatternOffset", \NDIS_PM_PACKET_PATTERN.PatternOffset, .u32, role: .derived),
      Member("PatternSize", \NDIS_PM_PACKET_PATTERN.PatternSize, .u32, role: .derived),
      Member("PatternFlags", \NDIS_PM_PACKET_PATTERN.PatternFlags, .number(4, .hexadecimal)),
    ],
    parts: [
      Part(
        name: "Mask",
        place: .fixed(MemoryLayout<NDIS_PM_PACKET_PATTERN>.size),
        extent: .bytes("MaskSize"),
        content: .value(.bytes(nil))
      ),
      Part(
        name: "Pattern",
        place: .member("PatternOffset"),
        extent: .bytes("PatternSize"),
        content: .value(.bytes(nil))
      ),
    ]
  )

  static let powerCapabilities = RecordLayout(
    "NDIS_PM_CAPABILITIES",
    size: MemoryLayout<NDIS_PM_CAPABILITIES>.size,
    header: header(
      offset(\NDIS_PM_CAPABILITIES.SupportedWakeUpEvents),
      MemoryLayout<NDIS_PM_CAPABILITIES>.size
    ),
    [
      Member("Flags", \NDIS_PM_CAPABILITIES.Flags, .flags(.powerFlags)),
      Member(
        "SupportedWoLPacketPatterns",
        \NDIS_PM_CAPABILITIES.SupportedWoLPacketPatterns,
        .flags(.wakePatternsSupported)
      ),
      Member("NumTotalWoLPatterns", \NDIS_PM_CAPABILITIES.NumTotalWoLPatterns, .u32),
      Member("MaxWoLPatternSize", \NDIS_PM_CAPABILITIES.MaxWoLPatternSize, .u32),
      Member("MaxWoLPatternOffset", \NDIS_PM_CAPABILITIES.MaxWoLPatternOffset, .u32),
      Member("MaxWoLPacketSaveBuffer", \NDIS_PM_CAPABILITIES.MaxWoLPacketSaveBuffer, .u32),
      Member(
        "SupportedProtocolOffloads",
        \NDIS_PM_CAPABILITIES.SupportedProtocolOffloads,
        .flags(.protocolOffloadsSupported)
      ),
      Member("NumArpOffloadIPv4Addresses", \NDIS_PM_CAPABILITIES.NumArpOffloadIPv4Addresses, .u32),
      Member("NumNSOffloadIPv6Addresses", \NDIS_PM_CAPABILITIES.NumNSOffloadIPv6Addresses, .u32),
      Member(
        "MinMagicPacketWakeUp",
        \NDIS_PM_CAPABILITIES.MinMagicPacketWakeUp,
        .values(.devicePower)
      ),
      Member("MinPatternWakeUp", \NDIS_PM_CAPABILITIES.MinPatternWakeUp, .values(.devicePower)),
      Member(
        "MinLinkChangeWakeUp",
        \NDIS_PM_CAPABILITIES.MinLinkChangeWakeUp,
        .values(.devicePower)
      ),
      Member(
        "SupportedWakeUpEvents",
        \NDIS_PM_CAPABILITIES.SupportedWakeUpEvents,
        .flags(.wakeEventsSupported)
      ),
      Member(
        "MediaSpecificWakeUpEvents",
        \NDIS_PM_CAPABILITIES.MediaSpecificWakeUpEvents,
        .number(4, .hexadecimal)
      ),
    ]
  )

  static let powerParameters = RecordLayout(
    "NDIS_PM_PARAMETERS",
    size: MemoryLayout<NDIS_PM_PARAMETERS>.size,
    header: header(
      offset(\NDIS_PM_PARAMETERS.WakeUpEvents),
      MemoryLayout<NDIS_PM_PARAMETERS>.size
    ),
    [
      Member(
        "EnabledWoLPacketPatterns",
        \NDIS_PM_PARAMETERS.EnabledWoLPacketPatterns,
        .flags(.wakePatternsEnabled)
      ),
      Member(
        "EnabledProtocolOffloads",
        \NDIS_PM_PARAMETERS.EnabledProtocolOffloads,
        .flags(.protocolOffloadsEnabled)
      ),
      Member("WakeUpFlags", \NDIS_PM_PARAMETERS.WakeUpFlags, .flags(.wakeUpFlags)),
      Member("WakeUpEvents", \NDIS_PM_PARAMETERS.WakeUpEvents, .flags(.wakeEventsEnabled)),
      Member(
        "MediaSpecificWakeUpEvents",
        \NDIS_PM_PARAMETERS.MediaSpecificWakeUpEvents,
        .number(4, .hexadecimal)
      ),
    ]
  )

  // MARK: Patterns

  private static let synIPv4 = RecordLayout(
    "IPv4TcpSynParameters",
    size: MemoryLayout<ND_PM_IPV4_TCP_SYN>.size,
    [
      Member("Flags", \ND_PM_IPV4_TCP_SYN.Flags, .number(4, .hexadecimal)),
      Member("IPv4SourceAddress", \ND_PM_IPV4_TCP_SYN.IPv4SourceAddress, .ipv4),
      Member("IPv4DestAddress", \ND_PM_IPV4_TCP_SYN.IPv4DestAddress, .ipv4),
      Member(
        "TCPSourcePortNumber",
        \ND_PM_IPV4_TCP_SYN.TCPSourcePortNumber,
        .number(2, .decimal)
      ),
      Member("TCPDestPortNumber", \ND_PM_IPV4_TCP_SYN.TCPDestPortNumber, .number(2, .decimal)),
    ]
  )

  private static let synIPv6 = RecordLayout(
    "IPv6TcpSynParameters",
    size: MemoryLayout<ND_PM_IPV6_TCP_SYN>.size,
    [
      Member("Flags", \ND_PM_IPV6_TCP_SYN.Flags, .number(4, .hexadecimal)),
      Member("IPv6SourceAddress", \ND_PM_IPV6_TCP_SYN.IPv6SourceAddress, .ipv6),
      Member("IPv6DestAddress", \ND_PM_IPV6_TCP_SYN.IPv6DestAddress, .ipv6),
      Member(
        "TCPSourcePortNumber",
        \ND_PM_IPV6_TCP_SYN.TCPSourcePortNumber,
        .number(2, .decimal)
      ),
      Member("TCPDestPortNumber", \ND_PM_IPV6_TCP_SYN.TCPDestPortNumber, .number(2, .decimal)),
    ]
  )

  private static let eapolRequest = RecordLayout(
    "EapolRequestIdMessageParameters",
    size: MemoryLayout<ND_PM_EAPOL_REQUEST_ID_MESSAGE>.size,
    [Member("Flags", \ND_PM_EAPOL_REQUEST_ID_MESSAGE.Flags, .number(4, .hexadecimal))]
  )

  private static let bitmapPattern = RecordLayout(
    "WoLBitMapPattern",
    size: MemoryLayout<ND_PM_WOL_BITMAP_PATTERN>.size,
    [
      Member("Flags", \ND_PM_WOL_BITMAP_PATTERN.Flags, .number(4, .hexadecimal)),
      Member("MaskOffset", \ND_PM_WOL_BITMAP_PATTERN.MaskOffset, .u32, role: .derived),
      Member("MaskSize", \ND_PM_WOL_BITMAP_PATTERN.MaskSize, .u32, role: .derived),
      Member("PatternOffset", \ND_PM_WOL_BITMAP_PATTERN.PatternOffset, .u32, role: .derived),
      Member("PatternSize", \ND_PM_WOL_BITMAP_PATTERN.PatternSize, .u32, role: .derived),
    ]
  )

  static let wakePattern = RecordLayout(
    "NDIS_PM_WOL_PATTERN",
    size: MemoryLayout<NDIS_PM_WOL_PATTERN>.size,
    header: header(MemoryLayout<NDIS_PM_WOL_PATTERN>.size),
    [
      Member("Flags", \NDIS_PM_WOL_PATTERN.Flags, .number(4, .hexadecimal)),
      Member("Priority", \NDIS_PM_WOL_PATTERN.Priority, .values(.wakePriority)),
      Member("WoLPacketType", \NDIS_PM_WOL_PATTERN.WoLPacketType, .values(.wakePacket)),
      Member("FriendlyName", \NDIS_PM_WOL_PATTERN.FriendlyName, .countedText(65)),
      Member("PatternId", \NDIS_PM_WOL_PATTERN.PatternId, .u32),
      Member(
        "NextWoLPatternOffset",
        \NDIS_PM_WOL_PATTERN.NextWoLPatternOffset,
        .u32,
        role: .derived
      ),
    ],
    parts: [
      Part(
        name: "WoLPattern",
        place: .fixed(offset(\NDIS_PM_WOL_PATTERN.WoLPattern)),
        extent: nil,
        content: .union(
          tag: "WoLPacketType",
          [
            Choice(1, bitmapPattern), Choice(3, synIPv4),
            Choice(4, synIPv6), Choice(5, eapolRequest),
          ]
        )
      ),
      Part(
        name: "Mask",
        place: .member("WoLBitMapPattern.MaskOffset"),
        extent: .bytes("WoLBitMapPattern.MaskSize"),
        content: .value(.bytes(nil)),
        condition: ("WoLPacketType", 1)
      ),
      Part(
        name: "Pattern",
        place: .member("WoLBitMapPattern.PatternOffset"),
        extent: .bytes("WoLBitMapPattern.PatternSize"),
        content: .value(.bytes(nil)),
        condition: ("WoLPacketType", 1)
      ),
    ]
  )

  // MARK: Protocol offloads

  private static let offloadARP = RecordLayout(
    "IPv4ARPParameters",
    size: MemoryLayout<ND_PM_IPV4_ARP>.size,
    [
      Member("Flags", \ND_PM_IPV4_ARP.Flags, .number(4, .hexadecimal)),
      Member("RemoteIPv4Address", \ND_PM_IPV4_ARP.RemoteIPv4Address, .ipv4),
      Member("HostIPv4Address", \ND_PM_IPV4_ARP.HostIPv4Address, .ipv4),
      Member("MacAddress", \ND_PM_IPV4_ARP.MacAddress, .mac),
    ]
  )

  private static let offloadNeighbours = RecordLayout(
    "IPv6NSParameters",
    size: MemoryLayout<ND_PM_IPV6_NS>.size,
    [
      Member("Flags", \ND_PM_IPV6_NS.Flags, .number(4, .hexadecimal)),
      Member("RemoteIPv6Address", \ND_PM_IPV6_NS.RemoteIPv6Address, .ipv6),
      Member("SolicitedNodeIPv6Address", \ND_PM_IPV6_NS.SolicitedNodeIPv6Address, .ipv6),
      Member("MacAddress", \ND_PM_IPV6_NS.MacAddress, .mac),
      Member("TargetIPv6Addresses", \ND_PM_IPV6_NS.TargetIPv6Addresses, .bytes(32)),
    ]
  )

  private static let offloadRekey = RecordLayout(
    "Dot11RSNRekeyParameters",
    size: MemoryLayout<ND_PM_RSN_REKEY>.size,
    [
      Member("Flags", \ND_PM_RSN_REKEY.Flags, .number(4, .hexadecimal)),
      Member("KCK", \ND_PM_RSN_REKEY.KCK, .bytes(16)),
      Member("KEK", \ND_PM_RSN_REKEY.KEK, .bytes(16)),
      Member("KeyReplayCounter", \ND_PM_RSN_REKEY.KeyReplayCounter, .u64),
    ]
  )

  static let protocolOffload = RecordLayout(
    "NDIS_PM_PROTOCOL_OFFLOAD",
    size: MemoryLayout<NDIS_PM_PROTOCOL_OFFLOAD>.size,
    header: header(MemoryLayout<NDIS_PM_PROTOCOL_OFFLOAD>.size),
    [
      Member("Flags", \NDIS_PM_PROTOCOL_OFFLOAD.Flags, .number(4, .hexadecimal)),
      Member("Priority", \NDIS_PM_PROTOCOL_OFFLOAD.Priority, .values(.offloadPriority)),
      Member(
        "ProtocolOffloadType",
        \NDIS_PM_PROTOCOL_OFFLOAD.ProtocolOffloadType,
        .values(.protocolOffload)
      ),
      Member("FriendlyName", \NDIS_PM_PROTOCOL_OFFLOAD.FriendlyName, .countedText(65)),
      Member("ProtocolOffloadId", \NDIS_PM_PROTOCOL_OFFLOAD.ProtocolOffloadId, .u32),
      Member(
        "NextProtocolOffloadOffset",
        \NDIS_PM_PROTOCOL_OFFLOAD.NextProtocolOffloadOffset,
        .u32,
        role: .derived
      ),
    ],
    parts: [
      Part(
        name: "ProtocolOffloadParameters",
        place: .fixed(offset(\NDIS_PM_PROTOCOL_OFFLOAD.ProtocolOffloadParameters)),
        extent: nil,
        content: .union(
          tag: "ProtocolOffloadType",
          [
            Choice(1, offloadARP), Choice(2, offloadNeighbours),
            Choice(3, offloadRekey),
          ]
        )
      )
    ]
  )

  // MARK: Wake reasons

  private static let wakePacket = RecordLayout(
    "NDIS_PM_WAKE_PACKET",
    size: MemoryLayout<NDIS_PM_WAKE_PACKET>.size,
    header: header(MemoryLayout<NDIS_PM_WAKE_PACKET>.size),
    [
      Member("Flags", \NDIS_PM_WAKE_PACKET.Flags, .number(4, .hexadecimal), role: .reserved),
      Member("PatternId", \NDIS_PM_WAKE_PACKET.PatternId, .u32),
      Member("PatternFriendlyName", \NDIS_PM_WAKE_PACKET.PatternFriendlyName, .countedText(65)),
      Member("OriginalPacketSize", \NDIS_PM_WAKE_PACKET.OriginalPacketSize, .u32),
      Member("SavedPacketSize", \NDIS_PM_WAKE_PACKET.SavedPacketSize, .u32, role: .derived),
      Member("SavedPacketOffset", \NDIS_PM_WAKE_PACKET.SavedPacketOffset, .u32, role: .derived),
    ],
    parts: [
      Part(
        name: "SavedPacket",
        place: .member("SavedPacketOffset"),
        extent: .bytes("SavedPacketSize"),
        content: .value(.bytes(nil)),
        alignment: 8
      )
    ]
  )

  static let wakeReason = RecordLayout(
    "NDIS_PM_WAKE_REASON",
    size: MemoryLayout<NDIS_PM_WAKE_REASON>.size,
    header: header(MemoryLayout<NDIS_PM_WAKE_REASON>.size),
    [
      Member("Flags", \NDIS_PM_WAKE_REASON.Flags, .number(4, .hexadecimal), role: .reserved),
      Member("WakeReason", \NDIS_PM_WAKE_REASON.WakeReason, .values(.wakeReason)),
      Member("InfoBufferOffset", \NDIS_PM_WAKE_REASON.InfoBufferOffset, .u32, role: .derived),
      Member("InfoBufferSize", \NDIS_PM_WAKE_REASON.InfoBufferSize, .u32, role: .derived),
    ],
    parts: [
      Part(
        name: "WakePacket",
        place: .member("InfoBufferOffset"),
        extent: .bytes("InfoBufferSize"),
        content: .value(.record(wakePacket)),
        alignment: 8,
        condition: ("WakeReason", 1)
      )
    ]
  )
}

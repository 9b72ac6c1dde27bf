import CNDIS

// Structures of the general OIDs; one line per member, in the order of their offsets.

extension RecordLayout {
  /// A header of the default type whose newest revision is the whole structure.
  static func header(_ sizes: Int..., type: ObjectType = .default) -> Header {
    Header(type: type.rawValue, sizes: sizes)
  }

  static let linkState = RecordLayout(
    "NDIS_LINK_STATE",
    size: MemoryLayout<NDIS_LINK_STATE>.size,
    header: header(MemoryLayout<NDIS_LINK_STATE>.size),
    [
      Member("MediaConnectState", \NDIS_LINK_STATE.MediaConnectState, .values(.mediaConnectState)),
      Member("MediaDuplexState", \NDIS_LINK_STATE.MediaDuplexState, .values(.mediaDuplexState)),
      Member("XmitLinkSpeed", \NDIS_LINK_STATE.XmitLinkSpeed, .number(8, .speed)),
      Member("RcvLinkSpeed", \NDIS_LINK_STATE.RcvLinkSpeed, .number(8, .speed)),
      Member("PauseFunctions", \NDIS_LINK_STATE.PauseFunctions, .values(.pauseFunctions)),
      Member(
        "AutoNegotiationFlags",
        \NDIS_LINK_STATE.AutoNegotiationFlags,
        .flags(.autoNegotiation)
      ),
    ]
  )

  static let linkParameters = RecordLayout(
    "NDIS_LINK_PARAMETERS",
    size: MemoryLayout<NDIS_LINK_PARAMETERS>.size,
    header: header(MemoryLayout<NDIS_LINK_PARAMETERS>.size),
    [
      Member(
        "MediaDuplexState",
        \NDIS_LINK_PARAMETERS.MediaDuplexState,
        .values(.mediaDuplexState)
      ),
      Member("XmitLinkSpeed", \NDIS_LINK_PARAMETERS.XmitLinkSpeed, .number(8, .speed)),
      Member("RcvLinkSpeed", \NDIS_LINK_PARAMETERS.RcvLinkSpeed, .number(8, .speed)),
      Member("PauseFunctions", \NDIS_LINK_PARAMETERS.PauseFunctions, .values(.pauseFunctions)),
      Member(
        "AutoNegotiationFlags",
        \NDIS_LINK_PARAMETERS.AutoNegotiationFlags,
        .flags(.autoNegotiation)
      ),
    ]
  )

  static let interruptModeration = RecordLayout(
    "NDIS_INTERRUPT_MODERATION_PARAMETERS",
    size: MemoryLayout<NDIS_INTERRUPT_MODERATION_PARAMETERS>.size,
    header: header(MemoryLayout<NDIS_INTERRUPT_MODERATION_PARAMETERS>.size),
    [
      Member(
        "Flags",
        \NDIS_INTERRUPT_MODERATION_PARAMETERS.Flags,
        .flags(.interruptModerationFlags)
      ),
      Member(
        "InterruptModeration",
        \NDIS_INTERRUPT_MODERATION_PARAMETERS.InterruptModeration,
        .values(.interruptModeration)
      ),
    ]
  )

  static let timeoutCapabilities = RecordLayout(
    "NDIS_TIMEOUT_DPC_REQUEST_CAPABILITIES",
    size: MemoryLayout<NDIS_TIMEOUT_DPC_REQUEST_CAPABILITIES>.size,
    header: header(MemoryLayout<NDIS_TIMEOUT_DPC_REQUEST_CAPABILITIES>.size),
    [
      Member("Flags", \NDIS_TIMEOUT_DPC_REQUEST_CAPABILITIES.Flags, .number(4, .hexadecimal)),
      Member(
        "TimeoutArrayLength",
        \NDIS_TIMEOUT_DPC_REQUEST_CAPABILITIES.TimeoutArrayLength,
        .u32,
        role: .derived
      ),
    ],
    parts: [
      Part(
        name: "TimeoutArray",
        place: .fixed(offset(\NDIS_TIMEOUT_DPC_REQUEST_CAPABILITIES.TimeoutArray)),
        extent: .count("TimeoutArrayLength", stride: nil),
        content: .elements(.u32)
      )
    ]
  )

  /// Where a member begins.
  static func offset<Root, Value>(_ path: KeyPath<Root, Value>) -> Int {
    MemoryLayout<Root>.offset(of: path) ?? Int.max / 2
  }

  static let deviceProperties = RecordLayout(
    "NDIS_PCI_DEVICE_CUSTOM_PROPERTIES",
    size: MemoryLayout<NDIS_PCI_DEVICE_CUSTOM_PROPERTIES>.size,
    header: header(
      offset(\NDIS_PCI_DEVICE_CUSTOM_PROPERTIES.PciExpressVersion),
      MemoryLayout<NDIS_PCI_DEVICE_CUSTOM_PROPERTIES>.size
    ),
    [
      Member("DeviceType", \NDIS_PCI_DEVICE_CUSTOM_PROPERTIES.DeviceType, .u32),
      Member("CurrentSpeedAndMode", \NDIS_PCI_DEVICE_CUSTOM_PROPERTIES.CurrentSpeedAndMode, .u32),
      Member("CurrentPayloadSize", \NDIS_PCI_DEVICE_CUSTOM_PROPERTIES.CurrentPayloadSize, .u32),
      Member("MaxPayloadSize", \NDIS_PCI_DEVICE_CUSTOM_PROPERTIES.MaxPayloadSize, .u32),
      Member("MaxReadRequestSize", \NDIS_PCI_DEVICE_CUSTOM_PROPERTIES.MaxReadRequestSize, .u32),
      Member("CurrentLinkSpeed", \NDIS_PCI_DEVICE_CUSTOM_PROPERTIES.CurrentLinkSpeed, .u32),
      Member("CurrentLinkWidth", \NDIS_PCI_DEVICE_CUSTOM_PROPERTIES.CurrentLinkWidth, .u32),
      Member("MaxLinkSpeed", \NDIS_PCI_DEVICE_CUSTOM_PROPERTIES.MaxLinkSpeed, .u32),
      Member("MaxLinkWidth", \NDIS_PCI_DEVICE_CUSTOM_PROPERTIES.MaxLinkWidth, .u32),
      Member("PciExpressVersion", \NDIS_PCI_DEVICE_CUSTOM_PROPERTIES.PciExpressVersion, .u32),
      Member("InterruptType", \NDIS_PCI_DEVICE_CUSTOM_PROPERTIES.InterruptType, .u32),
      Member("MaxInterruptMessages", \NDIS_PCI_DEVICE_CUSTOM_PROPERTIES.MaxInterruptMessages, .u32),
    ]
  )

  static let restartAttributes = RecordLayout(
    "NDIS_RESTART_GENERAL_ATTRIBUTES",
    size: MemoryLayout<NDIS_RESTART_GENERAL_ATTRIBUTES>.size,
    header: header(
      offset(\NDIS_RESTART_GENERAL_ATTRIBUTES.MaxLookaheadSizeAccessed),
      MemoryLayout<NDIS_RESTART_GENERAL_ATTRIBUTES>.size,
      type: .restartGeneralAttributes
    ),
    [
      Member("MtuSize", \NDIS_RESTART_GENERAL_ATTRIBUTES.MtuSize, .u32),
      Member(
        "MaxXmitLinkSpeed",
        \NDIS_RESTART_GENERAL_ATTRIBUTES.MaxXmitLinkSpeed,
        .number(8, .speed)
      ),
      Member(
        "MaxRcvLinkSpeed",
        \NDIS_RESTART_GENERAL_ATTRIBUTES.MaxRcvLinkSpeed,
        .number(8, .speed)
      ),
      Member("LookaheadSize", \NDIS_RESTART_GENERAL_ATTRIBUTES.LookaheadSize, .u32),
      Member("MacOptions", \NDIS_RESTART_GENERAL_ATTRIBUTES.MacOptions, .flags(.macOptions)),
      Member(
        "SupportedPacketFilters",
        \NDIS_RESTART_GENERAL_ATTRIBUTES.SupportedPacketFilters,
        .flags(.packetFilter)
      ),
      Member("MaxMulticastListSize", \NDIS_RESTART_GENERAL_ATTRIBUTES.MaxMulticastListSize, .u32),
      Member(
        "RecvScaleCapabilities",
        \NDIS_RESTART_GENERAL_ATTRIBUTES.RecvScaleCapabilities,
        .number(8, .hexadecimal),
        role: .reserved
      ),
      Member("AccessType", \NDIS_RESTART_GENERAL_ATTRIBUTES.AccessType, .values(.accessType)),
      Member("Flags", \NDIS_RESTART_GENERAL_ATTRIBUTES.Flags, .number(4, .hexadecimal)),
      Member(
        "ConnectionType",
        \NDIS_RESTART_GENERAL_ATTRIBUTES.ConnectionType,
        .values(.connectionType)
      ),
      Member(
        "SupportedStatistics",
        \NDIS_RESTART_GENERAL_ATTRIBUTES.SupportedStatistics,
        .flags(.statistics)
      ),
      Member("DataBackFillSize", \NDIS_RESTART_GENERAL_ATTRIBUTES.DataBackFillSize, .u32),
      Member("ContextBackFillSize", \NDIS_RESTART_GENERAL_ATTRIBUTES.ContextBackFillSize, .u32),
      Member(
        "SupportedOidList",
        \NDIS_RESTART_GENERAL_ATTRIBUTES.SupportedOidList,
        .number(8, .hexadecimal),
        role: .reserved
      ),
      Member(
        "SupportedOidListLength",
        \NDIS_RESTART_GENERAL_ATTRIBUTES.SupportedOidListLength,
        .u32
      ),
      Member(
        "MaxLookaheadSizeAccessed",
        \NDIS_RESTART_GENERAL_ATTRIBUTES.MaxLookaheadSizeAccessed,
        .u32
      ),
    ]
  )

  static let guid = RecordLayout(
    "NDIS_GUID",
    size: MemoryLayout<NDIS_GUID>.size,
    [
      Member("Guid", \NDIS_GUID.Guid, .guid),
      Member("OidOrStatus", \NDIS_GUID.OidOrStatus, .number(4, .hexadecimal)),
      Member("Size", \NDIS_GUID.Size, .u32),
      Member("Flags", \NDIS_GUID.Flags, .flags(.guidFlags)),
    ]
  )

  static let transportHeaderOffset = RecordLayout(
    "TRANSPORT_HEADER_OFFSET",
    size: MemoryLayout<TRANSPORT_HEADER_OFFSET>.size,
    [
      Member(
        "ProtocolType",
        \TRANSPORT_HEADER_OFFSET.ProtocolType,
        .number(2, .values(.protocolID))
      ),
      Member("HeaderOffset", \TRANSPORT_HEADER_OFFSET.HeaderOffset, .number(2, .decimal)),
    ]
  )

  private static let networkAddress = RecordLayout(
    "NETWORK_ADDRESS",
    size: offset(\NETWORK_ADDRESS.Address),
    [
      Member("AddressLength", \NETWORK_ADDRESS.AddressLength, .number(2, .decimal), role: .derived),
      Member("AddressType", \NETWORK_ADDRESS.AddressType, .number(2, .values(.protocolID))),
    ],
    parts: [
      Part(
        name: "Address",
        place: .fixed(offset(\NETWORK_ADDRESS.Address)),
        extent: .bytes("AddressLength"),
        content: .value(.bytes(nil))
      )
    ]
  )

  static let networkAddresses = RecordLayout(
    "NETWORK_ADDRESS_LIST",
    size: offset(\NETWORK_ADDRESS_LIST.Address),
    [
      Member("AddressCount", \NETWORK_ADDRESS_LIST.AddressCount, .u32, role: .derived),
      Member("AddressType", \NETWORK_ADDRESS_LIST.AddressType, .number(2, .values(.protocolID))),
    ],
    parts: [
      Part(
        name: "Address",
        place: .fixed(offset(\NETWORK_ADDRESS_LIST.Address)),
        extent: .count("AddressCount", stride: nil),
        content: .elements(.record(networkAddress))
      )
    ]
  )

  static let remoteParameter = RecordLayout(
    "RNDIS_CONFIG_PARAMETER_INFO",
    size: MemoryLayout<RNDIS_CONFIG_PARAMETER_INFO>.size,
    [
      Member(
        "ParameterNameOffset",
        \RNDIS_CONFIG_PARAMETER_INFO.ParameterNameOffset,
        .u32,
        role: .derived
      ),
      Member(
        "ParameterNameLength",
        \RNDIS_CONFIG_PARAMETER_INFO.ParameterNameLength,
        .u32,
        role: .derived
      ),
      Member("ParameterType", \RNDIS_CONFIG_PARAMETER_INFO.ParameterType, .u32),
      Member(
        "ParameterValueOffset",
        \RNDIS_CONFIG_PARAMETER_INFO.ParameterValueOffset,
        .u32,
        role: .derived
      ),
      Member(
        "ParameterValueLength",
        \RNDIS_CONFIG_PARAMETER_INFO.ParameterValueLength,
        .u32,
        role: .derived
      ),
    ],
    parts: [
      Part(
        name: "ParameterName",
        place: .member("ParameterNameOffset"),
        extent: .bytes("ParameterNameLength"),
        content: .value(.wideText(isTerminated: false)),
        alignment: 4
      ),
      Part(
        name: "ParameterValue",
        place: .member("ParameterValueOffset"),
        extent: .bytes("ParameterValueLength"),
        content: .value(.bytes(nil)),
        alignment: 4
      ),
    ]
  )

  static let splitParameters = RecordLayout(
    "NDIS_HD_SPLIT_PARAMETERS",
    size: MemoryLayout<NDIS_HD_SPLIT_PARAMETERS>.size,
    header: header(MemoryLayout<NDIS_HD_SPLIT_PARAMETERS>.size),
    [
      Member(
        "HDSplitCombineFlags",
        \NDIS_HD_SPLIT_PARAMETERS.HDSplitCombineFlags,
        .flags(.splitCombineFlags)
      )
    ]
  )

  static let splitConfiguration = RecordLayout(
    "NDIS_HD_SPLIT_CURRENT_CONFIG",
    size: MemoryLayout<NDIS_HD_SPLIT_CURRENT_CONFIG>.size,
    header: header(MemoryLayout<NDIS_HD_SPLIT_CURRENT_CONFIG>.size),
    [
      Member(
        "HardwareCapabilities",
        \NDIS_HD_SPLIT_CURRENT_CONFIG.HardwareCapabilities,
        .flags(.splitCapabilities)
      ),
      Member(
        "CurrentCapabilities",
        \NDIS_HD_SPLIT_CURRENT_CONFIG.CurrentCapabilities,
        .flags(.splitCapabilities)
      ),
      Member("HDSplitFlags", \NDIS_HD_SPLIT_CURRENT_CONFIG.HDSplitFlags, .flags(.splitFlags)),
      Member(
        "HDSplitCombineFlags",
        \NDIS_HD_SPLIT_CURRENT_CONFIG.HDSplitCombineFlags,
        .flags(.splitCombineFlags)
      ),
      Member("BackfillSize", \NDIS_HD_SPLIT_CURRENT_CONFIG.BackfillSize, .u32),
      Member("MaxHeaderSize", \NDIS_HD_SPLIT_CURRENT_CONFIG.MaxHeaderSize, .u32),
    ]
  )

  private static let encapsulationFamily = RecordLayout(
    "NDIS_OFFLOAD_ENCAPSULATION.IP",
    size: MemoryLayout<NDIS_OFFLOAD_ENCAPSULATION_FAMILY>.size,
    [
      Member("Enabled", \NDIS_OFFLOAD_ENCAPSULATION_FAMILY.Enabled, .values(.offloadState)),
      Member(
        "EncapsulationType",
        \NDIS_OFFLOAD_ENCAPSULATION_FAMILY.EncapsulationType,
        .flags(.encapsulation)
      ),
      Member("HeaderSize", \NDIS_OFFLOAD_ENCAPSULATION_FAMILY.HeaderSize, .u32),
    ]
  )

  static let encapsulation = RecordLayout(
    "NDIS_OFFLOAD_ENCAPSULATION",
    size: MemoryLayout<NDIS_OFFLOAD_ENCAPSULATION>.size,
    header: header(
      MemoryLayout<NDIS_OFFLOAD_ENCAPSULATION>.size,
      type: .offloadEncapsulation
    ),
    [
      Member("IPv4", \NDIS_OFFLOAD_ENCAPSULATION.IPv4, .record(encapsulationFamily)),
      Member("IPv6", \NDIS_OFFLOAD_ENCAPSULATION.IPv6, .record(encapsulationFamily)),
    ]
  )
}

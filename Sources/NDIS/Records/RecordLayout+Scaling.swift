import CNDIS

// Structures of receive scaling, ports, statistics and interfaces.

extension RecordLayout {
  static let scaleCapabilities = RecordLayout(
    "NDIS_RECEIVE_SCALE_CAPABILITIES",
    size: MemoryLayout<NDIS_RECEIVE_SCALE_CAPABILITIES>.size,
    header: header(
      offset(\NDIS_RECEIVE_SCALE_CAPABILITIES.NumberOfIndirectionTableEntries),
      offset(\NDIS_RECEIVE_SCALE_CAPABILITIES.NumberOfIndirectionTableEntries) + 2,
      type: .rssCapabilities
    ),
    [
      Member(
        "CapabilitiesFlags",
        \NDIS_RECEIVE_SCALE_CAPABILITIES.CapabilitiesFlags,
        .flags(.scaleCapabilities)
      ),
      Member(
        "NumberOfInterruptMessages",
        \NDIS_RECEIVE_SCALE_CAPABILITIES.NumberOfInterruptMessages,
        .u32
      ),
      Member(
        "NumberOfReceiveQueues",
        \NDIS_RECEIVE_SCALE_CAPABILITIES.NumberOfReceiveQueues,
        .u32
      ),
      Member(
        "NumberOfIndirectionTableEntries",
        \NDIS_RECEIVE_SCALE_CAPABILITIES.NumberOfIndirectionTableEntries,
        .number(2, .decimal)
      ),
    ]
  )

  private static let groupAffinity = RecordLayout(
    "GROUP_AFFINITY",
    size: MemoryLayout<GROUP_AFFINITY>.size,
    [
      Member("Mask", \GROUP_AFFINITY.Mask, .number(8, .hexadecimal)),
      Member("Group", \GROUP_AFFINITY.Group, .number(2, .decimal)),
      Member("Reserved", \GROUP_AFFINITY.Reserved, .bytes(6), role: .reserved),
    ]
  )

  static let scaleParameters = RecordLayout(
    "NDIS_RECEIVE_SCALE_PARAMETERS",
    size: MemoryLayout<NDIS_RECEIVE_SCALE_PARAMETERS>.size,
    header: header(
      offset(\NDIS_RECEIVE_SCALE_PARAMETERS.ProcessorMasksOffset),
      MemoryLayout<NDIS_RECEIVE_SCALE_PARAMETERS>.size,
      type: .rssParameters
    ),
    [
      Member("Flags", \NDIS_RECEIVE_SCALE_PARAMETERS.Flags, .number(2, .flags(.scaleFlags))),
      Member("BaseCpuNumber", \NDIS_RECEIVE_SCALE_PARAMETERS.BaseCpuNumber, .number(2, .decimal)),
      Member(
        "HashInformation",
        \NDIS_RECEIVE_SCALE_PARAMETERS.HashInformation,
        .flags(.hashInformation)
      ),
      Member(
        "IndirectionTableSize",
        \NDIS_RECEIVE_SCALE_PARAMETERS.IndirectionTableSize,
        .number(2, .decimal),
        role: .derived
      ),
      Member(
        "IndirectionTableOffset",
        \NDIS_RECEIVE_SCALE_PARAMETERS.IndirectionTableOffset,
        .u32,
        role: .derived
      ),
      Member(
        "HashSecretKeySize",
        \NDIS_RECEIVE_SCALE_PARAMETERS.HashSecretKeySize,
        .number(2, .decimal),
        role: .derived
      ),
      Member(
        "HashSecretKeyOffset",
        \NDIS_RECEIVE_SCALE_PARAMETERS.HashSecretKeyOffset,
        .u32,
        role: .derived
      ),
      Member(
        "ProcessorMasksOffset",
        \NDIS_RECEIVE_SCALE_PARAMETERS.ProcessorMasksOffset,
        .u32,
        role: .derived
      ),
      Member(
        "NumberOfProcessorMasks",
        \NDIS_RECEIVE_SCALE_PARAMETERS.NumberOfProcessorMasks,
        .u32,
        role: .derived
      ),
      Member(
        "ProcessorMasksEntrySize",
        \NDIS_RECEIVE_SCALE_PARAMETERS.ProcessorMasksEntrySize,
        .u32,
        role: .derived
      ),
    ],
    parts: [
      Part(
        name: "IndirectionTable",
        place: .member("IndirectionTableOffset"),
        extent: .bytes("IndirectionTableSize"),
        content: .elements(.number(1, .decimal)),
        revisions: 1...1
      ),
      Part(
        name: "IndirectionTable",
        place: .member("IndirectionTableOffset"),
        extent: .bytes("IndirectionTableSize"),
        content: .elements(.number(4, .processor)),
        alignment: 4,
        revisions: 2...255
      ),
      Part(
        name: "HashSecretKey",
        place: .member("HashSecretKeyOffset"),
        extent: .bytes("HashSecretKeySize"),
        content: .value(.bytes(nil)),
        alignment: 4
      ),
      Part(
        name: "ProcessorMasks",
        place: .member("ProcessorMasksOffset"),
        extent: .count("NumberOfProcessorMasks", stride: "ProcessorMasksEntrySize"),
        content: .elements(.record(groupAffinity)),
        alignment: 8,
        revisions: 2...255
      ),
    ]
  )

  static let receiveHash = RecordLayout(
    "NDIS_RECEIVE_HASH_PARAMETERS",
    size: MemoryLayout<NDIS_RECEIVE_HASH_PARAMETERS>.size,
    header: header(MemoryLayout<NDIS_RECEIVE_HASH_PARAMETERS>.size),
    [
      Member("Flags", \NDIS_RECEIVE_HASH_PARAMETERS.Flags, .flags(.receiveHashFlags)),
      Member(
        "HashInformation",
        \NDIS_RECEIVE_HASH_PARAMETERS.HashInformation,
        .flags(.hashInformation)
      ),
      Member(
        "HashSecretKeySize",
        \NDIS_RECEIVE_HASH_PARAMETERS.HashSecretKeySize,
        .number(2, .decimal),
        role: .derived
      ),
      Member(
        "HashSecretKeyOffset",
        \NDIS_RECEIVE_HASH_PARAMETERS.HashSecretKeyOffset,
        .u32,
        role: .derived
      ),
    ],
    parts: [
      Part(
        name: "HashSecretKey",
        place: .member("HashSecretKeyOffset"),
        extent: .bytes("HashSecretKeySize"),
        content: .value(.bytes(nil)),
        alignment: 4
      )
    ]
  )

  static let queueState = RecordLayout(
    "NDIS_RECEIVE_QUEUE_STATE",
    size: MemoryLayout<NDIS_RECEIVE_QUEUE_STATE>.size,
    header: header(MemoryLayout<NDIS_RECEIVE_QUEUE_STATE>.size),
    [
      Member(
        "Flags",
        \NDIS_RECEIVE_QUEUE_STATE.Flags,
        .number(4, .hexadecimal),
        role: .reserved
      ),
      Member("QueueId", \NDIS_RECEIVE_QUEUE_STATE.QueueId, .u32),
      Member("QueueState", \NDIS_RECEIVE_QUEUE_STATE.QueueState, .values(.queueState)),
    ]
  )

  // MARK: Ports

  static let portState = RecordLayout(
    "NDIS_PORT_STATE",
    size: MemoryLayout<NDIS_PORT_STATE>.size,
    header: header(MemoryLayout<NDIS_PORT_STATE>.size),
    [
      Member("MediaConnectState", \NDIS_PORT_STATE.MediaConnectState, .values(.mediaConnectState)),
      Member("XmitLinkSpeed", \NDIS_PORT_STATE.XmitLinkSpeed, .number(8, .speed)),
      Member("RcvLinkSpeed", \NDIS_PORT_STATE.RcvLinkSpeed, .number(8, .speed)),
      Member("Direction", \NDIS_PORT_STATE.Direction, .values(.direction)),
      Member("SendControlState", \NDIS_PORT_STATE.SendControlState, .values(.portControl)),
      Member("RcvControlState", \NDIS_PORT_STATE.RcvControlState, .values(.portControl)),
      Member(
        "SendAuthorizationState",
        \NDIS_PORT_STATE.SendAuthorizationState,
        .values(.portAuthorization)
      ),
      Member(
        "RcvAuthorizationState",
        \NDIS_PORT_STATE.RcvAuthorizationState,
        .values(.portAuthorization)
      ),
      Member("Flags", \NDIS_PORT_STATE.Flags, .number(4, .hexadecimal)),
    ]
  )

  private static let portCharacteristics = RecordLayout(
    "NDIS_PORT_CHARACTERISTICS",
    size: MemoryLayout<NDIS_PORT_CHARACTERISTICS>.stride,
    header: header(offset(\NDIS_PORT_CHARACTERISTICS.RcvAuthorizationState) + 4),
    [
      Member("PortNumber", \NDIS_PORT_CHARACTERISTICS.PortNumber, .u32),
      Member("Flags", \NDIS_PORT_CHARACTERISTICS.Flags, .number(4, .hexadecimal)),
      // A key path cannot name a member called Type; the header asserts that it follows the flags.
      Member(
        name: "Type",
        offset: offset(\NDIS_PORT_CHARACTERISTICS.Flags) + 4,
        form: .values(.portType),
        role: .value,
        size: 4
      ),
      Member(
        "MediaConnectState",
        \NDIS_PORT_CHARACTERISTICS.MediaConnectState,
        .values(.mediaConnectState)
      ),
      Member("XmitLinkSpeed", \NDIS_PORT_CHARACTERISTICS.XmitLinkSpeed, .number(8, .speed)),
      Member("RcvLinkSpeed", \NDIS_PORT_CHARACTERISTICS.RcvLinkSpeed, .number(8, .speed)),
      Member("Direction", \NDIS_PORT_CHARACTERISTICS.Direction, .values(.direction)),
      Member(
        "SendControlState",
        \NDIS_PORT_CHARACTERISTICS.SendControlState,
        .values(.portControl)
      ),
      Member("RcvControlState", \NDIS_PORT_CHARACTERISTICS.RcvControlState, .values(.portControl)),
      Member(
        "SendAuthorizationState",
        \NDIS_PORT_CHARACTERISTICS.SendAuthorizationState,
        .values(.portAuthorization)
      ),
      Member(
        "RcvAuthorizationState",
        \NDIS_PORT_CHARACTERISTICS.RcvAuthorizationState,
        .values(.portAuthorization)
      ),
    ]
  )

  static let portArray = RecordLayout(
    "NDIS_PORT_ARRAY",
    size: offset(\NDIS_PORT_ARRAY.Ports),
    header: header(offset(\NDIS_PORT_ARRAY.Ports)),
    [
      Member("NumberOfPorts", \NDIS_PORT_ARRAY.NumberOfPorts, .u32, role: .derived),
      Member("OffsetFirstPort", \NDIS_PORT_ARRAY.OffsetFirstPort, .u32, role: .derived),
      Member("ElementSize", \NDIS_PORT_ARRAY.ElementSize, .u32, role: .derived),
    ],
    parts: [
      Part(
        name: "Ports",
        place: .member("OffsetFirstPort"),
        extent: .count("NumberOfPorts", stride: "ElementSize"),
        content: .elements(.record(portCharacteristics)),
        alignment: 8
      )
    ]
  )

  static let portAuthentication = RecordLayout(
    "NDIS_PORT_AUTHENTICATION_PARAMETERS",
    size: MemoryLayout<NDIS_PORT_AUTHENTICATION_PARAMETERS>.size,
    header: header(MemoryLayout<NDIS_PORT_AUTHENTICATION_PARAMETERS>.size),
    [
      Member(
        "SendControlState",
        \NDIS_PORT_AUTHENTICATION_PARAMETERS.SendControlState,
        .values(.portControl)
      ),
      Member(
        "RcvControlState",
        \NDIS_PORT_AUTHENTICATION_PARAMETERS.RcvControlState,
        .values(.portControl)
      ),
      Member(
        "SendAuthorizationState",
        \NDIS_PORT_AUTHENTICATION_PARAMETERS.SendAuthorizationState,
        .values(.portAuthorization)
      ),
      Member(
        "RcvAuthorizationState",
        \NDIS_PORT_AUTHENTICATION_PARAMETERS.RcvAuthorizationState,
        .values(.portAuthorization)
      ),
    ]
  )
}

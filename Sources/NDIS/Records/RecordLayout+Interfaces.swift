import CNDIS

// Structures of the statistics and the interfaces.

extension RecordLayout {
  static let statistics = RecordLayout(
    "NDIS_STATISTICS_INFO",
    size: MemoryLayout<NDIS_STATISTICS_INFO>.size,
    header: header(MemoryLayout<NDIS_STATISTICS_INFO>.size),
    [
      Member(
        "SupportedStatistics",
        \NDIS_STATISTICS_INFO.SupportedStatistics,
        .flags(.statistics)
      ),
      Member("ifInDiscards", \NDIS_STATISTICS_INFO.ifInDiscards, .u64),
      Member("ifInErrors", \NDIS_STATISTICS_INFO.ifInErrors, .u64),
      Member("ifHCInOctets", \NDIS_STATISTICS_INFO.ifHCInOctets, .u64),
      Member("ifHCInUcastPkts", \NDIS_STATISTICS_INFO.ifHCInUcastPkts, .u64),
      Member("ifHCInMulticastPkts", \NDIS_STATISTICS_INFO.ifHCInMulticastPkts, .u64),
      Member("ifHCInBroadcastPkts", \NDIS_STATISTICS_INFO.ifHCInBroadcastPkts, .u64),
      Member("ifHCOutOctets", \NDIS_STATISTICS_INFO.ifHCOutOctets, .u64),
      Member("ifHCOutUcastPkts", \NDIS_STATISTICS_INFO.ifHCOutUcastPkts, .u64),
      Member("ifHCOutMulticastPkts", \NDIS_STATISTICS_INFO.ifHCOutMulticastPkts, .u64),
      Member("ifHCOutBroadcastPkts", \NDIS_STATISTICS_INFO.ifHCOutBroadcastPkts, .u64),
      Member("ifOutErrors", \NDIS_STATISTICS_INFO.ifOutErrors, .u64),
      Member("ifOutDiscards", \NDIS_STATISTICS_INFO.ifOutDiscards, .u64),
      Member("ifHCInUcastOctets", \NDIS_STATISTICS_INFO.ifHCInUcastOctets, .u64),
      Member("ifHCInMulticastOctets", \NDIS_STATISTICS_INFO.ifHCInMulticastOctets, .u64),
      Member("ifHCInBroadcastOctets", \NDIS_STATISTICS_INFO.ifHCInBroadcastOctets, .u64),
      Member("ifHCOutUcastOctets", \NDIS_STATISTICS_INFO.ifHCOutUcastOctets, .u64),
      Member("ifHCOutMulticastOctets", \NDIS_STATISTICS_INFO.ifHCOutMulticastOctets, .u64),
      Member("ifHCOutBroadcastOctets", \NDIS_STATISTICS_INFO.ifHCOutBroadcastOctets, .u64),
    ]
  )

  static let coalescing = RecordLayout(
    "NDIS_RSC_STATISTICS_INFO",
    size: MemoryLayout<NDIS_RSC_STATISTICS_INFO>.size,
    header: header(MemoryLayout<NDIS_RSC_STATISTICS_INFO>.size),
    [
      Member("CoalescedPkts", \NDIS_RSC_STATISTICS_INFO.CoalescedPkts, .u64),
      Member("CoalescedOctets", \NDIS_RSC_STATISTICS_INFO.CoalescedOctets, .u64),
      Member("CoalesceEvents", \NDIS_RSC_STATISTICS_INFO.CoalesceEvents, .u64),
      Member("Aborts", \NDIS_RSC_STATISTICS_INFO.Aborts, .u64),
    ]
  )

  static let connectionSpeed = RecordLayout(
    "NDIS_CO_LINK_SPEED",
    size: MemoryLayout<NDIS_CO_LINK_SPEED>.size,
    [
      Member("Outbound", \NDIS_CO_LINK_SPEED.Outbound, .number(4, .hundredBits)),
      Member("Inbound", \NDIS_CO_LINK_SPEED.Inbound, .number(4, .hundredBits)),
    ]
  )

  static let timeCapabilities = RecordLayout(
    "GEN_GET_TIME_CAPS",
    size: MemoryLayout<GEN_GET_TIME_CAPS>.size,
    [
      Member("Flags", \GEN_GET_TIME_CAPS.Flags, .flags(.timeCapabilities)),
      Member("ClockPrecision", \GEN_GET_TIME_CAPS.ClockPrecision, .u32),
    ]
  )

  static let cardTime = RecordLayout(
    "GEN_GET_NETCARD_TIME",
    size: MemoryLayout<GEN_GET_NETCARD_TIME>.size,
    [Member("ReadTime", \GEN_GET_NETCARD_TIME.ReadTime, .u64)]
  )

  static let linkSpeed = RecordLayout(
    "NDIS_LINK_SPEED",
    size: MemoryLayout<NDIS_LINK_SPEED>.size,
    [
      Member("XmitLinkSpeed", \NDIS_LINK_SPEED.XmitLinkSpeed, .number(8, .speed)),
      Member("RcvLinkSpeed", \NDIS_LINK_SPEED.RcvLinkSpeed, .number(8, .speed)),
    ]
  )

  static let operationalState = RecordLayout(
    "NDIS_OPER_STATE",
    size: MemoryLayout<NDIS_OPER_STATE>.size,
    header: header(MemoryLayout<NDIS_OPER_STATE>.size),
    [
      Member(
        "OperationalStatus",
        \NDIS_OPER_STATE.OperationalStatus,
        .values(.operationalStatus)
      ),
      Member(
        "OperationalStatusFlags",
        \NDIS_OPER_STATE.OperationalStatusFlags,
        .flags(.operationalFlags)
      ),
    ]
  )

  private static let addressFamilyStatus = RecordLayout(
    "NDIS_IP_OPER_STATUS",
    size: MemoryLayout<NDIS_IP_OPER_STATUS>.size,
    [
      Member("AddressFamily", \NDIS_IP_OPER_STATUS.AddressFamily, .values(.addressFamily)),
      Member(
        "OperationalStatus",
        \NDIS_IP_OPER_STATUS.OperationalStatus,
        .values(.operationalStatus)
      ),
      Member(
        "OperationalStatusFlags",
        \NDIS_IP_OPER_STATUS.OperationalStatusFlags,
        .flags(.operationalFlags)
      ),
    ]
  )

  static let addressFamilies = RecordLayout(
    "NDIS_IP_OPER_STATUS_INFO",
    size: MemoryLayout<NDIS_IP_OPER_STATUS_INFO>.size,
    header: header(MemoryLayout<NDIS_IP_OPER_STATUS_INFO>.size),
    [
      Member("Flags", \NDIS_IP_OPER_STATUS_INFO.Flags, .number(4, .hexadecimal)),
      Member(
        "NumberofAddressFamiliesReturned",
        \NDIS_IP_OPER_STATUS_INFO.NumberofAddressFamiliesReturned,
        .u32,
        role: .derived
      ),
    ],
    parts: [
      Part(
        name: "IpOperationalStatus",
        place: .fixed(offset(\NDIS_IP_OPER_STATUS_INFO.IpOperationalStatus)),
        extent: .count("NumberofAddressFamiliesReturned", stride: nil),
        content: .elements(.record(addressFamilyStatus))
      )
    ]
  )

  static let addressFamilyState = RecordLayout(
    "NDIS_IP_OPER_STATE",
    size: MemoryLayout<NDIS_IP_OPER_STATE>.size,
    header: header(MemoryLayout<NDIS_IP_OPER_STATE>.size),
    [
      Member("Flags", \NDIS_IP_OPER_STATE.Flags, .number(4, .hexadecimal)),
      Member(
        "IpOperationalStatus",
        \NDIS_IP_OPER_STATE.IpOperationalStatus,
        .record(addressFamilyStatus)
      ),
    ]
  )

  static let interfaceInformation = RecordLayout(
    "NDIS_INTERFACE_INFORMATION",
    size: MemoryLayout<NDIS_INTERFACE_INFORMATION>.size,
    [
      Member(
        "ifOperStatus",
        \NDIS_INTERFACE_INFORMATION.ifOperStatus,
        .values(.operationalStatus)
      ),
      Member(
        "ifOperStatusFlags",
        \NDIS_INTERFACE_INFORMATION.ifOperStatusFlags,
        .flags(.operationalFlags)
      ),
      Member(
        "MediaConnectState",
        \NDIS_INTERFACE_INFORMATION.MediaConnectState,
        .values(.mediaConnectState)
      ),
      Member(
        "MediaDuplexState",
        \NDIS_INTERFACE_INFORMATION.MediaDuplexState,
        .values(.mediaDuplexState)
      ),
      Member("ifMtu", \NDIS_INTERFACE_INFORMATION.ifMtu, .u32),
      Member(
        "ifPromiscuousMode",
        \NDIS_INTERFACE_INFORMATION.ifPromiscuousMode,
        .number(1, .boolean)
      ),
      Member(
        "ifDeviceWakeUpEnable",
        \NDIS_INTERFACE_INFORMATION.ifDeviceWakeUpEnable,
        .number(1, .boolean)
      ),
      Member("XmitLinkSpeed", \NDIS_INTERFACE_INFORMATION.XmitLinkSpeed, .number(8, .speed)),
      Member("RcvLinkSpeed", \NDIS_INTERFACE_INFORMATION.RcvLinkSpeed, .number(8, .speed)),
      Member("ifLastChange", \NDIS_INTERFACE_INFORMATION.ifLastChange, .u64),
      Member(
        "ifCounterDiscontinuityTime",
        \NDIS_INTERFACE_INFORMATION.ifCounterDiscontinuityTime,
        .u64
      ),
      Member("ifInUnknownProtos", \NDIS_INTERFACE_INFORMATION.ifInUnknownProtos, .u64),
      Member("ifInDiscards", \NDIS_INTERFACE_INFORMATION.ifInDiscards, .u64),
      Member("ifInErrors", \NDIS_INTERFACE_INFORMATION.ifInErrors, .u64),
      Member("ifHCInOctets", \NDIS_INTERFACE_INFORMATION.ifHCInOctets, .u64),
      Member("ifHCInUcastPkts", \NDIS_INTERFACE_INFORMATION.ifHCInUcastPkts, .u64),
      Member("ifHCInMulticastPkts", \NDIS_INTERFACE_INFORMATION.ifHCInMulticastPkts, .u64),
      Member("ifHCInBroadcastPkts", \NDIS_INTERFACE_INFORMATION.ifHCInBroadcastPkts, .u64),
      Member("ifHCOutOctets", \NDIS_INTERFACE_INFORMATION.ifHCOutOctets, .u64),
      Member("ifHCOutUcastPkts", \NDIS_INTERFACE_INFORMATION.ifHCOutUcastPkts, .u64),
      Member("ifHCOutMulticastPkts", \NDIS_INTERFACE_INFORMATION.ifHCOutMulticastPkts, .u64),
      Member("ifHCOutBroadcastPkts", \NDIS_INTERFACE_INFORMATION.ifHCOutBroadcastPkts, .u64),
      Member("ifOutErrors", \NDIS_INTERFACE_INFORMATION.ifOutErrors, .u64),
      Member("ifOutDiscards", \NDIS_INTERFACE_INFORMATION.ifOutDiscards, .u64),
      Member("ifHCInUcastOctets", \NDIS_INTERFACE_INFORMATION.ifHCInUcastOctets, .u64),
      Member("ifHCInMulticastOctets", \NDIS_INTERFACE_INFORMATION.ifHCInMulticastOctets, .u64),
      Member("ifHCInBroadcastOctets", \NDIS_INTERFACE_INFORMATION.ifHCInBroadcastOctets, .u64),
      Member("ifHCOutUcastOctets", \NDIS_INTERFACE_INFORMATION.ifHCOutUcastOctets, .u64),
      Member("ifHCOutMulticastOctets", \NDIS_INTERFACE_INFORMATION.ifHCOutMulticastOctets, .u64),
      Member("ifHCOutBroadcastOctets", \NDIS_INTERFACE_INFORMATION.ifHCOutBroadcastOctets, .u64),
      Member("CompartmentId", \NDIS_INTERFACE_INFORMATION.CompartmentId, .u32),
      Member(
        "SupportedStatistics",
        \NDIS_INTERFACE_INFORMATION.SupportedStatistics,
        .flags(.statistics)
      ),
    ]
  )
}

/// What a status indication tells of; the numbers are those of Windows.
@frozen
public struct StatusCode: RawRepresentable, Hashable, Sendable {
  /// The number as documented.
  public let rawValue: UInt32

  /// Makes a code from its number.
  @inlinable
  public init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// The documented name is `NDIS_STATUS_ONLINE`.
  public static let online = StatusCode(rawValue: 0x40010003)
  /// The documented name is `NDIS_STATUS_RESET_START`.
  public static let resetStart = StatusCode(rawValue: 0x40010004)
  /// The documented name is `NDIS_STATUS_RESET_END`.
  public static let resetEnd = StatusCode(rawValue: 0x40010005)
  /// The documented name is `NDIS_STATUS_RING_STATUS`.
  public static let ringStatus = StatusCode(rawValue: 0x40010006)
  /// The documented name is `NDIS_STATUS_CLOSED`.
  public static let closed = StatusCode(rawValue: 0x40010007)
  /// The documented name is `NDIS_STATUS_WAN_LINE_UP`.
  public static let wanLineUp = StatusCode(rawValue: 0x40010008)
  /// The documented name is `NDIS_STATUS_WAN_LINE_DOWN`.
  public static let wanLineDown = StatusCode(rawValue: 0x40010009)
  /// The documented name is `NDIS_STATUS_WAN_FRAGMENT`.
  public static let wanFragment = StatusCode(rawValue: 0x4001000A)
  /// The documented name is `NDIS_STATUS_MEDIA_CONNECT`.
  public static let mediaConnect = StatusCode(rawValue: 0x4001000B)
  /// The documented name is `NDIS_STATUS_MEDIA_DISCONNECT`.
  public static let mediaDisconnect = StatusCode(rawValue: 0x4001000C)
  /// The documented name is `NDIS_STATUS_MEDIA_BUSY`.
  public static let mediaBusy = StatusCode(rawValue: 0x40010011)
  /// The documented name is `NDIS_STATUS_MEDIA_SPECIFIC_INDICATION`.
  public static let mediaSpecificIndication = StatusCode(rawValue: 0x40010012)
  /// The documented name is `NDIS_STATUS_LINK_SPEED_CHANGE`.
  public static let linkSpeedChange = StatusCode(rawValue: 0x40010013)
  /// The documented name is `NDIS_STATUS_WAN_CO_FRAGMENT`.
  public static let wanCoFragment = StatusCode(rawValue: 0x40010015)
  /// The documented name is `NDIS_STATUS_WAN_CO_LINKPARAMS`.
  public static let wanCoLinkparams = StatusCode(rawValue: 0x40010016)
  /// The documented name is `NDIS_STATUS_LINK_STATE`.
  public static let linkState = StatusCode(rawValue: 0x40010017)
  /// The documented name is `NDIS_STATUS_NETWORK_CHANGE`.
  public static let networkChange = StatusCode(rawValue: 0x40010018)
  /// The documented name is `NDIS_STATUS_MEDIA_SPECIFIC_INDICATION_EX`.
  public static let mediaSpecificIndicationEx = StatusCode(rawValue: 0x40010019)
  /// The documented name is `NDIS_STATUS_PORT_STATE`.
  public static let portState = StatusCode(rawValue: 0x40010022)
  /// The documented name is `NDIS_STATUS_OPER_STATUS`.
  public static let operStatus = StatusCode(rawValue: 0x40010023)
  /// The documented name is `NDIS_STATUS_PACKET_FILTER`.
  public static let packetFilter = StatusCode(rawValue: 0x40010024)
  /// The documented name is `NDIS_STATUS_WAN_CO_MTULINKPARAMS`.
  public static let wanCoMtulinkparams = StatusCode(rawValue: 0x40010025)
  /// The documented name is `NDIS_STATUS_IP_OPER_STATUS`.
  public static let ipOperStatus = StatusCode(rawValue: 0x40010026)
  /// The documented name is `NDIS_STATUS_TASK_OFFLOAD_CURRENT_CONFIG`.
  public static let taskOffloadCurrentConfig = StatusCode(rawValue: 0x40020006)
  /// The documented name is `NDIS_STATUS_TASK_OFFLOAD_HARDWARE_CAPABILITIES`.
  public static let taskOffloadHardwareCapabilities = StatusCode(rawValue: 0x40020007)
  /// The documented name is `NDIS_STATUS_OFFLOAD_ENCAPSULATION_CHANGE`.
  public static let offloadEncapsulationChange = StatusCode(rawValue: 0x40020008)
  /// The documented name is `NDIS_STATUS_HD_SPLIT_CURRENT_CONFIG`.
  public static let hdSplitCurrentConfig = StatusCode(rawValue: 0x4002000C)
  /// The documented name is `NDIS_STATUS_RECEIVE_QUEUE_STATE`.
  public static let receiveQueueState = StatusCode(rawValue: 0x4002000D)
  /// The documented name is `NDIS_STATUS_RECEIVE_FILTER_CURRENT_CAPABILITIES`.
  public static let receiveFilterCurrentCapabilities = StatusCode(rawValue: 0x40020010)
  /// The documented name is `NDIS_STATUS_RECEIVE_FILTER_HARDWARE_CAPABILITIES`.
  public static let receiveFilterHardwareCapabilities = StatusCode(rawValue: 0x40020020)
  /// The documented name is `NDIS_STATUS_RECEIVE_FILTER_QUEUE_PARAMETERS`.
  public static let receiveFilterQueueParameters = StatusCode(rawValue: 0x40020030)
  /// The documented name is `NDIS_STATUS_NIC_SWITCH_CURRENT_CAPABILITIES`.
  public static let nicSwitchCurrentCapabilities = StatusCode(rawValue: 0x40020040)
  /// The documented name is `NDIS_STATUS_NIC_SWITCH_HARDWARE_CAPABILITIES`.
  public static let nicSwitchHardwareCapabilities = StatusCode(rawValue: 0x40020050)
  /// The documented name is `NDIS_STATUS_ISOLATION_PARAMETERS_CHANGE`.
  public static let isolationParametersChange = StatusCode(rawValue: 0x40020080)
  /// The documented name is `NDIS_STATUS_QOS_OPERATIONAL_PARAMETERS_CHANGE`.
  public static let qosOperationalParametersChange = StatusCode(rawValue: 0x400200A0)
  /// The documented name is `NDIS_STATUS_QOS_REMOTE_PARAMETERS_CHANGE`.
  public static let qosRemoteParametersChange = StatusCode(rawValue: 0x400200A1)
  /// The documented name is `NDIS_STATUS_L2_MTU_SIZE_CHANGE`; documented for NDIS 6.50.
  public static let l2MTUSizeChange = StatusCode(rawValue: 0x400200B1)
  /// The documented name is `NDIS_STATUS_PM_WOL_PATTERN_REJECTED`.
  public static let pmWolPatternRejected = StatusCode(rawValue: 0x40030051)
  /// The documented name is `NDIS_STATUS_PM_OFFLOAD_REJECTED`.
  public static let pmOffloadRejected = StatusCode(rawValue: 0x40030052)
  /// The documented name is `NDIS_STATUS_PM_CAPABILITIES_CHANGE`.
  public static let pmCapabilitiesChange = StatusCode(rawValue: 0x40030053)
  /// The documented name is `NDIS_STATUS_PM_HARDWARE_CAPABILITIES`.
  public static let pmHardwareCapabilities = StatusCode(rawValue: 0x40030054)
  /// The documented name is `NDIS_STATUS_PM_WAKE_REASON`.
  public static let pmWakeReason = StatusCode(rawValue: 0x40030055)
}

extension StatusCode {
  /// Every code with its documented name, in the order of the numbers.
  public static let all: [(code: StatusCode, symbol: String)] = [
    (.online, "NDIS_STATUS_ONLINE"),
    (.resetStart, "NDIS_STATUS_RESET_START"),
    (.resetEnd, "NDIS_STATUS_RESET_END"),
    (.ringStatus, "NDIS_STATUS_RING_STATUS"),
    (.closed, "NDIS_STATUS_CLOSED"),
    (.wanLineUp, "NDIS_STATUS_WAN_LINE_UP"),
    (.wanLineDown, "NDIS_STATUS_WAN_LINE_DOWN"),
    (.wanFragment, "NDIS_STATUS_WAN_FRAGMENT"),
    (.mediaConnect, "NDIS_STATUS_MEDIA_CONNECT"),
    (.mediaDisconnect, "NDIS_STATUS_MEDIA_DISCONNECT"),
    (.mediaBusy, "NDIS_STATUS_MEDIA_BUSY"),
    (.mediaSpecificIndication, "NDIS_STATUS_MEDIA_SPECIFIC_INDICATION"),
    (.linkSpeedChange, "NDIS_STATUS_LINK_SPEED_CHANGE"),
    (.wanCoFragment, "NDIS_STATUS_WAN_CO_FRAGMENT"),
    (.wanCoLinkparams, "NDIS_STATUS_WAN_CO_LINKPARAMS"),
    (.linkState, "NDIS_STATUS_LINK_STATE"),
    (.networkChange, "NDIS_STATUS_NETWORK_CHANGE"),
    (.mediaSpecificIndicationEx, "NDIS_STATUS_MEDIA_SPECIFIC_INDICATION_EX"),
    (.portState, "NDIS_STATUS_PORT_STATE"),
    (.operStatus, "NDIS_STATUS_OPER_STATUS"),
    (.packetFilter, "NDIS_STATUS_PACKET_FILTER"),
    (.wanCoMtulinkparams, "NDIS_STATUS_WAN_CO_MTULINKPARAMS"),
    (.ipOperStatus, "NDIS_STATUS_IP_OPER_STATUS"),
    (.taskOffloadCurrentConfig, "NDIS_STATUS_TASK_OFFLOAD_CURRENT_CONFIG"),
    (.taskOffloadHardwareCapabilities, "NDIS_STATUS_TASK_OFFLOAD_HARDWARE_CAPABILITIES"),
    (.offloadEncapsulationChange, "NDIS_STATUS_OFFLOAD_ENCAPSULATION_CHANGE"),
    (.hdSplitCurrentConfig, "NDIS_STATUS_HD_SPLIT_CURRENT_CONFIG"),
    (.receiveQueueState, "NDIS_STATUS_RECEIVE_QUEUE_STATE"),
    (.receiveFilterCurrentCapabilities, "NDIS_STATUS_RECEIVE_FILTER_CURRENT_CAPABILITIES"),
    (.receiveFilterHardwareCapabilities, "NDIS_STATUS_RECEIVE_FILTER_HARDWARE_CAPABILITIES"),
    (.receiveFilterQueueParameters, "NDIS_STATUS_RECEIVE_FILTER_QUEUE_PARAMETERS"),
    (.nicSwitchCurrentCapabilities, "NDIS_STATUS_NIC_SWITCH_CURRENT_CAPABILITIES"),
    (.nicSwitchHardwareCapabilities, "NDIS_STATUS_NIC_SWITCH_HARDWARE_CAPABILITIES"),
    (.isolationParametersChange, "NDIS_STATUS_ISOLATION_PARAMETERS_CHANGE"),
    (.qosOperationalParametersChange, "NDIS_STATUS_QOS_OPERATIONAL_PARAMETERS_CHANGE"),
    (.qosRemoteParametersChange, "NDIS_STATUS_QOS_REMOTE_PARAMETERS_CHANGE"),
    (.l2MTUSizeChange, "NDIS_STATUS_L2_MTU_SIZE_CHANGE"),
    (.pmWolPatternRejected, "NDIS_STATUS_PM_WOL_PATTERN_REJECTED"),
    (.pmOffloadRejected, "NDIS_STATUS_PM_OFFLOAD_REJECTED"),
    (.pmCapabilitiesChange, "NDIS_STATUS_PM_CAPABILITIES_CHANGE"),
    (.pmHardwareCapabilities, "NDIS_STATUS_PM_HARDWARE_CAPABILITIES"),
    (.pmWakeReason, "NDIS_STATUS_PM_WAKE_REASON"),
  ]

  private static let symbols: [StatusCode: String] = Dictionary(
    uniqueKeysWithValues: all.map { ($0.code, $0.symbol) }
  )

  /// The documented name, as in `NDIS_STATUS_LINK_STATE`; the number for a code that has none.
  public var symbol: String { Self.symbols[self] ?? hexadecimal(rawValue) }

  /// Finds a code by its documented name.
  public init?(symbol: String) {
    guard let entry = Self.all.first(where: { $0.symbol == symbol }) else { return nil }
    self = entry.code
  }

  /// True for codes that only NDIS 5 drivers indicate; since 6.0 `linkState` takes their place.
  public var isLegacy: Bool {
    self == .mediaConnect || self == .mediaDisconnect || self == .linkSpeedChange
  }
}

extension StatusCode: CustomStringConvertible {
  /// The documented name.
  public var description: String { symbol }
}

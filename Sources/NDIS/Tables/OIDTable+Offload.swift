// One line per identifier, in the order of the numbers.

extension OIDNumber {
  /// The documented name is `OID_OFFLOAD_ENCAPSULATION`.
  public static let offloadEncapsulation = OIDNumber(rawValue: 0x0101010A)
  /// The documented name is `OID_TUNNEL_INTERFACE_SET_OID`.
  public static let tunnelInterfaceSetOid = OIDNumber(rawValue: 0x0F010106)
  /// The documented name is `OID_TUNNEL_INTERFACE_RELEASE_OID`.
  public static let tunnelInterfaceReleaseOid = OIDNumber(rawValue: 0x0F010107)
  /// The documented name is `OID_TCP_OFFLOAD_CURRENT_CONFIG`.
  public static let tcpOffloadCurrentConfig = OIDNumber(rawValue: 0xFC01020B)
  /// The documented name is `OID_TCP_OFFLOAD_PARAMETERS`.
  public static let tcpOffloadParameters = OIDNumber(rawValue: 0xFC01020C)
  /// The documented name is `OID_TCP_OFFLOAD_HARDWARE_CAPABILITIES`.
  public static let tcpOffloadHardwareCapabilities = OIDNumber(rawValue: 0xFC01020D)
  /// The documented name is `OID_TCP_TASK_IPSEC_OFFLOAD_V2_ADD_SA`.
  public static let tcpTaskIpsecOffloadV2AddSa = OIDNumber(rawValue: 0xFC030202)
  /// The documented name is `OID_TCP_TASK_IPSEC_OFFLOAD_V2_DELETE_SA`.
  public static let tcpTaskIpsecOffloadV2DeleteSa = OIDNumber(rawValue: 0xFC030203)
  /// The documented name is `OID_TCP_TASK_IPSEC_OFFLOAD_V2_UPDATE_SA`.
  public static let tcpTaskIpsecOffloadV2UpdateSa = OIDNumber(rawValue: 0xFC030204)
  /// The documented name is `OID_TCP_TASK_IPSEC_OFFLOAD_V2_ADD_SA_EX`.
  public static let tcpTaskIpsecOffloadV2AddSaEx = OIDNumber(rawValue: 0xFC030205)
  /// The documented name is `OID_NDK_SET_STATE`.
  public static let ndkSetState = OIDNumber(rawValue: 0xFC040201)
  /// The documented name is `OID_NDK_STATISTICS`.
  public static let ndkStatistics = OIDNumber(rawValue: 0xFC040202)
  /// The documented name is `OID_NDK_CONNECTIONS`.
  public static let ndkConnections = OIDNumber(rawValue: 0xFC040203)
  /// The documented name is `OID_NDK_LOCAL_ENDPOINTS`.
  public static let ndkLocalEndpoints = OIDNumber(rawValue: 0xFC040204)
  /// The documented name is `OID_QOS_HARDWARE_CAPABILITIES`.
  public static let qosHardwareCapabilities = OIDNumber(rawValue: 0xFC050001)
  /// The documented name is `OID_QOS_CURRENT_CAPABILITIES`.
  public static let qosCurrentCapabilities = OIDNumber(rawValue: 0xFC050002)
  /// The documented name is `OID_QOS_PARAMETERS`.
  public static let qosParameters = OIDNumber(rawValue: 0xFC050003)
  /// The documented name is `OID_QOS_OPERATIONAL_PARAMETERS`.
  public static let qosOperationalParameters = OIDNumber(rawValue: 0xFC050004)
  /// The documented name is `OID_QOS_REMOTE_PARAMETERS`.
  public static let qosRemoteParameters = OIDNumber(rawValue: 0xFC050005)
  /// The documented name is `OID_CO_ADD_PVC`.
  public static let coAddPvc = OIDNumber(rawValue: 0xFE000001)
  /// The documented name is `OID_CO_DELETE_PVC`.
  public static let coDeletePvc = OIDNumber(rawValue: 0xFE000002)
  /// The documented name is `OID_CO_GET_CALL_INFORMATION`.
  public static let coGetCallInformation = OIDNumber(rawValue: 0xFE000003)
  /// The documented name is `OID_CO_ADD_ADDRESS`.
  public static let coAddAddress = OIDNumber(rawValue: 0xFE000004)
  /// The documented name is `OID_CO_DELETE_ADDRESS`.
  public static let coDeleteAddress = OIDNumber(rawValue: 0xFE000005)
  /// The documented name is `OID_CO_GET_ADDRESSES`.
  public static let coGetAddresses = OIDNumber(rawValue: 0xFE000006)
  /// The documented name is `OID_CO_ADDRESS_CHANGE`.
  public static let coAddressChange = OIDNumber(rawValue: 0xFE000007)
  /// The documented name is `OID_CO_SIGNALING_ENABLED`.
  public static let coSignalingEnabled = OIDNumber(rawValue: 0xFE000008)
  /// The documented name is `OID_CO_SIGNALING_DISABLED`.
  public static let coSignalingDisabled = OIDNumber(rawValue: 0xFE000009)
  /// The documented name is `OID_CO_AF_CLOSE`.
  public static let coAfClose = OIDNumber(rawValue: 0xFE00000A)
}

extension OIDTable {
  static let offload: [OIDEntry] = [
    OIDEntry(
      .offloadEncapsulation,
      "OID_OFFLOAD_ENCAPSULATION",
      .offload,
      [.query, .set],
      .structure("NDIS_OFFLOAD_ENCAPSULATION")
    ),
    OIDEntry(.tunnelInterfaceSetOid, "OID_TUNNEL_INTERFACE_SET_OID", .tunnel, [], .bytes),
    OIDEntry(.tunnelInterfaceReleaseOid, "OID_TUNNEL_INTERFACE_RELEASE_OID", .tunnel, [], .bytes),
    OIDEntry(
      .tcpOffloadCurrentConfig,
      "OID_TCP_OFFLOAD_CURRENT_CONFIG",
      .offload,
      [.query],
      ndis: [.query],
      .structure("NDIS_OFFLOAD")
    ),
    OIDEntry(
      .tcpOffloadParameters,
      "OID_TCP_OFFLOAD_PARAMETERS",
      .offload,
      [.set],
      .structure("NDIS_OFFLOAD_PARAMETERS")
    ),
    OIDEntry(
      .tcpOffloadHardwareCapabilities,
      "OID_TCP_OFFLOAD_HARDWARE_CAPABILITIES",
      .offload,
      [.query],
      ndis: [.query],
      .structure("NDIS_OFFLOAD")
    ),
    OIDEntry(
      .tcpTaskIpsecOffloadV2AddSa,
      "OID_TCP_TASK_IPSEC_OFFLOAD_V2_ADD_SA",
      .offload,
      [.set],
      .bytes
    ),
    OIDEntry(
      .tcpTaskIpsecOffloadV2DeleteSa,
      "OID_TCP_TASK_IPSEC_OFFLOAD_V2_DELETE_SA",
      .offload,
      [.set],
      .bytes
    ),
    OIDEntry(
      .tcpTaskIpsecOffloadV2UpdateSa,
      "OID_TCP_TASK_IPSEC_OFFLOAD_V2_UPDATE_SA",
      .offload,
      [.set],
      .bytes
    ),
    OIDEntry(
      .tcpTaskIpsecOffloadV2AddSaEx,
      "OID_TCP_TASK_IPSEC_OFFLOAD_V2_ADD_SA_EX",
      .offload,
      [.set],
      .bytes
    ),
    OIDEntry(.ndkSetState, "OID_NDK_SET_STATE", .ndk, [.set], .bytes),
    OIDEntry(.ndkStatistics, "OID_NDK_STATISTICS", .ndk, [.query], .bytes),
    OIDEntry(.ndkConnections, "OID_NDK_CONNECTIONS", .ndk, [.query], .bytes),
    OIDEntry(.ndkLocalEndpoints, "OID_NDK_LOCAL_ENDPOINTS", .ndk, [.query], .bytes),
    OIDEntry(.qosHardwareCapabilities, "OID_QOS_HARDWARE_CAPABILITIES", .qos, [.query], .bytes),
    OIDEntry(.qosCurrentCapabilities, "OID_QOS_CURRENT_CAPABILITIES", .qos, [.query], .bytes),
    OIDEntry(.qosParameters, "OID_QOS_PARAMETERS", .qos, [.method], .bytes),
    OIDEntry(.qosOperationalParameters, "OID_QOS_OPERATIONAL_PARAMETERS", .qos, [.query], .bytes),
    OIDEntry(.qosRemoteParameters, "OID_QOS_REMOTE_PARAMETERS", .qos, [.query], .bytes),
    OIDEntry(.coAddPvc, "OID_CO_ADD_PVC", .connectionOriented, [], .bytes),
    OIDEntry(.coDeletePvc, "OID_CO_DELETE_PVC", .connectionOriented, [], .bytes),
    OIDEntry(.coGetCallInformation, "OID_CO_GET_CALL_INFORMATION", .connectionOriented, [], .bytes),
    OIDEntry(.coAddAddress, "OID_CO_ADD_ADDRESS", .connectionOriented, [], .bytes),
    OIDEntry(.coDeleteAddress, "OID_CO_DELETE_ADDRESS", .connectionOriented, [], .bytes),
    OIDEntry(.coGetAddresses, "OID_CO_GET_ADDRESSES", .connectionOriented, [], .bytes),
    OIDEntry(.coAddressChange, "OID_CO_ADDRESS_CHANGE", .connectionOriented, [], .bytes),
    OIDEntry(.coSignalingEnabled, "OID_CO_SIGNALING_ENABLED", .connectionOriented, [], .bytes),
    OIDEntry(.coSignalingDisabled, "OID_CO_SIGNALING_DISABLED", .connectionOriented, [], .bytes),
    OIDEntry(.coAfClose, "OID_CO_AF_CLOSE", .connectionOriented, [], .bytes),
  ]
}

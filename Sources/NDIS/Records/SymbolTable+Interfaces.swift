// Names of receive scaling, ports, interfaces and network changes.

extension SymbolTable {
  /// Types and function of a hash; the functions are single bits too.
  static let hashInformation = SymbolTable([
    (0x1, "NdisHashFunctionToeplitz"), (0x2, "NdisHashFunctionReserved1"),
    (0x4, "NdisHashFunctionReserved2"), (0x8, "NdisHashFunctionReserved3"),
    (0x100, "NDIS_HASH_IPV4"), (0x200, "NDIS_HASH_TCP_IPV4"), (0x400, "NDIS_HASH_IPV6"),
    (0x800, "NDIS_HASH_IPV6_EX"), (0x1000, "NDIS_HASH_TCP_IPV6"),
    (0x2000, "NDIS_HASH_TCP_IPV6_EX"), (0x4000, "NDIS_HASH_UDP_IPV4"),
    (0x8000, "NDIS_HASH_UDP_IPV6"), (0x10000, "NDIS_HASH_UDP_IPV6_EX"),
  ])
  static let scaleCapabilities = SymbolTable([
    (0x0100_0000, "NDIS_RSS_CAPS_MESSAGE_SIGNALED_INTERRUPTS"),
    (0x0200_0000, "NDIS_RSS_CAPS_CLASSIFICATION_AT_ISR"),
    (0x0400_0000, "NDIS_RSS_CAPS_CLASSIFICATION_AT_DPC"),
    (0x0800_0000, "NDIS_RSS_CAPS_USING_MSI_X"),
    (0x1000_0000, "NDIS_RSS_CAPS_RSS_AVAILABLE_ON_PORTS"),
    (0x2000_0000, "NDIS_RSS_CAPS_SUPPORTS_MSI_X"),
    (0x100, "NDIS_RSS_CAPS_HASH_TYPE_TCP_IPV4"), (0x200, "NDIS_RSS_CAPS_HASH_TYPE_TCP_IPV6"),
    (0x400, "NDIS_RSS_CAPS_HASH_TYPE_TCP_IPV6_EX"), (0x1, "NdisHashFunctionToeplitz"),
  ])
  static let scaleFlags = SymbolTable([
    (1, "NDIS_RSS_PARAM_FLAG_BASE_CPU_UNCHANGED"), (2, "NDIS_RSS_PARAM_FLAG_HASH_INFO_UNCHANGED"),
    (4, "NDIS_RSS_PARAM_FLAG_ITABLE_UNCHANGED"), (8, "NDIS_RSS_PARAM_FLAG_HASH_KEY_UNCHANGED"),
    (0x10, "NDIS_RSS_PARAM_FLAG_DISABLE_RSS"),
  ])
  static let receiveHashFlags = SymbolTable([
    (1, "NDIS_RECEIVE_HASH_FLAG_ENABLE_HASH"), (2, "NDIS_RECEIVE_HASH_FLAG_HASH_INFO_UNCHANGED"),
    (4, "NDIS_RECEIVE_HASH_FLAG_HASH_KEY_UNCHANGED"),
  ])
  static let queueState = SymbolTable([
    "NdisReceiveQueueOperationalStateUndefined", "NdisReceiveQueueOperationalStateRunning",
    "NdisReceiveQueueOperationalStatePaused", "NdisReceiveQueueOperationalStateDmaStopped",
  ])
  static let direction = SymbolTable([
    "NET_IF_DIRECTION_SENDRECEIVE", "NET_IF_DIRECTION_SENDONLY", "NET_IF_DIRECTION_RECEIVEONLY",
  ])
  static let portType = SymbolTable([
    "NdisPortTypeUndefined", "NdisPortTypeBridge", "NdisPortTypeRasConnection",
    "NdisPortType8021xSupplicant", "NdisPortTypeNdisImPlatform",
  ])
  static let portControl = SymbolTable([
    "NdisPortControlStateUnknown", "NdisPortControlStateControlled",
    "NdisPortControlStateUncontrolled",
  ])
  static let portAuthorization = SymbolTable([
    "NdisPortAuthorizationUnknown", "NdisPortAuthorized", "NdisPortUnauthorized",
    "NdisPortReauthorizing",
  ])
  static let operationalStatus = SymbolTable(
    from: 1,
    [
      "NET_IF_OPER_STATUS_UP", "NET_IF_OPER_STATUS_DOWN", "NET_IF_OPER_STATUS_TESTING",
      "NET_IF_OPER_STATUS_UNKNOWN", "NET_IF_OPER_STATUS_DORMANT",
      "NET_IF_OPER_STATUS_NOT_PRESENT", "NET_IF_OPER_STATUS_LOWER_LAYER_DOWN",
    ]
  )
  static let operationalFlags = SymbolTable([
    (1, "NET_IF_OPER_STATUS_DOWN_NOT_AUTHENTICATED"),
    (2, "NET_IF_OPER_STATUS_DOWN_NOT_MEDIA_CONNECTED"),
    (4, "NET_IF_OPER_STATUS_DORMANT_PAUSED"), (8, "NET_IF_OPER_STATUS_DORMANT_LOW_POWER"),
  ])
  static let administrativeStatus = SymbolTable(
    from: 1,
    ["NET_IF_ADMIN_STATUS_UP", "NET_IF_ADMIN_STATUS_DOWN", "NET_IF_ADMIN_STATUS_TESTING"]
  )
  static let addressFamily = SymbolTable([(0, "AF_UNSPEC"), (2, "AF_INET"), (23, "AF_INET6")])
  static let networkChange = SymbolTable(
    from: 1,
    [
      "NdisPossibleNetworkChange", "NdisDefinitelyNetworkChange",
      "NdisNetworkChangeFromMediaConnect",
    ]
  )
  static let ringStatus = SymbolTable([
    (0x8000, "NDIS_RING_SIGNAL_LOSS"), (0x4000, "NDIS_RING_HARD_ERROR"),
    (0x2000, "NDIS_RING_SOFT_ERROR"), (0x1000, "NDIS_RING_TRANSMIT_BEACON"),
    (0x800, "NDIS_RING_LOBE_WIRE_FAULT"), (0x400, "NDIS_RING_AUTO_REMOVAL_ERROR"),
    (0x200, "NDIS_RING_REMOVE_RECEIVED"), (0x100, "NDIS_RING_COUNTER_OVERFLOW"),
    (0x80, "NDIS_RING_SINGLE_STATION"), (0x40, "NDIS_RING_RING_RECOVERY"),
  ])
}

/// What kind of structure an object header leads.
///
/// Source: objectheader/ns-objectheader-ndis_object_header
public enum ObjectType: UInt8, CaseIterable, Sendable {
  /// The documented name is `NDIS_OBJECT_TYPE_DEFAULT`.
  case `default` = 0x80
  /// The documented name is `NDIS_OBJECT_TYPE_MINIPORT_INIT_PARAMETERS`.
  case miniportInitParameters = 0x81
  /// The documented name is `NDIS_OBJECT_TYPE_SG_DMA_DESCRIPTION`.
  case sgDmaDescription = 0x83
  /// The documented name is `NDIS_OBJECT_TYPE_MINIPORT_INTERRUPT`.
  case miniportInterrupt = 0x84
  /// The documented name is `NDIS_OBJECT_TYPE_DEVICE_OBJECT_ATTRIBUTES`.
  case deviceObjectAttributes = 0x85
  /// The documented name is `NDIS_OBJECT_TYPE_BIND_PARAMETERS`.
  case bindParameters = 0x86
  /// The documented name is `NDIS_OBJECT_TYPE_OPEN_PARAMETERS`.
  case openParameters = 0x87
  /// The documented name is `NDIS_OBJECT_TYPE_RSS_CAPABILITIES`.
  case rssCapabilities = 0x88
  /// The documented name is `NDIS_OBJECT_TYPE_RSS_PARAMETERS`.
  case rssParameters = 0x89
  /// The documented name is `NDIS_OBJECT_TYPE_MINIPORT_DRIVER_CHARACTERISTICS`.
  case miniportDriverCharacteristics = 0x8A
  /// The documented name is `NDIS_OBJECT_TYPE_FILTER_DRIVER_CHARACTERISTICS`.
  case filterDriverCharacteristics = 0x8B
  /// The documented name is `NDIS_OBJECT_TYPE_FILTER_PARTIAL_CHARACTERISTICS`.
  case filterPartialCharacteristics = 0x8C
  /// The documented name is `NDIS_OBJECT_TYPE_FILTER_ATTRIBUTES`.
  case filterAttributes = 0x8D
  /// The documented name is `NDIS_OBJECT_TYPE_CO_PROTOCOL_CHARACTERISTICS`.
  case coProtocolCharacteristics = 0x90
  /// The documented name is `NDIS_OBJECT_TYPE_CO_MINIPORT_CHARACTERISTICS`.
  case coMiniportCharacteristics = 0x91
  /// The documented name is `NDIS_OBJECT_TYPE_MINIPORT_PNP_CHARACTERISTICS`.
  case miniportPnpCharacteristics = 0x92
  /// The documented name is `NDIS_OBJECT_TYPE_PROTOCOL_DRIVER_CHARACTERISTICS`.
  case protocolDriverCharacteristics = 0x95
  /// The documented name is `NDIS_OBJECT_TYPE_OID_REQUEST`.
  case oidRequest = 0x96
  /// The documented name is `NDIS_OBJECT_TYPE_TIMER_CHARACTERISTICS`.
  case timerCharacteristics = 0x97
  /// The documented name is `NDIS_OBJECT_TYPE_STATUS_INDICATION`.
  case statusIndication = 0x98
  /// The documented name is `NDIS_OBJECT_TYPE_FILTER_ATTACH_PARAMETERS`.
  case filterAttachParameters = 0x99
  /// The documented name is `NDIS_OBJECT_TYPE_FILTER_PAUSE_PARAMETERS`.
  case filterPauseParameters = 0x9A
  /// The documented name is `NDIS_OBJECT_TYPE_FILTER_RESTART_PARAMETERS`.
  case filterRestartParameters = 0x9B
  /// The documented name is `NDIS_OBJECT_TYPE_PORT_CHARACTERISTICS`.
  case portCharacteristics = 0x9C
  /// The documented name is `NDIS_OBJECT_TYPE_PORT_STATE`.
  case portState = 0x9D
  /// The documented name is `NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES`.
  case miniportAdapterRegistrationAttributes = 0x9E
  /// The documented name is `NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES`.
  case miniportAdapterGeneralAttributes = 0x9F
  /// The documented name is `NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_OFFLOAD_ATTRIBUTES`.
  case miniportAdapterOffloadAttributes = 0xA0
  /// The documented name is `NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_NATIVE_802_11_ATTRIBUTES`.
  case miniportAdapterNative80211Attributes = 0xA1
  /// The documented name is `NDIS_OBJECT_TYPE_RESTART_GENERAL_ATTRIBUTES`.
  case restartGeneralAttributes = 0xA2
  /// The documented name is `NDIS_OBJECT_TYPE_PROTOCOL_RESTART_PARAMETERS`.
  case protocolRestartParameters = 0xA3
  /// The documented name is `NDIS_OBJECT_TYPE_MINIPORT_ADD_DEVICE_REGISTRATION_ATTRIBUTES`.
  case miniportAddDeviceRegistrationAttributes = 0xA4
  /// The documented name is `NDIS_OBJECT_TYPE_CO_CALL_MANAGER_OPTIONAL_HANDLERS`.
  case coCallManagerOptionalHandlers = 0xA5
  /// The documented name is `NDIS_OBJECT_TYPE_CO_CLIENT_OPTIONAL_HANDLERS`.
  case coClientOptionalHandlers = 0xA6
  /// The documented name is `NDIS_OBJECT_TYPE_OFFLOAD`.
  case offload = 0xA7
  /// The documented name is `NDIS_OBJECT_TYPE_OFFLOAD_ENCAPSULATION`.
  case offloadEncapsulation = 0xA8
  /// The documented name is `NDIS_OBJECT_TYPE_CONFIGURATION_OBJECT`.
  case configurationObject = 0xA9
  /// The documented name is `NDIS_OBJECT_TYPE_HD_SPLIT_ATTRIBUTES`.
  case hdSplitAttributes = 0xAB
  /// The documented name is `NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_HARDWARE_ASSIST_ATTRIBUTES`.
  case miniportAdapterHardwareAssistAttributes = 0xAF
  /// The documented name is `NDIS_OBJECT_TYPE_RSS_PROCESSOR_INFO`.
  case rssProcessorInfo = 0xB1
  /// The documented name is `NDIS_OBJECT_TYPE_NDK_PROVIDER_CHARACTERISTICS`.
  case ndkProviderCharacteristics = 0xB2
  /// The documented name is `NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_NDK_ATTRIBUTES`.
  case miniportAdapterNdkAttributes = 0xB3
  /// The documented name is `NDIS_OBJECT_TYPE_MINIPORT_SS_CHARACTERISTICS`.
  case miniportSsCharacteristics = 0xB4
  /// The documented name is `NDIS_OBJECT_TYPE_QOS_CAPABILITIES`.
  case qosCapabilities = 0xB5
  /// The documented name is `NDIS_OBJECT_TYPE_QOS_PARAMETERS`.
  case qosParameters = 0xB6
  /// The documented name is `NDIS_OBJECT_TYPE_SWITCH_OPTIONAL_HANDLERS`.
  case switchOptionalHandlers = 0xB8

  /// The documented name.
  public var symbol: String {
    switch self {
    case .default: "NDIS_OBJECT_TYPE_DEFAULT"
    case .miniportInitParameters: "NDIS_OBJECT_TYPE_MINIPORT_INIT_PARAMETERS"
    case .sgDmaDescription: "NDIS_OBJECT_TYPE_SG_DMA_DESCRIPTION"
    case .miniportInterrupt: "NDIS_OBJECT_TYPE_MINIPORT_INTERRUPT"
    case .deviceObjectAttributes: "NDIS_OBJECT_TYPE_DEVICE_OBJECT_ATTRIBUTES"
    case .bindParameters: "NDIS_OBJECT_TYPE_BIND_PARAMETERS"
    case .openParameters: "NDIS_OBJECT_TYPE_OPEN_PARAMETERS"
    case .rssCapabilities: "NDIS_OBJECT_TYPE_RSS_CAPABILITIES"
    case .rssParameters: "NDIS_OBJECT_TYPE_RSS_PARAMETERS"
    case .miniportDriverCharacteristics: "NDIS_OBJECT_TYPE_MINIPORT_DRIVER_CHARACTERISTICS"
    case .filterDriverCharacteristics: "NDIS_OBJECT_TYPE_FILTER_DRIVER_CHARACTERISTICS"
    case .filterPartialCharacteristics: "NDIS_OBJECT_TYPE_FILTER_PARTIAL_CHARACTERISTICS"
    case .filterAttributes: "NDIS_OBJECT_TYPE_FILTER_ATTRIBUTES"
    case .coProtocolCharacteristics: "NDIS_OBJECT_TYPE_CO_PROTOCOL_CHARACTERISTICS"
    case .coMiniportCharacteristics: "NDIS_OBJECT_TYPE_CO_MINIPORT_CHARACTERISTICS"
    case .miniportPnpCharacteristics: "NDIS_OBJECT_TYPE_MINIPORT_PNP_CHARACTERISTICS"
    case .protocolDriverCharacteristics: "NDIS_OBJECT_TYPE_PROTOCOL_DRIVER_CHARACTERISTICS"
    case .oidRequest: "NDIS_OBJECT_TYPE_OID_REQUEST"
    case .timerCharacteristics: "NDIS_OBJECT_TYPE_TIMER_CHARACTERISTICS"
    case .statusIndication: "NDIS_OBJECT_TYPE_STATUS_INDICATION"
    case .filterAttachParameters: "NDIS_OBJECT_TYPE_FILTER_ATTACH_PARAMETERS"
    case .filterPauseParameters: "NDIS_OBJECT_TYPE_FILTER_PAUSE_PARAMETERS"
    case .filterRestartParameters: "NDIS_OBJECT_TYPE_FILTER_RESTART_PARAMETERS"
    case .portCharacteristics: "NDIS_OBJECT_TYPE_PORT_CHARACTERISTICS"
    case .portState: "NDIS_OBJECT_TYPE_PORT_STATE"
    case .miniportAdapterRegistrationAttributes:
      "NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES"
    case .miniportAdapterGeneralAttributes: "NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES"
    case .miniportAdapterOffloadAttributes: "NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_OFFLOAD_ATTRIBUTES"
    case .miniportAdapterNative80211Attributes:
      "NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_NATIVE_802_11_ATTRIBUTES"
    case .restartGeneralAttributes: "NDIS_OBJECT_TYPE_RESTART_GENERAL_ATTRIBUTES"
    case .protocolRestartParameters: "NDIS_OBJECT_TYPE_PROTOCOL_RESTART_PARAMETERS"
    case .miniportAddDeviceRegistrationAttributes:
      "NDIS_OBJECT_TYPE_MINIPORT_ADD_DEVICE_REGISTRATION_ATTRIBUTES"
    case .coCallManagerOptionalHandlers: "NDIS_OBJECT_TYPE_CO_CALL_MANAGER_OPTIONAL_HANDLERS"
    case .coClientOptionalHandlers: "NDIS_OBJECT_TYPE_CO_CLIENT_OPTIONAL_HANDLERS"
    case .offload: "NDIS_OBJECT_TYPE_OFFLOAD"
    case .offloadEncapsulation: "NDIS_OBJECT_TYPE_OFFLOAD_ENCAPSULATION"
    case .configurationObject: "NDIS_OBJECT_TYPE_CONFIGURATION_OBJECT"
    case .hdSplitAttributes: "NDIS_OBJECT_TYPE_HD_SPLIT_ATTRIBUTES"
    case .miniportAdapterHardwareAssistAttributes:
      "NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_HARDWARE_ASSIST_ATTRIBUTES"
    case .rssProcessorInfo: "NDIS_OBJECT_TYPE_RSS_PROCESSOR_INFO"
    case .ndkProviderCharacteristics: "NDIS_OBJECT_TYPE_NDK_PROVIDER_CHARACTERISTICS"
    case .miniportAdapterNdkAttributes: "NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_NDK_ATTRIBUTES"
    case .miniportSsCharacteristics: "NDIS_OBJECT_TYPE_MINIPORT_SS_CHARACTERISTICS"
    case .qosCapabilities: "NDIS_OBJECT_TYPE_QOS_CAPABILITIES"
    case .qosParameters: "NDIS_OBJECT_TYPE_QOS_PARAMETERS"
    case .switchOptionalHandlers: "NDIS_OBJECT_TYPE_SWITCH_OPTIONAL_HANDLERS"
    }
  }
}

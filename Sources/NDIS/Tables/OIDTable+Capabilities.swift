// One line per identifier, in the order of the numbers.

extension OIDNumber {
  /// The documented name is `OID_GEN_MEDIA_CAPABILITIES`.
  public static let genMediaCapabilities = OIDNumber(rawValue: 0x00010201)
  /// The documented name is `OID_GEN_PHYSICAL_MEDIUM`.
  public static let genPhysicalMedium = OIDNumber(rawValue: 0x00010202)
  /// The documented name is `OID_GEN_RECEIVE_SCALE_CAPABILITIES`.
  public static let genReceiveScaleCapabilities = OIDNumber(rawValue: 0x00010203)
  /// The documented name is `OID_GEN_RECEIVE_SCALE_PARAMETERS`.
  public static let genReceiveScaleParameters = OIDNumber(rawValue: 0x00010204)
  /// The documented name is `OID_GEN_MAC_ADDRESS`.
  public static let genMacAddress = OIDNumber(rawValue: 0x00010205)
  /// The documented name is `OID_GEN_MAX_LINK_SPEED`.
  public static let genMaxLinkSpeed = OIDNumber(rawValue: 0x00010206)
  /// The documented name is `OID_GEN_LINK_STATE`.
  public static let genLinkState = OIDNumber(rawValue: 0x00010207)
  /// The documented name is `OID_GEN_LINK_PARAMETERS`.
  public static let genLinkParameters = OIDNumber(rawValue: 0x00010208)
  /// The documented name is `OID_GEN_INTERRUPT_MODERATION`.
  public static let genInterruptModeration = OIDNumber(rawValue: 0x00010209)
  /// The documented name is `OID_GEN_ENUMERATE_PORTS`.
  public static let genEnumeratePorts = OIDNumber(rawValue: 0x0001020D)
  /// The documented name is `OID_GEN_PORT_STATE`.
  public static let genPortState = OIDNumber(rawValue: 0x0001020E)
  /// The documented name is `OID_GEN_PORT_AUTHENTICATION_PARAMETERS`.
  public static let genPortAuthenticationParameters = OIDNumber(rawValue: 0x0001020F)
  /// The documented name is `OID_GEN_TIMEOUT_DPC_REQUEST_CAPABILITIES`.
  public static let genTimeoutDpcRequestCapabilities = OIDNumber(rawValue: 0x00010210)
  /// The documented name is `OID_GEN_PCI_DEVICE_CUSTOM_PROPERTIES`.
  public static let genPciDeviceCustomProperties = OIDNumber(rawValue: 0x00010211)
  /// The documented name is `OID_GEN_PHYSICAL_MEDIUM_EX`.
  public static let genPhysicalMediumEx = OIDNumber(rawValue: 0x00010213)
  /// The documented name is `OID_GEN_MACHINE_NAME`.
  public static let genMachineName = OIDNumber(rawValue: 0x0001021A)
  /// The documented name is `OID_GEN_RNDIS_CONFIG_PARAMETER`.
  public static let genRndisConfigParameter = OIDNumber(rawValue: 0x0001021B)
  /// The documented name is `OID_GEN_VLAN_ID`.
  public static let genVlanId = OIDNumber(rawValue: 0x0001021C)
  /// The documented name is `OID_GEN_MINIPORT_RESTART_ATTRIBUTES`.
  public static let genMiniportRestartAttributes = OIDNumber(rawValue: 0x0001021D)
  /// The documented name is `OID_GEN_HD_SPLIT_PARAMETERS`.
  public static let genHdSplitParameters = OIDNumber(rawValue: 0x0001021E)
  /// The documented name is `OID_GEN_RECEIVE_HASH`.
  public static let genReceiveHash = OIDNumber(rawValue: 0x0001021F)
  /// The documented name is `OID_GEN_HD_SPLIT_CURRENT_CONFIG`.
  public static let genHdSplitCurrentConfig = OIDNumber(rawValue: 0x00010220)
}

extension OIDTable {
  static let capabilities: [OIDEntry] = [
    OIDEntry(
      .genMediaCapabilities,
      "OID_GEN_MEDIA_CAPABILITIES",
      .general,
      [.query],
      standing: .obsolete,
      .u32
    ),
    OIDEntry(
      .genPhysicalMedium,
      "OID_GEN_PHYSICAL_MEDIUM",
      .general,
      [.query],
      ndis: [.query],
      .u32
    ),
    OIDEntry(
      .genReceiveScaleCapabilities,
      "OID_GEN_RECEIVE_SCALE_CAPABILITIES",
      .general,
      [.query],
      ndis: [.query],
      .structure("NDIS_RECEIVE_SCALE_CAPABILITIES"),
      minimumLength: 16
    ),
    OIDEntry(
      .genReceiveScaleParameters,
      "OID_GEN_RECEIVE_SCALE_PARAMETERS",
      .general,
      [.query, .set],
      ndis: [.query],
      .structure("NDIS_RECEIVE_SCALE_PARAMETERS"),
      minimumLength: 28
    ),
    OIDEntry(.genMacAddress, "OID_GEN_MAC_ADDRESS", .general, [], .u32),
    OIDEntry(
      .genMaxLinkSpeed,
      "OID_GEN_MAX_LINK_SPEED",
      .general,
      [.query],
      ndis: [.query],
      .structure("NDIS_LINK_SPEED"),
      minimumLength: 16
    ),
    OIDEntry(
      .genLinkState,
      "OID_GEN_LINK_STATE",
      .general,
      [.query],
      ndis: [.query],
      .structure("NDIS_LINK_STATE"),
      minimumLength: 40
    ),
    OIDEntry(
      .genLinkParameters,
      "OID_GEN_LINK_PARAMETERS",
      .general,
      [.set],
      mandatory: [.set],
      .structure("NDIS_LINK_PARAMETERS"),
      minimumLength: 32
    ),
    OIDEntry(
      .genInterruptModeration,
      "OID_GEN_INTERRUPT_MODERATION",
      .general,
      [.query, .set],
      mandatory: [.query, .set],
      .structure("NDIS_INTERRUPT_MODERATION_PARAMETERS"),
      minimumLength: 12
    ),
    OIDEntry(
      .genEnumeratePorts,
      "OID_GEN_ENUMERATE_PORTS",
      .general,
      [.query],
      ndis: [.query],
      .structure("NDIS_PORT_ARRAY")
    ),
    OIDEntry(
      .genPortState,
      "OID_GEN_PORT_STATE",
      .general,
      [.query],
      ndis: [.query],
      .structure("NDIS_PORT_STATE")
    ),
    OIDEntry(
      .genPortAuthenticationParameters,
      "OID_GEN_PORT_AUTHENTICATION_PARAMETERS",
      .general,
      [.set],
      standing: .optional,
      .structure("NDIS_PORT_AUTHENTICATION_PARAMETERS")
    ),
    OIDEntry(
      .genTimeoutDpcRequestCapabilities,
      "OID_GEN_TIMEOUT_DPC_REQUEST_CAPABILITIES",
      .general,
      [.query],
      .structure("NDIS_TIMEOUT_DPC_REQUEST_CAPABILITIES")
    ),
    OIDEntry(
      .genPciDeviceCustomProperties,
      "OID_GEN_PCI_DEVICE_CUSTOM_PROPERTIES",
      .general,
      [.query],
      ndis: [.query],
      .structure("NDIS_PCI_DEVICE_CUSTOM_PROPERTIES")
    ),
    OIDEntry(
      .genPhysicalMediumEx,
      "OID_GEN_PHYSICAL_MEDIUM_EX",
      .general,
      [.query],
      ndis: [.query],
      .u32
    ),
    OIDEntry(
      .genMachineName,
      "OID_GEN_MACHINE_NAME",
      .general,
      [.set],
      standing: .optional,
      .string
    ),
    OIDEntry(.genRndisConfigParameter, "OID_GEN_RNDIS_CONFIG_PARAMETER", .general, [.set], .bytes),
    OIDEntry(.genVlanId, "OID_GEN_VLAN_ID", .general, [.query, .set], standing: .optional, .u32),
    OIDEntry(
      .genMiniportRestartAttributes,
      "OID_GEN_MINIPORT_RESTART_ATTRIBUTES",
      .general,
      [],
      standing: .identifierOnly,
      .structure("NDIS_RESTART_GENERAL_ATTRIBUTES")
    ),
    OIDEntry(
      .genHdSplitParameters,
      "OID_GEN_HD_SPLIT_PARAMETERS",
      .general,
      [.set],
      .structure("NDIS_HD_SPLIT_PARAMETERS")
    ),
    OIDEntry(
      .genReceiveHash,
      "OID_GEN_RECEIVE_HASH",
      .general,
      [.query, .set],
      ndis: [.query],
      .structure("NDIS_RECEIVE_HASH_PARAMETERS"),
      minimumLength: 20
    ),
    OIDEntry(
      .genHdSplitCurrentConfig,
      "OID_GEN_HD_SPLIT_CURRENT_CONFIG",
      .general,
      [.query],
      ndis: [.query],
      .structure("NDIS_HD_SPLIT_CURRENT_CONFIG")
    ),
  ]
}

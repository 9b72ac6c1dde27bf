// One line per identifier, in the order of the numbers.

extension OIDNumber {
  /// The documented name is `OID_RECEIVE_FILTER_HARDWARE_CAPABILITIES`.
  public static let receiveFilterHardwareCapabilities = OIDNumber(rawValue: 0x00010221)
  /// The documented name is `OID_RECEIVE_FILTER_GLOBAL_PARAMETERS`.
  public static let receiveFilterGlobalParameters = OIDNumber(rawValue: 0x00010222)
  /// The documented name is `OID_RECEIVE_FILTER_ALLOCATE_QUEUE`.
  public static let receiveFilterAllocateQueue = OIDNumber(rawValue: 0x00010223)
  /// The documented name is `OID_RECEIVE_FILTER_FREE_QUEUE`.
  public static let receiveFilterFreeQueue = OIDNumber(rawValue: 0x00010224)
  /// The documented name is `OID_RECEIVE_FILTER_ENUM_QUEUES`.
  public static let receiveFilterEnumQueues = OIDNumber(rawValue: 0x00010225)
  /// The documented name is `OID_RECEIVE_FILTER_QUEUE_PARAMETERS`.
  public static let receiveFilterQueueParameters = OIDNumber(rawValue: 0x00010226)
  /// The documented name is `OID_RECEIVE_FILTER_SET_FILTER`.
  public static let receiveFilterSetFilter = OIDNumber(rawValue: 0x00010227)
  /// The documented name is `OID_RECEIVE_FILTER_CLEAR_FILTER`.
  public static let receiveFilterClearFilter = OIDNumber(rawValue: 0x00010228)
  /// The documented name is `OID_RECEIVE_FILTER_ENUM_FILTERS`.
  public static let receiveFilterEnumFilters = OIDNumber(rawValue: 0x00010229)
  /// The documented name is `OID_RECEIVE_FILTER_PARAMETERS`.
  public static let receiveFilterParameters = OIDNumber(rawValue: 0x0001022A)
  /// The documented name is `OID_RECEIVE_FILTER_QUEUE_ALLOCATION_COMPLETE`.
  public static let receiveFilterQueueAllocationComplete = OIDNumber(rawValue: 0x0001022B)
  /// The documented name is `OID_RECEIVE_FILTER_CURRENT_CAPABILITIES`.
  public static let receiveFilterCurrentCapabilities = OIDNumber(rawValue: 0x0001022D)
  /// The documented name is `OID_NIC_SWITCH_HARDWARE_CAPABILITIES`.
  public static let nicSwitchHardwareCapabilities = OIDNumber(rawValue: 0x0001022E)
  /// The documented name is `OID_NIC_SWITCH_CURRENT_CAPABILITIES`.
  public static let nicSwitchCurrentCapabilities = OIDNumber(rawValue: 0x0001022F)
  /// The documented name is `OID_RECEIVE_FILTER_MOVE_FILTER`.
  public static let receiveFilterMoveFilter = OIDNumber(rawValue: 0x00010230)
  /// The documented name is `OID_PACKET_COALESCING_FILTER_MATCH_COUNT`.
  public static let packetCoalescingFilterMatchCount = OIDNumber(rawValue: 0x00010235)
  /// The documented name is `OID_NIC_SWITCH_CREATE_SWITCH`.
  public static let nicSwitchCreateSwitch = OIDNumber(rawValue: 0x00010237)
  /// The documented name is `OID_NIC_SWITCH_PARAMETERS`.
  public static let nicSwitchParameters = OIDNumber(rawValue: 0x00010238)
  /// The documented name is `OID_NIC_SWITCH_DELETE_SWITCH`.
  public static let nicSwitchDeleteSwitch = OIDNumber(rawValue: 0x00010239)
  /// The documented name is `OID_NIC_SWITCH_ENUM_SWITCHES`.
  public static let nicSwitchEnumSwitches = OIDNumber(rawValue: 0x00010240)
  /// The documented name is `OID_NIC_SWITCH_CREATE_VPORT`.
  public static let nicSwitchCreateVport = OIDNumber(rawValue: 0x00010241)
  /// The documented name is `OID_NIC_SWITCH_VPORT_PARAMETERS`.
  public static let nicSwitchVportParameters = OIDNumber(rawValue: 0x00010242)
  /// The documented name is `OID_NIC_SWITCH_ENUM_VPORTS`.
  public static let nicSwitchEnumVports = OIDNumber(rawValue: 0x00010243)
  /// The documented name is `OID_NIC_SWITCH_DELETE_VPORT`.
  public static let nicSwitchDeleteVport = OIDNumber(rawValue: 0x00010244)
  /// The documented name is `OID_NIC_SWITCH_ALLOCATE_VF`.
  public static let nicSwitchAllocateVf = OIDNumber(rawValue: 0x00010245)
  /// The documented name is `OID_NIC_SWITCH_FREE_VF`.
  public static let nicSwitchFreeVf = OIDNumber(rawValue: 0x00010246)
  /// The documented name is `OID_NIC_SWITCH_VF_PARAMETERS`.
  public static let nicSwitchVfParameters = OIDNumber(rawValue: 0x00010247)
  /// The documented name is `OID_NIC_SWITCH_ENUM_VFS`.
  public static let nicSwitchEnumVfs = OIDNumber(rawValue: 0x00010248)
  /// The documented name is `OID_SRIOV_HARDWARE_CAPABILITIES`.
  public static let sriovHardwareCapabilities = OIDNumber(rawValue: 0x00010249)
  /// The documented name is `OID_SRIOV_CURRENT_CAPABILITIES`.
  public static let sriovCurrentCapabilities = OIDNumber(rawValue: 0x00010250)
  /// The documented name is `OID_SRIOV_READ_VF_CONFIG_SPACE`.
  public static let sriovReadVfConfigSpace = OIDNumber(rawValue: 0x00010251)
  /// The documented name is `OID_SRIOV_WRITE_VF_CONFIG_SPACE`.
  public static let sriovWriteVfConfigSpace = OIDNumber(rawValue: 0x00010252)
  /// The documented name is `OID_SRIOV_READ_VF_CONFIG_BLOCK`.
  public static let sriovReadVfConfigBlock = OIDNumber(rawValue: 0x00010253)
  /// The documented name is `OID_SRIOV_WRITE_VF_CONFIG_BLOCK`.
  public static let sriovWriteVfConfigBlock = OIDNumber(rawValue: 0x00010254)
  /// The documented name is `OID_SRIOV_RESET_VF`.
  public static let sriovResetVf = OIDNumber(rawValue: 0x00010255)
  /// The documented name is `OID_SRIOV_SET_VF_POWER_STATE`.
  public static let sriovSetVfPowerState = OIDNumber(rawValue: 0x00010256)
  /// The documented name is `OID_SRIOV_VF_VENDOR_DEVICE_ID`.
  public static let sriovVfVendorDeviceId = OIDNumber(rawValue: 0x00010257)
  /// The documented name is `OID_SRIOV_PROBED_BARS`.
  public static let sriovProbedBars = OIDNumber(rawValue: 0x00010258)
  /// The documented name is `OID_SRIOV_BAR_RESOURCES`.
  public static let sriovBarResources = OIDNumber(rawValue: 0x00010259)
  /// The documented name is `OID_SRIOV_PF_LUID`.
  public static let sriovPfLuid = OIDNumber(rawValue: 0x00010260)
  /// The documented name is `OID_SRIOV_CONFIG_STATE`.
  public static let sriovConfigState = OIDNumber(rawValue: 0x00010261)
  /// The documented name is `OID_SRIOV_VF_SERIAL_NUMBER`.
  public static let sriovVfSerialNumber = OIDNumber(rawValue: 0x00010262)
  /// The documented name is `OID_SWITCH_PROPERTY_ADD`.
  public static let switchPropertyAdd = OIDNumber(rawValue: 0x00010263)
  /// The documented name is `OID_SWITCH_PROPERTY_UPDATE`.
  public static let switchPropertyUpdate = OIDNumber(rawValue: 0x00010264)
  /// The documented name is `OID_SWITCH_PROPERTY_DELETE`.
  public static let switchPropertyDelete = OIDNumber(rawValue: 0x00010265)
  /// The documented name is `OID_SWITCH_PROPERTY_ENUM`.
  public static let switchPropertyEnum = OIDNumber(rawValue: 0x00010266)
  /// The documented name is `OID_SWITCH_FEATURE_STATUS_QUERY`.
  public static let switchFeatureStatusQuery = OIDNumber(rawValue: 0x00010267)
  /// The documented name is `OID_SRIOV_VF_INVALIDATE_CONFIG_BLOCK`.
  public static let sriovVfInvalidateConfigBlock = OIDNumber(rawValue: 0x00010269)
  /// The documented name is `OID_SWITCH_NIC_REQUEST`.
  public static let switchNicRequest = OIDNumber(rawValue: 0x00010270)
  /// The documented name is `OID_SWITCH_PORT_PROPERTY_ADD`.
  public static let switchPortPropertyAdd = OIDNumber(rawValue: 0x00010271)
  /// The documented name is `OID_SWITCH_PORT_PROPERTY_UPDATE`.
  public static let switchPortPropertyUpdate = OIDNumber(rawValue: 0x00010272)
  /// The documented name is `OID_SWITCH_PORT_PROPERTY_DELETE`.
  public static let switchPortPropertyDelete = OIDNumber(rawValue: 0x00010273)
  /// The documented name is `OID_SWITCH_PORT_PROPERTY_ENUM`.
  public static let switchPortPropertyEnum = OIDNumber(rawValue: 0x00010274)
  /// The documented name is `OID_SWITCH_PARAMETERS`.
  public static let switchParameters = OIDNumber(rawValue: 0x00010275)
  /// The documented name is `OID_SWITCH_PORT_ARRAY`.
  public static let switchPortArray = OIDNumber(rawValue: 0x00010276)
  /// The documented name is `OID_SWITCH_NIC_ARRAY`.
  public static let switchNicArray = OIDNumber(rawValue: 0x00010277)
  /// The documented name is `OID_SWITCH_PORT_CREATE`.
  public static let switchPortCreate = OIDNumber(rawValue: 0x00010278)
  /// The documented name is `OID_SWITCH_PORT_DELETE`.
  public static let switchPortDelete = OIDNumber(rawValue: 0x00010279)
  /// The documented name is `OID_SWITCH_NIC_CREATE`.
  public static let switchNicCreate = OIDNumber(rawValue: 0x0001027A)
  /// The documented name is `OID_SWITCH_NIC_CONNECT`.
  public static let switchNicConnect = OIDNumber(rawValue: 0x0001027B)
  /// The documented name is `OID_SWITCH_NIC_DISCONNECT`.
  public static let switchNicDisconnect = OIDNumber(rawValue: 0x0001027C)
  /// The documented name is `OID_SWITCH_NIC_DELETE`.
  public static let switchNicDelete = OIDNumber(rawValue: 0x0001027D)
  /// The documented name is `OID_SWITCH_PORT_FEATURE_STATUS_QUERY`.
  public static let switchPortFeatureStatusQuery = OIDNumber(rawValue: 0x0001027E)
  /// The documented name is `OID_SWITCH_PORT_TEARDOWN`.
  public static let switchPortTeardown = OIDNumber(rawValue: 0x0001027F)
  /// The documented name is `OID_SWITCH_NIC_SAVE`.
  public static let switchNicSave = OIDNumber(rawValue: 0x00010290)
  /// The documented name is `OID_SWITCH_NIC_SAVE_COMPLETE`.
  public static let switchNicSaveComplete = OIDNumber(rawValue: 0x00010291)
  /// The documented name is `OID_SWITCH_NIC_RESTORE`.
  public static let switchNicRestore = OIDNumber(rawValue: 0x00010292)
  /// The documented name is `OID_SWITCH_NIC_RESTORE_COMPLETE`.
  public static let switchNicRestoreComplete = OIDNumber(rawValue: 0x00010293)
  /// The documented name is `OID_SWITCH_NIC_UPDATED`.
  public static let switchNicUpdated = OIDNumber(rawValue: 0x00010294)
  /// The documented name is `OID_SWITCH_PORT_UPDATED`.
  public static let switchPortUpdated = OIDNumber(rawValue: 0x00010295)
}

extension OIDTable {
  static let virtualization: [OIDEntry] = [
    OIDEntry(
      .receiveFilterHardwareCapabilities,
      "OID_RECEIVE_FILTER_HARDWARE_CAPABILITIES",
      .receiveFilter,
      [.query],
      .bytes
    ),
    OIDEntry(
      .receiveFilterGlobalParameters,
      "OID_RECEIVE_FILTER_GLOBAL_PARAMETERS",
      .receiveFilter,
      [.query],
      .bytes
    ),
    OIDEntry(
      .receiveFilterAllocateQueue,
      "OID_RECEIVE_FILTER_ALLOCATE_QUEUE",
      .receiveFilter,
      [.method],
      .bytes
    ),
    OIDEntry(
      .receiveFilterFreeQueue,
      "OID_RECEIVE_FILTER_FREE_QUEUE",
      .receiveFilter,
      [.set],
      .bytes
    ),
    OIDEntry(
      .receiveFilterEnumQueues,
      "OID_RECEIVE_FILTER_ENUM_QUEUES",
      .receiveFilter,
      [.query],
      .bytes
    ),
    OIDEntry(
      .receiveFilterQueueParameters,
      "OID_RECEIVE_FILTER_QUEUE_PARAMETERS",
      .receiveFilter,
      [.set, .method],
      .bytes
    ),
    OIDEntry(
      .receiveFilterSetFilter,
      "OID_RECEIVE_FILTER_SET_FILTER",
      .receiveFilter,
      [.method],
      .bytes
    ),
    OIDEntry(
      .receiveFilterClearFilter,
      "OID_RECEIVE_FILTER_CLEAR_FILTER",
      .receiveFilter,
      [.set],
      .bytes
    ),
    OIDEntry(
      .receiveFilterEnumFilters,
      "OID_RECEIVE_FILTER_ENUM_FILTERS",
      .receiveFilter,
      [.method],
      .bytes
    ),
    OIDEntry(
      .receiveFilterParameters,
      "OID_RECEIVE_FILTER_PARAMETERS",
      .receiveFilter,
      [.method],
      .bytes
    ),
    OIDEntry(
      .receiveFilterQueueAllocationComplete,
      "OID_RECEIVE_FILTER_QUEUE_ALLOCATION_COMPLETE",
      .receiveFilter,
      [.method],
      .bytes
    ),
    OIDEntry(
      .receiveFilterCurrentCapabilities,
      "OID_RECEIVE_FILTER_CURRENT_CAPABILITIES",
      .receiveFilter,
      [.query],
      .bytes
    ),
    OIDEntry(
      .nicSwitchHardwareCapabilities,
      "OID_NIC_SWITCH_HARDWARE_CAPABILITIES",
      .nicSwitch,
      [.query],
      .bytes
    ),
    OIDEntry(
      .nicSwitchCurrentCapabilities,
      "OID_NIC_SWITCH_CURRENT_CAPABILITIES",
      .nicSwitch,
      [.query],
      .bytes
    ),
    OIDEntry(
      .receiveFilterMoveFilter,
      "OID_RECEIVE_FILTER_MOVE_FILTER",
      .receiveFilter,
      [.set],
      .bytes
    ),
    OIDEntry(
      .packetCoalescingFilterMatchCount,
      "OID_PACKET_COALESCING_FILTER_MATCH_COUNT",
      .receiveFilter,
      [.query],
      .u64
    ),
    OIDEntry(.nicSwitchCreateSwitch, "OID_NIC_SWITCH_CREATE_SWITCH", .nicSwitch, [.method], .bytes),
    OIDEntry(
      .nicSwitchParameters,
      "OID_NIC_SWITCH_PARAMETERS",
      .nicSwitch,
      [.set, .method],
      .bytes
    ),
    OIDEntry(.nicSwitchDeleteSwitch, "OID_NIC_SWITCH_DELETE_SWITCH", .nicSwitch, [.set], .bytes),
    OIDEntry(.nicSwitchEnumSwitches, "OID_NIC_SWITCH_ENUM_SWITCHES", .nicSwitch, [.query], .bytes),
    OIDEntry(.nicSwitchCreateVport, "OID_NIC_SWITCH_CREATE_VPORT", .nicSwitch, [.method], .bytes),
    OIDEntry(
      .nicSwitchVportParameters,
      "OID_NIC_SWITCH_VPORT_PARAMETERS",
      .nicSwitch,
      [.set, .method],
      .bytes
    ),
    OIDEntry(.nicSwitchEnumVports, "OID_NIC_SWITCH_ENUM_VPORTS", .nicSwitch, [.method], .bytes),
    OIDEntry(.nicSwitchDeleteVport, "OID_NIC_SWITCH_DELETE_VPORT", .nicSwitch, [.set], .bytes),
    OIDEntry(.nicSwitchAllocateVf, "OID_NIC_SWITCH_ALLOCATE_VF", .nicSwitch, [.method], .bytes),
    OIDEntry(.nicSwitchFreeVf, "OID_NIC_SWITCH_FREE_VF", .nicSwitch, [.set], .bytes),
    OIDEntry(.nicSwitchVfParameters, "OID_NIC_SWITCH_VF_PARAMETERS", .nicSwitch, [.method], .bytes),
    OIDEntry(.nicSwitchEnumVfs, "OID_NIC_SWITCH_ENUM_VFS", .nicSwitch, [.method], .bytes),
    OIDEntry(
      .sriovHardwareCapabilities,
      "OID_SRIOV_HARDWARE_CAPABILITIES",
      .sriov,
      [.query],
      .bytes
    ),
    OIDEntry(.sriovCurrentCapabilities, "OID_SRIOV_CURRENT_CAPABILITIES", .sriov, [.query], .bytes),
    OIDEntry(.sriovReadVfConfigSpace, "OID_SRIOV_READ_VF_CONFIG_SPACE", .sriov, [.method], .bytes),
    OIDEntry(.sriovWriteVfConfigSpace, "OID_SRIOV_WRITE_VF_CONFIG_SPACE", .sriov, [.set], .bytes),
    OIDEntry(.sriovReadVfConfigBlock, "OID_SRIOV_READ_VF_CONFIG_BLOCK", .sriov, [.method], .bytes),
    OIDEntry(.sriovWriteVfConfigBlock, "OID_SRIOV_WRITE_VF_CONFIG_BLOCK", .sriov, [.set], .bytes),
    OIDEntry(.sriovResetVf, "OID_SRIOV_RESET_VF", .sriov, [.set], .bytes),
    OIDEntry(.sriovSetVfPowerState, "OID_SRIOV_SET_VF_POWER_STATE", .sriov, [.set], .bytes),
    OIDEntry(.sriovVfVendorDeviceId, "OID_SRIOV_VF_VENDOR_DEVICE_ID", .sriov, [.method], .bytes),
    OIDEntry(.sriovProbedBars, "OID_SRIOV_PROBED_BARS", .sriov, [.query], .bytes),
    OIDEntry(.sriovBarResources, "OID_SRIOV_BAR_RESOURCES", .sriov, [.method], .bytes),
    OIDEntry(.sriovPfLuid, "OID_SRIOV_PF_LUID", .sriov, [.query], .bytes),
    OIDEntry(.sriovConfigState, "OID_SRIOV_CONFIG_STATE", .sriov, [], .bytes),
    OIDEntry(.sriovVfSerialNumber, "OID_SRIOV_VF_SERIAL_NUMBER", .sriov, [.query], .bytes),
    OIDEntry(.switchPropertyAdd, "OID_SWITCH_PROPERTY_ADD", .virtualSwitch, [.set], .bytes),
    OIDEntry(.switchPropertyUpdate, "OID_SWITCH_PROPERTY_UPDATE", .virtualSwitch, [.set], .bytes),
    OIDEntry(.switchPropertyDelete, "OID_SWITCH_PROPERTY_DELETE", .virtualSwitch, [.set], .bytes),
    OIDEntry(.switchPropertyEnum, "OID_SWITCH_PROPERTY_ENUM", .virtualSwitch, [.method], .bytes),
    OIDEntry(
      .switchFeatureStatusQuery,
      "OID_SWITCH_FEATURE_STATUS_QUERY",
      .virtualSwitch,
      [.method],
      .bytes
    ),
    OIDEntry(
      .sriovVfInvalidateConfigBlock,
      "OID_SRIOV_VF_INVALIDATE_CONFIG_BLOCK",
      .sriov,
      [.method],
      .bytes
    ),
    OIDEntry(.switchNicRequest, "OID_SWITCH_NIC_REQUEST", .virtualSwitch, [.method], .bytes),
    OIDEntry(
      .switchPortPropertyAdd,
      "OID_SWITCH_PORT_PROPERTY_ADD",
      .virtualSwitch,
      [.set],
      .bytes
    ),
    OIDEntry(
      .switchPortPropertyUpdate,
      "OID_SWITCH_PORT_PROPERTY_UPDATE",
      .virtualSwitch,
      [.set],
      .bytes
    ),
    OIDEntry(
      .switchPortPropertyDelete,
      "OID_SWITCH_PORT_PROPERTY_DELETE",
      .virtualSwitch,
      [.set],
      .bytes
    ),
    OIDEntry(
      .switchPortPropertyEnum,
      "OID_SWITCH_PORT_PROPERTY_ENUM",
      .virtualSwitch,
      [.method],
      .bytes
    ),
    OIDEntry(.switchParameters, "OID_SWITCH_PARAMETERS", .virtualSwitch, [.query], .bytes),
    OIDEntry(.switchPortArray, "OID_SWITCH_PORT_ARRAY", .virtualSwitch, [.query], .bytes),
    OIDEntry(.switchNicArray, "OID_SWITCH_NIC_ARRAY", .virtualSwitch, [.query], .bytes),
    OIDEntry(.switchPortCreate, "OID_SWITCH_PORT_CREATE", .virtualSwitch, [.set], .bytes),
    OIDEntry(.switchPortDelete, "OID_SWITCH_PORT_DELETE", .virtualSwitch, [.set], .bytes),
    OIDEntry(.switchNicCreate, "OID_SWITCH_NIC_CREATE", .virtualSwitch, [.set], .bytes),
    OIDEntry(.switchNicConnect, "OID_SWITCH_NIC_CONNECT", .virtualSwitch, [.set], .bytes),
    OIDEntry(.switchNicDisconnect, "OID_SWITCH_NIC_DISCONNECT", .virtualSwitch, [.set], .bytes),
    OIDEntry(.switchNicDelete, "OID_SWITCH_NIC_DELETE", .virtualSwitch, [.set], .bytes),
    OIDEntry(
      .switchPortFeatureStatusQuery,
      "OID_SWITCH_PORT_FEATURE_STATUS_QUERY",
      .virtualSwitch,
      [.method],
      .bytes
    ),
    OIDEntry(.switchPortTeardown, "OID_SWITCH_PORT_TEARDOWN", .virtualSwitch, [.set], .bytes),
    OIDEntry(.switchNicSave, "OID_SWITCH_NIC_SAVE", .virtualSwitch, [.method], .bytes),
    OIDEntry(
      .switchNicSaveComplete,
      "OID_SWITCH_NIC_SAVE_COMPLETE",
      .virtualSwitch,
      [.set],
      .bytes
    ),
    OIDEntry(.switchNicRestore, "OID_SWITCH_NIC_RESTORE", .virtualSwitch, [.set], .bytes),
    OIDEntry(
      .switchNicRestoreComplete,
      "OID_SWITCH_NIC_RESTORE_COMPLETE",
      .virtualSwitch,
      [.set],
      .bytes
    ),
    OIDEntry(.switchNicUpdated, "OID_SWITCH_NIC_UPDATED", .virtualSwitch, [.set], .bytes),
    OIDEntry(.switchPortUpdated, "OID_SWITCH_PORT_UPDATED", .virtualSwitch, [.set], .bytes),
  ]
}

// The versions of NDIS whose drivers know an identifier: the "Version" row of each identifier's page.

extension OIDEntry {
  /// The first version of NDIS whose drivers know it.
  public var since: NDISVersion {
    if let exception = Self.firstVersions[number] { return exception }
    switch family {
    case .sriov, .virtualSwitch, .nicSwitch, .ndk, .qos: return .v6_30
    case .receiveFilter: return .v6_20
    case .power where symbol.hasPrefix("OID_PM_"): return .v6_20
    default: return .v6_0
    }
  }

  /// The last version of NDIS whose drivers use it, before another took its place; nil if they still do.
  public var until: NDISVersion? { Self.lastVersions[number] }

  /// True if drivers of that version know it.
  public func isKnown(in version: NDISVersion) -> Bool { version >= since }

  private static let firstVersions: [OIDNumber: NDISVersion] = [
    .genHdSplitParameters: .v6_1,
    .genHdSplitCurrentConfig: .v6_1,
    .tcpTaskIpsecOffloadV2AddSa: .v6_1,
    .tcpTaskIpsecOffloadV2DeleteSa: .v6_1,
    .tcpTaskIpsecOffloadV2UpdateSa: .v6_1,
    .genPhysicalMediumEx: .v6_20,
    .nicSwitchHardwareCapabilities: .v6_20,
    .nicSwitchCurrentCapabilities: .v6_20,
    .receiveFilterMoveFilter: .v6_30,
    .packetCoalescingFilterMatchCount: .v6_30,
    .tcpTaskIpsecOffloadV2AddSaEx: .v6_30,
    .tcpRscStatistics: .v6_30,
  ]

  private static let lastVersions: [OIDNumber: NDISVersion] = [
    .genPhysicalMedium: .v6_1,
    .pnpCapabilities: .v6_1,
    .pnpAddWakeUpPattern: .v6_1,
    .pnpRemoveWakeUpPattern: .v6_1,
    .pnpWakeUpPatternList: .v6_1,
    .pnpEnableWakeUp: .v6_1,
    .tcpTaskIpsecOffloadV2AddSa: .v6_20,
  ]
}

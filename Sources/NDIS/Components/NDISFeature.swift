/// Something that came into NDIS with a version, and that may have left it with another.
///
/// The table decides what the engine gives a driver, what the verifier lets it use, and what people are told it sees.
///
/// - Source: network/introduction-to-ndis-6-0 and its successors, network/ndis-6-30-backward-compatibility
public enum NDISFeature: String, CaseIterable, Sendable {
  case netBufferLists
  case pauseAndRestart
  case lightweightFilters
  case filterIntermediateDrivers
  case networkInterfaces
  case ports
  case receiveSideScaling
  case largeSendOffload
  case ipsecOffloadV1
  case tokenRing
  case irDA
  case headerDataSplit
  case directOIDRequests
  case ipsecOffloadV2
  case netDMA
  case msiXConfiguration
  case powerManagementInterface
  case virtualMachineQueues
  case processorGroups
  case receiveSideThrottle
  case mediumIP
  case mediaSpecificInformationEx
  case singleRootIOVirtualization
  case extensibleSwitch
  case packetCoalescing
  case selectiveSuspend
  case wakeReason
  case noPauseOnSuspend
  case dataCenterBridging
  case receiveSegmentCoalescing
  case encapsulatedTaskOffload
  case networkDirect
  case networkDirect12
  case nativeForwarding
  case isolationParameters

  /// What the table says of a feature.
  public struct Entry: Sendable {
    /// The feature.
    public let feature: NDISFeature
    /// What it is, as people say it.
    public let name: String
    /// The version that brought it.
    public let since: NDISVersion
    /// The first version without it; nil while it is there.
    public let until: NDISVersion?
    /// The documentation page that says so.
    public let page: String
  }

  /// Its line in the table.
  public var entry: Entry { Self.all[Self.places[self] ?? 0] }

  /// True if a driver built for `version` may use it.
  public func isAvailable(in version: NDISVersion) -> Bool {
    let entry = entry
    return version >= entry.since && entry.until.map { version < $0 } ?? true
  }

  /// What a driver built for `version` may use, in the order of the table.
  public static func available(in version: NDISVersion) -> [NDISFeature] {
    allCases.filter { $0.isAvailable(in: version) }
  }

  private static let places = Dictionary(
    uniqueKeysWithValues: all.enumerated().map { ($0.element.feature, $0.offset) }
  )
}

extension NDISVersion {
  /// Information slots that a list has for a driver of this version.
  ///
  /// Source: nblinfo/ne-nblinfo-ndis_net_buffer_list_info
  public var infoSlotCount: Int {
    if self < .v6_1 { return 11 }
    if self < .v6_20 { return 13 }
    return self < .v6_30 ? 18 : 24
  }

  /// True if the engine serves drivers of this very version.
  public var isSupported: Bool { Self.supported.contains(self) }
}

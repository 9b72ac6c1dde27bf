extension NDISFeature {
  /// Every feature once, in the order of the versions that brought them.
  public static let all: [Entry] = [
    Entry(.netBufferLists, "NET_BUFFER_LIST architecture", .v6_0, "introduction-to-ndis-6-0"),
    Entry(.pauseAndRestart, "pause and restart of stacks", .v6_0, "introduction-to-ndis-6-0"),
    Entry(.lightweightFilters, "filter drivers", .v6_0, "introduction-to-ndis-6-0"),
    Entry(
      .filterIntermediateDrivers,
      "filter intermediate drivers",
      .v6_0,
      until: .v6_30,
      "ndis-6-30-backward-compatibility"
    ),
    Entry(
      .networkInterfaces,
      "network interface objects",
      .v6_0,
      "ndis-network-interface-services"
    ),
    Entry(.ports, "NDIS ports", .v6_0, "overview-of-ndis-ports"),
    Entry(
      .receiveSideScaling,
      "receive side scaling",
      .v6_0,
      "introduction-to-receive-side-scaling"
    ),
    Entry(.largeSendOffload, "large send offload", .v6_0, "introduction-to-ndis-6-0"),
    Entry(
      .ipsecOffloadV1,
      "IPsec task offload version 1",
      .v6_0,
      until: .v6_30,
      "ndis-6-30-backward-compatibility"
    ),
    Entry(.tokenRing, "Token Ring", .v6_0, until: .v6_30, "ndis-6-30-backward-compatibility"),
    Entry(.irDA, "IrDA", .v6_0, until: .v6_30, "ndis-6-30-backward-compatibility"),
    Entry(.headerDataSplit, "header-data split", .v6_1, "header-data-split-in-ndis-6-1"),
    Entry(
      .directOIDRequests,
      "direct OID requests",
      .v6_1,
      "direct-oid-request-interface-in-ndis-6-1"
    ),
    Entry(
      .ipsecOffloadV2,
      "IPsec task offload version 2",
      .v6_1,
      "ipsec-task-offload-version-2-in-ndis-6-1"
    ),
    Entry(.netDMA, "NetDMA", .v6_1, until: .v6_30, "netdma-updates-in-ndis-6-1"),
    Entry(.msiXConfiguration, "MSI-X configuration", .v6_1, "introduction-to-ndis-6-1"),
    Entry(
      .powerManagementInterface,
      "power management interface",
      .v6_20,
      "power-management-enhancements-in-ndis-6-20"
    ),
    Entry(
      .virtualMachineQueues,
      "virtual machine queues",
      .v6_20,
      "virtual-machine-queue--vmq--in-ndis-6-20"
    ),
    Entry(
      .processorGroups,
      "more than 64 processors",
      .v6_20,
      "support-for-more-than-64-processors-in-ndis-6-20"
    ),
    Entry(
      .receiveSideThrottle,
      "receive side throttle",
      .v6_20,
      "receive-side-throttle-in-ndis-6-20"
    ),
    Entry(.mediumIP, "raw IP medium", .v6_20, "media-extensibility-in-ndis-6-20"),
    Entry(
      .mediaSpecificInformationEx,
      "media-specific information lists",
      .v6_20,
      "media-extensibility-in-ndis-6-20"
    ),
    Entry(
      .singleRootIOVirtualization,
      "single root I/O virtualization",
      .v6_30,
      "introduction-to-ndis-6-30"
    ),
    Entry(.extensibleSwitch, "extensible switch", .v6_30, "introduction-to-ndis-6-30"),
    Entry(
      .packetCoalescing,
      "packet coalescing",
      .v6_30,
      "power-management-enhancements-in-ndis-6-30"
    ),
    Entry(
      .selectiveSuspend,
      "selective suspend",
      .v6_30,
      "power-management-enhancements-in-ndis-6-30"
    ),
    Entry(.wakeReason, "wake reason", .v6_30, "power-management-enhancements-in-ndis-6-30"),
    Entry(
      .noPauseOnSuspend,
      "no pause on suspend",
      .v6_30,
      "power-management-enhancements-in-ndis-6-30"
    ),
    Entry(.dataCenterBridging, "quality of service", .v6_30, "introduction-to-ndis-6-30"),
    Entry(
      .receiveSegmentCoalescing,
      "receive segment coalescing",
      .v6_30,
      "overview-of-receive-segment-coalescing"
    ),
    Entry(
      .encapsulatedTaskOffload,
      "task offload of encapsulated packets",
      .v6_30,
      "introduction-to-ndis-6-30"
    ),
    Entry(.networkDirect, "network direct kernel providers", .v6_30, "introduction-to-ndis-6-30"),
    Entry(
      .networkDirect12,
      "network direct kernel providers 1.2",
      .v6_40,
      "introduction-to-ndis-6-40"
    ),
    Entry(
      .nativeForwarding,
      "native forwarding in the extensible switch",
      .v6_40,
      "introduction-to-ndis-6-40"
    ),
    Entry(
      .isolationParameters,
      "isolation parameters of virtual networks",
      .v6_40,
      "introduction-to-ndis-6-40"
    ),
  ]
}

extension NDISFeature.Entry {
  fileprivate init(
    _ feature: NDISFeature,
    _ name: String,
    _ since: NDISVersion,
    until: NDISVersion? = nil,
    _ page: String
  ) {
    self.feature = feature
    self.name = name
    self.since = since
    self.until = until
    self.page = page
  }
}

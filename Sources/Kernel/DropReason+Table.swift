extension DropReason {
  /// What the table says of a reason.
  public struct Entry: Sendable {
    /// The reason.
    public let reason: DropReason
    /// Its name in documents and scripts, lowerCamelCase.
    public let code: String
    /// Its name on the screen.
    public let symbol: String
    /// What happened, one sentence.
    public let sentence: String
    /// Where it is documented, empty if it exists only here.
    public let page: String
  }

  /// Every reason, in the order of the numbers.
  public static let all: [Entry] = [
    Entry(
      reason: .paused,
      code: "paused",
      symbol: "Paused",
      sentence: "The adapter, module or binding was paused or pausing and takes no data.",
      page: "pausing-an-adapter"
    ),
    Entry(
      reason: .lowPower,
      code: "lowPower",
      symbol: "LowPower",
      sentence: "The adapter was in a low-power state.",
      page: "ndis-power-management-overview"
    ),
    Entry(
      reason: .noMatchingPacketFilter,
      code: "noMatchingPacketFilter",
      symbol: "NoMatchingPacketFilter",
      sentence: "No binding has a packet filter that admits this kind of frame.",
      page: "oid-gen-current-packet-filter"
    ),
    Entry(
      reason: .notForUs,
      code: "notForUs",
      symbol: "NotForUs",
      sentence: "No protocol above has a handler for this kind of packet.",
      page: "receiving-data-in-protocol-drivers"
    ),
    Entry(
      reason: .classifyRule,
      code: "classifyRule",
      symbol: "ClassifyRule",
      sentence: "A rule of a filter or classifier blocked the packet.",
      page: "receiving-data-in-a-filter-driver"
    ),
    Entry(
      reason: .mediaDisconnected,
      code: "mediaDisconnected",
      symbol: "MediaDisconnected",
      sentence: "The medium was disconnected.",
      page: "ndis-status-link-state"
    ),
    Entry(
      reason: .mtuExceeded,
      code: "mtuExceeded",
      symbol: "MTUExceeded",
      sentence: "The packet is longer than the path allows.",
      page: "oid-gen-maximum-frame-size"
    ),
    Entry(
      reason: .queueOverrun,
      code: "queueOverrun",
      symbol: "QueueOverrun",
      sentence: "The queue that had to take the packet was full.",
      page: "oid-gen-statistics"
    ),
    Entry(
      reason: .noResources,
      code: "noResources",
      symbol: "NoResources",
      sentence: "No list, buffer or memory was free to carry the packet on.",
      page: "sending-data-from-a-miniport-driver"
    ),
    Entry(
      reason: .malformed,
      code: "malformed",
      symbol: "Malformed",
      sentence: "A header is cut short or contradicts itself.",
      page: "indicating-received-ethernet-frames"
    ),
    Entry(
      reason: .badChecksum,
      code: "badChecksum",
      symbol: "BadChecksum",
      sentence: "A checksum did not match the bytes it covers.",
      page: "nblchecksum"
    ),
    Entry(
      reason: .vlanNotMember,
      code: "vlanNotMember",
      symbol: "VLANNotMember",
      sentence: "The VLAN of the frame is not one this party belongs to.",
      page: "oid-gen-vlan-id"
    ),
    Entry(
      reason: .sendAborted,
      code: "sendAborted",
      symbol: "SendAborted",
      sentence: "The sender cancelled the send while it was queued.",
      page: "canceling-a-send-operation"
    ),
    Entry(
      reason: .resetInProgress,
      code: "resetInProgress",
      symbol: "ResetInProgress",
      sentence: "The adapter was being reset.",
      page: "miniport-adapter-check-for-hang-and-reset-operations"
    ),
    Entry(
      reason: .invalidLength,
      code: "invalidLength",
      symbol: "InvalidLength",
      sentence: "The packet has a length the adapter cannot send.",
      page: "sending-ethernet-frames"
    ),
    Entry(
      reason: .driverGaveNoReason,
      code: "driverGaveNoReason",
      symbol: "DriverGaveNoReason",
      sentence: "The driver finished the packet without carrying it on and gave no reason.",
      page: "sending-data-from-a-filter-driver"
    ),
    Entry(
      reason: .unsupportedMedia,
      code: "unsupportedMedia",
      symbol: "UnsupportedMedia",
      sentence: "The frame belongs to a medium this party does not serve.",
      page: "binding-to-an-adapter"
    ),
    Entry(
      reason: .noBinding,
      code: "noBinding",
      symbol: "NoBinding",
      sentence: "No protocol is bound to the adapter.",
      page: "receiving-data-in-protocol-drivers"
    ),
    Entry(
      reason: .loopbackSuppressed,
      code: "loopbackSuppressed",
      symbol: "LoopbackSuppressed",
      sentence: "The sender or a NO_LOCAL packet filter asked not to receive a looped-back copy.",
      page: "looping-back-ndis-packets"
    ),
    Entry(
      reason: .rateLimited,
      code: "rateLimited",
      symbol: "RateLimited",
      sentence: "The packet exceeded a configured rate.",
      page: "receive-side-throttle-in-ndis-6-20"
    ),
    Entry(
      reason: .portInactive,
      code: "portInactive",
      symbol: "PortInactive",
      sentence: "The NDIS port of the packet is not active.",
      page: "activating-an-ndis-port"
    ),
    Entry(
      reason: .droppedByHand,
      code: "droppedByHand",
      symbol: "DroppedByHand",
      sentence: "A person dropped the packet while it rested at a breakpoint.",
      page: ""
    ),
    Entry(
      reason: .hostRefused,
      code: "hostRefused",
      symbol: "HostRefused",
      sentence: "The host device behind the adapter refused the frame.",
      page: "sending-data-from-a-miniport-driver"
    ),
    Entry(
      reason: .simulatedLoss,
      code: "simulatedLoss",
      symbol: "SimulatedLoss",
      sentence: "The loss rate configured for this party took the packet.",
      page: ""
    ),
    Entry(
      reason: .offloadUnavailable,
      code: "offloadUnavailable",
      symbol: "OffloadUnavailable",
      sentence:
        "The packet asked for an offload that the adapter does not have or has switched off.",
      page: "enabling-and-disabling-task-offload-services"
    ),
  ]

  /// The reason's line of the table, nil for a number that is not in it.
  public var entry: Entry? {
    let place = Self.places[rawValue]
    return place.map { Self.all[$0] }
  }

  /// Where the reasons are in the table, by number.
  private static let places: [UInt16: Int] = Dictionary(
    uniqueKeysWithValues: all.enumerated().map { ($1.reason.rawValue, $0) }
  )

  /// The name in documents and scripts; `unknown17` for a number that is not in the table.
  public var code: String { entry?.code ?? "unknown\(rawValue)" }

  /// The name on the screen.
  public var symbol: String { entry?.symbol ?? "Unknown\(rawValue)" }

  /// Finds a reason by its code.
  public init?(code: String) {
    guard let entry = Self.all.first(where: { $0.code == code }) else { return nil }
    self = entry.reason
  }
}

extension DropReason: CustomStringConvertible {
  /// The name on the screen.
  public var description: String { symbol }
}

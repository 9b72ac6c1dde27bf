import CLinux
public import DataPath
public import Kernel
public import NDIS
import Wire

/// An Ethernet adapter with a real host at the other end of its cable: a Linux TAP interface.
///
/// What the host transmits on the interface, the adapter receives, and the other way round. The cable is point to point:
/// every frame its other end sends counts as received, so OID_GEN_STATISTICS agrees with `ip -s link` of the interface,
/// packet for packet and byte for byte (the interface's TX is the adapter's receive side). What the packet filter refuses
/// is dropped after that, with its reason, and is no discard. A coalesced or large-send unit is one frame on both ends.
///
/// While no list is free, and while the adapter is paused, frames wait in the host. What the host drops because that
/// queue is full is read from it and counted: OID_GEN_RCV_NO_BUFFER and ifInDiscards, and an event says so.
///
/// Keywords: `host`, `interface`, `queues`, `segmentation`, `checksum`, `mtu`, `mac`, `peermac`, `addresses`, `gateway`,
/// `queue-length`, `lists`. Frames of queue q are received on processor q; a flow is sent on one queue.
///
/// What a person sees: the link goes down when the interface is switched off, unplugged or gone, and up again; an MTU
/// changed at the interface is the adapter's, too; the interface's own counters stand among the settings. Drops:
/// `MediaDisconnected`, `MTUExceeded`, `InvalidLength`, `OffloadUnavailable`, `Malformed` and `HostRefused` for sends;
/// `NoMatchingPacketFilter` and `Malformed` for frames that arrive.
public final class TapMiniport: MiniportDriver, MediaSwitching {
  /// What the driver declares.
  public static let component = ComponentDescription.miniport(
    "tap",
    displayName: "TAP adapter",
    summary: "An Ethernet adapter whose cable leads to a Linux host through a TAP interface.",
    keywords: [
      KeywordDescription(
        "host",
        .text,
        "Name of the private host it leads to, which only a shell makes; this host if absent."
      ),
      KeywordDescription(
        "interface",
        .text,
        default: .text("nd0"),
        "Name of the host's interface, at most 15 bytes."
      ),
      KeywordDescription(
        "queues",
        .integer(1...8),
        default: .integer(1),
        "Queues of the interface; each is received on a processor of its own."
      ),
      KeywordDescription(
        "segmentation",
        .choice(["on", "off"]),
        default: .choice("on"),
        "Whether TCP units larger than the MTU cross the cable: large send and coalescing."
      ),
      KeywordDescription(
        "checksum",
        .choice(["on", "off"]),
        default: .choice("on"),
        "Whether the adapter calculates and verifies checksums."
      ),
      KeywordDescription(
        "mtu",
        .bytes(68...65_521),
        default: .integer(1_500),
        "Largest payload of a frame; the interface gets the same."
      ),
      KeywordDescription("mac", .hardwareAddress, "Station address; made from the name if absent."),
      KeywordDescription(
        "peermac",
        .hardwareAddress,
        "Station address of the interface; made from the adapter's name if absent."
      ),
      KeywordDescription(
        "addresses",
        .list(.address(.prefix), count: 0...32),
        "Addresses the interface gets."
      ),
      KeywordDescription(
        "gateway",
        .list(.address(.host), count: 0...2),
        "Default routes of the host through the interface."
      ),
      KeywordDescription(
        "queue-length",
        .integer(1...1_000_000),
        default: .integer(10_000),
        "Frames that wait in the host before it drops."
      ),
      KeywordDescription(
        "lists",
        .integer(64...65_536),
        default: .integer(1_024),
        "Lists for frames that were received and are not back yet."
      ),
    ]
  )

  /// True if the cable is in at this end.
  public private(set) var isMediaConnected = true
  /// Frames the host dropped because nobody took them, so far.
  public var overruns: UInt64 { edge.overruns }

  let edge: LiveEdge
  let transmitter: EdgeTransmitter
  private let device: TapDevice?
  /// The frame being read.
  let scratch: UnsafeMutableRawBufferPointer
  private var mediaRow: InstanceSetting?

  /// Reads the settings and opens the interface, unless the stack is only tried.
  public init(_ configuration: InstanceConfiguration) throws(DriverError) {
    let settings = configuration.settings
    try LiveEdge.checkName(settings, "interface")
    let isSegmenting = settings.text("segmentation") != "off"
    let isSumming = settings.text("checksum") != "off"
    guard isSumming || !isSegmenting || settings.source("segmentation") == .default else {
      throw DriverError(
        "segmentation needs the checksums that are switched off",
        source: settings.source("segmentation"),
        mend: "write segmentation: off, or checksum: on"
      )
    }
    let device = configuration.context.isTrial ? nil : try TapDevice(configuration)
    let edge = LiveEdge(
      configuration,
      address: try configuration.stationAddress(),
      link: device?.link,
      transmitFrames: Int(settings.integer("queue-length") ?? 10_000),
      isSumming: isSumming,
      isSegmenting: isSegmenting && isSumming
    )
    self.device = device
    self.edge = edge
    let queues = device?.queues ?? []
    transmitter = EdgeTransmitter(edge, headerBytes: ND_TAP_HEADER) { frame in
      queues.count > 1
        ? queues[Int(FlowHash.of(frame) % UInt64(queues.count))] : queues.first ?? -1
    }
    scratch = .allocate(byteCount: LiveEdge.longestFrame, alignment: 16)
    var lost = device?.link.statistics().send_dropped ?? 0
    edge.takeLosses = { [unowned edge] in
      let now = edge.link?.statistics().send_dropped ?? 0
      defer { lost = now }
      return now - min(now, lost)
    }
    edge.rows = { [unowned self] in mediaRow.map { [("media", $0.value)] } ?? [] }
  }

  deinit {
    edge.unwatch()
    scratch.deallocate()
  }

  /// What a TAP is told its reader accepts.
  static func offloads(_ settings: KeywordSettings) -> UInt32 {
    guard settings.text("checksum") != "off" else { return 0 }
    let checksum = ND_TAP_CHECKSUM
    guard settings.text("segmentation") != "off" else { return UInt32(checksum) }
    return UInt32(
      checksum | ND_TAP_SEGMENT_IPV4 | ND_TAP_SEGMENT_IPV6 | ND_TAP_SEGMENT_ECN
    )
  }

  /// `MiniportInitializeEx`.
  public func initialize(_ adapter: MiniportAdapter) throws(NDISStatus) -> MiniportAttributes {
    let queues = device?.queues ?? []
    if queues.count > 1 {
      // The host at the other end decides which queue a frame comes out of.
      let processors = edge.machine.processors
      adapter.makeReceiveQueues(
        queues.count,
        .host,
        processors: queues.indices.map { processors[$0 % processors.count] },
        hasMessages: true
      )
    }
    return try edge.initialize(adapter, vendor: Self.component.displayName) {
      [unowned self] edge throws(MachineError) in
      let processors = edge.machine.processors
      for (number, queue) in queues.enumerated() {
        try edge.watch(queue, on: processors[number % processors.count]) { [unowned self] in
          receive(from: queue, number)
        }
      }
    }
  }

  /// `MiniportHaltEx`.
  public func halt(_ adapter: MiniportAdapter, action: HaltAction) {
    edge.halt()
  }

  /// `MiniportPause`.
  public func pause(_ adapter: MiniportAdapter) -> Completion {
    edge.setOpen(false)
    return adapter.pauseWhenHome()
  }

  /// `MiniportRestart`.
  public func restart(_ adapter: MiniportAdapter) -> Completion {
    edge.setOpen(true)
    return .success
  }

  /// `MiniportReturnNetBufferLists`.
  public func returnReceived(
    _ chain: consuming NetBufferChain,
    on adapter: MiniportAdapter,
    flags: ReturnFlags
  ) {
    edge.takeBack(chain, adapter)
  }

  /// `MiniportCancelSend`; sends end before the call that made them returns.
  public func cancelSends(withID id: UInt64, on adapter: MiniportAdapter) {}

  /// `MiniportOidRequest`.
  public func request(_ request: OIDRequest, on adapter: MiniportAdapter) -> Completion {
    .done(edge.requests.answer(request, adapter))
  }

  /// `MiniportCancelOidRequest`; requests are answered at once.
  public func cancelRequest(_ request: OIDRequest, on adapter: MiniportAdapter) {}

  /// Connects or disconnects the medium: the interface loses its carrier, and the link state follows.
  public func setMedia(connected: Bool, source: ConfigurationSource) {
    guard let device, connected != isMediaConnected, device.setCarrier(connected) else { return }
    isMediaConnected = connected
    mediaRow = InstanceSetting("media", connected ? "connected" : "disconnected", source: source)
    edge.board.refresh()
    device.link.refresh()
  }
}

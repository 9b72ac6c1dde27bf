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

  /// The adapter's name and settings.
  public let configuration: InstanceConfiguration
  /// True if the cable is in at this end.
  public private(set) var isMediaConnected = true
  /// Frames the host dropped because nobody took them, so far.
  public internal(set) var overruns: UInt64 = 0

  let device: TapDevice?
  let address: MACAddress
  let isSegmenting: Bool
  let isSumming: Bool
  var requests: StationRequests
  private(set) weak var adapter: MiniportAdapter?
  var receiveSide: ReceiveSide?
  var watches: [Watch] = []
  /// True while no list was free.
  var isThrottled = false
  var isOpen = false
  /// The frame being read or made ready to be sent.
  let scratch: UnsafeMutableRawBufferPointer
  let hostCounters: HostCounters
  let board: SettingsBoard
  private var mediaRow: InstanceSetting?

  /// Bytes of the longest frame: a whole IP packet, its header and two tags.
  static let longestFrame = 65_535 + 14 + 8

  /// Reads the settings and opens the interface, unless the stack is only tried.
  public init(_ configuration: InstanceConfiguration) throws(DriverError) {
    let settings = configuration.settings
    self.configuration = configuration
    try Self.checkName(settings)
    address = try configuration.stationAddress()
    isSegmenting = settings.text("segmentation") != "off"
    isSumming = settings.text("checksum") != "off"
    guard isSumming || !isSegmenting || settings.source("segmentation") == .default else {
      throw DriverError(
        "segmentation needs the checksums that are switched off",
        source: settings.source("segmentation"),
        mend: "write segmentation: off, or checksum: on"
      )
    }
    requests = StationRequests(
      station: address,
      transmitFrames: Int(settings.integer("queue-length") ?? 10_000),
      receiveFrames: Int(settings.integer("lists") ?? 1_024)
    )
    board = SettingsBoard(configuration)
    device = configuration.context.isTrial ? nil : try TapDevice(configuration)
    hostCounters = HostCounters(device?.link)
    scratch = .allocate(byteCount: Self.longestFrame, alignment: 16)
    device?.link.onChange = { [unowned self] in linkChanged($0, $1) }
  }

  deinit {
    device?.link.onChange = { _, _ in }
    for watch in watches { configuration.context.machine.watches.remove(watch) }
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

  private static func checkName(_ settings: KeywordSettings) throws(DriverError) {
    let name = settings.text("interface") ?? "nd0"
    let isPlain = name.utf8.allSatisfy { $0 > 32 && $0 != 47 && $0 != 58 && $0 != 127 }
    guard (1...15).contains(name.utf8.count), isPlain, name != ".", name != ".." else {
      throw DriverError(
        "\(name.debugDescription) is no name of an interface",
        source: settings.source("interface"),
        mend: "write 1 to 15 characters without blanks, slashes and colons"
      )
    }
  }

  var machine: Machine { configuration.context.machine }

  /// `MiniportInitializeEx`.
  public func initialize(_ adapter: MiniportAdapter) throws(NDISStatus) -> MiniportAttributes {
    guard let device, !device.link.state.isGone else { throw .adapterNotFound }
    let mtu = device.link.state.mtu
    do {
      receiveSide = try ReceiveSide(
        adapter,
        lists: Int(requests.receiveFrames),
        longest: Int(mtu) + 18,
        largest: Self.longestFrame,
        largeLists: 256
      )
      try device.link.follow()
      try watchQueues(device)
    } catch {
      throw .resources
    }
    self.adapter = adapter
    board.show = { [weak adapter] in adapter?.settings = $0 }
    board.live = { [unowned self] in liveRows }
    hostCounters.start(machine) { [unowned self] in countOverruns($0) }
    board.refresh()
    var attributes = MiniportAttributes(
      mtu: mtu,
      address: address.bytes,
      link: linkState,
      maximumLinkSpeed: device.link.speed ?? LinkState.unknownSpeed
    )
    attributes.supportedOIDs = StationRequests.supported
    attributes.vendorDescription = Self.component.displayName
    return attributes
  }

  /// `MiniportHaltEx`.
  public func halt(_ adapter: MiniportAdapter, action: HaltAction) {
    hostCounters.stop()
    board.stop()
    setOpen(false)
    self.adapter = nil
    receiveSide = nil
  }

  /// `MiniportPause`.
  public func pause(_ adapter: MiniportAdapter) -> Completion {
    setOpen(false)
    return adapter.pauseWhenHome()
  }

  /// `MiniportRestart`.
  public func restart(_ adapter: MiniportAdapter) -> Completion {
    setOpen(true)
    return .success
  }

  /// `MiniportReturnNetBufferLists`.
  public func returnReceived(
    _ chain: consuming NetBufferChain,
    on adapter: MiniportAdapter,
    flags: ReturnFlags
  ) {
    adapter.free(chain, .receive)
    if isThrottled { throttle(false) }
  }

  /// `MiniportCancelSend`; sends end before the call that made them returns.
  public func cancelSends(withID id: UInt64, on adapter: MiniportAdapter) {}

  /// `MiniportOidRequest`.
  public func request(_ request: OIDRequest, on adapter: MiniportAdapter) -> Completion {
    .done(requests.answer(request, adapter))
  }

  /// `MiniportCancelOidRequest`; requests are answered at once.
  public func cancelRequest(_ request: OIDRequest, on adapter: MiniportAdapter) {}

  /// Connects or disconnects the medium: the interface loses its carrier, and the link state follows.
  public func setMedia(connected: Bool, source: ConfigurationSource) {
    guard let device, connected != isMediaConnected, device.setCarrier(connected) else { return }
    isMediaConnected = connected
    mediaRow = InstanceSetting("media", connected ? "connected" : "disconnected", source: source)
    board.refresh()
    device.link.refresh()
  }

  private var liveRows: [(String, String)] {
    (mediaRow.map { [("media", $0.value)] } ?? []) + hostCounters.rows
      + [("overruns", "\(overruns)")]
  }
}

public import DataPath
import Kernel
public import NDIS
import Wire

/// One end of a cable: an Ethernet adapter whose frames come out of another adapter of the stack.
///
/// Sends wait in a transmit queue, go out one after the other at `rate` and arrive `delay` later. A frame takes the time
/// of its own bytes; preamble, check sequence and gap are left out, and short frames are not padded. At the other end
/// the bytes are copied into a list of that adapter, whose journey has the sent one as its parent. The adapter's packet
/// filter decides like hardware which frames come in.
///
/// Keywords: `peer`, `rate`, `delay`, `mtu`, `mac`, `media`, `linkSpeed`, `queue`, `lists`, `moderation`. One end that
/// names the other is enough. With `*WakeOnMagicPacket` or `*WakeOnPattern` it can sleep, and a frame wakes it up. The link is up while both ends are initialised, have their medium connected, and agree:
/// a speed that OID_GEN_LINK_PARAMETERS forces on one end the other follows, unless it was forced to another.
///
/// What a person sees: link state with its status indications, the queue's length, and drops: `MediaDisconnected`,
/// `MTUExceeded`, `InvalidLength` and `QueueOverrun` for sends; `NoMatchingPacketFilter`, `NoResources`, `Paused`,
/// `MTUExceeded` and `MediaDisconnected` for frames that arrive.
public final class WireMiniport: MiniportDriver, MediaSwitching, Reconfigurable {
  /// What the driver declares.
  public static let component = ComponentDescription.miniport(
    "wire",
    displayName: "Wire",
    summary: "An Ethernet adapter whose frames arrive at a peer adapter after the line's delay.",
    keywords: [
      KeywordDescription("peer", .peer, "The adapter at the other end of the cable."),
      KeywordDescription(
        "rate",
        .bitRate(),
        default: .rate(1_000_000_000, .bits),
        "How fast frames go onto the line."
      ),
      KeywordDescription(
        "delay",
        .anyDuration,
        default: .duration(.microseconds(5)),
        "How long a frame travels."
      ),
      KeywordDescription(
        "mtu",
        .bytes(68...65_535),
        default: .integer(1_500),
        "Largest payload of a frame."
      ),
      KeywordDescription("mac", .hardwareAddress, "Station address; made from the name if absent."),
      KeywordDescription(
        "media",
        .choice(["connected", "disconnected"]),
        default: .choice("connected"),
        "Whether the cable is plugged in at start."
      ),
      KeywordDescription("linkSpeed", .bitRate(), "Speed the adapter reports; the rate if absent."),
      KeywordDescription(
        "queue",
        .integer(1...65_536),
        default: .integer(512),
        "Lists that wait to be sent."
      ),
      KeywordDescription(
        "lists",
        .integer(1...65_536),
        default: .integer(512),
        "Lists for frames that were received and are not back yet."
      ),
      KeywordDescription(
        "moderation",
        .anyDuration,
        "How long received frames wait for others to be indicated with; without it they do not."
      ),
      KeywordDescription(
        "queues",
        .integer(1...64),
        "Receive queues of the hardware, each with a processor of its own; 1 if absent."
      ),
    ] + WakeUp.keywords + [ReceiveThrottle.keyword] + ReceiveScaleSettings.keywords
  )

  /// The adapter's name and settings.
  public private(set) var configuration: InstanceConfiguration
  /// True if the cable is in.
  public internal(set) var isMediaConnected: Bool
  /// The adapter at the other end, once it is there.
  public private(set) weak var peer: WireMiniport?

  let peerName: String?
  private(set) var rate: UInt64
  private(set) var delay: Nanoseconds
  private(set) var mtu: Int
  private(set) var address: MACAddress
  var requests: StationRequests
  private(set) weak var adapter: MiniportAdapter?
  /// Made anew at every initialization; nil for an adapter that manages no power.
  private(set) var wakeUp: WakeUp?
  /// It is waking up because of a frame.
  var isWaking = false
  /// Frames that the hardware has answered in its sleep.
  var answeredAsleep: UInt64 = 0
  var receiveSide: ReceiveSide?
  /// Lists that wait for the line; the first is on its way out.
  var queue = NetBufferChain()
  private(set) var queueLimit: Int
  /// When the first list of the queue has gone out.
  var headFinish: Instant?
  var headTimer: TimerID?
  var line = FrameLine()
  /// How long received frames wait for others; nil for an adapter without interrupt moderation.
  private(set) var moderation: Nanoseconds?
  var moderationTimer: TimerID?
  var lineTimer: TimerID?
  lazy var timerUses = TimerUses(self)
  var rows: [InstanceSetting]

  /// Reads the settings.
  public init(_ configuration: InstanceConfiguration) throws(DriverError) {
    let settings = configuration.settings
    self.configuration = configuration
    peerName = settings.text("peer")
    if peerName == configuration.name {
      throw DriverError(
        "adapter \(configuration.name) names itself as its peer",
        source: settings.source("peer"),
        mend: "name the adapter at the other end"
      )
    }
    let values = try Values(configuration)
    rate = values.rate
    delay = values.delay
    mtu = values.mtu
    queueLimit = values.queueLimit
    isMediaConnected = values.isMediaConnected
    moderation = values.moderation
    address = values.address
    requests = values.requests
    rows = configuration.rows
    configuration.context.register(self, name: configuration.name)
  }

  /// Takes other values while the adapter is halted.
  ///
  /// The peer stays the same, and frames on the line arrive as they were sent.
  public func reconfigure(_ configuration: InstanceConfiguration) throws(DriverError) {
    let values = try Values(configuration)
    self.configuration = configuration
    rate = values.rate
    delay = values.delay
    mtu = values.mtu
    queueLimit = values.queueLimit
    isMediaConnected = values.isMediaConnected
    moderation = values.moderation
    address = values.address
    requests = values.requests
    rows = configuration.rows
  }

  /// What the keywords say.
  private struct Values {
    let rate: UInt64
    let delay: Nanoseconds
    let mtu, queueLimit: Int
    let isMediaConnected: Bool
    let moderation: Nanoseconds?
    let address: MACAddress
    let requests: StationRequests

    init(_ configuration: InstanceConfiguration) throws(DriverError) {
      let settings = configuration.settings
      rate = settings.rate("rate") ?? 1_000_000_000
      delay = settings.duration("delay") ?? .zero
      mtu = Int(settings.integer("mtu") ?? 1_500)
      queueLimit = Int(settings.integer("queue") ?? 512)
      isMediaConnected = settings.text("media") != "disconnected"
      moderation = settings.duration("moderation").flatMap { $0 > .zero ? $0 : nil }
      address = try configuration.stationAddress()
      var requests = StationRequests(
        station: address,
        transmitFrames: queueLimit,
        receiveFrames: Int(settings.integer("lists") ?? 512)
      )
      requests.canForceLink = true
      requests.moderatesInterrupts = moderation == nil ? nil : true
      self.requests = requests
    }
  }

  var machine: Machine { configuration.context.machine }

  /// `MiniportInitializeEx`.
  public func initialize(_ adapter: MiniportAdapter) throws(NDISStatus) -> MiniportAttributes {
    do throws(MemoryError) {
      // Four bytes more for a tag.
      receiveSide = try ReceiveSide(
        adapter,
        lists: Int(requests.receiveFrames),
        longest: mtu + 18,
        scaling: configuration.settings
      )
    } catch {
      throw .resources
    }
    self.adapter = adapter
    wakeUp = WakeUp(configuration.settings, station: address)
    isWaking = false
    adapter.settings = rows
    findPeer()
    let speed = ownSpeed
    var attributes = MiniportAttributes(
      mtu: UInt32(mtu),
      address: address.bytes,
      link: linkState,
      maximumLinkSpeed: speed
    )
    attributes.supportedOIDs = StationRequests.supported
    attributes.receiveScale = receiveSide?.capabilities
    if attributes.receiveScale != nil {
      attributes.supportedOIDs += [.genReceiveScaleParameters, .genReceiveHash]
    }
    if let wakeUp {
      attributes.power = wakeUp.capabilities
      attributes.supportedOIDs += wakeUp.identifiers(adapter.component.ndisVersion)
    }
    attributes.vendorDescription = Self.component.displayName
    peer?.updateLink()
    return attributes
  }

  /// `MiniportHaltEx`.
  public func halt(_ adapter: MiniportAdapter, action: HaltAction) {
    self.adapter = nil
    endModeration()
    receiveSide = nil
    peer?.updateLink()
  }

  /// `MiniportPause`.
  public func pause(_ adapter: MiniportAdapter) -> Completion {
    // Nothing may be indicated any more, not even what waits for more.
    cancelModeration()
    receiveSide?.close()
    return adapter.pauseWhenHome()
  }

  /// `MiniportRestart`.
  public func restart(_ adapter: MiniportAdapter) -> Completion {
    tellWakeReason(adapter)
    return .success
  }

  /// `MiniportReturnNetBufferLists`.
  public func returnReceived(
    _ chain: consuming NetBufferChain,
    on adapter: MiniportAdapter,
    flags: ReturnFlags
  ) {
    adapter.free(chain, .receive)
  }

  /// `MiniportOidRequest`.
  public func request(_ request: OIDRequest, on adapter: MiniportAdapter) -> Completion {
    if let status = receiveSide?.answer(request) { return .done(status) }
    if let status = wakeUp?.answer(request, adapter.component.ndisVersion) { return .done(status) }
    let before = requests.link
    let status = requests.answer(request, adapter)
    if requests.link != before { followLinkParameters(request) }
    if requests.moderatesInterrupts == false { endModeration() }
    return .done(status)
  }

  /// `MiniportCancelOidRequest`; requests are answered at once.
  public func cancelRequest(_ request: OIDRequest, on adapter: MiniportAdapter) {}

  // MARK: The other end

  /// The setting behind a link that is down.
  var linkCause: CauseID {
    let name = isMediaConnected ? "linkSpeed" : "media"
    if !isMediaConnected || !agrees, let row = rows.first(where: { $0.name == name }) {
      return configuration.context.causes.intern(
        Cause("\(name) = \(row.value)", source: row.source)
      )
    }
    return configuration.cause("peer")
  }

  func findPeer() {
    guard peer == nil else { return }
    let context = configuration.context
    let found =
      peerName.map { context.wireEnd(named: $0) } ?? context.wireEnd(facing: configuration.name)
    guard let other = found, other !== self else { return }
    let isFree = other.peer == nil || other.peer === self
    guard isFree, other.peerName == nil || other.peerName == configuration.name else {
      configuration.context.stack.emit(
        .warning("\(other.configuration.name) is connected to another adapter"),
        party: adapter?.party.id ?? 0
      )
      return
    }
    peer = other
    other.peer = self
  }
}

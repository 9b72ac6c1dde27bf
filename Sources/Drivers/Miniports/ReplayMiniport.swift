public import DataPath
import Kernel
public import NDIS
public import Wire

/// An adapter that receives the frames of a capture file, byte for byte as they were captured.
///
/// The adapter's medium follows the file: Ethernet, or IP packets without a link header (`NdisMediumIP`). A record of
/// the other kind in the same file is dropped as `UnsupportedMedia`. A record cut by its snap length comes in with the
/// bytes there are; its list carries the length it had on the wire in the slot `MediaSpecificInformation`. What is
/// sent to the adapter leaves it and is gone.
///
/// Keywords: `file`; `timing` original (each frame as long after the first as in the file) or fast (the next batch as
/// soon as the last one is back); `loop`; `batch`, `mtu`, `mac`, `lists`. A loop begins a millisecond after the last
/// frame.
///
/// What a person sees: records, bytes captured, bytes on the wire and cut records so far among the adapter's settings.
public final class ReplayMiniport: MiniportDriver, Reconfigurable {
  /// What the driver declares.
  public static let component = ComponentDescription.miniport(
    "replay",
    displayName: "Capture replay",
    summary: "An adapter that receives the frames of a capture file.",
    lowerRange: ["ethernet", "ip"],
    keywords: [
      KeywordDescription.required("file", .path, "The capture, pcap or pcapng."),
      KeywordDescription(
        "timing",
        .choice(["original", "fast"]),
        default: .choice("original"),
        "At the pace of the capture, or as fast as the stack takes them."
      ),
      KeywordDescription(
        "loop",
        .boolean,
        default: .boolean(false),
        "Whether to begin again at the end."
      ),
      KeywordDescription(
        "batch",
        .integer(1...1_024),
        default: .integer(64),
        "Frames indicated together at most."
      ),
      KeywordDescription(
        "mtu",
        .bytes(576...65_535),
        default: .integer(1_500),
        "The MTU it reports; frames of the file come in whatever their length."
      ),
      KeywordDescription("mac", .hardwareAddress, "Station address; made from the name if absent."),
      KeywordDescription(
        "lists",
        .integer(1...65_536),
        default: .integer(1_024),
        "Lists for frames that were received and are not back yet."
      ),
      KeywordDescription(
        "queues",
        .integer(1...64),
        "Receive queues of the hardware, each with a processor of its own; 1 if absent."
      ),
    ] + [ReceiveThrottle.keyword] + ReceiveScaleSettings.keywords
  )

  /// Exact sums over what was replayed.
  public struct Totals: Equatable, Sendable {
    /// Records.
    public var packets: UInt64 = 0
    /// Bytes in the file.
    public var capturedBytes: UInt64 = 0
    /// Bytes the frames had on the wire.
    public var wireBytes: UInt64 = 0
    /// Records cut by the snap length.
    public var truncated: UInt64 = 0

    /// Makes sums from their parts.
    public init(
      packets: UInt64 = 0,
      capturedBytes: UInt64 = 0,
      wireBytes: UInt64 = 0,
      truncated: UInt64 = 0
    ) {
      self.packets = packets
      self.capturedBytes = capturedBytes
      self.wireBytes = wireBytes
      self.truncated = truncated
    }
  }

  /// The adapter's name and settings.
  public private(set) var configuration: InstanceConfiguration
  /// The file as it is opened.
  public private(set) var path: String
  /// Sums so far.
  public internal(set) var totals = Totals()
  /// Records of another link type than the adapter's medium; each was dropped as `UnsupportedMedia`.
  public internal(set) var otherMedia: UInt64 = 0
  /// What ended the reading before the file's end; the whole records before it were replayed.
  public internal(set) var failure: CaptureError?
  /// True once every record was replayed and has come back.
  public internal(set) var isFinished = false
  /// Called once, when it is finished.
  public var onFinished: (() -> Void)?

  private(set) var isFast: Bool
  private(set) var loops: Bool
  private(set) var batch: Int
  private(set) var mtu: Int
  private(set) var address: MACAddress
  private(set) var medium: LinkLayer
  var file: CaptureFile
  /// The record that comes next; its bytes are valid until the file is read on.
  var next: CaptureRecord?
  var requests: StationRequests
  private(set) weak var adapter: MiniportAdapter?
  var receiveSide: ReceiveSide?
  var timer: TimerID?
  /// What every timer runs: made once, as a capture may want a timer for each packet.
  private(set) lazy var whenDue: () -> Void = { [weak self] in self?.fire() }
  lazy var frameTimer = machine.timers.use("next frames") { [weak self] in self?.adapter?.party.id }
  /// Engine time that stands for `firstTimestamp`, once there is one.
  var origin: Instant?
  var firstTimestamp: Int64?
  var pausedAt: Instant?
  let board: SettingsBoard

  /// Opens the file and reads its first record.
  public init(_ configuration: InstanceConfiguration) throws(DriverError) {
    let values = try Values(configuration)
    self.configuration = configuration
    board = SettingsBoard(configuration)
    isFast = values.isFast
    loops = values.loops
    batch = values.batch
    mtu = values.mtu
    address = values.address
    path = values.path
    file = values.file
    next = values.next
    failure = values.failure
    medium = values.medium
    requests = values.requests
  }

  /// Takes other values while the adapter is halted, and begins the file anew; the sums go on.
  public func reconfigure(_ configuration: InstanceConfiguration) throws(DriverError) {
    let values = try Values(configuration)
    self.configuration = configuration
    board.configure(configuration)
    isFast = values.isFast
    loops = values.loops
    batch = values.batch
    mtu = values.mtu
    address = values.address
    path = values.path
    file = values.file
    next = values.next
    failure = values.failure
    medium = values.medium
    requests = values.requests
    isFinished = false
    origin = nil
    firstTimestamp = nil
    pausedAt = nil
  }

  var machine: Machine { configuration.context.machine }

  /// The length a replayed frame had on the wire, nil if it is whole.
  public static func wireLength(of list: NetBufferList) -> Int? {
    let length = list.info(.mediaSpecific)
    return length == 0 ? nil : Int(clamping: length)
  }

  /// `MiniportInitializeEx`.
  public func initialize(_ adapter: MiniportAdapter) throws(NDISStatus) -> MiniportAttributes {
    do throws(MemoryError) {
      receiveSide = try ReceiveSide(
        adapter,
        lists: Int(requests.receiveFrames),
        longest: 2_048,
        largest: 262_144,
        scaling: configuration.settings,
        link: medium
      )
    } catch {
      throw .resources
    }
    self.adapter = adapter
    board.show = { [weak adapter] in adapter?.settings = $0 }
    board.live = { [unowned self] in
      [
        ("packets", "\(totals.packets)"), ("capturedBytes", "\(totals.capturedBytes)"),
        ("wireBytes", "\(totals.wireBytes)"), ("truncated", "\(totals.truncated)"),
      ] + (failure.map { [("failure", "\($0)")] } ?? [])
    }
    board.refresh()
    let speed: UInt64 = 10_000_000_000
    var attributes = MiniportAttributes(
      mtu: UInt32(mtu),
      address: address.bytes,
      link: LinkState(
        connect: .connected,
        duplex: .full,
        transmitLinkSpeed: speed,
        receiveLinkSpeed: speed,
        pauseFunctions: .unsupported
      ),
      maximumLinkSpeed: speed
    )
    if medium == .rawIP {
      attributes.medium = .ip
      attributes.physicalMedium = .unspecified
    }
    attributes.supportedOIDs = StationRequests.supported
    attributes.receiveScale = receiveSide?.capabilities
    if attributes.receiveScale != nil {
      attributes.supportedOIDs += [.genReceiveScaleParameters, .genReceiveHash]
    }
    attributes.vendorDescription = Self.component.displayName
    return attributes
  }

  /// `MiniportHaltEx`.
  public func halt(_ adapter: MiniportAdapter, action: HaltAction) {
    board.stop()
    self.adapter = nil
    receiveSide = nil
  }

  /// `MiniportPause`.
  public func pause(_ adapter: MiniportAdapter) -> Completion {
    if let timer { machine.timers.cancel(timer) }
    timer = nil
    pausedAt = machine.now
    board.refresh()
    receiveSide?.close()
    return adapter.pauseWhenHome()
  }

  /// `MiniportRestart`.
  public func restart(_ adapter: MiniportAdapter) -> Completion {
    // The time of the pause is no time of the capture.
    if let pausedAt, let origin { self.origin = origin + (machine.now - pausedAt) }
    pausedAt = nil
    arm()
    return .success
  }

  /// `MiniportSendNetBufferLists`.
  public func send(
    _ chain: consuming NetBufferChain,
    on adapter: MiniportAdapter,
    port: UInt32,
    flags: SendFlags
  ) {
    adapter.statistics.count(chain, .transmit)
    adapter.completeSend(chain)
  }

  /// `MiniportReturnNetBufferLists`.
  public func returnReceived(
    _ chain: consuming NetBufferChain,
    on adapter: MiniportAdapter,
    flags: ReturnFlags
  ) {
    adapter.free(chain, .receive)
    if adapter.state == .running { arm() }
  }

  /// `MiniportCancelSend`; nothing is ever queued.
  public func cancelSends(withID id: UInt64, on adapter: MiniportAdapter) {}

  /// `MiniportOidRequest`.
  public func request(_ request: OIDRequest, on adapter: MiniportAdapter) -> Completion {
    .done(receiveSide?.answer(request) ?? requests.answer(request, adapter))
  }

  /// `MiniportCancelOidRequest`; requests are answered at once.
  public func cancelRequest(_ request: OIDRequest, on adapter: MiniportAdapter) {}
}

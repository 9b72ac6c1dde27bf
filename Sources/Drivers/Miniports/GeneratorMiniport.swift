public import DataPath
import Kernel
public import NDIS
import Wire

/// An adapter that receives test traffic at a steady rate, as if from a line.
///
/// Frames are Ethernet with IPv4 and UDP or TCP, with correct lengths and checksums; the IPv4 identification counts
/// them. They are addressed to the adapter, so a binding with `DIRECTED` gets them. Addresses are from 198.18.0.0/15.
/// Which flow and size comes next follows from the seed of the run. What is sent to the adapter leaves it and is gone.
///
/// Keywords: `profile` fixed (one size), imix (60, 590 and 1514 bytes as 7 to 4 to 1) or flows (imix, UDP and TCP in
/// turn over 16 flows if `flows` says nothing else); `rate`, `size` (bytes of a frame without check sequence), `flows`,
/// `count` (0: without end), `vlan`, `batch` (frames indicated together), `mtu`, `mac`, `lists`.
///
/// What a person sees: frames so far among the adapter's settings, and `NoResources` drops when the lists do not come
/// back fast enough.
public final class GeneratorMiniport: MiniportDriver, Reconfigurable {
  /// What the driver declares.
  public static let component = ComponentDescription.miniport(
    "generator",
    displayName: "Packet generator",
    summary: "An adapter that receives test frames at a steady rate.",
    keywords: [
      KeywordDescription(
        "profile",
        .choice(["fixed", "imix", "flows"]),
        default: .choice("fixed"),
        "What the traffic is made of."
      ),
      KeywordDescription(
        "rate",
        .packetRate(),
        default: .rate(100, .packets),
        "Frames per second."
      ),
      KeywordDescription(
        "size",
        .bytes(42...9_018),
        default: .integer(60),
        "Length of a frame without check sequence, in profile fixed."
      ),
      KeywordDescription(
        "flows",
        .integer(1...65_536),
        "Number of flows; 1, or 16 in profile flows."
      ),
      KeywordDescription(
        "count",
        .integer(0...Int64.max),
        default: .integer(0),
        "Frames in all; 0 means no end."
      ),
      KeywordDescription("vlan", .integer(1...4_094), "VLAN of a tag in every frame."),
      KeywordDescription(
        "batch",
        .integer(1...1_024),
        default: .integer(64),
        "Frames indicated together at most."
      ),
      KeywordDescription(
        "mtu",
        .bytes(576...9_000),
        default: .integer(1_500),
        "Largest payload of a frame."
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

  /// The adapter's name and settings.
  public private(set) var configuration: InstanceConfiguration
  /// Frames made so far, also those for which no list was free.
  public internal(set) var produced: UInt64 = 0
  /// Frames in all, 0 for no end.
  public private(set) var limit: UInt64
  /// True if every frame of `count` was made.
  public var isFinished: Bool { limit > 0 && produced >= limit }
  /// Called once, when the last frame was indicated.
  public var onFinished: (() -> Void)?

  private(set) var rate: UInt64
  private(set) var batch: UInt64
  private(set) var mtu: Int
  private(set) var address: MACAddress
  private(set) var traffic: GeneratorTraffic
  var requests: StationRequests
  private(set) weak var adapter: MiniportAdapter?
  var receiveSide: ReceiveSide?
  var timer: TimerID?
  lazy var frameTimer = machine.timers.use("next frames") { [weak self] in self?.adapter?.party.id }
  /// Start of the present run and the frames made before it.
  var runStart = Instant.start
  var runBase: UInt64 = 0
  let board: SettingsBoard

  /// Reads the settings.
  public init(_ configuration: InstanceConfiguration) throws(DriverError) {
    let values = try Values(configuration)
    self.configuration = configuration
    board = SettingsBoard(configuration)
    rate = values.rate
    batch = values.batch
    limit = values.limit
    mtu = values.mtu
    address = values.address
    traffic = values.traffic
    requests = values.requests
  }

  /// Takes other values while the adapter is halted; the frames go on counting.
  public func reconfigure(_ configuration: InstanceConfiguration) throws(DriverError) {
    let values = try Values(configuration)
    self.configuration = configuration
    board.configure(configuration)
    rate = values.rate
    batch = values.batch
    limit = values.limit
    mtu = values.mtu
    address = values.address
    traffic = values.traffic
    requests = values.requests
  }

  /// What the keywords say.
  private struct Values {
    let rate, batch, limit: UInt64
    let mtu: Int
    let address: MACAddress
    let traffic: GeneratorTraffic
    let requests: StationRequests

    init(_ configuration: InstanceConfiguration) throws(DriverError) {
      let settings = configuration.settings
      rate = max(1, settings.rate("rate") ?? 100)
      batch = UInt64(settings.integer("batch") ?? 64)
      limit = UInt64(settings.integer("count") ?? 0)
      mtu = Int(settings.integer("mtu") ?? 1_500)
      address = try configuration.stationAddress()
      let size = Int(settings.integer("size") ?? 60)
      let longest = mtu + 14 + (settings.integer("vlan") == nil ? 0 : 4)
      guard size <= longest else {
        throw DriverError(
          "frames of \(size) bytes do not fit an MTU of \(mtu)",
          source: settings.source("size"),
          mend: "write a size up to \(longest) or a larger mtu"
        )
      }
      traffic = GeneratorTraffic(
        profile: GeneratorTraffic.Profile(rawValue: settings.text("profile") ?? "") ?? .fixed,
        size: size,
        longest: longest,
        flows: settings.integer("flows").map { Int($0) },
        vlan: settings.integer("vlan").map { VLANTag(identifier: UInt16(clamping: $0)) },
        destination: address,
        name: configuration.name,
        random: configuration.random
      )
      requests = StationRequests(
        station: address,
        transmitFrames: 1,
        receiveFrames: Int(settings.integer("lists") ?? 1_024)
      )
    }
  }

  var machine: Machine { configuration.context.machine }

  /// `MiniportInitializeEx`.
  public func initialize(_ adapter: MiniportAdapter) throws(NDISStatus) -> MiniportAttributes {
    do throws(MemoryError) {
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
    board.show = { [weak adapter] in adapter?.settings = $0 }
    board.live = { [unowned self] in [("produced", "\(produced)")] }
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
    board.refresh()
    receiveSide?.close()
    return adapter.pauseWhenHome()
  }

  /// `MiniportRestart`.
  public func restart(_ adapter: MiniportAdapter) -> Completion {
    runStart = machine.now
    runBase = produced
    armTimer()
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
  }

  /// `MiniportCancelSend`.
  public func cancelSends(withID id: UInt64, on adapter: MiniportAdapter) {}

  /// `MiniportOidRequest`.
  public func request(_ request: OIDRequest, on adapter: MiniportAdapter) -> Completion {
    .done(receiveSide?.answer(request) ?? requests.answer(request, adapter))
  }

  /// `MiniportCancelOidRequest`; requests are answered at once.
  public func cancelRequest(_ request: OIDRequest, on adapter: MiniportAdapter) {}
}

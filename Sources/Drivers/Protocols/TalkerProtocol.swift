public import DataPath
import Kernel
public import NDIS
import Wire

/// A host that pings another one: resolves its address by ARP or neighbour discovery, then sends echo requests.
///
/// It answers for its own address like the responder, so that the other side can reach it. Times are engine time from
/// the send call to the reply's arrival.
///
/// Keywords: `address` with its prefix length, `target` in the same network, `interval`, `size` (bytes of data),
/// `count` (0: without end), `timeout`.
///
/// What a person sees: the station of the target, requests sent, answered and lost, and the shortest, mean and longest
/// round trip.
public final class TalkerProtocol: ProtocolDriver {
  /// What the driver declares.
  public static let component = ComponentDescription.protocol(
    "talker",
    displayName: "Talker",
    summary: "Pings another host and keeps the round-trip times.",
    keywords: [
      KeywordDescription.required("address", .address(.prefix), "Its own address."),
      KeywordDescription.required("target", .address(.host), "The host it pings."),
      KeywordDescription(
        "interval",
        .duration(.microseconds(1) ... .seconds(UInt64(3_600))),
        default: .duration(.seconds(UInt64(1))),
        "Time between two pings."
      ),
      KeywordDescription(
        "size",
        .bytes(0...8_192),
        default: .integer(32),
        "Bytes of data in a ping."
      ),
      KeywordDescription(
        "count",
        .integer(0...Int64.max),
        default: .integer(0),
        "Pings in all; 0 means no end."
      ),
      KeywordDescription(
        "timeout",
        .duration(.microseconds(1) ... .seconds(UInt64(3_600))),
        default: .duration(.seconds(UInt64(1))),
        "How long a reply may take."
      ),
    ]
  )

  /// The binding's name and settings.
  public let configuration: InstanceConfiguration
  /// What the pings came to so far.
  public internal(set) var roundTrips = RoundTrips()
  /// True if every ping of `count` was answered or is lost.
  public var isFinished: Bool { limit > 0 && roundTrips.sent >= limit && outstanding.isEmpty }
  /// Called once, when it is finished.
  public var onFinished: (() -> Void)?

  let host: StationHost
  let board: SettingsBoard
  let address: IPAddress
  let target: IPAddress
  let interval: Nanoseconds
  let timeout: Nanoseconds
  let limit: UInt64
  let data: [UInt8]
  let identifier: UInt16
  /// The target's station, once it is known.
  var neighbor: MACAddress?
  /// Pings without a reply, oldest first.
  var outstanding: [(sequence: UInt16, sent: Instant)] = []
  var timer: TimerID?
  lazy var questionTimer = configuration.context.machine.timers.use("next question") {
    [weak self] in
    self?.host.binding?.party.id
  }

  /// Reads the settings.
  public init(_ configuration: InstanceConfiguration) throws(DriverError) {
    let settings = configuration.settings
    self.configuration = configuration
    guard let prefix = settings.address("address").flatMap({ IPPrefix($0) }),
      let target = settings.address("target").flatMap({ IPPrefix($0) })
    else {
      throw DriverError(
        "talker \(configuration.name) needs address and target",
        source: .default,
        mend: "write address: 10.0.0.1/24 and target: 10.0.0.2"
      )
    }
    guard prefix.contains(target.address) else {
      throw DriverError(
        "\(target.address) is not in the network of \(prefix)",
        source: settings.source("target"),
        mend: "name a host of the same network"
      )
    }
    address = prefix.address
    self.target = target.address
    interval = settings.duration("interval") ?? .seconds(UInt64(1))
    timeout = settings.duration("timeout") ?? .seconds(UInt64(1))
    limit = UInt64(settings.integer("count") ?? 0)
    // The letters that pings of Windows carry.
    data = (0..<Int(settings.integer("size") ?? 32)).map { 0x61 + UInt8($0 % 23) }
    var random = configuration.random
    identifier = UInt16(truncatingIfNeeded: random.next())
    host = StationHost(configuration, keyword: "address", addresses: [prefix])
    board = SettingsBoard(configuration)
  }

  /// `ProtocolBindAdapterEx`.
  public func bind(_ binding: ProtocolBinding) -> Completion {
    board.show = { [weak binding] in binding?.settings = $0 }
    board.live = { [unowned self] in liveRows }
    host.onNeighbor = { [unowned self] in learn($0, $1) }
    host.onEchoReply = { [unowned self] in takeReply(from: $0, $1, $2, $3) }
    board.refresh()
    return .done(host.bind(binding))
  }

  /// `ProtocolUnbindAdapterEx`.
  public func unbind(_ binding: ProtocolBinding) -> Completion {
    binding.close()
    neighbor = nil
    board.stop()
    return .success
  }

  /// `NetEventPause`.
  public func pause(_ binding: ProtocolBinding) -> Completion {
    stop()
    board.refresh()
    return binding.pauseWhenHome()
  }

  /// `NetEventRestart`.
  public func restart(_ binding: ProtocolBinding, attributesChanged: Bool) -> Completion {
    host.requestFrames()
    start()
    return .success
  }

  /// `ProtocolReceiveNetBufferLists`.
  public func receive(
    _ chain: consuming NetBufferChain,
    on binding: ProtocolBinding,
    port: UInt32,
    flags: ReceiveFlags
  ) {
    host.receive(chain, on: binding)
    board.refreshLater()
  }

  /// `ProtocolSendNetBufferListsComplete`.
  public func sendComplete(
    _ chain: consuming NetBufferChain,
    on binding: ProtocolBinding,
    flags: SendCompleteFlags
  ) {
    binding.free(chain)
  }

  /// `ProtocolOidRequestComplete`.
  public func requestComplete(
    _ request: OIDRequest,
    status: NDISStatus,
    on binding: ProtocolBinding
  ) {
    binding.warn(of: request, status, in: configuration)
  }

  /// `ProtocolStatusEx`.
  public func status(_ indication: StatusIndication, on binding: ProtocolBinding) {
    host.take(indication)
  }
}

public import DataPath
import Kernel
public import NDIS
import Wire

/// A host that only answers: ARP, neighbour discovery and echo requests for its addresses.
///
/// Checksums are verified before anything else is believed. Answers go to the station that asked and keep the VLAN of
/// the question. Whatever is not for it ends as `NotForUs`, `BadChecksum` or `Malformed`.
///
/// Keywords: `addresses` (IPv4 and IPv6 with prefix length), `announce` (gratuitous ARP at start).
///
/// What a person sees: the binding's addresses and how many questions of each kind it answered.
public final class ResponderProtocol: ProtocolDriver {
  /// What the driver declares.
  public static let component = ComponentDescription.protocol(
    "responder",
    displayName: "Responder",
    summary: "Answers ARP, neighbour discovery and pings for its addresses.",
    keywords: [
      KeywordDescription.required(
        "addresses",
        .list(.address(.prefix), count: 1...32),
        "The addresses it answers for."
      ),
      KeywordDescription(
        "announce",
        .boolean,
        default: .boolean(false),
        "Whether it announces its IPv4 addresses when it starts."
      ),
    ]
  )

  /// The binding's name and settings.
  public let configuration: InstanceConfiguration
  private let host: StationHost
  private let board: SettingsBoard
  private let announces: Bool

  /// Reads the settings.
  public init(_ configuration: InstanceConfiguration) throws(DriverError) {
    self.configuration = configuration
    let addresses = configuration.addresses("addresses")
    guard !addresses.isEmpty else {
      throw DriverError(
        "responder \(configuration.name) has no address",
        source: configuration.settings.source("addresses"),
        mend: "write addresses: [10.0.0.1/24]"
      )
    }
    host = StationHost(configuration, keyword: "addresses", addresses: addresses)
    board = SettingsBoard(configuration)
    announces = configuration.settings.boolean("announce") ?? false
  }

  /// ARP requests answered.
  public var arpReplies: UInt64 { host.arpCount }
  /// Neighbour solicitations answered.
  public var neighborReplies: UInt64 { host.neighborCount }
  /// Echo requests answered.
  public var echoReplies: UInt64 { host.echoCount }

  /// `ProtocolBindAdapterEx`.
  public func bind(_ binding: ProtocolBinding) -> Completion {
    board.show = { [weak binding] in binding?.settings = $0 }
    board.live = { [unowned self] in
      [
        ("arpReplies", "\(arpReplies)"), ("neighborReplies", "\(neighborReplies)"),
        ("echoReplies", "\(echoReplies)"),
      ]
    }
    board.refresh()
    return .done(host.bind(binding))
  }

  /// `ProtocolUnbindAdapterEx`.
  public func unbind(_ binding: ProtocolBinding) -> Completion {
    binding.close()
    board.stop()
    return .success
  }

  /// `NetEventPause`.
  public func pause(_ binding: ProtocolBinding) -> Completion {
    binding.pauseWhenHome()
  }

  /// `NetEventRestart`.
  public func restart(_ binding: ProtocolBinding, attributesChanged: Bool) -> Completion {
    host.requestFrames()
    if announces {
      // The binding may send only once it runs.
      configuration.context.machine.workItems.queue { [weak self] in self?.announce() }
    }
    return .success
  }

  private func announce() {
    for case .v4(let address) in host.addresses.map(\.address) {
      let frame = try? StationFrame.arp(
        .request,
        sender: (host.station, address),
        target: (.zero, address),
        to: .broadcast
      )
      if let frame { host.queue(frame) }
    }
    host.flush()
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

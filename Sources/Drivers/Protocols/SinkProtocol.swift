public import DataPath
import Kernel
public import NDIS

/// Takes every frame that reaches its adapter and gives it back at once.
///
/// It opens the adapter promiscuously, so it also sees frames for other stations.
///
/// What a person sees: frames and bytes so far among the binding's settings; every received journey ends here as
/// delivered.
public final class SinkProtocol: ProtocolDriver, ProtocolBorrowing {
  /// What the driver declares.
  public static let component = ComponentDescription.protocol(
    "sink",
    displayName: "Sink",
    summary: "Consumes every frame, also those for other stations, and counts them."
  )

  /// The binding's name and settings.
  public let configuration: InstanceConfiguration
  /// Frames consumed.
  public private(set) var frames: UInt64 = 0
  /// Bytes consumed.
  public private(set) var bytes: UInt64 = 0
  private let board: SettingsBoard

  /// Makes the driver of one binding.
  public init(_ configuration: InstanceConfiguration) {
    self.configuration = configuration
    board = SettingsBoard(configuration)
  }

  /// `ProtocolBindAdapterEx`.
  public func bind(_ binding: ProtocolBinding) -> Completion {
    board.show = { [weak binding] in binding?.settings = $0 }
    board.live = { [unowned self] in [("frames", "\(frames)"), ("bytes", "\(bytes)")] }
    board.refresh()
    return .done(binding.open())
  }

  /// `ProtocolUnbindAdapterEx`.
  public func unbind(_ binding: ProtocolBinding) -> Completion {
    binding.close()
    board.stop()
    return .success
  }

  /// `NetEventPause`.
  public func pause(_ binding: ProtocolBinding) -> Completion {
    board.refresh()
    return binding.pauseWhenHome()
  }

  /// `NetEventRestart`.
  public func restart(_ binding: ProtocolBinding, attributesChanged: Bool) -> Completion {
    if binding.packetFilter != .promiscuous { binding.setPacketFilter(.promiscuous) }
    binding.spreadReceives()
    return .success
  }

  /// `ProtocolReceiveNetBufferLists`.
  public func receive(
    _ chain: consuming NetBufferChain,
    on binding: ProtocolBinding,
    port: UInt32,
    flags: ReceiveFlags
  ) {
    count(chain)
    binding.returnReceived(chain)
  }

  /// `ProtocolReceiveNetBufferLists` under RESOURCES.
  public func receiveLoan(
    _ chain: inout NetBufferChain,
    on binding: ProtocolBinding,
    port: UInt32,
    flags: ReceiveFlags
  ) {
    count(chain)
  }

  private func count(_ chain: borrowing NetBufferChain) {
    frames += UInt64(chain.count)
    bytes += chain.byteCount
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
  public func status(_ indication: StatusIndication, on binding: ProtocolBinding) {}
}

public import DataPath
import Kernel
public import NDIS

/// A protocol that answers PENDING wherever it may, holds what it receives and its finished sends, and lets `inner`
/// have them a random time later.
public final class PendingProtocol: ProtocolDriver, ProtocolNetPnPReceiving,
  ProtocolDirectRequesting
{
  /// The driver that does the work.
  public let inner: any ProtocolDriver
  private let schedule: PendingSchedule
  private weak var binding: ProtocolBinding?
  private lazy var receives = HeldLists(schedule) { [unowned self] lists in
    guard let binding else { return }
    inner.receive(lists, on: binding, port: 0, flags: [])
  }
  private lazy var completions = HeldLists(schedule) { [unowned self] lists in
    guard let binding else { return }
    inner.sendComplete(lists, on: binding, flags: [])
  }

  /// Wraps a driver.
  public init(_ inner: any ProtocolDriver, schedule: PendingSchedule) {
    self.inner = inner
    self.schedule = schedule
  }

  /// `ProtocolBindAdapterEx`, pending.
  public func bind(_ binding: ProtocolBinding) -> Completion {
    self.binding = binding
    schedule.later { [self] in
      let answer = inner.bind(binding)
      if case .done(let status) = answer { binding.bindComplete(status) }
    }
    return .pending
  }

  /// `ProtocolUnbindAdapterEx`, pending.
  public func unbind(_ binding: ProtocolBinding) -> Completion {
    schedule.later { [self] in
      let answer = inner.unbind(binding)
      if case .done = answer { binding.unbindComplete() }
    }
    return .pending
  }

  /// `NetEventPause`, pending.
  public func pause(_ binding: ProtocolBinding) -> Completion {
    schedule.later { [self] in
      for edge in [receives, completions] {
        edge.passesDirectly = true
        edge.drain()
      }
      let answer = inner.pause(binding)
      if case .done = answer { binding.pauseComplete() }
    }
    return .pending
  }

  /// `NetEventRestart`, pending.
  public func restart(_ binding: ProtocolBinding, attributesChanged: Bool) -> Completion {
    schedule.later { [self] in
      for edge in [receives, completions] { edge.passesDirectly = false }
      let answer = inner.restart(binding, attributesChanged: attributesChanged)
      if case .done(let status) = answer { binding.restartComplete(status) }
    }
    return .pending
  }

  /// `ProtocolReceiveNetBufferLists`.
  public func receive(
    _ chain: consuming NetBufferChain,
    on binding: ProtocolBinding,
    port: UInt32,
    flags: ReceiveFlags
  ) {
    receives.add(chain)
  }

  /// `ProtocolSendNetBufferListsComplete`.
  public func sendComplete(
    _ chain: consuming NetBufferChain,
    on binding: ProtocolBinding,
    flags: SendCompleteFlags
  ) {
    completions.add(chain)
  }

  /// `ProtocolOidRequestComplete`.
  public func requestComplete(
    _ request: OIDRequest,
    status: NDISStatus,
    on binding: ProtocolBinding
  ) {
    inner.requestComplete(request, status: status, on: binding)
  }

  /// `ProtocolDirectOidRequestComplete`.
  public func directRequestComplete(
    _ request: OIDRequest,
    status: NDISStatus,
    on binding: ProtocolBinding
  ) {
    (inner as? any ProtocolDirectRequesting)?
      .directRequestComplete(request, status: status, on: binding)
  }

  /// `ProtocolNetPnPEvent`.
  public func netPnPEvent(_ event: NetPnPEvent, on binding: ProtocolBinding) -> NDISStatus {
    (inner as? any ProtocolNetPnPReceiving)?.netPnPEvent(event, on: binding) ?? .success
  }

  /// `ProtocolStatusEx`.
  public func status(_ indication: StatusIndication, on binding: ProtocolBinding) {
    inner.status(indication, on: binding)
  }
}

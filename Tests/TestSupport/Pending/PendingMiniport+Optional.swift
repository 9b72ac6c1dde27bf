import Kernel
public import NDIS

/// The optional handlers of a miniport: what the inner driver has is used, a random time later.
extension PendingMiniport: MiniportResetting, MiniportDirectRequesting, MiniportDevicePnPReceiving {
  /// `MiniportCheckForHangEx`.
  public func checkForHang(_ adapter: MiniportAdapter) -> Bool {
    (inner as? any MiniportResetting)?.checkForHang(adapter) ?? false
  }

  /// `MiniportResetEx`, pending.
  public func reset(_ adapter: MiniportAdapter) -> ResetAnswer {
    schedule.later { [self] in
      // Nothing may be held when the reset is complete.
      completeHeld(adapter)
      guard let driver = inner as? any MiniportResetting else {
        return adapter.resetComplete(.success, addressingReset: false)
      }
      if case .done(let status, let addressing) = driver.reset(adapter) {
        adapter.resetComplete(status, addressingReset: addressing)
      }
    }
    return .pending
  }

  /// `MiniportDirectOidRequest`, pending.
  public func directRequest(_ request: OIDRequest, on adapter: MiniportAdapter) -> Completion {
    directs.append(request)
    schedule.later { [self] in
      guard let index = directs.firstIndex(where: { $0 === request }) else { return }
      directs.remove(at: index)
      adapter.completeDirectRequest(request, status: .success)
    }
    return .pending
  }

  /// `MiniportCancelDirectOidRequest`.
  public func cancelDirectRequest(_ request: OIDRequest, on adapter: MiniportAdapter) {
    guard let index = directs.firstIndex(where: { $0 === request }) else { return }
    directs.remove(at: index)
    adapter.completeDirectRequest(request, status: .requestAborted)
  }

  /// `MiniportDevicePnPEventNotify`.
  public func devicePnPEvent(_ event: DevicePnPEventCode, on adapter: MiniportAdapter) {
    (inner as? any MiniportDevicePnPReceiving)?.devicePnPEvent(event, on: adapter)
  }
}

/// Interrupts cannot pend; a driver without their handlers has none, and one that is pausing receives no more.
extension PendingMiniport: MiniportInterrupting {
  /// `MiniportInterrupt`.
  public func interrupt(_ message: UInt32, on adapter: MiniportAdapter) -> InterruptAnswer {
    (inner as? any MiniportInterrupting)?.interrupt(message, on: adapter) ?? .notMine
  }

  /// `MiniportInterruptDPC`.
  public func deferredCall(
    _ message: UInt32,
    on adapter: MiniportAdapter,
    throttle: inout ReceiveThrottle
  ) {
    guard !isPausing else { return }
    (inner as? any MiniportInterrupting)?
      .deferredCall(message, on: adapter, throttle: &throttle)
  }
}

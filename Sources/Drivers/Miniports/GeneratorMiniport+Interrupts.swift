public import NDIS

/// The interrupts of its receive queues, where there are several.
extension GeneratorMiniport: MiniportInterrupting {
  /// `MiniportMessageInterrupt`.
  public func interrupt(_ message: UInt32, on adapter: MiniportAdapter) -> InterruptAnswer {
    receiveSide?.interrupt(message) ?? .notMine
  }

  /// `MiniportMessageInterruptDPC`.
  public func deferredCall(
    _ message: UInt32,
    on adapter: MiniportAdapter,
    throttle: inout ReceiveThrottle
  ) {
    receiveSide?.deferredCall(message, &throttle)
  }
}

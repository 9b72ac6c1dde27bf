import DataPath
import Kernel
import NDIS

/// The receive side of an adapter with several queues.
extension ReceiveSide {
  /// What the hardware can do; nil with one queue.
  var capabilities: ReceiveScaleCapabilities? { scaler?.scaling.capabilities }

  /// Answers what is about receive scaling; nil for another request.
  func answer(_ request: OIDRequest) -> NDISStatus? { scaler?.answer(request) }

  /// `MiniportMessageInterrupt`.
  func interrupt(_ message: UInt32) -> InterruptAnswer { scaler?.interrupt(message) ?? .notMine }

  /// `MiniportMessageInterruptDPC`.
  func deferredCall(_ message: UInt32, _ throttle: inout ReceiveThrottle) {
    guard let scaler else { return }
    indicate(scaler.take(message, &throttle))
  }

  /// Drops what waits to be indicated, in the queues or for more to come, because the adapter pauses.
  func close() {
    var lists = takeWaiting()
    if let scaler { lists.append(scaler.takeAll()) }
    if !lists.isEmpty {
      adapter.dropReceived(
        lists,
        relation: waitingRelation,
        reason: .paused,
        cause: adapter.stateCause
      )
    }
  }
}

import CNDIS
import DataPath
import Kernel

/// How an adapter goes away: by surprise, at its own wish, or with the whole system.
extension MiniportAdapter {
  /// The device is gone without a question.
  ///
  /// Query-remove events climb (a refusal changes nothing), the surprise is told downward, then the stack is paused, unbound,
  /// detached and halted. From here on no request is accepted.
  ///
  /// Source: network/processing-the-surprise-removal-of-a-nic--windows-7-and-later-versions-
  public func surpriseRemove(finished: @escaping () -> Void = {}) {
    let steps: [StackOperation.Step] = [
      { next in
        guard self.state != .halted, self.state != .shutdown else { return next() }
        self.notify(NetPnPEvent(.queryRemoveDevice))
        self.isRemoved = true
        self.notify(.surpriseRemoved)
        next()
      },
      { next in self.takeDown(.surpriseRemoved, next) },
    ]
    operations.add(StackOperation("surprise removal", steps, finished: finished))
  }

  /// The driver asks for the removal of its adapter; it happens after the call has returned.
  ///
  /// - C: `NdisMRemoveMiniport` · Source: ndis/nf-ndis-ndismremoveminiport
  public func requestRemoval() {
    stack.machine.workItems.queue { [self] in stop(action: .failed) }
  }

  /// The system shuts down: `MiniportShutdownEx` is the last call the driver gets, whatever is under way.
  ///
  /// Source: network/miniport-adapter-states-and-operations
  public func shutdown(_ action: ShutdownAction) {
    guard state != .halted, move(.shutdown) else { return }
    stopHangCheck()
    if let driver = driver as? any MiniportShuttingDown {
      stack.verified(party, "MiniportShutdownEx") { driver.shutdown(self, action: action) }
    }
  }

  /// Pauses, unbinds, detaches and halts.
  func takeDown(_ action: HaltAction, _ done: @escaping () -> Void) {
    pauseStack {
      self.unbindAll {
        eachInTurn(self.filters.reversed(), self.detachSettled) {
          self.settle {
            self.halt(action)
            done()
          }
        }
      }
    }
  }
}

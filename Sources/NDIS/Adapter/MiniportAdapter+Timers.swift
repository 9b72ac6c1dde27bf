import Kernel

extension MiniportAdapter {
  /// What NDIS itself waits for on an adapter.
  struct TimerUses {
    /// MiniportCheckForHangEx, periodic.
    let hangCheck: TimerUse
    /// How long a cancelled request may still be held.
    let cancelled: TimerUse
    /// How long what goes away may still hold a request.
    let settling: TimerUse

    init(_ adapter: MiniportAdapter) {
      let timers = adapter.stack.machine.timers
      hangCheck = timers.use("check for hang") { [weak adapter] in
        adapter.flatMap { $0.resetter == nil ? nil : $0.party.id }
      }
      cancelled = timers.use("answer to a cancelled request") { [weak adapter] in
        adapter?.interfaceLayer?.party.id
      }
      settling = timers.use("end of held requests") { [weak adapter] in
        adapter?.interfaceLayer?.party.id
      }
    }
  }

  /// Calls `body` once, a second from now, unless the timer is cancelled before.
  ///
  /// In ten steps: what engine time leaps over behind a host that stood still counts as one, so that whoever is waited
  /// for has had time to run.
  func afterSecond(for use: TimerUse, _ body: @escaping () -> Void) -> TimerID {
    let timers = stack.machine.timers
    let step = Nanoseconds.milliseconds(100)
    var left = 10
    var timer: TimerID?
    let id = timers.schedule(at: stack.now + step, every: step, for: use) {
      left -= 1
      guard left == 0, let timer else { return }
      timers.cancel(timer)
      body()
    }
    timer = id
    return id
  }
}

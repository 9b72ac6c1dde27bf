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
}

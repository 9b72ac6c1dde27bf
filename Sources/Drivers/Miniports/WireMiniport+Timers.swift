import Kernel
import NDIS

extension WireMiniport {
  /// What the cable waits for.
  struct TimerUses {
    /// The first list of the queue has gone out.
    let sending: TimerUse
    /// A frame arrives at the other end.
    let line: TimerUse
    /// Received frames have waited long enough for others.
    let moderation: TimerUse

    init(_ wire: WireMiniport) {
      let timers = wire.machine.timers
      sending = timers.use("end of transmission") { [weak wire] in wire?.adapter?.party.id }
      line = timers.use("arrival at the other end") { [weak wire] in wire?.adapter?.party.id }
      moderation = timers.use("interrupt moderation") { [weak wire] in
        wire?.moderation == nil ? nil : wire?.adapter?.party.id
      }
    }
  }
}

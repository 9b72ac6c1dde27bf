import CLinux
import Kernel

/// The host's own counters of an interface, read once a second while its adapter is there.
///
/// Frames the host dropped on their way to the adapter were never seen here; this is how they come to be counted.
final class HostCounters {
  private let link: HostLink?
  private var machine: Machine?
  private var timer: TimerID?
  private var lost: UInt64
  private var onLoss: (UInt64) -> Void = { _ in }

  init(_ link: HostLink?) {
    self.link = link
    lost = link?.statistics().send_dropped ?? 0
  }

  /// Starts to read; `onLoss` is told of frames lost since the last time.
  func start(_ machine: Machine, onLoss: @escaping (UInt64) -> Void) {
    self.machine = machine
    self.onLoss = onLoss
    arm()
  }

  /// Reads a last time.
  func stop() {
    if let timer { machine?.timers.cancel(timer) }
    timer = nil
    read()
    onLoss = { _ in }
  }

  /// Reads the counters now.
  func read() {
    guard let now = link?.statistics().send_dropped else { return }
    // An interface that was made anew counts from zero.
    let more = now >= lost ? now - lost : now
    lost = now
    if more > 0 { onLoss(more) }
  }

  /// The counters as a person compares them with `ip -s link`.
  var rows: [(String, String)] {
    guard let link else { return [] }
    let counted = link.statistics()
    return [
      ("interfaceSent", "\(counted.sent_frames) frames, \(counted.sent_bytes) bytes"),
      ("interfaceReceived", "\(counted.received_frames) frames, \(counted.received_bytes) bytes"),
    ]
  }

  private func arm() {
    guard let machine else { return }
    timer = machine.timers.schedule(at: machine.now + .seconds(UInt64(1))) { [weak self] in
      self?.timer = nil
      self?.read()
      self?.arm()
    }
  }
}

import CLinux
import Engine
import Glibc
import Inspection
import Kernel

/// Somebody who looks at a live engine: as fast as it shows something, seldom, or never again.
final class SoakFront: Sendable {
  /// How it looks.
  enum Manner: String, Sendable {
    /// Takes and acknowledges every snapshot.
    case attached
    /// Looks every other second and keeps what it saw.
    case slow
    /// Looks once and never again, but keeps what it saw.
    case dead
  }

  private struct State {
    var seen: UInt64 = 0
    var problems: [String] = []
  }

  let manner: Manner
  private let live: LiveEngine
  private let state = Guarded(State())
  private let done: Int32

  /// Starts looking, on a thread of its own.
  init(_ manner: Manner, at live: LiveEngine) throws(HostError) {
    self.manner = manner
    self.live = live
    done = nd_host_event_create()
    try HostThread.start(named: manner.rawValue) { [self] in
      look()
      _ = nd_host_event_signal(done)
    }
  }

  deinit {
    close(done)
  }

  /// Waits until it has stopped looking, which it does when the engine ends.
  func finish() -> (seen: UInt64, problems: [String]) {
    _ = HostWait.readable([done], timeout: nil)
    return state.withLock { ($0.seen, $0.problems) }
  }

  private func look() {
    var check = SoakCheck()
    var kept: [Snapshot] = []
    while !live.hasEnded {
      switch manner {
      case .attached:
        _ = HostWait.readable([live.descriptor, live.endDescriptor], timeout: nil)
        live.acknowledge()
      case .slow:
        _ = HostWait.readable([live.endDescriptor], timeout: Nanoseconds.milliseconds(1_700))
      case .dead:
        if !kept.isEmpty { _ = HostWait.readable([live.endDescriptor], timeout: nil) }
      }
      guard let snapshot = live.snapshot else {
        _ = HostWait.readable([live.descriptor, live.endDescriptor], timeout: nil)
        continue
      }
      let problems = check.problems(of: snapshot)
      if manner != .attached { kept.append(snapshot) }
      if kept.count > 3 { kept.removeFirst() }
      state.withLock {
        $0.seen = check.count
        if $0.problems.count < 20 { $0.problems += problems }
      }
    }
  }
}

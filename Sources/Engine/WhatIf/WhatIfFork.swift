import CLinux
import Glibc
import Inspection
import Kernel

/// A second engine beside the first, on a thread of its own: it runs the stack as it is and with changes, and compares.
///
/// It shares nothing with the engine it was forked from but values; it ends when nobody holds the fork any more.
final class WhatIfFork: Sendable {
  /// What was asked for.
  let request: WhatIfRequest
  private let shared: Shared

  /// What the thread and the holder of the fork both see.
  private final class Shared: Sendable {
    let report = Guarded<WhatIfReport>(.running(percent: 0))
    let isCancelled = Guarded<Bool>(false)
    let changed: (@Sendable () -> Void)?
    let done: Int32

    init(_ changed: (@Sendable () -> Void)?) {
      self.changed = changed
      done = nd_host_event_create()
    }

    deinit { if done >= 0 { close(done) } }

    func tell(_ new: WhatIfReport) {
      let isNew = report.withLock { old in
        defer { old = new }
        return old != new
      }
      if case .running = new {} else { _ = nd_host_event_signal(done) }
      if isNew, !isCancelled.withLock({ $0 }) { changed?() }
    }
  }

  /// Starts the thread.
  ///
  /// - Parameters:
  ///   - request: the changes, and the packet that is looked at.
  ///   - inputs: what both engines run.
  ///   - base: a session that is the run as it is; nil runs that, too.
  ///   - structure: the stack as it runs.
  ///   - changed: called on that thread when there is something new to tell.
  init(
    _ request: WhatIfRequest,
    of inputs: RunInputs,
    base: SessionArchive? = nil,
    structure: StackStructure,
    changed: (@Sendable () -> Void)?
  ) {
    self.request = request
    let shared = Shared(changed)
    self.shared = shared
    do throws(HostError) {
      try HostThread.start(named: "what-if") {
        do throws(EngineError) {
          let whatIf = WhatIf(inputs, request, base: base, structure: structure)
          let outcome = try whatIf.outcome { percent in
            shared.tell(.running(percent: percent))
            return !shared.isCancelled.withLock { $0 }
          }
          if let outcome { shared.tell(.done(outcome)) }
        } catch {
          shared.tell(.failed(error.description))
        }
      }
    } catch {
      shared.tell(.failed("\(error)"))
    }
  }

  /// A fork that cannot be.
  init(_ request: WhatIfRequest, failed error: EngineError) {
    self.request = request
    shared = Shared(nil)
    shared.tell(.failed(error.description))
  }

  deinit {
    shared.isCancelled.withLock { $0 = true }
  }

  /// How far it has come.
  var report: WhatIfReport { shared.report.withLock { $0 } }

  /// Waits until it has come to something.
  func wait() {
    while case .running = report, shared.done >= 0 {
      _ = HostWait.readable([shared.done], timeout: Nanoseconds(100_000_000))
    }
  }
}

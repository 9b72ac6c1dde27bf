import CLinux
import Glibc

/// Notices ^C during a run without a screen, so that the run ends in order.
enum Interruption {
  /// Starts to notice; the first ^C ends the run, the second the process.
  static func watch() {
    nd_host_watch_interrupt()
  }

  static var hasCome: Bool { nd_host_interrupted() }
}

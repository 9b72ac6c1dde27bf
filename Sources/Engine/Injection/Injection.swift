import Inspection
import Kernel

/// An injection that goes on: what was asked, how far it has come, and what sends the next packet.
struct Injection {
  var request: InjectionRequest
  var sent: UInt64 = 0
  var timer: TimerID?

  /// True if no packet is left to send.
  var isFinished: Bool { request.count > 0 && sent >= request.count }
  /// `3 of 10`, or `3` without an end.
  var progress: String { request.count > 0 ? "\(sent) of \(request.count)" : "\(sent)" }
}

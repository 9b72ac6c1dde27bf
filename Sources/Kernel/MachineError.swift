/// Why a machine could not run on.
public enum MachineError: Error, Equatable, Sendable {
  /// The handlers keep making new work that is due at once, so time cannot move.
  case timeStandsStill(at: Instant)
  /// `run(until:)` was called on a machine whose clock cannot be moved.
  case clockIsNotVirtual
  /// The machine was asked to run from inside one of its own handlers.
  case nestedRun
  /// A live descriptor was to be watched by a machine whose time is virtual.
  case watchNeedsHostClock
  /// The host cannot watch a descriptor.
  case watch(HostError)
}

extension MachineError: CustomStringConvertible {
  /// What is wrong, in one line.
  public var description: String {
    switch self {
    case .timeStandsStill(let instant):
      "work that is due at once never ends at \(instant.nanoseconds) ns"
    case .clockIsNotVirtual:
      "stepped running needs a virtual clock"
    case .nestedRun:
      "the machine was asked to run from inside a handler"
    case .watchNeedsHostClock:
      "live edges need the real clock; stepped time cannot wait for them"
    case .watch(let error):
      "a live edge cannot be watched: \(error)"
    }
  }
}

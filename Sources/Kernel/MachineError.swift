/// Why a machine could not run on.
public enum MachineError: Error, Equatable, Sendable {
  /// The handlers keep making new work that is due at once, so time cannot move.
  case timeStandsStill(at: Instant)
  /// `run(until:)` was called on a machine whose clock cannot be moved.
  case clockIsNotVirtual
  /// The machine was asked to run from inside one of its own handlers.
  case nestedRun
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
    }
  }
}

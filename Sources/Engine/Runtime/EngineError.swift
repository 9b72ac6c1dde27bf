import Drivers
public import Kernel
import NDIS
public import Wire

/// Why an engine could not be built or run.
public enum EngineError: Error, CustomStringConvertible {
  case memory(MemoryError)
  case machine(MachineError)
  /// A driver could not be made; `problem` says what is wrong, where and how to mend it.
  case driver(instance: String, problem: String)
  /// A capture cannot be replayed.
  case capture(instance: String, CaptureError, problem: String)
  case unknownTarget(String)
  /// A name stands for no place, or for several; the text says how to mend it.
  case unknownPlace(String)
  /// What was asked for cannot be done now; the text says why and what to do.
  case refused(String)

  /// What is wrong, where if that is known, and how to mend it.
  public var description: String {
    switch self {
    case .memory(let error): "memory for the stack could not be had: \(error): end other programs"
    case .machine(let error): "the stack's clock cannot go on: \(error)"
    case .driver(_, let problem), .capture(_, _, let problem): problem
    case .refused(let problem), .unknownPlace(let problem): problem
    case .unknownTarget(let name): "nothing in the stack is called \(name)"
    }
  }
}

extension EngineError {
  /// What a driver found wrong with its configuration.
  ///
  /// A capture named on the command line is its own place; everything else was written somewhere.
  init(_ error: DriverError, instance: String, file: String?) {
    guard let capture = error.capture else {
      self = .driver(
        instance: instance,
        problem: error.source == .default
          ? "\(error.what): \(instance): \(error.mend)" : error.description
      )
      return
    }
    var problem = error.description
    if case .command = error.source, let file { problem = "\(capture): \(file): \(error.mend)" }
    self = .capture(instance: instance, capture, problem: problem)
  }
}

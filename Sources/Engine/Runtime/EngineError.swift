public import Kernel
import NDIS

/// Why an engine could not be built or run.
public enum EngineError: Error, CustomStringConvertible {
  case memory(MemoryError)
  case machine(MachineError)
  /// A driver could not be made: instance, what is wrong, how to mend it.
  case driver(instance: String, problem: String)
  case unknownTarget(String)

  /// What is wrong, and where it can be told.
  public var description: String {
    switch self {
    case .memory(let error): "memory for the stack could not be had: \(error)"
    case .machine(let error): "the stack's clock cannot go on: \(error)"
    case .driver(let instance, let problem): "\(problem): \(instance)"
    case .unknownTarget(let name): "nothing in the stack is called \(name)"
    }
  }
}

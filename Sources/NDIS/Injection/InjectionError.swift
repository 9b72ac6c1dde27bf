public import DataPath
public import Kernel

/// Why a packet was not injected.
public enum InjectionError: Error, CustomStringConvertible {
  /// The place takes packets the other way only.
  case wrongDirection(String, Direction)
  /// The place is in another state than Running.
  case notRunning(String, state: String)
  /// There is no byte to send.
  case empty
  /// More bytes than a frame can have.
  case tooLong(Int)
  /// Every list for this place is out.
  case noLists(String, Int)
  /// The host has no memory for the lists.
  case memory(MemoryError)

  /// What is wrong, where, and how to mend it.
  public var description: String {
    switch self {
    case .wrongDirection(let name, .transmit):
      "a miniport's own packets come from the medium: \(name): inject it as received, "
        + "or send from a module or protocol above"
    case .wrongDirection(let name, .receive):
      "a protocol's own packets are sent: \(name): inject it as sent, "
        + "or receive at the adapter or a module below"
    case .notRunning(let name, let state):
      "nothing can be originated in state \(state): \(name): "
        + (Self.isPassing(state)
          ? "wait until it is Running" : "restart the adapter, then it is Running")
    case .empty: "the frame has no bytes: the frame: give at least one"
    case .tooLong(let count):
      "\(count) bytes are too many for a list: the frame: give at most \(Injector.longest)"
    case .noLists(let name, let count):
      "\(count) injected lists are still out: \(name): wait until some come back"
    case .memory(let error):
      "memory for the lists could not be had: \(error): end other programs"
    }
  }

  private static func isPassing(_ state: String) -> Bool {
    ["Pausing", "Restarting", "Initializing", "Attaching", "Opening"].contains(state)
  }
}

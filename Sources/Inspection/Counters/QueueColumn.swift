/// A counter of a receive queue, in the order of its line.
public enum QueueColumn: UInt8, CaseIterable, Sendable {
  case packets = 0
  case bytes = 1
  case interrupts = 2
  case deferredCalls = 3
  case drops = 4
  case waiting = 5

  /// Words in a queue's line; the rest is reserved, 0.
  public static let width = 8

  /// Key in documents.
  public var symbol: String {
    switch self {
    case .packets: "packets"
    case .bytes: "bytes"
    case .interrupts: "interrupts"
    case .deferredCalls: "deferredCalls"
    case .drops: "drops"
    case .waiting: "waiting"
    }
  }

  /// True for a level that goes up and down, false for a total that only grows.
  public var isLevel: Bool { self == .waiting }

  /// One sentence for people.
  public var sentence: String {
    switch self {
    case .packets: "Frames that came into it."
    case .bytes: "Bytes of those frames."
    case .interrupts: "Interrupts it raised."
    case .deferredCalls: "Deferred calls that served it."
    case .drops: "Frames it had no room for."
    case .waiting: "Frames that wait in it now."
    }
  }
}

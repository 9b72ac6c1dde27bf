/// A term of a party's line of counters in one direction, in the order of the line.
///
/// Custody: `taken + created = given + freed + held`.
/// Fate: `entered + born = left + delivered + merged + dropped + inside`.
public enum CounterColumn: UInt8, CaseIterable, Sendable {
  case taken = 0
  case created = 1
  case given = 2
  case freed = 3
  case held = 4
  case entered = 5
  case born = 6
  case left = 7
  case delivered = 8
  case merged = 9
  case dropped = 10
  case inside = 11
  case bytesIn = 12
  case bytesOut = 13
  case batches = 14

  /// Words in a line per direction; the sixteenth is reserved, 0.
  public static let width = 16

  /// Key in documents.
  public var symbol: String {
    switch self {
    case .taken: "taken"
    case .created: "created"
    case .given: "given"
    case .freed: "freed"
    case .held: "held"
    case .entered: "entered"
    case .born: "born"
    case .left: "left"
    case .delivered: "delivered"
    case .merged: "merged"
    case .dropped: "dropped"
    case .inside: "inside"
    case .bytesIn: "bytesIn"
    case .bytesOut: "bytesOut"
    case .batches: "batches"
    }
  }

  /// `lists`, `bytes` or `batches`.
  public var unit: String {
    switch self {
    case .bytesIn, .bytesOut: "bytes"
    case .batches: "batches"
    default: "lists"
    }
  }

  /// True for a level that goes up and down, false for a total that only grows.
  public var isLevel: Bool { self == .held || self == .inside }

  /// One sentence for people.
  public var sentence: String {
    switch self {
    case .taken: "Lists handed to it."
    case .created: "Lists it allocated and put on their way."
    case .given: "Lists it handed on or back."
    case .freed: "Lists it originated that came home."
    case .held: "Lists it owns now."
    case .entered: "Journeys that came in from another party or the medium."
    case .born: "Journeys that began here: originated, cloned, fragmented, segmented."
    case .left: "Journeys that went on to another party or out."
    case .delivered: "Journeys consumed by their final owner here."
    case .merged: "Journeys that became part of another: coalesced, reassembled."
    case .dropped: "Journeys that ended here with a reason."
    case .inside: "Journeys that are here now."
    case .bytesIn: "Bytes that entered or were born."
    case .bytesOut: "Bytes that left or were delivered."
    case .batches: "Batches handed to it."
    }
  }
}

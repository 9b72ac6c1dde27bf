import Inspection

/// The events that are listed: those of the history that weigh enough and have the filter in their words.
///
/// Events looked at once are not looked at again while level and filter stay.
struct EventRows: Equatable {
  /// What decides about an event.
  struct Key: Equatable {
    var minimum: EventSeverity
    var filter: String
  }

  /// How many there are of something, and when the last of them was.
  struct Count<Subject: Equatable>: Equatable {
    var subject: Subject
    var count = 0
    var last: UInt64 = 0

    mutating func add(_ event: EngineEvent) {
      count += 1
      last = event.time
    }
  }

  /// Numbers of the events listed, ascending.
  private(set) var sequences: [UInt64] = []
  /// Events known, listed or not.
  private(set) var total = 0
  /// Events known by severity.
  private(set) var severities = [Int](repeating: 0, count: EventSeverity.allCases.count)
  /// Events known by kind, in the order of the kinds, without those of which there is none.
  private(set) var kinds: [Count<EventKind>] = []
  /// Events known by who they happened to, the most frequent first; the event names the owner.
  private(set) var owners: [Count<EngineEvent>] = []
  private var byKind = EventKind.allCases.map { Count(subject: $0) }
  private var byOwner: [String: Count<EngineEvent>] = [:]
  private var key: Key?
  private var first: UInt64 = 0
  private var last: UInt64 = 0

  /// Nothing is known.
  init() {}

  /// Takes in what is new in a history, or all of it if level, filter or history are others.
  mutating func take(_ history: EventHistory, _ key: Key) {
    let oldest = history.first?.sequence ?? 0
    let newest = history.last?.sequence ?? 0
    if self.key == key, first == oldest, last == newest, total == history.count { return }
    let goesOn = self.key == key && oldest == first && newest >= last && total <= history.count
    let words = Array(key.filter.lowercased().utf8)
    if !goesOn { self = EventRows() }
    for event in history[(goesOn ? total : 0)...] {
      severities[Int(event.severity.rawValue)] += 1
      byKind[Int(event.kind.rawValue)].add(event)
      byOwner["\(event.party) \(event.subject)", default: Count(subject: event)].add(event)
      if event.severity >= key.minimum, words.isEmpty || Self.has(words, in: event) {
        sequences.append(event.sequence)
      }
    }
    kinds = byKind.filter { $0.count > 0 }
    owners = byOwner.values.sorted {
      ($1.count, $0.subject.sequence) < ($0.count, $1.subject.sequence)
    }
    self.key = key
    first = oldest
    last = newest
    total = history.count
  }

  /// Row of the first listed event whose number is at least this; the last row if there is none.
  func row(from sequence: UInt64) -> Int {
    var low = 0
    var high = sequences.count
    while low < high {
      let middle = (low + high) / 2
      if sequences[middle] < sequence { low = middle + 1 } else { high = middle }
    }
    return min(low, max(0, sequences.count - 1))
  }

  /// Whether a word in lower case stands anywhere in an event.
  private static func has(_ word: [UInt8], in event: EngineEvent) -> Bool {
    [event.subject, event.text, event.note, event.cause, event.kind.label].contains {
      has(word, in: $0)
    }
  }

  private static func has(_ word: [UInt8], in text: String) -> Bool {
    guard !word.isEmpty else { return true }
    let bytes = Array(text.utf8)
    guard bytes.count >= word.count else { return false }
    return (0...(bytes.count - word.count)).contains { start in
      word.indices.allSatisfy { lower(bytes[start + $0]) == word[$0] }
    }
  }

  private static func lower(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }
}

extension EventKind {
  /// One word for people.
  var label: String {
    switch self {
    case .stateChange: "state"
    case .statusIndication: "status"
    case .plugAndPlay: "pnp"
    case .dropSummary: "drop"
    case .verifierFinding: "rule"
    case .breakpoint: "break"
    case .oid: "oid"
    case .command: "command"
    case .warning: "warning"
    case .path: "path"
    case .held: "held"
    }
  }
}

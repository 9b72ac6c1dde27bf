/// The conversations of a log's journeys, found while the log grows.
///
/// A packet counts once: where it was cut, copied or handed to several bindings, the journey it came from counts.
public struct ConversationTable: Sendable {
  /// In the order of first packets.
  public private(set) var conversations: [Conversation] = []
  /// Journeys looked at so far, by their place in the index.
  public private(set) var examined = 0
  /// Journeys counted that belong to no conversation.
  public private(set) var others: UInt64 = 0
  private var places: [FiveTuple: Int] = [:]
  private var counts: [Conversation.Transport: Int] = [:]
  /// Journeys that had not ended when they were counted: place in the index, conversation, way.
  private var undecided: [(place: Int, conversation: Int, isForward: Bool)] = []
  private var forgotten: UInt64 = 0

  /// Begins with none.
  public init() {}

  /// Takes in journeys of an index.
  ///
  /// - Parameters:
  ///   - index: the journeys; what it has forgotten is counted no more.
  ///   - source: the log behind them.
  ///   - context: names behind numbers.
  ///   - budget: journeys to look at, at most.
  ///   - includes: which journeys count.
  public mutating func update(
    _ index: JourneyIndex,
    in source: some HopLogSource,
    _ context: JourneyContext,
    budget: Int = .max,
    includes: (JourneyEntry) -> Bool = { _ in true }
  ) {
    if index.forgottenCount != forgotten {
      // Places have moved: what is left is counted anew.
      self = ConversationTable()
      forgotten = index.forgottenCount
    }
    settle(index)
    var left = budget
    while examined < index.count, left > 0 {
      let entry = index.entry(at: examined)
      if Self.isOriginal(entry), includes(entry) { take(entry, examined, source, context) }
      examined += 1
      left -= 1
    }
  }

  /// Forgets all but the first conversations.
  public mutating func keep(first count: Int) {
    conversations = Array(conversations.prefix(count))
  }

  /// A packet as it came into the stack or began in it, not what was made from one on the way.
  static func isOriginal(_ entry: JourneyEntry) -> Bool {
    switch entry.birthKind {
    case nil, .received, .injected: true
    default: false
    }
  }

  private mutating func settle(_ index: JourneyIndex) {
    undecided.removeAll { open in
      let entry = index.entry(at: open.place)
      guard entry.outcome != .held else { return false }
      if entry.outcome == .dropped {
        if open.isForward {
          conversations[open.conversation].forward.drops += 1
        } else {
          conversations[open.conversation].backward.drops += 1
        }
      }
      return true
    }
  }

  private mutating func take(
    _ entry: JourneyEntry,
    _ place: Int,
    _ source: some HopLogSource,
    _ context: JourneyContext
  ) {
    let link = context.linkKind(of: entry.firstParty)
    let prefix = source.firstBytes(of: entry)?.prefix ?? []
    guard let tuple = prefix.withUnsafeBytes({ FiveTuple($0, link) }) else {
      others += 1
      return
    }
    let found: Int
    var isForward = true
    if let known = places[tuple] {
      found = known
      isForward = conversations[known].first == tuple.source
    } else {
      found = conversations.count
      let number = counts[tuple.transport, default: 0]
      counts[tuple.transport] = number + 1
      conversations.append(
        Conversation(number: number, tuple, start: entry.firstTime, newest: entry.journey)
      )
      places[tuple] = found
      places[tuple.reversed] = found
    }
    conversations[found].end = max(conversations[found].end, entry.firstTime)
    conversations[found].newest = entry.journey
    func count(_ flow: inout Conversation.Flow) {
      flow.packets += 1
      flow.bytes += UInt64(entry.length ?? 0)
      if entry.outcome == .dropped { flow.drops += 1 }
    }
    if isForward {
      count(&conversations[found].forward)
    } else {
      count(&conversations[found].backward)
    }
    if entry.outcome == .held { undecided.append((place, found, isForward)) }
  }
}

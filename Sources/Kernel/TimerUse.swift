/// What some timers are for, so that a person sees whose they are, when they fire and how often they have.
public final class TimerUse {
  /// In a few words: `check for hang`.
  public let name: String
  /// Whose they are, by party; nil while the owner has none.
  public let owner: () -> UInt32?
  /// Which one of its queue it is.
  let number: Int

  init(_ name: String, _ number: Int, _ owner: @escaping () -> UInt32?) {
    self.name = name
    self.number = number
    self.owner = owner
  }
}

extension TimerQueue {
  /// A use and the timers that are set for it.
  public struct Standing {
    /// Whose timers they are, by party.
    public let owner: UInt32
    /// What they are for.
    public let name: String
    /// How often they have fired.
    public let fired: UInt64
    /// How many are set.
    public internal(set) var count = 0
    /// When the first of them fires; nil if none is set.
    public internal(set) var deadline: Instant?
    /// The span between the firings of that one; nil if it fires once.
    public internal(set) var period: Nanoseconds?
  }

  /// Names what timers are for; the use is listed for as long as somebody keeps it.
  public func use(_ name: String, owner: @escaping () -> UInt32?) -> TimerUse {
    // The number of one that is gone is given again when no timer has it any more.
    let number = uses.firstIndex { $0.use == nil && $0.set == 0 } ?? uses.count
    let made = TimerUse(name, number, owner)
    let record = UseRecord(use: made, order: nextUse)
    nextUse += 1
    if number < uses.count { uses[number] = record } else { uses.append(record) }
    return made
  }

  /// Every use that has an owner, in the order in which they were named, with what is set for it.
  public var standings: [Standing] {
    var result: [Standing] = []
    var places: [Int: Int] = [:]
    for record in uses.sorted(by: { $0.order < $1.order }) {
      guard let use = record.use, let owner = use.owner() else { continue }
      places[use.number] = result.count
      result.append(Standing(owner: owner, name: use.name, fired: record.fired))
    }
    forEachSet { use, deadline, period in
      guard let use, let place = places[use] else { return }
      result[place].count += 1
      if let known = result[place].deadline, known <= deadline { return }
      result[place].deadline = deadline
      result[place].period = period
    }
    return result
  }
}

/// A use in the list of a queue, which does not keep it alive.
struct UseRecord {
  weak var use: TimerUse?
  /// Grows with every use that is named.
  let order: UInt64
  /// How often a timer of it has fired.
  var fired: UInt64 = 0
  /// Timers of it that are set.
  var set = 0
}

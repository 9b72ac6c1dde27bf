/// What some timers are for, so that a person sees whose they are, when they fire and how often they have.
public final class TimerUse {
  /// In a few words: `check for hang`.
  public let name: String
  /// Whose they are, by party; nil while the owner has none.
  public let owner: () -> UInt32?
  /// How often one of them has fired.
  public internal(set) var fired: UInt64 = 0

  init(_ name: String, _ owner: @escaping () -> UInt32?) {
    self.name = name
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
    let made = TimerUse(name, owner)
    uses.removeAll { $0.use == nil }
    uses.append(WeakUse(use: made))
    return made
  }

  /// Every use that has an owner, in the order in which they were named, with what is set for it.
  public var standings: [Standing] {
    var result: [Standing] = []
    var places: [ObjectIdentifier: Int] = [:]
    for use in uses.compactMap(\.use) {
      guard let owner = use.owner() else { continue }
      places[ObjectIdentifier(use)] = result.count
      result.append(Standing(owner: owner, name: use.name, fired: use.fired))
    }
    forEachSet { use, deadline, period in
      guard let use, let place = places[ObjectIdentifier(use)] else { return }
      result[place].count += 1
      if let known = result[place].deadline, known <= deadline { return }
      result[place].deadline = deadline
      result[place].period = period
    }
    return result
  }
}

/// A use in the list of a queue, which does not keep it alive.
struct WeakUse {
  weak var use: TimerUse?
}

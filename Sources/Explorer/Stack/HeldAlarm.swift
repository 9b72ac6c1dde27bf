import Inspection

/// Whether a party holds lists of others longer than the stack file allows.
enum HeldAlarm {
  /// True where the alarm is given: by what is held now, else by the last event about it.
  static func isGiven(for party: PartyID, in snapshot: Snapshot) -> Bool {
    if let held = snapshot.detail.held.first(where: { $0.party == party }) {
      return held.overdue > 0
    }
    return event(of: party, in: snapshot) != nil
  }

  /// The alarm that was given and not taken back until the instant shown; nil if there is none.
  static func event(of party: PartyID, in snapshot: Snapshot) -> EngineEvent? {
    let time = snapshot.detail.past?.time ?? snapshot.time
    let last = snapshot.events.last {
      $0.kind == .held && $0.party == party && $0.time <= time
    }
    return last?.severity == .warning ? last : nil
  }
}

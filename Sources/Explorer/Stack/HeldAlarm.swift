import Inspection

/// Whether a party holds lists of others longer than the stack file allows.
enum HeldAlarm {
  /// True where the alarm is given.
  static func isGiven(for party: PartyID, in snapshot: Snapshot) -> Bool {
    snapshot.held.contains { $0.party == party && $0.overdue(at: snapshot.time) > 0 }
  }
}

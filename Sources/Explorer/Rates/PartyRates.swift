/// What passes a party, per second of engine time.
struct PartyRates: Equatable, Sendable {
  /// Packets that came up to it or began there.
  var receive: Double = 0
  /// Packets that came down to it or began there.
  var transmit: Double = 0
  /// Packets dropped there, both ways.
  var dropped: Double = 0

  static func + (one: PartyRates, other: PartyRates) -> PartyRates {
    PartyRates(
      receive: one.receive + other.receive,
      transmit: one.transmit + other.transmit,
      dropped: one.dropped + other.dropped
    )
  }
}

/// What an index knows of one journey without looking into the log again.
public struct JourneyEntry: Equatable, Sendable {
  /// Never reused.
  public var journey: UInt64
  /// The journey it came from; 0 for none.
  public var parent: UInt64
  /// How it came from its parent; nil if it has none.
  public var birthKind: BirthKind?
  /// Position of the first record it is in.
  public var firstPosition: UInt64
  /// Position of the last record it is in, or that names it as a parent.
  public var lastPosition: UInt64
  /// Engine nanoseconds of its first record.
  public var firstTime: UInt64
  /// Engine nanoseconds of its last hop or ending.
  public var lastTime: UInt64
  /// Hand-offs.
  public var hopCount: UInt32
  /// Who handed it off first, or created it.
  public var firstParty: PartyID
  /// Way of its first hop; nil if it had none.
  public var direction: Direction?
  /// Bytes at its first recorded geometry; nil below level 2.
  public var length: UInt32?
  /// How it ended; `held` while it has not.
  public var outcome: JourneyOutcome
  /// Where it ended; 0 while held.
  public var endParty: PartyID
  /// Number of the drop reason; nil unless dropped.
  public var reason: UInt16?
  /// Number of the cause; 0 for none.
  public var cause: UInt32
  /// Its beginning or some of its hops are not in the log.
  public var isPartial: Bool
  /// Number of the path it has taken so far (`PathShares.Path.id`); 1 where that is not known as a whole.
  public var path: UInt32 = 0
}

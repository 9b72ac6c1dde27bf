/// A run that was recorded: its hop log, the journeys found in it, and the names behind their numbers.
public struct RecordedRun<Log: HopLogSource> {
  /// Every journey of the log.
  public let index: JourneyIndex
  /// Where the records are.
  public let log: Log
  /// Parties, drop reasons and causes.
  public let context: JourneyContext

  /// Makes the run from its parts.
  public init(index: JourneyIndex, log: Log, context: JourneyContext) {
    self.index = index
    self.log = log
    self.context = context
  }
}

extension RecordedRun {
  /// A party as two runs know it: by the names of its adapter and itself, never by its number.
  func fullName(of party: PartyID) -> String {
    let name = context.structure.parties.name(of: party)
    guard let adapter = context.structure.adapter(of: party)?.name else { return name }
    return "\(adapter)/\(name)"
  }
}

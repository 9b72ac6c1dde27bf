/// Everything of a snapshot but its structure, detail and events: one point in a session.
public struct SessionSample: Equatable, Sendable {
  /// Grows by one.
  public var sequence: UInt64
  /// Engine nanoseconds.
  public var time: UInt64
  /// Host nanoseconds since 1970; nil in stepped mode.
  public var hostTime: UInt64?
  /// How engine time goes.
  public var mode: EngineMode
  /// Which structure it belongs to.
  public var generation: UInt64
  /// What of the traffic is recorded.
  public var recording: RecordingStatus
  /// Lists that somebody owns.
  public var heldLists: UInt64
  /// Who holds lists of others.
  public var held: [HeldLists]
  /// Broken rules so far.
  public var findingCount: UInt64
  /// Every ledger in it balances.
  public var counters: CounterPage
  /// One of those, half a second apart, from which rates are made; else taken because something happened.
  public var isTick = true
  /// Between the sample before and the time of this one nothing changed.
  public var isWhole = false

  /// Makes the value from its parts.
  public init(
    sequence: UInt64,
    time: UInt64,
    hostTime: UInt64?,
    mode: EngineMode,
    generation: UInt64,
    recording: RecordingStatus,
    heldLists: UInt64,
    held: [HeldLists] = [],
    findingCount: UInt64,
    counters: CounterPage
  ) {
    self.sequence = sequence
    self.time = time
    self.hostTime = hostTime
    self.mode = mode
    self.generation = generation
    self.recording = recording
    self.heldLists = heldLists
    self.held = held
    self.findingCount = findingCount
    self.counters = counters
  }

  /// The part of a snapshot that a sample has.
  public init(_ snapshot: Snapshot) {
    self.init(
      sequence: snapshot.sequence,
      time: snapshot.time,
      hostTime: snapshot.hostTime,
      mode: snapshot.mode,
      generation: snapshot.structure.generation,
      recording: snapshot.recording,
      heldLists: snapshot.heldLists,
      held: snapshot.held,
      findingCount: snapshot.findingCount,
      counters: snapshot.counters
    )
  }

  /// The snapshot of this sample.
  func snapshot(_ structure: StackStructure, events: EventHistory) -> Snapshot {
    Snapshot(
      sequence: sequence,
      time: time,
      hostTime: hostTime,
      mode: mode,
      structure: structure,
      counters: counters,
      recording: recording,
      heldLists: heldLists,
      held: held,
      findingCount: findingCount,
      events: events
    )
  }
}

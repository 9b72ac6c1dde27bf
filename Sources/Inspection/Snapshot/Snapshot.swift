// Inspection is what a front may see of an engine: values only, nothing live.
//
//   Structure   the tree, by generation          Counters   one page of integers per instant
//   Snapshot    both, with events and detail     Command    what a front asks for
//   Log         the recording read back: records, then the index of all journeys
//   Journey     one journey rebuilt hop by hop, with what each hop changed
//   List        the packet list with its filter  Stream     sessions: all of this, append-only
//   Documents   JSON and text                    Export     journeys as pcapng
//   Break       breakpoints, and what rests at one
//
// Read first: `Snapshot`, then `JourneyIndex` and `JourneyAssembler`.

/// A whole stack at one quiet point: every number in it belongs to the same instant.
public struct Snapshot: Sendable {
  /// Grows by one.
  public var sequence: UInt64
  /// Engine nanoseconds.
  public var time: UInt64
  /// Host nanoseconds since 1970; nil in stepped mode.
  public var hostTime: UInt64?
  /// How engine time goes.
  public var mode: EngineMode
  /// Shared until it changes.
  public var structure: StackStructure
  /// Every ledger in it balances.
  public var counters: CounterPage
  /// Only what the front asked for.
  public var detail: SnapshotDetail
  /// What of the traffic is recorded.
  public var recording: RecordingStatus
  /// Lists that somebody owns now, over all parties.
  public var heldLists: UInt64
  /// Who holds lists of others, in the order of the parties; empty without the verifier, which knows the holders.
  public var held: [HeldLists]
  /// Broken rules so far.
  public var findingCount: UInt64
  /// The events the engine still knows, oldest first; shared, not copied.
  public var events: EventHistory
  /// What rests at a breakpoint or after a step; nil while engine time goes on.
  public var rest: Rest?
  /// In the order of their numbers.
  public var breakpoints: [Breakpoint]
  /// The journey that goes on up to a place, and the place; nil if none does.
  public var step: StepUnderWay?

  /// Makes the value from its parts.
  public init(
    sequence: UInt64,
    time: UInt64,
    hostTime: UInt64?,
    mode: EngineMode,
    structure: StackStructure,
    counters: CounterPage,
    detail: SnapshotDetail = SnapshotDetail(),
    recording: RecordingStatus = RecordingStatus(),
    heldLists: UInt64 = 0,
    held: [HeldLists] = [],
    findingCount: UInt64 = 0,
    events: EventHistory = EventHistory(),
    rest: Rest? = nil,
    breakpoints: [Breakpoint] = [],
    step: StepUnderWay? = nil
  ) {
    self.sequence = sequence
    self.time = time
    self.hostTime = hostTime
    self.mode = mode
    self.structure = structure
    self.counters = counters
    self.detail = detail
    self.recording = recording
    self.heldLists = heldLists
    self.held = held
    self.findingCount = findingCount
    self.events = events
    self.rest = rest
    self.breakpoints = breakpoints
    self.step = step
  }
}

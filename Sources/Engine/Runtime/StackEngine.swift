import CNDIS
import DataPath
public import Drivers
public import Inspection
public import Kernel
public import NDIS

/// One engine: a machine, a network stack built from a configuration, its recording and its history.
///
/// Not Sendable: it lives on one thread from birth to end. `EngineThread` gives it a thread of its own and everyone else
/// a `LiveEngine`; commands that need no screen run it on the calling thread.
///
///     configuration ─▶ build ─▶ start ─▶ run (live or stepped) ─▶ stop
///                                 │ snapshots, journeys, events, findings
public final class StackEngine {
  /// The clock, timers, processors and randomness.
  public let machine: Machine
  /// The adapters, filter modules and bindings built from the configuration.
  public let stack: NetworkStack
  /// How it runs.
  public let options: Options
  /// What it was built from.
  public let configuration: StackConfiguration
  /// The stack as it is now: what it was built from, with every change since.
  public internal(set) var running: StackConfiguration
  /// Hop records; grows to its capacity, then the oldest goes.
  public let ring: RecordingRing
  /// Every journey that the ring still knows, and the filtered list of them.
  public internal(set) var list = JourneyList(compiler: PcapFilter.libpcap)
  /// The last events, numbered.
  public internal(set) var events = EventLog()
  /// What the front is looking at.
  public var request = DetailRequest()
  /// The part of the packet list given last, with what it answers and when.
  var lastWindow: (request: PacketWindowRequest, time: UInt64, window: PacketWindow)?
  /// Who talked to whom; counted while a front looks at it.
  var conversations = ConversationTable()
  /// Whether it runs live, stepped or stands; snapshots carry it.
  public internal(set) var mode: EngineMode
  var structure: StackStructure?
  /// The shape that the structure was made from.
  var structureShape: UInt64 = 0
  /// The parties as of the last time somebody asked, ascending by id.
  var ordered: [NDIS.Party] = []
  var snapshotCount: UInt64 = 0
  let catalogue: DriverCatalogue
  let context: DriverContext
  var assemblies: [String: Assembly] = [:]
  /// Driver objects that the engine asks about their progress, by instance name.
  var drivers: [String: AnyObject] = [:]
  /// Commands taken so far; the number of the last one.
  var commandCount: UInt64 = 0
  /// When a state machine last moved, by party.
  var stateTimes: [PartyID: UInt64] = [:]
  var losses = LossReport()
  /// What is known of adapters, with the shape of the structure it was made at.
  var facts: [AdapterID: (shape: UInt64, lookahead: UInt32, facts: AdapterFacts)] = [:]
  /// What can be changed of adapters and modules, with the shape of the structure it was made at.
  var keywordRows: [AdapterID: (shape: UInt64, rows: [KeywordRow])] = [:]
  /// Requests that have ended, as values.
  var flightRows: [AdapterID: [UInt64: RequestFlight]] = [:]
  /// The causes as text; causes are only ever added.
  var causes = Inspection.CauseTable()
  var lastSampling: (time: UInt64, births: UInt64) = (0, 0)
  var samplingShift = 0
  /// Injections that go on, by an order of their own.
  var injections: [UInt64: Injection] = [:]
  var lastInjection: UInt64 = 0
  /// Breakpoints, and what rests at one.
  private(set) lazy var breaks = BreakDesk(self)
  /// The counters of the last quiet point.
  var quietCounters: CounterPage?
  /// Reads them again.
  var quietReader: CounterReader?
  /// How far the scenario of the stack file has come; nil without one.
  var scenario: ScenarioProgress?
  var held = HeldWatch()
  /// What it remembers of its past; nil if nobody is to look at that.
  var history: EngineHistory?
  private var quietObservers: [(StackEngine) -> Void] = []
  /// What came from outside, in order; kept by an engine that can be run again.
  private(set) var inputs: [InputCommand] = []
  private var inputObservers: [(InputCommand) -> Void] = []
  /// The fork that a front looks at.
  var fork: WhatIfFork?
  /// Told, on any thread, when the fork has come farther; nil waits for it in place.
  var whenForkChanges: (@Sendable () -> Void)?

  /// How an engine runs.
  public struct Options: Sendable {
    /// A virtual clock: same configuration, seed and inputs give the same hops.
    public var stepped = false
    /// Seed of the randomness; nil takes the configuration's.
    public var seed: UInt64?
    /// Recording level of every party, 0...3.
    public var level: UInt8 = 3
    /// Bytes of the recording; a power of two.
    public var ringBytes = 8 << 20
    /// Bytes kept of a packet at birth, 0...262144: an ordinary frame whole, of a large unit the beginning.
    public var snapLength = 2_048
    /// Checks the drivers against the rules at every hand-off and control call.
    public var verify = true
    /// Journeys per second that are recorded whole; above it, one in `2^n` is.
    ///
    /// 0 sets no limit.
    public var recordedPerSecond: UInt64 = 0
    /// Keep every record: the ring must be large enough, and what does not fit is counted as lost.
    public var keepsAll = false
    /// Folders, the first of which with room has a nameless file that holds the ring; none keeps it in memory.
    public var ringFolders: [String] = []
    /// Bytes of a ring that was to lie in a file and found no folder.
    static let ringBytesInMemory = 4 << 20
    /// Bytes of counters that are remembered of the past; 0 remembers nothing.
    public var historyBytes = 0
    /// Live descriptors that were opened elsewhere, by the adapter they belong to.
    public var edges = EdgeDescriptors()
    /// Built only to see whether it can be: no live edge is opened.
    public internal(set) var isTrial = false

    /// A live engine that records at level 3 and verifies.
    public init() {}

    /// The same options for an engine that is built only to see whether it can be.
    public var trial: Options {
      var options = self
      options.stepped = true
      options.isTrial = true
      options.ringBytes = 1 << 16
      options.ringFolders = []
      return options
    }
  }

  /// Builds the stack, halted.
  ///
  /// - Throws: `EngineError` that says what could not be had and how to mend it.
  public init(
    _ configuration: StackConfiguration,
    options: Options = Options(),
    catalogue: DriverCatalogue = .builtIn
  ) throws(EngineError) {
    self.configuration = configuration
    running = configuration
    self.options = options
    self.catalogue = catalogue
    mode = options.stepped ? .stepped : .live
    let clock: any Clock = options.stepped ? VirtualClock() : HostClock()
    machine = Machine(
      clock: clock,
      seed: options.seed ?? configuration.seed,
      processors: configuration.processors
    )
    do {
      stack = try NetworkStack(machine: machine)
      ring = try Self.ring(options)
    } catch {
      throw .memory(error)
    }
    context = DriverContext(
      stack: stack,
      edges: options.edges,
      isTrial: options.isTrial
    )
    stack.record(into: ring, snapLength: options.snapLength)
    if options.verify { stack.verify() }
    stack.onEvent = { [unowned self] event in self.take(event) }
    stack.onRequest = { [unowned self] request, party in self.breaks.note(request, at: party) }
    try build()
  }

  deinit {
    // Where lists are still on their way the stack stays as it is (`NetworkStack.deinit`).
    if stack.adapters.allSatisfy({ $0.state == .halted }) { stack.letGo() }
  }

  /// The ring in a file of the first folder that has room for it, else in memory, and smaller.
  private static func ring(_ options: Options) throws(MemoryError) -> RecordingRing {
    for folder in options.ringFolders {
      let ring = try? RecordingRing(
        capacity: options.ringBytes,
        overwrites: !options.keepsAll,
        inFileUnder: folder
      )
      if let ring { return ring }
    }
    // Of a ring that keeps all nothing may be missing, so it takes the memory it needs.
    let mayShrink = !options.ringFolders.isEmpty && !options.keepsAll
    let limit = mayShrink ? Options.ringBytesInMemory : Int.max
    return try RecordingRing(
      capacity: min(options.ringBytes, limit),
      overwrites: !options.keepsAll
    )
  }

  /// Has a body called whenever everything due at an instant has run; at a quiet point, on the engine's thread.
  func whenQuiet(_ body: @escaping (StackEngine) -> Void) {
    quietObservers.append(body)
    machine.instantEnded = { [unowned self] in
      for observer in quietObservers { observer(self) }
    }
  }

  /// Has a body called with every command that comes from outside, before it is carried out; on the engine's thread.
  func whenInput(_ body: @escaping (InputCommand) -> Void) {
    inputObservers.append(body)
  }

  /// Notes a command that comes from outside, if the stack would have gone another way without it.
  func note(input command: Command) {
    guard command.isInput else { return }
    let input = InputCommand(
      time: now,
      request: CommandRequest(number: command.number, command: command)
    )
    if options.stepped { inputs.append(input) }
    for observer in inputObservers { observer(input) }
  }

  /// Engine time in nanoseconds.
  public var now: UInt64 { machine.now.nanoseconds }

  /// Runs in stepped mode until this engine time.
  public func run(until end: UInt64) throws(EngineError) {
    // In slices, so that the index keeps up with the ring; time in which nothing is due is one slice however long.
    let slice: UInt64 = 1_000_000
    while now < end {
      var next = machine.nextDeadline?.nanoseconds ?? end
      if next > now &+ slice { next = min(next, nextHeldLook ?? next) }
      do {
        try machine.run(until: Instant(nanoseconds: min(end, max(next, now &+ slice))))
      } catch {
        throw .machine(error)
      }
      becomeQuiet()
    }
  }

  /// Runs what is due now; for the live mode.
  public func runDue() {
    machine.runDue()
    becomeQuiet()
  }

  /// Between batches: the history follows, losses are told, and what waited for a release is done.
  private func becomeQuiet() {
    follow()
    adjustSampling()
    tellLosses()
    watchHeld()
    finishBreaks()
  }

  /// Takes new hop records into the history.
  func follow() {
    if ring.oldest > list.index.firstPosition { list.forget(before: ring.oldest) }
    var position = max(list.index.endPosition, ring.oldest)
    while position < ring.position {
      let piece = log.piece(at: position)
      guard piece.count > 0,
        let used = try? list.ingest(RawSpan(_unsafeBytes: piece), at: position), used > 0
      else { return }
      position += UInt64(used)
    }
  }

  /// The ring's bytes, to rebuild journeys from.
  public var log: RingLog { RingLog(ring) }

  /// Keeps the recording to whole journeys at the stated rate, and remembers what it does to say so.
  func adjustSampling() {
    guard options.recordedPerSecond > 0, let recorder = stack.recorder else { return }
    let elapsed = now &- lastSampling.time
    guard elapsed >= 250_000_000 else { return }
    let births = recorder.takeRecordedBirths()
    lastSampling = (now, births)
    let perSecond = births &* 1_000_000_000 / elapsed
    let limit = options.recordedPerSecond
    if perSecond > limit, samplingShift < 20 {
      samplingShift += 1
    } else if perSecond < limit / 3, samplingShift > 0 {
      samplingShift -= 1
    } else {
      return
    }
    recorder.sample(oneIn: samplingShift)
    tellSampling(perSecond: perSecond)
  }

  /// Stops every stack in the documented order; runs the machine until that is done or the time is up.
  public func stop() {
    stopInjections()
    for adapter in stack.adapters { adapter.stop() }
    settle()
  }

  /// Brings the counters of live edges up to date with the host's own.
  public func readHostLosses() { context.readHostLosses() }

  /// Runs until no operation is under way, at most ten seconds of engine time.
  public func settle() {
    let end = now &+ 10_000_000_000
    while !stack.adapters.allSatisfy(\.isAtRest), now < end {
      if options.stepped {
        guard let next = machine.nextDeadline,
          (try? machine.run(until: next)) != nil
        else { break }
      } else {
        machine.runDue()
        if !stack.adapters.allSatisfy(\.isAtRest) { waitForWork(atMost: Nanoseconds(50_000_000)) }
      }
    }
    follow()
  }
}

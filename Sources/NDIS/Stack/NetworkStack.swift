public import CNDIS
public import DataPath
public import Kernel

/// The NDIS runtime: every adapter, filter module and binding of one engine, and what they share.
///
/// Belongs to the engine thread. It goes once all its adapters are halted; one that is dropped before stays in memory.
/// Read `MiniportAdapter+Operations` for how a stack starts, pauses and stops, and `Party+HandOff` for how packets move.
public final class NetworkStack {
  /// What the data path needs of the stack.
  public let hot: UnsafeMutablePointer<nd_stack>
  /// The clock, timers, processors and randomness the stack runs on.
  public let machine: Machine
  /// Whose command is carried out now; nil while nobody's is.
  public var asker: ConfigurationSource?
  /// Rules and values behind drops.
  public let causes = CauseTable()
  /// What writes hops; nil until `record(into:snapLength:)`.
  public private(set) var recorder: Recorder?
  /// What checks the drivers; nil until `verify()`.
  public private(set) var verifier: Verifier?
  /// Every adapter, in the order of creation.
  public internal(set) var adapters: [MiniportAdapter] = []
  /// Grows whenever the structure (adapters, modules, bindings, states, settings) changes.
  public private(set) var generation: UInt64 = 1
  /// Grows with the generation, but not where all that changed is what drivers count beside their settings.
  public private(set) var shapeGeneration: UInt64 = 1
  /// Parties whose drivers have counted since `takeCounted`.
  private var counted: Set<UInt32> = []
  /// Every party that ever was, by id.
  public private(set) var parties: [UInt32: Party] = [:]
  /// The interfaces of adapters, filter modules and providers, and which stands on which.
  public internal(set) var interfaces = InterfaceTable()
  /// Called for each event, on the engine thread.
  public var onEvent: ((StackEvent) -> Void)?
  /// Called before a request is handed to a filter module or a miniport, with the party's id.
  public var onRequest: ((OIDRequest, UInt32) -> Void)?
  /// Lists whose owner lost them: linked, never freed, so that nothing else breaks on them.
  public internal(set) var lostLists: UInt64 = 0

  /// Stands for whoever writes packets at a breakpoint; owns no list ever.
  public private(set) lazy var hand: Party = {
    let made = makeParty(.driver, name: "by hand", adapterID: nil)
    changed()
    return made
  }()

  /// Modules and bindings that have left; calls into them may still be under way.
  private var departed: [AnyObject] = []
  private var lastPartyID: UInt32 = 0
  private var lastFlight: UInt64 = 0
  private var lastQueue: UInt32 = 0
  /// Descriptors for retreats and derived lists of NDIS itself.
  public let descriptors: DescriptorSource
  /// What the drivers in C of this stack share.
  private(set) lazy var driverHost = CDriverHost(stack: self)

  /// An empty stack.
  ///
  /// - Parameter machine: the stack keeps it and runs by its clock.
  /// - Throws: `MemoryError` if the descriptors of NDIS itself cannot be had.
  public init(machine: Machine) throws(MemoryError) {
    self.machine = machine
    descriptors = try DescriptorSource(capacity: 8_192, slotBytes: 64)
    hot = .allocate(capacity: 1)
    hot.initialize(to: nd_stack())
    hot.pointee.machine = UnsafeMutableRawPointer(machine.hot)
    hot.pointee.next_journey = 1
    hot.pointee.object = Unmanaged.passUnretained(self).toOpaque()
    hot.pointee.refuse = refuseEntry
    hot.pointee.lost = lostEntry
  }

  deinit {
    let running = adapters.filter { $0.state != .halted }
    guard running.isEmpty else {
      // Lists are on their way in it: what they stand in must stay for as long as anybody holds one.
      for adapter in running { _ = Unmanaged.passRetained(adapter) }
      _ = Unmanaged.passRetained(descriptors)
      return
    }
    adapters = []
    hot.setExaminer(nil)
    hot.releasePools()
    hot.deallocate()
  }

  /// Starts recording into `ring`; parties record at their own level.
  public func record(into ring: RecordingRing, snapLength: Int) {
    recorder = Recorder(ring: ring, stack: hot, snapLength: snapLength)
  }

  /// Turns the verifier on.
  public func verify() {
    verifier = Verifier(stack: self)
    hot.pointee.check = verifierEntry
    hot.pointee.ended = markEnded
  }

  /// Engine time.
  public var now: Instant { machine.now }

  /// Notes that the structure changed.
  func changed() {
    generation += 1
    shapeGeneration += 1
  }

  /// Notes that the settings of a party are others than before.
  func changed(_ settings: [InstanceSetting], from old: [InstanceSetting], of party: Party) {
    guard settings != old else { return }
    let isConfigured = { (setting: InstanceSetting) in setting.source != .counted }
    guard settings.lazy.filter(isConfigured).elementsEqual(old.lazy.filter(isConfigured)) else {
      return changed()
    }
    generation += 1
    counted.insert(party.id)
  }

  /// Gives the parties whose drivers have counted something that is shown since this was last asked.
  public func takeCounted() -> Set<UInt32> {
    defer { counted = [] }
    return counted
  }

  /// Keeps what has left until every call that is under way now has returned.
  ///
  /// The last list of a stack that stops comes home through modules which are detached before the call returns.
  func letGoLater(_ member: some StackMember) {
    if departed.isEmpty { machine.workItems.queue { [weak self] in self?.departed = [] } }
    departed.append(member)
  }

  /// Lets go of all that waits to run, so that nothing keeps the stack but its owner.
  ///
  /// To be called by an owner that ends, when every adapter is halted. A frame on a long cable is such work.
  public func letGo() {
    departed = []
    machine.discardWork()
  }

  /// A new party with a fresh id.
  func makeParty(_ role: Party.Role, name: String, adapterID: UInt32?) -> Party {
    lastPartyID += 1
    let party = Party(
      id: lastPartyID,
      role: role,
      name: name,
      adapterID: adapterID ?? lastPartyID,
      stack: hot
    )
    parties[party.id] = party
    return party
  }

  func takeFlightID() -> UInt64 {
    lastFlight += 1
    return lastFlight
  }

  /// A fresh id for a receive queue.
  func takeQueueID() -> UInt32 {
    lastQueue += 1
    return lastQueue
  }

  /// Publishes an event.
  public func emit(
    _ kind: StackEvent.Kind,
    party: UInt32 = 0,
    code: UInt32 = 0,
    payload: [UInt8] = []
  ) {
    onEvent?(
      StackEvent(time: machine.now, party: party, kind: kind, code: code, payload: payload)
    )
  }

  /// Reports a broken rule if the verifier is on.
  ///
  /// - Parameters:
  ///   - rule: the rule.
  ///   - party: id of the party that broke it.
  ///   - journey: the packet concerned, 0 if none.
  ///   - detail: what was seen and what was expected.
  ///   - driver: name of the driver where the party does not tell it.
  public func report(
    _ rule: VerifierRule,
    party: UInt32,
    journey: UInt64 = 0,
    _ detail: String,
    driver: String? = nil
  ) {
    verifier?.report(rule, party: party, journey: journey, detail, driver: driver)
  }

  /// The adapter with this name.
  public func adapter(named name: String) -> MiniportAdapter? {
    adapters.first { $0.name == name }
  }
}

extension UnsafeMutablePointer<nd_stack> {
  /// The stack this record belongs to.
  var stack: NetworkStack? {
    pointee.object.map { Unmanaged<NetworkStack>.fromOpaque($0).takeUnretainedValue() }
  }
}

/// Answers a hand-off that the taker's state refuses: sends complete with PAUSED, receives go back at once.
private let refuseEntry: nd_refusal = { from, to, edge, chain, _, _ in
  guard let to, let chain else { return }
  var lists = NetBufferChain(taking: chain)
  let cause = to.pointee.stack?.stack?.stateCause(ofParty: to.pointee.id) ?? .none
  switch Edge(rawValue: UInt8(edge)) {
  case .send?:
    lists.edit { $0.setStatus(NDISStatus.paused.rawValue) }
    to.end(
      &lists,
      .dropped,
      .transmit,
      reason: DropReason.paused.rawValue,
      cause: cause.rawValue
    )
    to.pass(lists, .complete)
  case .indicate?:
    to.end(&lists, .dropped, .receive, reason: DropReason.paused.rawValue, cause: cause.rawValue)
    to.pass(lists, .return)
  default:
    // Lists on their way home find their owner in any state; a party without an entry has lost them.
    _ = consume lists
  }
}

private let lostEntry: nd_lost_chain = { stack, chain in
  guard let chain, let stack = stack?.stack else { return }
  stack.park(chain.pointee)
  chain.pointee = nd_chain()
}

extension NetworkStack {
  /// Parks lists that their owner lost and reports who held them.
  func park(_ raw: nd_chain) {
    lostLists += UInt64(raw.count)
    guard let head = raw.head else { return }
    let prefix = nd_list_prefix(head)
    report(
      .lostChain,
      party: prefix.pointee.owner,
      journey: prefix.pointee.journey,
      "\(raw.count) lists were dropped without being handed on, completed or freed"
    )
  }
}

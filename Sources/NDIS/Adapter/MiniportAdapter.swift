import CNDIS
import DataPath
public import Kernel

/// One instance of a miniport driver and the stack above it.
///
/// Drivers act through it: `indicate` starts received packets, `completeSend` ends transmitted ones, `dropSend` and
/// `dropReceived` end packets with a reason. Filters stand between the miniport and the interface layer, bindings above it.
///
///     bindings ─ interface layer ─ filters[n-1] … filters[0] ─ miniport
public final class MiniportAdapter: StackMember {
  static let stateRule = VerifierRule.adapterState
  /// Instance name, as the stack file gives it.
  public let name: String
  /// Description of the driver.
  public let component: ComponentDescription
  /// The driver that serves this adapter alone.
  public let driver: any MiniportDriver
  /// The stack it lives in, which outlives it.
  public unowned let stack: NetworkStack
  /// Its identity and ledgers on the data path.
  public let party: Party
  /// Where it stands in the adapter state machine; halted at first.
  public internal(set) var state: AdapterState = .halted
  /// What the driver stated when it last initialised; nil before.
  public internal(set) var attributes: MiniportAttributes?
  /// The last link state its driver stated or indicated.
  public internal(set) var link: LinkState
  /// Bottom to top.
  public internal(set) var filters: [FilterModule] = []
  /// In the order in which they were bound.
  public internal(set) var bindings: [ProtocolBinding] = []
  /// Protocols that want to bind once the adapter is ready.
  var wantedBindings: [ProtocolBinding] = []
  /// NDIS between the filters and the bindings; set for as long as the adapter exists.
  public internal(set) var interfaceLayer: InterfaceLayer?
  /// Its network interface.
  public let interface: NetworkInterface
  /// Interface index, 1 and up, unique in the stack.
  public var interfaceIndex: UInt32 { interface.index }
  /// Configured values, shown to people; a new value counts as a change of the structure.
  public var settings: [InstanceSetting] = [] {
    didSet {
      keepWrittenScaling()
      stack.changed(settings, from: oldValue, of: party)
    }
  }
  /// Counted by the miniport as OID_GEN_STATISTICS wants it.
  public let statistics = AdapterStatistics()
  /// Requests under way and the last ones done, oldest first.
  public internal(set) var flights: [OIDFlight] = []
  /// Bytes: the greatest lookahead a binding asked for, at first the driver's own.
  public internal(set) var currentLookahead: UInt32 = 0

  let requests = OIDQueue()
  /// What people have set.
  let management = ManagementUser()
  let operations: OperationQueue
  var pendingStep: (() -> Void)?
  var pendingResult: ((NDISStatus) -> Void)?
  var pausesWhenHome = false
  /// What the engine originates in the adapter's name; nil before the first.
  var injector: Injector?
  /// Filters that are to attach once the adapter is ready: name, driver, place from the miniport.
  var wantedModules: [WantedModule] = []
  /// Mandatory filters that failed to attach or restart; while there are any, no protocol may use the adapter.
  var missingMandatory: [String] = []
  /// The stack cannot carry protocols (a mandatory filter is missing).
  public var isTornDown: Bool { !missingMandatory.isEmpty }
  /// The ports; port 0 is the default port.
  public internal(set) var ports = PortTable()
  /// The device is gone; no request is accepted any more.
  public internal(set) var isRemoved = false
  /// In a low-power state: nothing but a change of the power state reaches the miniport.
  public internal(set) var isInLowPower = false {
    didSet { stack.changed() }
  }
  /// The power state it was brought to last, as the cause of what it refuses in it.
  public internal(set) var powerCause = CauseID.none
  /// On its way into a low-power state.
  var isFallingAsleep = false
  /// Halted until it wakes up, for its driver manages no power.
  var isHaltedForSleep = false
  /// What was last told of the interface.
  var toldOperationalState = OperationalState(status: .notPresent)
  /// Between RESET_START and RESET_END.
  public internal(set) var isResetting = false
  var hangTimer: TimerID?
  lazy var timerUses = TimerUses(self)
  /// Called once, when the reset under way is complete.
  var whenReset: (() -> Void)?
  weak var lastHeldRequest: OIDRequest?
  /// Wake-up patterns that the miniport took, in the order in which they were added.
  public internal(set) var wakePatterns: [WakePattern] = [] {
    didSet { stack.changed() }
  }
  /// Wake-up patterns that a miniport of NDIS 6.0 or 6.1 took, in the order in which they were added.
  public internal(set) var packetPatterns: [PacketPattern] = [] {
    didSet { stack.changed() }
  }
  /// Protocol offloads that the miniport took, in the order in which they were added.
  public internal(set) var protocolOffloads: [WakePattern] = [] {
    didSet { stack.changed() }
  }
  var lastWakePattern: UInt32 = 0
  /// Lists that one deferred call may indicate; `ReceiveThrottle.all` for no limit.
  public var receiveLimit = ReceiveThrottle.all
  var deferredCalls: [UInt64: DeferredCall] = [:]
  /// The hardware that spreads what it receives; set by a miniport that has some, nil while it is halted.
  public var receiveScaling: ReceiveScaling?
  var scaleRecord = ScaleRecord()
  /// `*RSS` as a request left it; outlives a halt, until somebody configures it anew.
  var writtenScaling: WrittenKeyword?
  /// By number; queue 0 is the default queue.
  public internal(set) var receiveQueues: [ReceiveQueue] = []
  /// Direct requests that the miniport holds.
  var directRequests: [OIDRequest] = []
  /// What flows up at the restart under way.
  var restartState = RestartState()
  let foreign: (any ForeignMiniportDriver)?

  /// Creates the instance, halted; `start` brings it up.
  ///
  /// - Throws: `MemoryError` if the interface layer's pools cannot be had.
  public init(
    name: String,
    component: ComponentDescription,
    driver: any MiniportDriver,
    stack: NetworkStack
  ) throws(MemoryError) {
    self.name = name
    self.component = component
    self.driver = driver
    self.stack = stack
    party = stack.makeParty(.miniport, name: name, adapterID: nil)
    interface = stack.interfaces.register(name)
    operations = OperationQueue(stack: stack, party: party.id)
    link = LinkState()
    foreign = driver as? any ForeignMiniportDriver
    party.record.pointee.object = Unmanaged.passUnretained(self).toOpaque()
    if foreign != nil { party.record.pointee.flags |= UInt32(ND_PARTY_FOREIGN) }
    party.record.setEntry(.send, miniportSendEntry)
    party.record.setEntry(.return, miniportReturnEntry)
    interfaceLayer = try InterfaceLayer(adapter: self)
    makeReceiveQueues(1, .default, processors: [stack.machine.processors[0]], hasMessages: false)
    stack.adapters.append(self)
    stack.changed()
    rebuildPath()
  }

  /// The driver, if it has the handlers for check for hang and reset.
  var resetter: (any MiniportResetting)? {
    foreign?.hasResetHandlers == false ? nil : driver as? any MiniportResetting
  }

  /// The driver, if it has the handlers for direct requests.
  var directRequester: (any MiniportDirectRequesting)? {
    guard NDISFeature.directOIDRequests.isAvailable(in: component.ndisVersion),
      foreign?.hasDirectRequestHandlers != false
    else { return nil }
    return driver as? any MiniportDirectRequesting
  }

  /// NET_LUID: interface type in the top 16 bits, index in the 24 below.
  ///
  /// Source: network/net-luid-value
  public var luid: UInt64 { interface.luid }

  func applyState() {
    switch state {
    case .running: party.accept(.send, .return)
    case .halted, .initializing: party.accept()
    case .shutdown:
      // Nothing may call the driver any more; what comes home ends here.
      party.record.setEntry(.return, shutDownReturnEntry)
      party.accept(.return)
    default: party.accept(.return)
    }
  }

  func stateChanged() { tellOperationalState() }

  /// Finds, for every party and edge, the next party that has a handler.
  ///
  /// A party without a handler is passed by (data bypass).
  func rebuildPath() {
    guard let layer = interfaceLayer else { return }
    let miniport = party.record
    let router = layer.router.record
    let modules = filters.map(\.party.record)
    func lower(_ index: Int, _ edge: Edge) -> UnsafeMutablePointer<nd_party> {
      filters[..<index].reversed().lazy.compactMap { $0.taker(edge) }.first ?? miniport
    }
    func upper(_ index: Int, _ edge: Edge) -> UnsafeMutablePointer<nd_party> {
      filters[index...].lazy.compactMap { $0.taker(edge) }.first ?? router
    }
    for index in modules.indices {
      modules[index].setNext(.send, lower(index, .send))
      modules[index].setNext(.return, lower(index, .return))
      modules[index].setNext(.complete, upper(index + 1, .complete))
      modules[index].setNext(.indicate, upper(index + 1, .indicate))
      filters[index].position = index
      filters[index].setRouter()
    }
    miniport.setNext(.complete, upper(0, .complete))
    miniport.setNext(.indicate, upper(0, .indicate))
    let top = modules.count
    for party in bindings.map(\.party.record) + [layer.party.record] {
      party.setNext(.send, lower(top, .send))
      party.setNext(.return, lower(top, .return))
    }
    if router.pointee.flags & UInt32(ND_PARTY_COPIES) != 0 {
      // Some of what the bindings return was made above the filters and goes no lower.
      for binding in bindings { binding.party.record.setNext(.return, router) }
    }
    stack.interfaces.setChain([interfaceIndex] + filters.map(\.interfaceIndex))
    layer.bindings = bindings.filter(\.isOpen)
    layer.updateLoopback()
    stack.changed()
  }
}

/// A miniport driver whose handlers are C functions; it tells which of the optional ones it has.
protocol ForeignMiniportDriver: MiniportResetting, MiniportShuttingDown, MiniportDevicePnPReceiving,
  MiniportDirectRequesting
{
  var hasResetHandlers: Bool { get }
  var hasDirectRequestHandlers: Bool { get }
}

@inline(__always)
private func withAdapter(
  _ party: UnsafeMutablePointer<nd_party>?,
  _ body: (MiniportAdapter) -> Void
) {
  guard let object = party?.pointee.object else { return }
  Unmanaged<MiniportAdapter>.fromOpaque(object)._withUnsafeGuaranteedRef(body)
}

private let miniportSendEntry: nd_entry = { party, _, chain, port, flags in
  guard let chain else { return }
  withAdapter(party) {
    let lists = NetBufferChain(taking: chain)
    if $0.mayLoop(flags) { $0.loopBack(lists, port: port, flags: flags) }
    $0.driver.send(lists, on: $0, port: port, flags: SendFlags(rawValue: flags))
  }
}

/// Lists that come home after MiniportShutdownEx.
private let shutDownReturnEntry: nd_entry = { party, _, chain, _, _ in
  guard let chain else { return }
  withAdapter(party) {
    var lists = NetBufferChain(taking: chain)
    $0.takeLooped(&lists)
    $0.takeInjected(&lists)
    $0.party.record.welcomeHome(lists, .receive)
    $0.party.record.free(lists, .receive)
  }
}

private let miniportReturnEntry: nd_entry = { party, _, chain, _, flags in
  guard let chain else { return }
  withAdapter(party) {
    var lists = NetBufferChain(taking: chain)
    $0.takeLooped(&lists)
    $0.takeInjected(&lists)
    if !lists.isEmpty {
      $0.party.record.welcomeHome(lists, .receive)
      $0.driver.returnReceived(lists, on: $0, flags: ReturnFlags(rawValue: flags))
    }
    if $0.pausesWhenHome { $0.checkHome() }
  }
}

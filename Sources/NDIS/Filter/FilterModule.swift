import CNDIS
import DataPath

/// One instance of a filter driver over one adapter.
///
/// Drivers act through it: `send`, `indicate`, `completeSend`, `returnReceived` pass lists on; `originate…` starts lists
/// of its own; `drop…` ends a packet with a reason. Life: attach → paused → restarting → running → pausing → paused → detach.
public final class FilterModule: StackMember {
  static let stateRule = VerifierRule.filterState
  /// Instance name, as the stack file gives it.
  public let name: String
  /// Description of the driver.
  public let component: ComponentDescription
  /// The driver that serves this module.
  public let driver: any FilterDriver
  /// The adapter it filters, which outlives it.
  public unowned let adapter: MiniportAdapter
  /// Its identity and ledgers on the data path.
  public let party: Party
  /// Where it stands in the filter state machine; detached at first.
  public internal(set) var state: FilterState = .detached
  /// Handlers that are on now.
  public internal(set) var handlers: FilterHandlers = []
  /// Handlers the driver implements.
  public let implemented: FilterHandlers
  /// Place among the filters of the adapter, 0 nearest the miniport.
  public internal(set) var position = 0
  /// Its network interface, for as long as it is attached.
  public let interface: NetworkInterface
  /// Interface index, 1 and up, unique in the stack.
  public var interfaceIndex: UInt32 { interface.index }
  /// Shown beside the module: name, value, source.
  public var settings: [InstanceSetting] = [] {
    didSet { stack.changed(settings, from: oldValue, of: party) }
  }

  let requests = OIDQueue()
  var pendingStep: (() -> Void)?
  var pendingResult: ((NDISStatus) -> Void)?
  var pausesWhenHome = false
  /// Own requests under way.
  var ownRequests = 0
  var isAttaching = false
  /// What the engine originates in the module's name; nil before the first.
  var injector: Injector?

  let sender: (any FilterSending)?
  let sendCompleter: (any FilterSendCompleting)?
  let receiver: (any FilterReceiving)?
  let borrower: (any FilterBorrowing)?
  let returner: (any FilterReturning)?
  let canceller: (any FilterSendCancelling)?
  let requester: (any FilterRequesting)?
  let statusReceiver: (any FilterStatusReceiving)?
  let netPnPReceiver: (any FilterNetPnPReceiving)?
  let devicePnPReceiver: (any FilterDevicePnPReceiving)?
  let directRequester: (any FilterDirectRequesting)?
  let foreign: (any ForeignFilterDriver)?
  /// Direct requests that it holds.
  var directRequests: [OIDRequest] = []

  init(
    name: String,
    component: ComponentDescription,
    driver: any FilterDriver,
    adapter: MiniportAdapter
  ) {
    self.name = name
    self.component = component
    self.driver = driver
    self.adapter = adapter
    party = adapter.stack.makeParty(.filter, name: name, adapterID: adapter.party.id)
    interface = adapter.stack.interfaces.register("\(adapter.name)-\(name)")
    sender = driver as? any FilterSending
    sendCompleter = driver as? any FilterSendCompleting
    receiver = driver as? any FilterReceiving
    borrower = driver as? any FilterBorrowing
    returner = driver as? any FilterReturning
    canceller = driver as? any FilterSendCancelling
    requester = driver as? any FilterRequesting
    statusReceiver = driver as? any FilterStatusReceiving
    netPnPReceiver = driver as? any FilterNetPnPReceiving
    devicePnPReceiver = driver as? any FilterDevicePnPReceiving
    directRequester = driver as? any FilterDirectRequesting
    foreign = driver as? any ForeignFilterDriver
    var implemented: FilterHandlers = []
    if let foreign {
      implemented = foreign.handlers
    } else {
      if sender != nil { implemented.insert(.send) }
      if sendCompleter != nil { implemented.insert(.sendComplete) }
      if receiver != nil { implemented.insert(.receive) }
      if borrower != nil { implemented.insert(.receiveLoan) }
      if returner != nil { implemented.insert(.returnReceived) }
      if canceller != nil { implemented.insert(.cancelSend) }
      if requester != nil {
        implemented.formUnion([.request, .requestComplete, .cancelRequest])
      }
      if statusReceiver != nil { implemented.insert(.status) }
      if netPnPReceiver != nil { implemented.insert(.netPnPEvent) }
      if devicePnPReceiver != nil { implemented.insert(.devicePnPEvent) }
      if directRequester != nil {
        implemented.formUnion([.directRequest, .directRequestComplete, .cancelDirectRequest])
      }
    }
    if !NDISFeature.directOIDRequests.isAvailable(in: component.ndisVersion) {
      implemented.subtract([.directRequest, .directRequestComplete, .cancelDirectRequest])
    }
    self.implemented = implemented
    handlers = implemented
    party.record.pointee.object = Unmanaged.passUnretained(self).toOpaque()
    if foreign != nil { party.record.pointee.flags |= UInt32(ND_PARTY_FOREIGN) }
    installEntries()
  }

  var stack: NetworkStack { adapter.stack }

  var operations: OperationQueue { adapter.operations }

  /// True if a failure of the module takes the whole stack down.
  public var isMandatory: Bool { component.filter?.runType == .mandatory }

  /// True for a filter that only watches.
  public var isMonitoring: Bool { component.filter?.type == .monitoring }

  func applyState() {
    switch state {
    case .running: party.accept(.send, .complete, .indicate, .return)
    case .pausing, .paused, .restarting: party.accept(.complete, .return)
    default: party.accept()
    }
  }

  /// Sets the entries of the handlers that are on.
  func installEntries() {
    let record = party.record
    if let foreign {
      foreign.install(on: self)
      return
    }
    record.setEntry(.send, handlers.contains(.send) ? filterSendEntry : nil)
    record.setEntry(.complete, handlers.contains(.sendComplete) ? filterCompleteEntry : nil)
    record.setEntry(.indicate, handlers.contains(.receive) ? filterReceiveEntry : nil)
    record.setEntry(.return, handlers.contains(.returnReceived) ? filterReturnEntry : nil)
    record.setLoanEntry(handlers.contains(.receiveLoan) ? filterLoanEntry : nil)
  }
}

/// A filter driver whose handlers are C functions behind the same dispatch record.
///
/// It conforms to every handler protocol of control; which handlers it has is told by `handlers`.
protocol ForeignFilterDriver: FilterRequesting, FilterStatusReceiving, FilterSendCancelling,
  FilterNetPnPReceiving, FilterDevicePnPReceiving, FilterDirectRequesting
{
  /// Handlers in its characteristics structure.
  var handlers: FilterHandlers { get }
  /// Fills the module's entries.
  func install(on module: FilterModule)
  /// Lists of its own that it holds at home, in one direction.
  func ownListsHeld(_ direction: Direction) -> UInt64
  /// `FilterSetModuleOptions`, if it has one.
  func moduleOptions(_ module: FilterModule) -> FilterHandlers?
}

@inline(__always)
private func withModule(
  _ party: UnsafeMutablePointer<nd_party>?,
  _ body: (FilterModule) -> Void
) {
  guard let object = party?.pointee.object else { return }
  Unmanaged<FilterModule>.fromOpaque(object)._withUnsafeGuaranteedRef(body)
}

private let filterSendEntry: nd_entry = { party, _, chain, port, flags in
  guard let chain else { return }
  withModule(party) {
    $0.sender?.send(
      NetBufferChain(taking: chain),
      on: $0,
      port: port,
      flags: SendFlags(rawValue: flags)
    )
  }
}

private let filterCompleteEntry: nd_entry = { party, _, chain, _, flags in
  guard let chain else { return }
  withModule(party) {
    $0.sendCompleter?.completeSend(
      NetBufferChain(taking: chain),
      on: $0,
      flags: SendCompleteFlags(rawValue: flags)
    )
    if $0.pausesWhenHome { $0.checkHome() }
  }
}

private let filterReceiveEntry: nd_entry = { party, _, chain, port, flags in
  guard let chain else { return }
  withModule(party) {
    $0.receiver?.receive(
      NetBufferChain(taking: chain),
      on: $0,
      port: port,
      flags: ReceiveFlags(rawValue: flags)
    )
  }
}

private let filterLoanEntry: nd_entry = { party, _, chain, port, flags in
  guard let chain else { return }
  withModule(party) {
    var loan = NetBufferChain(taking: chain)
    $0.borrower?.receiveLoan(&loan, on: $0, port: port, flags: ReceiveFlags(rawValue: flags))
    chain.pointee = loan.release()
  }
}

private let filterReturnEntry: nd_entry = { party, _, chain, _, flags in
  guard let chain else { return }
  withModule(party) {
    var lists = NetBufferChain(taking: chain)
    if $0.party.record.pointee.flags & UInt32(ND_PARTY_COPIES) != 0 {
      $0.adapter.takeBackCopies(&lists, at: $0.party.record)
    }
    if !lists.isEmpty {
      $0.returner?.returnReceived(lists, on: $0, flags: ReturnFlags(rawValue: flags))
    }
    if $0.pausesWhenHome { $0.checkHome() }
  }
}

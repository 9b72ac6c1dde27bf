import CNDIS
import DataPath
import Kernel

/// One instance of a protocol driver over one adapter.
///
/// Drivers act through it: `send` starts packets, `returnReceived` and `drop` end them. Life: bind (open) → paused →
/// restarting → running → pausing → paused → unbind (close).
public final class ProtocolBinding: StackMember {
  static let stateRule = VerifierRule.bindingState
  /// Instance name, as the stack file gives it.
  public let name: String
  /// Description of the driver.
  public let component: ComponentDescription
  /// The driver that serves this binding.
  public let driver: any ProtocolDriver
  /// The adapter it is bound to, which outlives it.
  public unowned let adapter: MiniportAdapter
  /// Its identity and ledgers on the data path.
  public let party: Party
  /// Where it stands in the binding state machine; unbound at first.
  public internal(set) var state: BindingState = .unbound
  /// What it wants to receive; nothing right after open.
  public internal(set) var packetFilter: PacketFilter = []
  /// The request that set the packet filter.
  var packetFilterSource = ConfigurationSource.default
  /// 6 bytes each.
  public internal(set) var multicastList: [[UInt8]] = []
  /// Bytes of each frame it wants contiguous: its last OID_GEN_CURRENT_LOOKAHEAD, 0 at first.
  public internal(set) var lookahead: UInt32 = 0
  /// True from a successful open to the close.
  public internal(set) var isOpen = false
  /// Addresses the protocol uses, as text; set by the driver, shown to people.
  public var addresses: [String] = [] {
    didSet { stack.changed() }
  }
  /// Configured values, shown to people; a new value counts as a change of the structure.
  public var settings: [InstanceSetting] = [] {
    didSet { stack.changed(settings, from: oldValue, of: party) }
  }

  var powerParameters = PowerParameters()
  var enabledWakeUp: UInt32 = 0
  var protocolOptions: UInt32 = 0
  var isBinding = false
  var pendingStep: (() -> Void)?
  var pendingResult: ((NDISStatus) -> Void)?
  var pausesWhenHome = false
  /// What the engine originates in the binding's name; nil before the first.
  var injector: Injector?
  let borrower: (any ProtocolBorrowing)?
  let netPnPReceiver: (any ProtocolNetPnPReceiving)?
  let directRequester: (any ProtocolDirectRequesting)?

  /// Creates the instance, unbound; the adapter binds it.
  public init(
    name: String,
    component: ComponentDescription,
    driver: any ProtocolDriver,
    adapter: MiniportAdapter
  ) {
    self.name = name
    self.component = component
    self.driver = driver
    self.adapter = adapter
    borrower = driver as? any ProtocolBorrowing
    netPnPReceiver = driver as? any ProtocolNetPnPReceiving
    directRequester = driver as? any ProtocolDirectRequesting
    party = adapter.stack.makeParty(.protocol, name: name, adapterID: adapter.party.id)
    party.record.pointee.object = Unmanaged.passUnretained(self).toOpaque()
    if driver is any ForeignProtocolDriver {
      party.record.pointee.flags |= UInt32(ND_PARTY_FOREIGN)
    }
    party.record.setEntry(.indicate, bindingReceiveEntry)
    party.record.setEntry(.complete, bindingCompleteEntry)
    party.record.setLoanEntry(borrower == nil ? nil : bindingLoanEntry)
  }

  var stack: NetworkStack { adapter.stack }

  var operations: OperationQueue { adapter.operations }

  /// The protocol said that it needs no loopback (NDIS_PROT_OPTION_NO_LOOPBACK).
  var needsNoLoopback: Bool { protocolOptions & 2 != 0 }

  /// True if every list is wanted, so that none has to be looked at.
  @inline(__always)
  var wantsEverything: Bool { packetFilter.contains(.promiscuous) }

  /// True if the packet filter and multicast list want the list.
  func wants(_ list: NetBufferList, ignoringSource: Bool = false) -> Bool {
    let filter = packetFilter
    if !ignoringSource, list.flags & NBLFlags.isLoopbackPacket.rawValue != 0 {
      // The sender gets its own packet back only if it asked for that.
      let sender = list.record.pointee.MiniportReserved.1
      if filter.contains(.noLocal) || needsNoLoopback
        || sender == UnsafeMutableRawPointer(party.record)
      {
        return false
      }
    }
    if filter.contains(.promiscuous) { return true }
    // Without a link header there is no destination to judge by.
    if adapter.attributes?.medium == .ip { return filter.contains(.directed) }
    guard let start = list.firstBuffer?.contiguous, start.count >= 6 else { return false }
    guard start[0] & 1 == 1 else {
      return filter.contains(.directed)
        && start[0..<6].elementsEqual(adapter.attributes?.currentAddress ?? [])
    }
    if start[0..<6].allSatisfy({ $0 == 0xFF }) { return filter.contains(.broadcast) }
    if filter.contains(.allMulticast) { return true }
    return filter.contains(.multicast)
      && multicastList.contains { start[0..<6].elementsEqual($0) }
  }

  func applyState() {
    switch state {
    case .running, .pausing: party.accept(.indicate, .complete)
    case .paused, .restarting, .closing: party.accept(.complete)
    default: party.accept()
    }
  }
}

/// A protocol driver whose handlers are C functions.
protocol ForeignProtocolDriver: ProtocolDriver {}

@inline(__always)
private func withBinding(
  _ party: UnsafeMutablePointer<nd_party>?,
  _ body: (ProtocolBinding) -> Void
) {
  guard let object = party?.pointee.object else { return }
  Unmanaged<ProtocolBinding>.fromOpaque(object)._withUnsafeGuaranteedRef(body)
}

private let bindingReceiveEntry: nd_entry = { party, _, chain, port, flags in
  guard let chain else { return }
  withBinding(party) {
    $0.driver.receive(
      NetBufferChain(taking: chain),
      on: $0,
      port: port,
      flags: ReceiveFlags(rawValue: flags)
    )
  }
}

private let bindingLoanEntry: nd_entry = { party, _, chain, port, flags in
  guard let chain else { return }
  withBinding(party) {
    var loan = NetBufferChain(taking: chain)
    $0.borrower?.receiveLoan(&loan, on: $0, port: port, flags: ReceiveFlags(rawValue: flags))
    $0.party.record.end(&loan, .delivered, .receive)
    chain.pointee = loan.release()
  }
}

private let bindingCompleteEntry: nd_entry = { party, _, chain, _, flags in
  guard let chain else { return }
  withBinding(party) {
    var lists = NetBufferChain(taking: chain)
    $0.takeInjected(&lists)
    if !lists.isEmpty {
      $0.party.record.welcomeHome(lists, .transmit)
      $0.driver.sendComplete(lists, on: $0, flags: SendCompleteFlags(rawValue: flags))
    }
    if $0.pausesWhenHome { $0.checkHome() }
  }
}

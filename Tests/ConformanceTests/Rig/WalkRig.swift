import CNDIS
import DataPath
import Kernel
@testable import NDIS
import TestSupport
import Testing

/// A stack that a walk changes at random: every driver answers PENDING wherever it may.
final class WalkRig {
  /// What a step of the walk does; each is legal whenever it is chosen.
  enum Operation: String, CaseIterable {
    case send, sendUnicast, indicate, lend, cancelSends
    case pause, restart, changeHandlers
    case attachOptional, attachMandatory, detach
    case bind, unbind
    case setPacketFilter, setMulticastList, query, queryFromFilter, cancelRequest, directRequest
    case status, link, netEvent, deviceEvent
    case allocatePort, changePort, freePort
    case reset, sleep, wake, remove
  }

  let machine: Machine
  let stack: NetworkStack
  let adapter: MiniportAdapter
  let log = CallLog()
  let miniport: ScriptedMiniport
  var random: SeededRandom
  private var lastName = 0
  private(set) var counts: [Operation: Int] = [:]

  init(seed: UInt64) throws {
    machine = Machine(clock: VirtualClock(), seed: seed)
    stack = try NetworkStack(machine: machine)
    stack.verify()
    random = SeededRandom(seed: seed).child("walk")
    miniport = ScriptedMiniport(log: log)
    log.isOff = true
    miniport.state = { $0.supportedPacketFilters.formUnion([.allLocal, .noLocal]) }
    adapter = try MiniportAdapter(
      name: "eth0",
      component: .miniport("walked", displayName: "Walked", summary: "Made for a test."),
      driver: PendingMiniport(miniport, schedule: PendingSchedule(machine, name: "miniport")),
      stack: stack
    )
    start()
  }

  func schedule(_ name: String) -> PendingSchedule { PendingSchedule(machine, name: name) }

  func newName(_ kind: String) -> String {
    lastName += 1
    return "\(kind)\(lastName)"
  }

  func newFilter(_ name: String) -> PendingFilter {
    PendingFilter(ScriptedFilter(name, log: log), schedule: schedule(name))
  }

  func newBinding() -> ProtocolBinding {
    let name = newName("protocol")
    let driver = ScriptedProtocol(name, log: log, filter: somePacketFilter())
    return ProtocolBinding(
      name: name,
      component: .protocol(name, displayName: name, summary: "Made for a test."),
      driver: PendingProtocol(driver, schedule: schedule(name)),
      adapter: adapter
    )
  }

  func start() {
    let name = newName("filter")
    adapter.start(
      filters: [(name, ConformanceRig.component(name), newFilter(name))],
      bindings: [newBinding(), newBinding()]
    )
  }

  func bounded(_ limit: Int) -> Int { Int(random.bounded(UInt64(limit))) }

  private func somePacketFilter() -> PacketFilter {
    let all: [PacketFilter] = [
      .promiscuous, [.directed, .broadcast], [.directed, .multicast], [.allLocal, .broadcast], [],
    ]
    return all[bounded(all.count)]
  }

  var scripted: [ScriptedProtocol] {
    adapter.bindings.filter { $0.state == .running }
      .compactMap { ($0.driver as? PendingProtocol)?.inner as? ScriptedProtocol }
  }

  var someProtocol: ScriptedProtocol? {
    let running = scripted
    return running.isEmpty ? nil : running[bounded(running.count)]
  }

  var someFilter: FilterModule? {
    adapter.filters.isEmpty ? nil : adapter.filters[bounded(adapter.filters.count)]
  }

  /// One operation, then a little time.
  ///
  /// Most of the time the one that was done least, once it is possible; else any.
  func step() throws {
    var choice = bounded(4) == 0 ? Operation.allCases[bounded(Operation.allCases.count)] : rarest
    var attempts = 0
    while !perform(choice) {
      attempts += 1
      if attempts > 20 { choice = Operation.allCases[bounded(Operation.allCases.count)] }
      if choice == .wake, !adapter.isInLowPower, perform(.sleep) {
        counts[.sleep, default: 0] += 1
      }
      try settle(wakes: choice != .wake)
    }
    counts[choice, default: 0] += 1
    try settle(wakes: bounded(4) == 0)
  }

  private var rarest: Operation {
    Operation.allCases.min { counts[$0, default: 0] < counts[$1, default: 0] } ?? .send
  }

  /// A little time; a stack that is at rest and does not run is brought back.
  private func settle(wakes: Bool) throws {
    try machine.run(until: machine.now + Nanoseconds(random.bounded(40_000)))
    guard adapter.isAtRest else { return }
    if adapter.state == .halted { return start() }
    guard adapter.state == .paused, wakes else { return }
    if adapter.isInLowPower { adapter.setPower(.d0) } else { adapter.restart() }
  }

  private func perform(_ operation: Operation) -> Bool {
    switch operation {
    case .send, .sendUnicast, .indicate, .lend, .cancelSends: moveData(operation)
    case .pause, .restart, .changeHandlers, .attachOptional, .attachMandatory, .detach, .bind,
      .unbind:
      changeStack(operation)
    case .setPacketFilter, .setMulticastList, .query, .queryFromFilter, .cancelRequest,
      .directRequest:
      ask(operation)
    case .status, .link, .netEvent, .deviceEvent: tell(operation)
    case .allocatePort, .changePort, .freePort: changePorts(operation)
    case .reset, .sleep, .wake, .remove: changeDevice(operation)
    }
  }

  private func moveData(_ operation: Operation) -> Bool {
    let marks = (0...UInt8(bounded(5))).map { $0 }
    let everyone: [UInt8] = [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]
    let canReceive = adapter.state == .running || adapter.state == .restarting
    switch operation {
    case .send, .sendUnicast:
      guard let sender = someProtocol else { return false }
      sender.send(
        marks,
        to: operation == .send ? everyone : [2, 0, 0, 0, 0, 7],
        cancelID: UInt64(bounded(3)),
        flags: bounded(4) == 0 ? .checkForLoopback : []
      )
    case .indicate, .lend:
      guard canReceive else { return false }
      miniport.indicate(
        marks,
        to: bounded(2) == 0 ? everyone : [2, 0, 0, 0, 0, 1],
        lent: operation == .lend
      )
    default:
      guard let sender = someProtocol else { return false }
      sender.binding?.cancelSends(withID: UInt64(1 + bounded(2)))
    }
    return true
  }

  private func changeStack(_ operation: Operation) -> Bool {
    // Who is detached or unbound must still be there when it is its turn.
    guard adapter.isAtRest, adapter.state == .running || adapter.state == .paused else {
      return false
    }
    guard !adapter.isInLowPower else { return false }
    switch operation {
    case .pause: adapter.pauseAndRestart()
    case .restart: adapter.restart()
    case .changeHandlers:
      guard let module = someFilter else { return false }
      module.restartFilter()
    case .attachOptional, .attachMandatory:
      guard adapter.filters.count < 5 else { return false }
      let name = newName("filter")
      adapter.attach(
        name: name,
        component: ConformanceRig.component(
          name,
          operation == .attachOptional ? .optional : .mandatory
        ),
        driver: newFilter(name),
        at: bounded(adapter.filters.count + 1)
      )
    case .detach:
      guard let module = someFilter else { return false }
      adapter.detach(module)
    case .bind:
      guard adapter.bindings.count < 4 else { return false }
      adapter.bind(newBinding())
    default:
      guard let binding = adapter.bindings.last else { return false }
      adapter.unbind(binding)
    }
    return true
  }

  private func ask(_ operation: Operation) -> Bool {
    switch operation {
    case .setPacketFilter:
      guard let binding = someProtocol?.binding else { return false }
      binding.setPacketFilter(somePacketFilter())
    case .setMulticastList:
      guard let binding = someProtocol?.binding else { return false }
      binding.setMulticastList((0..<bounded(4)).map { [1, 0, 0x5E, 0, 0, UInt8($0)] })
    case .query, .cancelRequest:
      let request = OIDRequest(
        .query,
        .genVendorId,
        input: [],
        outputLength: 4,
        original: nil,
        flight: OIDFlight(id: stack.takeFlightID(), oid: .genVendorId, kind: .query, issuer: 0),
        origin: .none
      )
      adapter.submit(request, below: adapter.filters.count)
      if operation == .cancelRequest {
        machine.timers.schedule(at: machine.now + Nanoseconds(random.bounded(30_000))) {
          [adapter] in
          if !request.isComplete { adapter.cancelRequest(request) }
        }
      }
    case .queryFromFilter:
      guard let module = someFilter, module.ownRequests == 0, module.state == .running,
        adapter.isAtRest
      else { return false }
      module.originateRequest(.query, .genVendorId, outputLength: 4)
    default:
      guard let binding = someProtocol?.binding else { return false }
      let request = binding.directRequest(.method, .tcpTaskIpsecOffloadV2AddSa, input: [1])
      if bounded(3) == 0 { adapter.cancelRequest(request) }
    }
    return true
  }

  private func tell(_ operation: Operation) -> Bool {
    guard adapter.state != .halted, adapter.state != .initializing else { return false }
    switch operation {
    case .status: adapter.indicate(.networkChange)
    case .link:
      let isUp = adapter.link.connect != .connected
      adapter.setLink(
        LinkState(
          connect: isUp ? .connected : .disconnected,
          duplex: .full,
          transmitLinkSpeed: 1_000_000,
          receiveLinkSpeed: 1_000_000
        )
      )
    case .netEvent: adapter.notify(NetPnPEvent(.reconfigure))
    default: adapter.notify(.powerProfileChanged)
    }
    return true
  }

  private func changePorts(_ operation: Operation) -> Bool {
    guard adapter.state == .running else { return false }
    let others = adapter.ports.ports.dropFirst()
    switch operation {
    case .allocatePort:
      guard others.count < 8 else { return false }
      return (try? adapter.allocatePort()) != nil
    case .changePort:
      guard !others.isEmpty, let port = others.dropFirst(bounded(others.count)).first else {
        return false
      }
      return port.isActive
        ? adapter.deactivatePorts([port.number]) == .success
        : adapter.activatePorts([port.number]) == .success
    default:
      guard let port = others.first(where: { !$0.isActive }) else { return false }
      return adapter.freePort(port.number) == .success
    }
  }

  private func changeDevice(_ operation: Operation) -> Bool {
    switch operation {
    case .reset:
      guard !adapter.isResetting else { return false }
      adapter.reset()
    case .sleep:
      guard adapter.isAtRest, adapter.state == .running else { return false }
      adapter.setPower(.d3)
    case .wake:
      guard adapter.isAtRest, adapter.isInLowPower else { return false }
      adapter.setPower(.d0)
    default:
      guard adapter.isAtRest, adapter.state == .running, !adapter.isInLowPower else { return false }
      if bounded(2) == 0 { adapter.surpriseRemove() } else { adapter.requestRemoval() }
    }
    return true
  }

  /// Findings that were looked for, and lists that were meant to be lost.
  var expectedFindings = 0
  var expectedLostLists: UInt64 = 0

  /// The first thing that is wrong, nil if nothing is.
  var problem: String? {
    if let finding = stack.verifier?.findings.dropFirst(expectedFindings).first {
      return "\(finding.rule) by \(finding.driver): \(finding.detail)"
    }
    for party in stack.parties.values.sorted(by: { $0.id < $1.id }) where !party.isBalanced {
      return "\(party.name) does not balance"
    }
    return stack.lostLists == expectedLostLists ? nil : "\(stack.lostLists) lists are lost"
  }

  /// Stops the stack; everything must be at home then, but for what the `leakers` lost.
  func stop(leakers: Set<String> = []) throws {
    adapter.stop()
    try machine.run(until: machine.now + .seconds(2))
    #expect(adapter.state == .halted)
    #expect(problem == nil)
    for party in stack.parties.values.sorted(by: { $0.id < $1.id })
    where !leakers.contains(party.name) {
      for direction in [Direction.transmit, .receive] {
        let ledger = party.record.ledger(direction).pointee
        #expect(ledger.held == 0, "\(party.name) \(direction)")
        #expect(ledger.created == ledger.freed, "\(party.name) \(direction)")
      }
    }
    #expect(stack.descriptors.outstanding == 0)
    #expect(stack.interfaces.interfaces.map(\.index) == stack.adapters.map(\.interfaceIndex))
    #expect(adapter.flights.allSatisfy { $0.status != nil }, "a request never came back")
  }
}

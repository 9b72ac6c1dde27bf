import CNDIS
import DataPath
import Kernel
import NDIS
import Testing

/// One adapter on a virtual clock, its drivers under a test's control, the verifier on.
final class ConformanceRig {
  let machine: Machine
  let stack: NetworkStack
  let log = CallLog()
  let miniport: ScriptedMiniport
  let adapter: MiniportAdapter
  private(set) var states: [String] = []
  private(set) var indications: [String] = []
  /// What NDIS itself told of the interface, as text.
  private(set) var operationalStates: [String] = []

  /// Loaded drivers in C.
  var images: [CDriverImage] = []

  /// With another miniport driver than the scripted one if given.
  init(
    miniport other: ((NetworkStack) throws -> (CMiniportDriver, NDISVersion))? = nil,
    version: NDISVersion = .v6_40
  ) throws {
    machine = Machine(clock: VirtualClock())
    stack = try NetworkStack(machine: machine)
    stack.verify()
    miniport = ScriptedMiniport(log: log)
    log.machine = machine
    let made = try other?(stack)
    if let made { images.append(made.0.image) }
    adapter = try MiniportAdapter(
      name: "eth0",
      component: .miniport(
        "scripted",
        displayName: "Scripted",
        summary: "Made for a test.",
        ndisVersion: made?.1 ?? version
      ),
      driver: made?.0 ?? miniport,
      stack: stack
    )
    stack.onEvent = { [unowned self] event in
      switch event.kind {
      case .state(let from, let to, _) where event.party == adapter.party.id:
        states.append("\(from) > \(to)")
      case .status("NDIS_STATUS_OPER_STATUS", let state): operationalStates.append(state)
      case .status(let symbol, _): indications.append(symbol)
      default: break
      }
    }
  }

  typealias Part = (String, ComponentDescription, any FilterDriver)

  static func component(
    _ name: String,
    monitoring: Bool = false,
    _ runType: FilterRunType = .optional
  ) -> ComponentDescription {
    .filter(
      name,
      displayName: name,
      summary: "Made for a test.",
      monitoring ? .monitoring(runType) : .modifying(.custom, runType)
    )
  }

  func filter(_ name: String) -> ScriptedFilter { ScriptedFilter(name, log: log) }

  func `protocol`(_ name: String, _ filter: PacketFilter = .promiscuous) -> ScriptedProtocol {
    ScriptedProtocol(name, log: log, filter: filter)
  }

  func binding(_ driver: ScriptedProtocol) -> ProtocolBinding {
    ProtocolBinding(
      name: driver.name,
      component: .protocol(driver.name, displayName: driver.name, summary: "Made for a test."),
      driver: driver,
      adapter: adapter
    )
  }

  /// Brings the stack up with optional filters, bottom to top.
  func start(_ filters: [ScriptedFilter] = [], _ protocols: [ScriptedProtocol] = []) {
    start(parts: filters.map { ($0.name, Self.component($0.name), $0) }, protocols)
  }

  func start(parts: [Part], _ protocols: [ScriptedProtocol] = []) {
    adapter.start(filters: parts, bindings: protocols.map(binding))
  }

  func run(seconds: UInt64 = 1) throws {
    try machine.run(until: machine.now + Nanoseconds.seconds(seconds))
  }

  var findings: [VerifierRule] { stack.verifier?.findings.map(\.rule) ?? [] }

  /// Expects that no rule was broken but these, that all ledgers balance and nothing is lost.
  func expectSound(
    except rules: [VerifierRule] = [],
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let details = stack.verifier?.findings.map { "\($0.rule) by \($0.driver): \($0.detail)" } ?? []
    #expect(findings == rules, "\(details)", sourceLocation: sourceLocation)
    for party in stack.parties.values {
      #expect(party.isBalanced, "\(party.name)", sourceLocation: sourceLocation)
    }
    #expect(stack.lostLists == 0, sourceLocation: sourceLocation)
    for (handler, levels) in log.levels {
      guard let allowed = LevelPage.handler(handler)?.range else { continue }
      let wrong = levels.filter { !allowed.contains($0) }
      #expect(wrong.isEmpty, "\(handler) at \(wrong)", sourceLocation: sourceLocation)
    }
  }

  /// Stops the stack and expects everything to be at home.
  func stopSound(
    except rules: [VerifierRule] = [],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    miniport.completeSends()
    adapter.stop()
    try run()
    #expect(adapter.state == .halted, sourceLocation: sourceLocation)
    expectSound(except: rules, sourceLocation: sourceLocation)
    for party in stack.parties.values {
      for direction in [Direction.transmit, .receive] {
        let ledger = party.record.ledger(direction).pointee
        #expect(ledger.held == 0, "\(party.name) \(direction)", sourceLocation: sourceLocation)
      }
    }
  }
}

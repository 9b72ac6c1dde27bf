import CNDIS
import DataPath
import Drivers
import Kernel
import NDIS
import TestSupport
import Testing

/// A stack of built-in drivers on a virtual clock, with the verifier on.
final class StackRig {
  let clock = VirtualClock()
  let machine: Machine
  let stack: NetworkStack
  let context: DriverContext
  var events: [StackEvent] = []

  /// A filter or protocol to put onto an adapter: instance name, driver, settings as in a stack file.
  struct Part {
    let name: String
    let driver: String
    let settings: [String: String]
    var values: [KeywordSettings.Setting] = []

    /// A driver object of the test's own instead of one of the catalogue.
    var scribe: Scribe?

    /// The same for a filter, with its description.
    var filter: (component: ComponentDescription, driver: any FilterDriver)?

    /// The adapters that a protocol joins.
    var adapters: [String] = []

    init(_ name: String, _ filter: any FilterDriver) {
      self.init(name, Mirror.component, filter)
    }

    init(_ name: String, _ component: ComponentDescription, _ filter: any FilterDriver) {
      self.name = name
      self.filter = (component, filter)
      driver = component.name
      settings = [:]
    }

    init(_ name: String, _ scribe: Scribe) {
      self.name = name
      self.scribe = scribe
      driver = "scribe"
      settings = [:]
    }

    init(
      _ name: String,
      _ driver: String,
      _ settings: [String: String] = [:],
      values: [KeywordSettings.Setting] = []
    ) {
      self.name = name
      self.driver = driver
      self.settings = settings
      self.values = values
    }
  }

  init(seed: UInt64 = 1, processors: Int = 1) throws {
    machine = Machine(
      clock: clock,
      seed: seed,
      processors: (0..<processors).map { Processor(group: 0, number: UInt8($0)) }
    )
    stack = try NetworkStack(machine: machine)
    context = DriverContext(stack: stack)
    stack.verify()
    stack.onEvent = { [unowned self] in events.append($0) }
  }

  func configuration(_ part: Part) throws -> InstanceConfiguration {
    let entry = try #require(DriverCatalogue.builtIn[part.driver])
    var settings = KeywordSettings(part.values)
    for (line, keyword) in entry.component.keywords.enumerated() {
      guard let text = part.settings[keyword.name] else { continue }
      let source = ConfigurationSource.file(path: "rig.yaml", line: line + 1, column: 1)
      settings.set(
        keyword.name,
        to: ConfiguredValue(try keyword.type.value(of: text), source: source)
      )
    }
    return InstanceConfiguration(
      name: part.name,
      component: entry.component,
      settings: settings,
      context: context,
      adapters: part.adapters
    )
  }

  /// Brings an adapter up with its filters, bottom to top, and its protocols.
  @discardableResult
  func start(
    _ name: String,
    _ driver: String = "wire",
    _ settings: [String: String] = [:],
    filters: [Part] = [],
    protocols: [Part] = []
  ) throws -> MiniportAdapter {
    let miniport = try configuration(Part(name, driver, settings))
    guard case .miniport(let make)? = DriverCatalogue.builtIn[driver]?.factory else {
      throw RigError.notOfThisKind(driver)
    }
    let adapter = try MiniportAdapter(
      name: name,
      component: miniport.component,
      driver: wrap(try make(miniport), name),
      stack: stack
    )
    var modules: [(String, ComponentDescription, any FilterDriver)] = []
    for part in filters {
      if let filter = part.filter {
        modules.append((part.name, filter.component, filter.driver))
        continue
      }
      let configuration = try configuration(part)
      guard case .filter(let make)? = DriverCatalogue.builtIn[part.driver]?.factory else {
        throw RigError.notOfThisKind(part.driver)
      }
      modules.append(
        (part.name, configuration.component, wrap(try make(configuration), "\(name)/\(part.name)"))
      )
    }
    var bindings: [ProtocolBinding] = []
    for part in protocols {
      if let scribe = part.scribe {
        bindings.append(
          ProtocolBinding(
            name: part.name,
            component: Scribe.component,
            driver: wrap(scribe, part.name),
            adapter: adapter
          )
        )
        continue
      }
      let configuration = try configuration(part)
      guard case .protocol(let make)? = DriverCatalogue.builtIn[part.driver]?.factory else {
        throw RigError.notOfThisKind(part.driver)
      }
      bindings.append(
        ProtocolBinding(
          name: part.name,
          component: configuration.component,
          driver: wrap(try make(configuration), "\(name)/\(part.name)"),
          adapter: adapter
        )
      )
    }
    adapter.start(filters: modules, bindings: bindings)
    return adapter
  }

  /// True if every driver is to answer PENDING wherever it may.
  var isPending = false

  private func wrap(_ driver: any MiniportDriver, _ name: String) -> any MiniportDriver {
    isPending ? PendingMiniport(driver, schedule: PendingSchedule(machine, name: name)) : driver
  }

  private func wrap(_ driver: any FilterDriver, _ name: String) -> any FilterDriver {
    isPending ? PendingFilter(driver, schedule: PendingSchedule(machine, name: name)) : driver
  }

  private func wrap(_ driver: any ProtocolDriver, _ name: String) -> any ProtocolDriver {
    isPending ? PendingProtocol(driver, schedule: PendingSchedule(machine, name: name)) : driver
  }

  func run(for span: Nanoseconds) throws {
    try machine.run(until: machine.now + span)
  }

  /// Stops every adapter, lets everything come home, and expects nothing to be wrong.
  func stopAndCheck(sourceLocation: SourceLocation = #_sourceLocation) throws {
    for adapter in stack.adapters { adapter.stop() }
    try run(for: .seconds(UInt64(1)))
    for adapter in stack.adapters {
      #expect(adapter.state == .halted, "\(adapter.name)", sourceLocation: sourceLocation)
    }
    expectBalance(sourceLocation: sourceLocation)
    for party in stack.parties.values {
      for direction in [Direction.transmit, .receive] {
        let ledger = party.record.ledger(direction).pointee
        #expect(ledger.held == 0, "\(party.name) \(direction)", sourceLocation: sourceLocation)
        #expect(ledger.inside == 0, "\(party.name) \(direction)", sourceLocation: sourceLocation)
        #expect(
          ledger.created == ledger.freed,
          "\(party.name) \(direction)",
          sourceLocation: sourceLocation
        )
      }
    }
    #expect(stack.descriptors.outstanding == 0, sourceLocation: sourceLocation)
  }

  /// Expects balanced ledgers and a silent verifier.
  func expectBalance(sourceLocation: SourceLocation = #_sourceLocation) {
    for party in stack.parties.values {
      #expect(party.isBalanced, "\(party.name)", sourceLocation: sourceLocation)
    }
    let findings = stack.verifier?.findings ?? []
    for finding in findings.prefix(5) {
      Issue.record(
        "\(finding.rule) by \(finding.driver): \(finding.detail)",
        sourceLocation: sourceLocation
      )
    }
    #expect(findings.isEmpty, sourceLocation: sourceLocation)
    #expect(stack.lostLists == 0, sourceLocation: sourceLocation)
  }

  enum RigError: Error {
    case notOfThisKind(String)
  }
}

extension MiniportAdapter {
  /// The driver object of the only binding.
  func bound<Driver: ProtocolDriver>(_ type: Driver.Type) throws -> Driver {
    try #require(bindings.first?.driver as? Driver)
  }
}

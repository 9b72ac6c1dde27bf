import CDrivers
import CNDIS
import DataPath
import Kernel
@testable import NDIS
import Testing

/// A row of the table of drivers in C that break a rule.
struct Breaker: CustomTestStringConvertible, Sendable {
  let index: UInt32
  let name: String
  let rule: String
  let kind: Int
  /// What is done to the stack until the rule is broken.
  let steps: [String]

  init(_ index: UInt32) {
    let row = BreakerAt(index)
    self.index = index
    name = String(cString: row.Name)
    rule = String(cString: row.Rule)
    kind = Int(row.Kind)
    steps = String(cString: row.Steps).split(separator: " ").map(String.init)
  }

  var testDescription: String { "\(rule) by \(name)" }

  static let all = (0..<BreakerCount()).map(Breaker.init)

  /// How a driver in C stands in the walked stack, from before its offence until after.
  fileprivate enum Place {
    case module(FilterModule)
    case binding(ProtocolBinding)
    case adapter(MiniportAdapter)
    case nowhere
  }
}

extension WalkRig {
  /// Time for everything that is under way; the stack runs afterwards and has a protocol.
  func rest() throws {
    for _ in 0..<200 {
      try machine.run(until: machine.now + .milliseconds(1))
      guard adapter.isAtRest, !adapter.isResetting else { continue }
      if adapter.state == .halted {
        start()
      } else if adapter.isInLowPower {
        adapter.setPower(.d0)
      } else if adapter.state == .paused {
        adapter.restart()
      } else if adapter.bindings.isEmpty {
        adapter.bind(newBinding())
      } else {
        try machine.run(until: machine.now + .milliseconds(1))
        return
      }
    }
    Issue.record("the stack does not come to rest: \(adapter.state)")
  }

  /// Puts a driver in C into the stack, lets it break its rule, and takes it out again.
  ///
  /// - Returns: what was found meanwhile; before, nothing was.
  func commit(_ breaker: Breaker) throws -> [VerifierFinding] {
    BreakerBegin()
    defer { BreakerEnd() }
    BreakerClearPoke()
    BreakerHold(1)
    defer { BreakerHold(0) }
    try rest()
    #expect(problem == nil)
    var place = Breaker.Place.nowhere
    var image: CDriverImage?
    var steps = breaker.steps
    // What misbehaves as it comes is in the stack from its offence on, everything else before.
    if steps[0] == "load" || steps[0] == "plug" || steps[0] == "attach" { BreakerHold(0) }
    do {
      (place, image) = try bring(breaker)
      try machine.run(until: machine.now + .milliseconds(1))
      try rest()
    } catch is NDISStatus {
      #expect(steps == ["load"], "\(breaker.name) was refused")
    }
    if steps.count == 1, ["load", "plug", "attach"].contains(steps[0]) {
      steps = []
    } else {
      #expect(problem == nil, "\(breaker.name) came")
      BreakerHold(0)
    }
    for step in steps { try perform(step, &place, image) }
    let found = Array(stack.verifier?.findings.dropFirst(expectedFindings) ?? [])
    expectedFindings += found.count
    BreakerHold(1)
    try takeOut(place, image)
    try rest()
    return found
  }

  private func bring(_ breaker: Breaker) throws -> (Breaker.Place, CDriverImage?) {
    let name = breaker.name
    let image = try CDriverImage(
      name: name,
      stack: stack,
      entry: try #require(BreakerAt(breaker.index).Entry)
    )
    let version = image.version ?? .v6_40
    switch breaker.kind {
    case Int(BREAKER_FILTER), Int(BREAKER_MONITOR):
      let isMonitoring = breaker.kind == Int(BREAKER_MONITOR)
      var module: FilterModule?
      adapter.attach(
        name: name,
        component: .filter(
          name,
          displayName: name,
          summary: "Made for a test.",
          ndisVersion: version,
          isMonitoring ? .monitoring() : .modifying(.custom)
        ),
        driver: try image.makeFilter(),
        // At the top a send arrives at the level of the sender; elsewhere a pending filter sends it on.
        at: isMonitoring || breaker.steps.contains("top")
          ? nil : bounded(adapter.filters.count + 1)
      ) { module = $0 }
      try rest()
      return (module.map { .module($0) } ?? .nowhere, image)
    case Int(BREAKER_PROTOCOL):
      let binding = ProtocolBinding(
        name: name,
        component: .protocol(
          name,
          displayName: name,
          summary: "Made for a test.",
          ndisVersion: version
        ),
        driver: try image.makeProtocol(),
        adapter: adapter
      )
      adapter.bind(binding)
      return (.binding(binding), image)
    default:
      let other = try MiniportAdapter(
        name: newName("plugged"),
        component: .miniport(
          name,
          displayName: name,
          summary: "Made for a test.",
          ndisVersion: version
        ),
        driver: try image.makeMiniport(),
        stack: stack
      )
      // Its whole life is the operation.
      other.start(filters: [], bindings: [])
      try machine.run(until: machine.now + .milliseconds(1))
      other.pauseAndRestart()
      try machine.run(until: machine.now + .milliseconds(1))
      other.stop()
      try machine.run(until: machine.now + .milliseconds(1))
      image.run { BreakerRunPoke() }
      return (.adapter(other), image)
    }
  }

  private func perform(_ step: String, _ place: inout Breaker.Place, _ image: CDriverImage?) throws
  {
    let everyone: [UInt8] = [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]
    switch step {
    case "top": break
    case "alone":
      // A loan reaches a protocol as one only where it is the only one.
      for other in scripted { if let binding = other.binding { adapter.unbind(binding) } }
      try rest()
    case "send": try #require(someProtocol).send([7], cancelID: 9)
    case "cancelSend": try #require(someProtocol).binding?.cancelSends(withID: 9)
    case "receive": miniport.indicate([1, 2], to: everyone)
    case "lend": miniport.indicate([1, 2], to: everyone, lent: true)
    case "readOnly": miniport.indicate([1, 2], to: everyone, isReadOnly: true)
    case "restart": adapter.pauseAndRestart()
    case "query": _ = ask()
    case "cancel":
      let request = ask()
      try machine.run(until: machine.now + .milliseconds(1))
      adapter.cancelRequest(request)
      try machine.run(until: machine.now + .milliseconds(1_100))
    case "poke": image?.run { BreakerRunPoke() }
    case "detach", "unbind":
      try takeOut(place, image)
      place = .nowhere
    default: Issue.record("\(step) is no step")
    }
    try machine.run(until: machine.now + .milliseconds(1))
  }

  /// A query from the top, of an identifier that goes down to the miniport.
  func ask() -> OIDRequest {
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
    return request
  }

  private func takeOut(_ place: Breaker.Place, _ image: CDriverImage?) throws {
    switch place {
    case .module(let module): adapter.detach(module)
    case .binding(let binding): adapter.unbind(binding)
    case .adapter, .nowhere: return
    }
    // A request that never comes back holds the stack up for a second.
    for _ in 0..<2_000 where !adapter.isAtRest {
      try machine.run(until: machine.now + .milliseconds(1))
    }
  }
}

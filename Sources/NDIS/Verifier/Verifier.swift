import CNDIS
public import DataPath
import Kernel

/// Watches every hand-off and every control call, and names the driver that breaks a rule.
///
/// Findings are kept in order; each is also an event. The rules are the table `VerifierRule`.
public final class Verifier {
  /// Newest last, bounded by `limit`; `total` counts all.
  public private(set) var findings: [VerifierFinding] = []
  /// Findings so far, kept or not.
  public private(set) var total: UInt64 = 0
  /// Hand-offs examined.
  public internal(set) var examined: UInt64 = 0
  /// Findings kept.
  public var limit = 10_000
  unowned let stack: NetworkStack
  /// The stack's: at every hand-off, where the way over the stack costs more than the checks.
  let machine: Machine

  init(stack: NetworkStack) {
    self.stack = stack
    machine = stack.machine
  }

  func report(
    _ rule: VerifierRule,
    party: UInt32,
    journey: UInt64,
    _ detail: String,
    driver: String? = nil
  ) {
    let finding = VerifierFinding(
      rule: rule,
      time: stack.now,
      party: party,
      driver: driver ?? stack.driverName(of: party),
      journey: journey,
      detail: detail
    )
    total += 1
    if findings.count < limit { findings.append(finding) }
    stack.emit(.finding(finding), party: party)
  }

  /// Counts, for each party, the lists that carry its id as owner, over these pools.
  ///
  /// An account of custody that no ledger term enters; it must equal `held`.
  public static func census(of pools: [NetBufferListPool]) -> [UInt32: (UInt64, UInt64)] {
    var counts: [UInt32: (UInt64, UInt64)] = [:]
    for pool in pools {
      pool.forEachOutstanding { list in
        let owner = list.prefix.pointee.owner
        switch list.direction {
        case .transmit: counts[owner, default: (0, 0)].0 += 1
        case .receive: counts[owner, default: (0, 0)].1 += 1
        }
      }
    }
    return counts
  }
}

extension NetworkStack {
  /// Name of the driver behind a party.
  public func driverName(of party: UInt32) -> String {
    for adapter in adapters {
      if adapter.party.id == party { return adapter.component.name }
      if let module = adapter.filters.first(where: { $0.party.id == party }) {
        return module.component.name
      }
      if let binding = adapter.bindings.first(where: { $0.party.id == party }) {
        return binding.component.name
      }
    }
    return parties[party]?.name ?? "NDIS"
  }

  /// Calls a driver at PASSIVE level and checks that it comes back at that level.
  func verified<Result>(_ party: Party, _ function: String, _ body: () -> Result) -> Result {
    let before = machine.setIRQL(.passive)
    let result = body()
    let after = machine.setIRQL(before)
    if after != .passive {
      report(.irqlChanged, party: party.id, "\(function) returned at \(after)")
    }
    return result
  }

  /// Calls `FilterAttach` the same way.
  func attachVerified(_ module: FilterModule) throws(NDISStatus) {
    let before = machine.setIRQL(.passive)
    defer {
      let after = machine.setIRQL(before)
      if after != .passive {
        report(.irqlChanged, party: module.party.id, "FilterAttach returned at \(after)")
      }
    }
    try module.driver.attach(module)
  }
}

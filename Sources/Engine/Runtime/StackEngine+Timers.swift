public import Inspection
import Kernel
import NDIS

extension StackEngine {
  /// What every adapter, its modules and NDIS on it wait for, in the order in which the uses were first named.
  ///
  /// What was never set is left out.
  public var timers: [TimerRow] {
    machine.timers.standings.filter { $0.count > 0 || $0.fired > 0 }.map {
      TimerRow(
        party: $0.owner,
        name: $0.name,
        deadline: $0.deadline?.nanoseconds,
        period: $0.period?.count,
        count: UInt64($0.count),
        fired: $0.fired
      )
    }
  }

  /// The same of one adapter, in the order of its stack from the top down.
  func timers(of adapter: AdapterID) -> [TimerRow] {
    guard let found = stack.adapters.first(where: { $0.party.id == adapter }) else { return [] }
    let owners =
      found.bindings.map(\.party.id) + [found.interfaceLayer?.party.id ?? 0]
      + found.filters.reversed().map(\.party.id) + [adapter]
    let rows = timers
    return owners.flatMap { owner in rows.filter { $0.party == owner } }
  }

  /// How an adapter's interrupts come, if any do.
  func interruptSection(_ adapter: MiniportAdapter) -> FactSection {
    let queues = adapter.receiveQueues.filter { $0.message != nil }
    guard !queues.isEmpty, adapter.driver is any MiniportInterrupting else {
      return FactSection(.interrupts, [])
    }
    let version = adapter.component.ndisVersion
    let throttle =
      NDISFeature.receiveSideThrottle.isAvailable(in: version)
      ? adapter.receiveLimit == ReceiveThrottle.all
        ? "NDIS_INDICATE_ALL_NBLS" : "\(adapter.receiveLimit)"
      : "none before NDIS 6.20"
    return FactSection(
      .interrupts,
      [
        .init("messages", "\(queues.count), message-signaled"),
        .init("MaxNblsToIndicate", throttle),
      ]
    )
  }
}

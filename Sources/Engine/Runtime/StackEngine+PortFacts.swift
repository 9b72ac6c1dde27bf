import Inspection
import NDIS

extension StackEngine {
  /// The ports of an adapter that has more than its default port.
  func portSection(_ adapter: MiniportAdapter) -> FactSection {
    let ports = adapter.ports.ports
    guard ports.count > 1 else { return FactSection(.ports, []) }
    let rows = ports.map { port in
      let control = port.sendControl == .controlled || port.receiveControl == .controlled
      return FactSection.Row(
        "port \(port.number)",
        [
          port.kind.symbol, port.isActive ? "activated" : "allocated",
          control ? "controlled" : "uncontrolled",
        ].joined(separator: " ")
      )
    }
    return FactSection(.ports, rows)
  }

  /// Sleep and wake-up patterns of an adapter that has something to tell of them.
  func powerSection(_ adapter: MiniportAdapter) -> FactSection {
    var rows: [FactSection.Row] = []
    if adapter.isInLowPower { rows.append(.init("power", "low: only OID_PNP_SET_POWER passes")) }
    for pattern in adapter.wakePatterns {
      rows.append(
        .init("wake-up pattern \(pattern.id)", "priority 0x\(String(pattern.priority, radix: 16))")
      )
    }
    return FactSection(.power, rows)
  }
}

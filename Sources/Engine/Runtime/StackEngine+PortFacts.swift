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
    for offload in adapter.protocolOffloads {
      let fields = OIDCodec.fields(of: .pmAddProtocolOffload, bytes: offload.bytes)
      let told = fields.filter { field in
        Self.offloadMembers.contains { field.name == $0 || field.name.hasSuffix(".\($0)") }
      }
      rows.append(
        .init(
          "protocol offload \(offload.id)",
          told.map(\.value).joined(separator: " ")
        )
      )
    }
    return FactSection(.power, rows)
  }

  /// What of an offload is told: its kind and the addresses in whose name the adapter answers.
  private static let offloadMembers = [
    "ProtocolOffloadType", "HostIPv4Address", "TargetIPv6Addresses",
  ]
}

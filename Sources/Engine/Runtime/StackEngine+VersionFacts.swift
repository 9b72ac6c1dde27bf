import Inspection
import NDIS

extension StackEngine {
  /// The version each driver of an adapter's stack is built for, and what a driver of that version sees.
  func versionSection(_ adapter: MiniportAdapter) -> FactSection {
    var drivers = [("miniport \(adapter.component.name)", adapter.component.ndisVersion)]
    drivers += adapter.filters.reversed().map { ("filter \($0.name)", $0.component.ndisVersion) }
    drivers += adapter.bindings.map { ("protocol \($0.name)", $0.component.ndisVersion) }
    var rows = drivers.map { FactSection.Row($0.0, $0.1.description) }
    for version in Set(drivers.map(\.1)).sorted() { rows += Self.rows(of: version) }
    return FactSection(.versions, rows)
  }

  /// Slots, structures and features of a version, the features by the version that brought them.
  private static func rows(of version: NDISVersion) -> [FactSection.Row] {
    var rows = [FactSection.Row("NDIS \(version): slots", "\(version.infoSlotCount)")]
    rows += version.parameters.map {
      .init($0.name, "revision \($0.revision), \($0.size) bytes")
    }
    let features = NDISFeature.available(in: version)
    for brought in NDISVersion.supported where brought <= version {
      let names = features.filter { $0.entry.since == brought }.map(\.entry.name)
      guard !names.isEmpty else { continue }
      rows.append(.init("… since \(brought)", names.joined(separator: ", ")))
    }
    let gone = NDISFeature.allCases.filter { $0.entry.since <= version && !features.contains($0) }
    if !gone.isEmpty {
      rows.append(.init("… no longer", gone.map(\.entry.name).joined(separator: ", ")))
    }
    return rows
  }

  /// The interfaces of an adapter and its filter modules, from the top down, and what each stands on.
  func interfaceSection(_ adapter: MiniportAdapter) -> FactSection {
    let table = stack.interfaces
    let own = [adapter.interfaceIndex] + adapter.filters.map(\.interfaceIndex)
    let lower = Dictionary(grouping: table.stack, by: \.higher)
    // A provider's interface that stands on one of these belongs here, too.
    let over = table.stack.filter { own.contains($0.lower) && !own.contains($0.higher) }
      .map(\.higher)
    let rows = (over + own.reversed()).compactMap { table[$0] }.map { interface in
      let beneath = (lower[interface.index] ?? []).map { "\($0.lower)" }
      return FactSection.Row(
        interface.name,
        "ifIndex \(interface.index)"
          + (beneath.isEmpty ? "" : ", on \(beneath.joined(separator: " "))")
          + ", ifType \(interface.type), NET_LUID 0x" + String(interface.luid, radix: 16)
      )
    }
    return FactSection(.interfaces, rows)
  }
}

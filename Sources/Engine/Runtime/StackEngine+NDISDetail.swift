import Inspection
import NDIS

extension StackEngine {
  /// Interfaces, ports and versions as they are now.
  var ndisDetail: NDISDetail {
    let table = stack.interfaces
    var versions = Set<NDISVersion>()
    var drivers: [NDISDetail.Driver] = []
    var ports: [NDISDetail.Port] = []
    for adapter in stack.adapters {
      versions.insert(adapter.component.ndisVersion)
      ports += adapter.ports.ports.map {
        NDISDetail.Port(
          adapter: adapter.party.id,
          number: $0.number,
          type: $0.kind.symbol,
          active: $0.isActive
        )
      }
      let instances =
        adapter.filters.map { ($0.party.id, $0.component) }
        + adapter.bindings.map { ($0.party.id, $0.component) }
      for (party, component) in instances {
        versions.insert(component.ndisVersion)
        drivers.append(
          NDISDetail.Driver(party: party, version: component.ndisVersion.description)
        )
      }
    }
    let lower = Dictionary(grouping: table.stack, by: \.higher)
    return NDISDetail(
      interfaces: table.interfaces.map { interface in
        NDISDetail.Interface(
          ifIndex: interface.index,
          luid: interface.luid,
          name: interface.name,
          lower: (lower[interface.index] ?? []).map(\.lower)
        )
      },
      ports: ports,
      drivers: drivers.sorted { $0.party < $1.party },
      versions: versions.sorted().map { version in
        NDISDetail.Version(
          version: version.description,
          infoSlots: UInt8(version.infoSlotCount),
          features: NDISFeature.available(in: version).map(\.rawValue),
          structures: version.parameters.map {
            NDISDetail.Structure(name: $0.name, revision: $0.revision, size: $0.size)
          }
        )
      }
    )
  }
}

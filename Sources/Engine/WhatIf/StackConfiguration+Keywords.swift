import Inspection
import NDIS

extension StackConfiguration {
  /// Every value on an adapter that a fork can have otherwise: those of its filters top to bottom, its own, and those of
  /// the protocols bound to it.
  func keywordRows(of adapter: AdapterNode) -> [KeywordRow] {
    var rows: [KeywordRow] = []
    let filters = filters(on: adapter.name)
    for node in adapter.filters {
      guard let filter = filters.first(where: { $0.name == node.name }) else { continue }
      rows += Self.rows(node.partyID, filter.settings, filter.component)
    }
    if let own = self.adapter(adapter.name) {
      rows += Self.rows(adapter.partyID, own.settings, own.component)
    }
    for node in adapter.bindings {
      guard let bound = self.protocol(node.protocolName) else { continue }
      rows += Self.rows(node.partyID, bound.settings, bound.component)
    }
    return rows
  }

  private static func rows(
    _ party: PartyID,
    _ settings: KeywordSettings,
    _ component: ComponentDescription
  ) -> [KeywordRow] {
    KeywordRows(settings, of: component).entries.map { entry in
      KeywordRow(
        party: party,
        path: entry.path.description,
        value: entry.value?.value.description ?? "",
        source: entry.value.map { "\($0.source)" } ?? "",
        form: entry.keyword.type.description,
        summary: entry.keyword.summary,
        absence: entry.absence,
        reinitializes: false
      )
    }
  }
}

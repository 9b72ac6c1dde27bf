import Inspection
import TUIKit

/// A row of the list of identifiers or requests.
struct OIDRow: Equatable {
  /// The identifier.
  var number: UInt32
  /// Its documented name.
  var name: String
  /// What the adapter says of it; nil for a request of one that it does not support.
  var identifier: ObjectIdentifierRow?
  /// The request of this row, or the last one of this identifier; nil if there was none.
  var flight: RequestFlight?
}

extension ExplorerModel {
  /// The rows of the OIDs view, as list and filter want them.
  var oidRows: [OIDRow] {
    guard let detail = adapterDetail else { return [] }
    let wanted = (state.oids.editing?.text ?? state.oids.filter).lowercased()
    func passes(_ name: String) -> Bool {
      wanted.isEmpty || name.lowercased().contains(wanted)
    }
    switch state.oids.list {
    case .supported:
      var last: [UInt32: RequestFlight] = [:]
      for flight in detail.flights { last[flight.number] = flight }
      return detail.facts.identifiers.filter { passes($0.name) }.map {
        OIDRow(number: $0.number, name: $0.name, identifier: $0, flight: last[$0.number])
      }
    case .requests:
      let known = Dictionary(
        detail.facts.identifiers.map { ($0.number, $0) },
        uniquingKeysWith: { first, _ in first }
      )
      return detail.flights.filter { passes($0.name) }.map {
        OIDRow(number: $0.number, name: $0.name, identifier: known[$0.number], flight: $0)
      }
    }
  }

  /// Place of the selected row among the rows.
  func oidPlace(_ rows: [OIDRow]) -> Int {
    switch state.oids.list {
    case .supported:
      guard let number = state.oids.number else { return 0 }
      return rows.firstIndex { $0.number >= number } ?? max(0, rows.count - 1)
    case .requests:
      guard !state.oids.follows, let flight = state.oids.flight else {
        return max(0, rows.count - 1)
      }
      return rows.firstIndex { ($0.flight?.id ?? 0) >= flight } ?? max(0, rows.count - 1)
    }
  }

  /// The selected row; nil in an empty list.
  var selectedOID: OIDRow? {
    let rows = oidRows
    return rows.isEmpty ? nil : rows[oidPlace(rows)]
  }

  /// The request the panes show: the selected one, or of the selected identifier the chosen or the last one.
  var shownFlight: RequestFlight? {
    guard let row = selectedOID else { return nil }
    guard state.oids.list == .supported, let chosen = state.oids.flight else { return row.flight }
    let same = adapterDetail?.flights.first { $0.id == chosen && $0.number == row.number }
    return same ?? row.flight
  }
}

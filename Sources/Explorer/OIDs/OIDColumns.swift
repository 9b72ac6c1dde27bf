import Inspection
import TUIKit

/// The columns of the OIDs view's lists.
enum OIDColumns {
  /// The table of identifiers for a width.
  static func supported(width: Int) -> Table {
    let isNarrow = width < 60
    return Table(
      columns: [
        TableColumn("OID", width: isNarrow ? 26 : 34, weight: 1),
        TableColumn("ASK", width: 3, priority: 4),
        TableColumn("BY", width: 6, priority: 5),
        TableColumn("LAST", width: 6, priority: 3),
        TableColumn("STATUS", width: isNarrow ? 9 : 13),
        TableColumn("TOOK", width: 8, alignment: .right, priority: 1),
        TableColumn("VALUE", width: 12, weight: width >= 84 ? 1 : 0, priority: 6),
      ],
      spacing: 1,
      margin: 2,
      selectionBar: .columns(1)
    )
  }

  /// The texts of an identifier's row.
  static func cells(_ row: OIDRow, at now: UInt64) -> [StyledText] {
    let flight = row.flight
    return [
      StyledText(row.name), ask(row.identifier), by(row.identifier),
      flight.map { StyledText($0.kind.name, .dim) } ?? StyledText(Glyph.none, .dim),
      flight.map(status) ?? "", flight.map { took($0, at: now) } ?? "",
      flight.map(value) ?? "",
    ]
  }

  /// The table of requests for a width.
  static func requests(width: Int) -> Table {
    Table(
      columns: [
        TableColumn("#", width: 5, alignment: .right, priority: 3),
        TableColumn("SECONDS", width: 11, alignment: .right, priority: 4),
        TableColumn("OID", width: width >= 60 ? 30 : 18, weight: 1),
        TableColumn("KIND", width: 6, priority: 2),
        TableColumn("STATUS", width: width >= 60 ? 13 : 8),
        TableColumn("TOOK", width: 8, alignment: .right, priority: 1),
        TableColumn("WHO", width: 14, priority: 5),
      ],
      spacing: 1,
      margin: 2,
      selectionBar: .columns(3)
    )
  }

  /// The texts of a request's row.
  static func cells(
    _ flight: RequestFlight,
    at now: UInt64,
    _ structure: StackStructure
  ) -> [StyledText] {
    [
      StyledText("\(flight.id)"), StyledText(EngineTime.seconds(flight.start), .dim),
      StyledText(flight.name), StyledText(flight.kind.name, .dim), status(flight),
      took(flight, at: now), who(flight.isPending ? flight.holder : flight.issuer, structure),
    ]
  }

  /// Who a party of a request is; the interface layer speaks for NDIS and for people.
  static func who(_ party: PartyID, _ structure: StackStructure) -> StyledText {
    guard let known = structure.parties[party], known.role != .ndis else {
      return StyledText(Glyph.dot + " NDIS", .dim)
    }
    return PartyMark.named(party, in: structure)
  }

  /// The final status without what all of them begin with.
  static func status(_ flight: RequestFlight) -> StyledText {
    if flight.isPending { return StyledText(Glyph.held + " PENDING", Style(.held)) }
    let name = short(flight.status)
    return flight.hasSucceeded ? StyledText(name, Style(.ok)) : StyledText(name, Style(.warn))
  }

  /// The value in short: its only field, or how many there are.
  private static func value(_ flight: RequestFlight) -> StyledText {
    let fields = flight.fields.filter { !$0.isDerived }
    guard let first = fields.first else { return "" }
    return fields.count == 1 ? StyledText(first.value) : StyledText("\(fields.count) fields", .dim)
  }

  static func short(_ status: String) -> String {
    let prefix = "NDIS_STATUS_"
    return status.hasPrefix(prefix) ? String(status.dropFirst(prefix.count)) : status
  }

  /// How long it took, or has taken so far.
  static func took(_ flight: RequestFlight, at now: UInt64) -> StyledText {
    Quantity.duration(nanoseconds: flight.duration(at: now))
      .styled(flight.isPending ? Style(.held) : .text)
  }

  private static func ask(_ row: ObjectIdentifierRow?) -> StyledText {
    guard let row else { return "" }
    if row.kinds.isEmpty { return StyledText("?", .dim) }
    let letters: [(ObjectIdentifierRow.Kinds, String)] = [
      (.query, "q"), (.set, "s"), (.method, "m"),
    ]
    return letters.reduce(StyledText()) { line, letter in
      line
        + (row.kinds.contains(letter.0)
          ? StyledText(letter.1) : StyledText(Glyph.dot, .dim))
    }
  }

  private static func by(_ row: ObjectIdentifierRow?) -> StyledText {
    guard let row else { return "" }
    if !row.kinds.isEmpty, row.kinds == row.ndisAnswers { return StyledText("NDIS", .dim) }
    return StyledText("driver", Style(.miniport))
  }
}

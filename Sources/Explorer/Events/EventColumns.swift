import Inspection
import TUIKit

/// The columns of the list of events.
enum EventColumns {
  /// Index of the column that says what happened.
  static let what = 5

  /// The table for a width.
  static func table(width: Int) -> Table {
    let isWide = width >= 76
    return Table(
      columns: [
        TableColumn("", width: 1),
        TableColumn("SECONDS", width: isWide ? 11 : 10, alignment: .right),
        TableColumn("AFTER", width: 8, alignment: .right, priority: 4),
        TableColumn("KIND", width: 7, priority: 3),
        TableColumn("WHO", width: isWide ? 13 : 11),
        TableColumn("WHAT", width: isWide ? 24 : width >= 60 ? 20 : 10, weight: 3),
        TableColumn("", width: isWide ? 16 : 10, weight: 2, priority: 2),
      ],
      spacing: 1,
      margin: 2,
      selectionBar: .columns(5)
    )
  }

  /// The texts of a row.
  ///
  /// - Parameters:
  ///   - event: what the row is about.
  ///   - before: the event listed before it.
  ///   - structure: who the parties are.
  ///   - width: columns there are for what happened.
  /// - Returns: one text for each column.
  static func cells(
    _ event: EngineEvent,
    before: EngineEvent?,
    _ structure: StackStructure,
    width: Int
  ) -> [StyledText] {
    [
      mark(event), StyledText(EngineTime.seconds(event.time), .dim),
      before.map { StyledText(EngineTime.since($0.time, event.time), .dim) } ?? "",
      StyledText(event.kind.label, kindStyle(event)), who(event, structure),
      what(event, width: width),
      StyledText(event.note, .dim),
    ]
  }

  /// How much it matters, as a sign and a colour.
  static func mark(_ event: EngineEvent) -> StyledText {
    if event.kind == .dropSummary { return StyledText(Glyph.drop, Style(.drop)) }
    return mark(event.severity)
  }

  /// The sign of a severity.
  static func mark(_ severity: EventSeverity) -> StyledText {
    switch severity {
    case .info: StyledText(Glyph.dot, .dim)
    case .notice: StyledText(Glyph.up, Style(.key))
    case .warning: StyledText(Glyph.transmit, Style(.warn, .bold))
    case .error: StyledText(Glyph.drop, Style(.drop, .bold))
    }
  }

  private static func kindStyle(_ event: EngineEvent) -> Style {
    switch event.severity {
    case .info: .dim
    case .notice: .text
    case .warning: Style(.warn)
    case .error: Style(.drop)
    }
  }

  /// Who it happened to, with the mark of its role.
  static func who(_ event: EngineEvent, _ structure: StackStructure) -> StyledText {
    let name = event.subject.isEmpty ? "engine" : event.subject
    guard let party = structure.parties[event.party] else {
      return StyledText(Glyph.dot + " " + name, .dim)
    }
    // Every adapter has its own NDIS above it.
    let adapter = party.role == .ndis ? party.adapter.flatMap { structure.adapter($0)?.name } : nil
    return PartyMark(party.role).text + StyledText(" " + (adapter.map { "\($0)/" } ?? "") + name)
  }

  /// What happened.
  ///
  /// Of a state that does not fit the end is kept: what it is now.
  static func what(_ event: EngineEvent, width: Int = .max) -> StyledText {
    switch event.kind {
    case .stateChange:
      guard let arrow = event.text.range(of: " → ") else { return StyledText(event.text) }
      let end =
        StyledText(Glyph.rightArrow + " ", .dim)
        + StyledText(String(event.text[arrow.upperBound...]))
      let whole = StyledText(String(event.text[..<arrow.lowerBound]) + " ", .dim) + end
      return whole.width <= width ? whole : end
    case .dropSummary: return StyledText(event.text, Style(.drop))
    case .verifierFinding: return StyledText(event.text, Style(.drop, .bold))
    case .warning: return StyledText(event.text, Style(.warn))
    default: return StyledText(event.text)
    }
  }
}

extension String {
  /// Where a text first stands in this one.
  fileprivate func range(of text: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(text) {
        return start..<(index(start, offsetBy: text.count))
      }
      start = index(after: start)
    }
    return nil
  }
}

import Inspection
import TUIKit

/// The columns of the packet list.
enum PacketColumns {
  /// Index of the summary's column.
  static let summaryColumn = 4

  /// The table for a width and the newest time of the list.
  static func table(width: Int, time: UInt64 = 0) -> Table {
    let isWide = width >= 66
    let seconds = max(9, EngineTime.seconds(time).utf8.count)
    return Table(
      columns: [
        TableColumn("#", width: 6, alignment: .right),
        TableColumn("SECONDS", width: seconds, alignment: .right, priority: 3),
        TableColumn("", width: 1),
        TableColumn("PROTO", width: 6),
        TableColumn("SUMMARY", width: isWide ? 30 : 10, weight: 1),
        TableColumn("BYTES", width: 5, alignment: .right, priority: 4),
        TableColumn("HOPS", width: isWide ? 4 : 3, alignment: .right, priority: 2),
        TableColumn("TOOK", width: 8, alignment: .right, priority: isWide ? 0 : 1),
        TableColumn("", width: 1),
      ],
      spacing: 1,
      selectionBar: .columns(2)
    )
  }

  /// How the rows of a list are drawn: as the table says, and with more room for the summary.
  struct Form {
    /// Columns of the whole table that the form has.
    let columns: [Int]
    let table: Table
    /// Columns of the screen that the summary has.
    let summaryWidth: Int

    init(_ columns: [Int], of whole: Table, width: Int) {
      self.columns = columns
      var table = whole
      table.columns = columns.map { whole.columns[$0] }
      self.table = table
      let summary = columns.firstIndex(of: PacketColumns.summaryColumn)
      summaryWidth = table.layout(width: width).first { $0.column == summary }?.width ?? 0
    }
  }

  /// Both forms of a table that is drawn at a width; what stands before the summary is the same in both.
  static func forms(_ table: Table, width: Int) -> (usual: Form, yielding: Form) {
    let shown = table.layout(width: width).map(\.column)
    let kept = shown.filter { !yielding.contains($0) }
    return (Form(shown, of: table, width: width), Form(kept, of: table, width: width))
  }

  /// Length, hops and time taken: they say less than who talks to whom, and why it was dropped.
  private static let yielding = summaryColumn + 1...summaryColumn + 3

  /// Whether the summary of a row needs the room of the columns behind it.
  static func needsRoom(_ row: JourneyRow, summaryWidth: Int) -> Bool {
    var short = row.summary
    if !short.source.isEmpty { short.info = "" }
    let reason = row.reason.isEmpty ? 0 : 2 + CharacterWidth.columns(of: row.reason)
    return summary(short).width + reason > summaryWidth
  }

  /// Rows the heading takes of a pane; a short list shows packets alone.
  static func headingHeight(pane height: Int) -> Int { height >= 5 ? 1 : 0 }

  /// The texts of a row.
  static func cells(_ row: JourneyRow, _ form: Form) -> [StyledText] {
    let cells = [
      StyledText((row.isPartial ? Glyph.ellipsis : "") + "\(row.journey)"),
      StyledText(EngineTime.seconds(row.time), .dim),
      DirectionMark.text(row.direction),
      StyledText(row.summary.protocolName.isEmpty ? Glyph.none : row.summary.protocolName),
      summary(row, width: form.summaryWidth),
      row.length.map { Quantity.count(UInt64($0)).styled() } ?? StyledText(Glyph.none, .dim),
      StyledText("\(row.hopCount)", .dim),
      Quantity.duration(nanoseconds: row.duration).styled(),
      OutcomeMark.text(row.outcome),
    ]
    return form.columns.map { cells[$0] }
  }

  /// The summary with the drop reason; of what does not fit the reason stays longest.
  private static func summary(_ row: JourneyRow, width: Int) -> StyledText {
    let reason = row.reason.isEmpty ? StyledText() : StyledText("  " + row.reason, Style(.drop))
    let whole = summary(row.summary)
    if whole.width + reason.width <= width { return whole + reason }
    var short = row.summary
    if !short.source.isEmpty { short.info = "" }
    let line = summary(short)
    if line.width + reason.width <= width { return line + reason }
    // Without the reason, if it would leave less than half for who talks to whom.
    return row.reason.isEmpty || reason.width > width / 2
      ? line : line.truncated(to: width - reason.width) + reason
  }

  /// Source, destination and what the protocol says.
  static func summary(_ summary: PacketSummary) -> StyledText {
    var line = StyledText()
    if !summary.source.isEmpty || !summary.destination.isEmpty {
      line.append(summary.source)
      line.append(" \(Glyph.rightArrow) ", .dim)
      line.append(summary.destination)
    }
    if !summary.info.isEmpty {
      line.append((line.isEmpty ? "" : "  ") + summary.info, line.isEmpty ? .text : .dim)
    }
    if line.isEmpty { line.append("bytes not recorded", .dim) }
    return line
  }
}

import Inspection
import TUIKit

/// The columns of the packet list.
enum PacketColumns {
  /// Index of the summary's column.
  static let summaryColumn = 4

  /// The table for a width.
  static func table(width: Int) -> Table {
    let isWide = width >= 66
    return Table(
      columns: [
        TableColumn("#", width: 6, alignment: .right),
        TableColumn("SECONDS", width: 11, alignment: .right, priority: 3),
        TableColumn("", width: 1),
        TableColumn("PROTO", width: 6),
        TableColumn("SUMMARY", width: isWide ? 30 : 10, weight: 1),
        TableColumn("BYTES", width: 5, alignment: .right, priority: 4),
        TableColumn("HOPS", width: isWide ? 7 : 3, alignment: .right, priority: 2),
        TableColumn("TOOK", width: 8, alignment: .right, priority: isWide ? 0 : 1),
        TableColumn("", width: 1),
      ],
      spacing: 1,
      selectionBar: .columns(2)
    )
  }

  /// Rows the heading takes of a pane; a short list shows packets alone.
  static func headingHeight(pane height: Int) -> Int { height >= 8 ? 1 : 0 }

  /// The texts of a row.
  static func cells(_ row: JourneyRow, summaryWidth: Int) -> [StyledText] {
    let hops = "\(row.hopCount)" + (row.hopCount == 1 ? " hop " : " hops")
    return [
      StyledText((row.isPartial ? Glyph.ellipsis : "") + "\(row.journey)"),
      StyledText(EngineTime.seconds(row.time), .dim),
      DirectionMark.text(row.direction),
      StyledText(row.summary.protocolName.isEmpty ? Glyph.none : row.summary.protocolName),
      summary(row, width: summaryWidth),
      row.length.map { Quantity.count(UInt64($0)).styled() } ?? StyledText(Glyph.none, .dim),
      StyledText(hops, .dim),
      Quantity.duration(nanoseconds: row.duration).styled(),
      OutcomeMark.text(row.outcome),
    ]
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

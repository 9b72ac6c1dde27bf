import Inspection
import TUIKit

/// The columns of the list of queues.
enum QueueColumns {
  /// Index of the column with the last minute.
  static let heat = 5

  /// The table for a width.
  static func table(width: Int) -> Table {
    Table(
      columns: [
        TableColumn("Q", width: 3, alignment: .right),
        TableColumn("CPU", width: 5, alignment: .right, priority: 2),
        TableColumn("KIND", width: 7, priority: 5),
        TableColumn(
          StyledText(Glyph.receive, Style(.rx)) + StyledText(" pps", .dim),
          width: 6,
          alignment: .right
        ),
        TableColumn("%", width: 4, alignment: .right, priority: 3),
        TableColumn("LAST 60 s, shade = share of peak", width: width >= 70 ? 24 : 8, weight: 1),
        TableColumn(
          StyledText(Glyph.drop, Style(.drop)) + StyledText("/s", .dim),
          width: 5,
          alignment: .right,
          priority: 1
        ),
        TableColumn("FILL", width: 5, alignment: .right, priority: 1),
        TableColumn("IRQ/s", width: 6, alignment: .right, priority: 6),
        TableColumn("PACKETS", width: 12, alignment: .right, priority: 7),
      ],
      spacing: 1,
      margin: 2,
      selectionBar: .columns(2)
    )
  }

  /// The texts of a row.
  ///
  /// - Parameters:
  ///   - row: the queue.
  ///   - total: packets per second of all queues now.
  ///   - heat: its last minute.
  ///   - packets: all frames it has had.
  /// - Returns: one text for each column.
  static func cells(
    _ row: QueueRow,
    total: Double,
    heat: StyledText,
    packets: UInt64
  ) -> [StyledText] {
    let rate = row.rates?.packets
    let share = total > 0 ? Int(((rate ?? 0) / total * 100).rounded()) : nil
    return [
      StyledText("\(row.node.number)", .bold), StyledText(row.node.processor.text, .dim),
      StyledText(row.node.kind.rawValue, .dim), Amount.rate(rate, Style(.rx)),
      share.map { StyledText("\($0)", $0 == 0 ? .dim : .text) } ?? StyledText(Glyph.none, .dim),
      heat, Amount.rate(row.rates?.drops, Style(.drop)), fill(row),
      Amount.rate(row.rates?.interrupts), Amount.text(packets, width: 12),
    ]
  }

  private static func fill(_ row: QueueRow) -> StyledText {
    guard let fill = row.fill else { return StyledText(Glyph.none, .dim) }
    let percent = Int((fill * 100).rounded())
    return StyledText("\(percent)%", fill >= 0.9 ? Style(.warn, .bold) : fill == 0 ? .dim : .text)
  }

  /// Points as shades of a peak, the newest at the right; what is more than nothing is at least the lightest.
  static func heat(_ points: [Double], peak: Double, width: Int) -> StyledText {
    var line = StyledText(String(repeating: " ", count: max(0, width - points.count)))
    for point in points.suffix(width) {
      guard point > 0, peak > 0 else {
        line.append(Glyph.dot, .dim)
        continue
      }
      let level = min(3, Int(point / peak * 4))
      line.append(Glyph.shades[level], Style(level == 3 ? .warn : .rx))
    }
    return line
  }
}

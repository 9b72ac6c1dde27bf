import Inspection
import TUIKit

/// One line of two journeys: side by side, or where there is no room for that, of one of them.
struct WhatIfLine: Equatable {
  /// Which of the journeys a line tells of.
  enum Side: Equatable {
    case both
    case first
    case second
  }

  /// What the first journey has here; nil for nothing.
  var left: StyledText?
  /// What the second one has.
  var right: StyledText?
  /// Which of them the line is about, where they are not side by side.
  var side: Side = .both
  /// The journeys part here.
  var differs: Bool
  /// They part here for the first time.
  var isFirst = false
  /// What the packet has here that it had not before the change.
  var changes: [HopChange] = []

  /// The lines of a packet.
  ///
  /// - Parameters:
  ///   - comparison: the packet in both runs.
  ///   - isSplit: side by side; else a row that differs is a line for each journey.
  /// - Returns: all its hand-offs in order.
  static func lines(_ comparison: JourneyComparison, isSplit: Bool) -> [WhatIfLine] {
    let showsProcessors = comparison.items.contains { $0.kind == .processor }
    var lines: [WhatIfLine] = []
    for (index, row) in comparison.rows.enumerated() {
      let isFirst = index == comparison.firstDifference
      let left = row.first.map { text($0, showsProcessors) }
      let right = row.second.map { text($0, showsProcessors) }
      lines += divided(
        WhatIfLine(
          left: left,
          right: right,
          differs: row.differs,
          isFirst: isFirst,
          changes: row.changes
        ),
        isSplit
      )
    }
    return lines
  }

  private static func divided(_ line: WhatIfLine, _ isSplit: Bool) -> [WhatIfLine] {
    guard !isSplit, line.differs else { return [line] }
    var lines: [WhatIfLine] = []
    if line.left != nil {
      var one = line
      one.side = .first
      one.right = nil
      lines.append(one)
    }
    if line.right != nil {
      var other = line
      other.side = .second
      other.left = nil
      other.isFirst = line.isFirst && line.left == nil
      lines.append(other)
    }
    return lines
  }

  /// A hand-off: which, from whom to whom.
  private static func text(
    _ handOff: JourneyComparison.HandOff,
    _ showsProcessor: Bool
  ) -> StyledText {
    var line = DirectionMark.text(handOff.edge.direction)
    let edge = handOff.edge.name
    line.append(" " + edge + String(repeating: " ", count: max(1, 9 - edge.count)), .dim)
    line += name(handOff.from) + StyledText(" \(Glyph.rightArrow) ", .dim) + name(handOff.to)
    if showsProcessor { line.append("  cpu \(handOff.processor)") }
    return line
  }

  /// Mark and name of a party.
  static func name(_ name: JourneyComparison.Name) -> StyledText {
    (name.role.map { PartyMark($0).text + " " } ?? "") + StyledText(name.name)
  }

  /// How a journey ended, in one line.
  static func ending(_ ending: JourneyComparison.Ending?) -> StyledText {
    guard let ending else { return StyledText("not there", .dim) }
    var line = OutcomeMark.text(ending.outcome) + StyledText(" \(ending.outcome.name)", .bold)
    if let party = ending.party { line += StyledText(" at ", .dim) + name(party) }
    if let reason = ending.reason { line += StyledText(" \(reason.symbol)", Style(.drop)) }
    return line
  }

  /// Why a journey ended so; empty if nothing is known.
  static func cause(_ ending: JourneyComparison.Ending?) -> StyledText {
    guard let ending, !ending.cause.isEmpty else { return "" }
    let cause = CauseText(ending.cause)
    return StyledText("because ", .dim) + StyledText(cause.subject)
      + StyledText(cause.source.isEmpty ? "" : " (\(cause.shortSource))", .dim)
  }
}

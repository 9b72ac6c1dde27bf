import Inspection
import TUIKit

/// What the signs of the screens mean, below the keys.
enum HelpLegend {
  /// Lines it takes of a list's; none where the keys need them.
  static func height(list: Int) -> Int { list >= 12 ? 4 : 0 }

  /// Draws a blank line, the signs, and how graphs are scaled.
  static func draw(on area: Canvas) {
    for (y, signs) in [parties, packets].enumerated() where y + 1 < area.height {
      var line = StyledText()
      for (sign, word) in signs {
        if !line.isEmpty { line.append("  ") }
        line += sign + StyledText(" " + word, .dim)
      }
      area.put(line.truncated(to: area.width - 1), x: 1, y: y + 1)
    }
    area.put(graphs.truncated(to: area.width - 1), x: 1, y: 3)
  }

  /// How graphs are scaled; see `Sparkline.scale(of:)`.
  private static let graphs = StyledText(
    "Graphs begin at 0; full height is the peak, or 4/3 of the mean.",
    .dim
  )

  private static let parties: [(StyledText, String)] = [
    (PartyMark(.protocol).text, "protocol"), (PartyMark(.filter).text, "filter"),
    (PartyMark(.monitoringFilter).text, "monitoring"), (PartyMark(.miniport).text, "miniport"),
    (DirectionMark.text(.receive), "receive"), (DirectionMark.text(.transmit), "send"),
  ]

  private static let packets: [(StyledText, String)] = [
    (OutcomeMark.text(.delivered), "delivered"), (OutcomeMark.text(.left), "left"),
    (OutcomeMark.text(.merged), "merged"), (OutcomeMark.text(.dropped), "dropped"),
    (OutcomeMark.text(.held), "held"), (StyledText(Glyph.changed, Style(.changed)), "changed"),
  ]
}

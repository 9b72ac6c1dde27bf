import Inspection
import TUIKit

/// What the signs of the screens mean, below the keys.
enum HelpLegend {
  /// Lines it takes of a list's; none where the keys need them.
  static func height(list: Int) -> Int { list >= 12 ? 3 : 0 }

  /// Draws a blank line and the signs.
  static func draw(on area: Canvas) {
    for (y, signs) in [parties, packets].enumerated() where y + 1 < area.height {
      var line = StyledText()
      for (sign, word) in signs {
        if !line.isEmpty { line.append("  ") }
        line += sign + StyledText(" " + word, .dim)
      }
      area.put(line.truncated(to: area.width - 1), x: 1, y: y + 1)
    }
  }

  private static let parties: [(StyledText, String)] = [
    (PartyMark(.protocol).text, "protocol"), (PartyMark(.filter).text, "filter"),
    (PartyMark(.monitoringFilter).text, "monitoring"), (PartyMark(.miniport).text, "miniport"),
    (DirectionMark.text(.receive), "receive"), (DirectionMark.text(.transmit), "send"),
  ]

  private static let packets: [(StyledText, String)] = [
    (OutcomeMark.text(.delivered), "delivered"), (OutcomeMark.text(.left), "left the stack"),
    (OutcomeMark.text(.merged), "merged"), (OutcomeMark.text(.dropped), "dropped"),
    (OutcomeMark.text(.held), "held"), (StyledText(Glyph.changed, Style(.changed)), "changed"),
  ]
}

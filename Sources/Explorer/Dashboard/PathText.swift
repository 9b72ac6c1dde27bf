import Inspection
import TUIKit

/// A way through a stack as one line: who had the packet one after the other, and how it ended.
enum PathText {
  /// With names as long as there is room for, in the end with marks alone.
  static func line(_ path: PathShares.Path, _ structure: StackStructure, width: Int) -> StyledText {
    var line = StyledText()
    for limit in [32, 20, 16, 12, 9, 7] {
      line = Self.line(path, structure, nameLimit: limit)
      if line.width <= width { return line }
    }
    for limit in [16, 9, 7, 5, 1] {
      line = Self.line(path, structure, nameLimit: limit, isTight: true)
      if line.width <= width { return line }
    }
    return line.truncated(to: width)
  }

  private static func line(
    _ path: PathShares.Path,
    _ structure: StackStructure,
    nameLimit: Int,
    isTight: Bool = false
  ) -> StyledText {
    var line = StyledText()
    for party in path.parties {
      if !line.isEmpty {
        let arrow = isTight ? Glyph.rightArrow : " \(Glyph.rightArrow) "
        line.append(nameLimit == 1 ? " " : arrow, .border)
      }
      if nameLimit == 1, let known = structure.parties[party] {
        line += PartyMark(known.role).text
      } else {
        line += PartyMark.named(party, in: structure).shortened(to: nameLimit)
      }
    }
    if !line.isEmpty { line.append(" ") }
    line += OutcomeMark.text(path.outcome)
    if let reason = path.reason {
      line.append(" " + structure.reasons.symbol(of: reason), Style(.drop))
    }
    return line
  }
}

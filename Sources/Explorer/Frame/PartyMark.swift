import Inspection
import TUIKit

/// Glyph and colour of what a party is; both say the same.
struct PartyMark: Equatable {
  /// One column.
  var glyph: String
  /// Its colour.
  var role: Role

  /// The mark of a role in a stack.
  init(_ role: PartyRole) {
    switch role {
    case .miniport: self.init(glyph: Glyph.miniport, role: .miniport)
    case .filter: self.init(glyph: Glyph.filter, role: .filter)
    case .monitoringFilter: self.init(glyph: Glyph.monitoringFilter, role: .filter)
    case .protocol: self.init(glyph: Glyph.protocol, role: .protocol)
    case .ndis, .driver: self.init(glyph: Glyph.dot, role: .dim)
    }
  }

  private init(glyph: String, role: Role) {
    self.glyph = glyph
    self.role = role
  }

  /// The glyph in its colour.
  var text: StyledText { StyledText(glyph, Style(role)) }

  /// Mark and name of a party.
  static func named(
    _ id: PartyID,
    in structure: StackStructure,
    _ style: Style = .text
  ) -> StyledText {
    guard let party = structure.parties[id] else {
      return StyledText(id == 0 ? "nobody" : structure.parties.name(of: id), .dim)
    }
    return PartyMark(party.role).text + StyledText(" " + party.name, style)
  }
}

/// Glyph and colour of how a packet ended.
enum OutcomeMark {
  /// One column.
  static func text(_ outcome: JourneyOutcome) -> StyledText {
    switch outcome {
    case .held: StyledText(Glyph.held, Style(.held))
    case .delivered: StyledText(Glyph.ok, Style(.ok))
    case .dropped: StyledText(Glyph.drop, Style(.drop))
    case .merged: StyledText("&", Style(.text))
    case .left: StyledText(Glyph.rightArrow, Style(.tx))
    }
  }
}

/// Glyph and colour of the two ways through a stack.
enum DirectionMark {
  /// One column.
  static func text(_ direction: Direction) -> StyledText {
    direction == .receive
      ? StyledText(Glyph.receive, Style(.rx)) : StyledText(Glyph.transmit, Style(.tx))
  }

  /// The colour.
  static func role(_ direction: Direction) -> Role { direction == .receive ? .rx : .tx }
}

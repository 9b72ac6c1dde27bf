import TUIKit

/// Keys as people write them: `←`, `^P`, `g g`.
enum KeyLabel {
  /// A sequence of keys; in words where arrows and signs cannot be shown.
  static func text(_ sequence: [KeyEvent], _ charset: Charset = .braille) -> String {
    sequence.map { charset == .ascii ? word($0) : text($0) }.joined(separator: " ")
  }

  /// One key.
  static func text(_ event: KeyEvent) -> String {
    if event.modifiers == .control, case .character(let character) = event.key {
      return "^" + character.uppercased()
    }
    let shift = event.modifiers.contains(.shift) ? "S-" : ""
    switch event.key {
    case .left: return shift + Glyph.leftArrow
    case .right: return shift + Glyph.rightArrow
    case .up: return shift + Glyph.upArrow
    case .down: return shift + Glyph.downArrow
    case .enter: return shift + Glyph.enter
    case .tab: return shift + Glyph.tab
    case .character(" "): return Glyph.space
    case .escape: return "Esc"
    case .home: return "Home"
    case .end: return "End"
    case .pageUp: return "PgUp"
    case .pageDown: return "PgDn"
    case .backspace: return Glyph.backspace
    case .function(let number): return "F\(number)"
    default: return event.name
    }
  }

  /// One key in words that need no special characters.
  static func word(_ event: KeyEvent) -> String {
    switch event.key {
    case .left: return "Left"
    case .right: return "Right"
    case .up: return "Up"
    case .down: return "Down"
    case .enter: return "Enter"
    case .tab: return event.modifiers.contains(.shift) ? "Shift-Tab" : "Tab"
    case .character(" "): return "Space"
    case .backspace: return "Backspace"
    default: return text(event)
    }
  }
}

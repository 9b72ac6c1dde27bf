import TUIKit

/// The rows of help: actions of the table that are valid in a view.
enum HelpList {
  /// Those with every word of the text in their keys, name or sentence; all for an empty text.
  ///
  /// `hasProgram`: whether there is a program to go to.
  static func rows(
    _ text: String,
    _ view: ViewID,
    _ keys: KeyMap = .standard,
    hasProgram: Bool = true
  ) -> [Action] {
    let wanted = words(text)
    return keys.actions(in: view).filter { action in
      guard hasProgram || action.id != .program else { return false }
      return has(wanted, in: action.allKeyLabels() + " " + action.name + " " + action.sentence)
    }
  }

  /// The words of a text, in lower case.
  static func words(_ text: String) -> [Substring] {
    text.lowercased().split(separator: " ")
  }

  /// Whether all words are in a text.
  static func has(_ words: [Substring], in text: String) -> Bool {
    let text = text.lowercased()
    return words.allSatisfy { text.contains($0) }
  }
}

import TUIKit

/// The rows of help: actions of the table that are valid in a view.
enum HelpList {
  /// Those with the text in their keys, name or sentence; all for an empty text.
  ///
  /// `hasProgram`: whether there is a program to go to.
  static func rows(
    _ text: String,
    _ view: ViewID,
    _ keys: KeyMap = .standard,
    hasProgram: Bool = true
  ) -> [Action] {
    let wanted = text.lowercased()
    return keys.actions(in: view).filter { action in
      guard hasProgram || action.id != .program else { return false }
      return wanted.isEmpty || action.allKeyLabels().lowercased().contains(wanted)
        || action.name.lowercased().contains(wanted)
        || action.sentence.lowercased().contains(wanted)
    }
  }
}

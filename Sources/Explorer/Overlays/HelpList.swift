import TUIKit

/// The rows of help: actions of the table that are valid in a view.
enum HelpList {
  /// Those with the text in their keys, name or sentence; all for an empty text.
  static func rows(_ text: String, _ view: ViewID) -> [Action] {
    let wanted = text.lowercased()
    return ActionTable.actions(in: view).filter { action in
      wanted.isEmpty || action.allKeyLabels().lowercased().contains(wanted)
        || action.name.lowercased().contains(wanted)
        || action.sentence.lowercased().contains(wanted)
    }
  }
}

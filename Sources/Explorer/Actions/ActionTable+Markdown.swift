import TUIKit

/// The key table as a document.
public enum KeyTable {
  /// All keys as Markdown tables, one for each place, in the order of help.
  public static var markdown: String {
    var text = ""
    for place in Action.Place.allCases {
      let rows = ActionTable.actions.filter { $0.place == place }
      if !text.isEmpty { text += "\n" }
      text += "| \(place.name) | does |\n|---|---|\n"
      for action in rows {
        let keys = action.keys.map { sequence in
          "`" + sequence.map(KeyLabel.word).joined(separator: " ") + "`"
        }
        text += "| \(keys.joined(separator: " ")) | \(action.sentence) |\n"
      }
    }
    return text
  }
}

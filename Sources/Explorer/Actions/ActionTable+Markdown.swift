import TUIKit

/// The key table as a document.
public enum KeyTable {
  /// What is valid in one place.
  public struct Place: Sendable {
    /// Its name.
    public let name: String
    /// Its actions in the order of help.
    public let rows: [Row]
  }

  /// One action.
  public struct Row: Sendable {
    /// Ways to run it, in words.
    public let keys: [String]
    /// What it does.
    public let sentence: String
  }

  /// All keys, in the order of help.
  public static var places: [Place] {
    Action.Place.allCases.map { place in
      let rows = ActionTable.actions.filter { $0.place == place }.map { action in
        Row(
          keys: action.keys.map { $0.map(KeyLabel.word).joined(separator: " ") },
          sentence: action.sentence
        )
      }
      return Place(name: place.name, rows: rows)
    }
  }

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

import TUIKit

/// One thing a person can do: the only place where its name, keys and sentence are written.
struct Action: Equatable, Sendable {
  /// Which action.
  var id: ActionID
  /// A few words, for the palette.
  var name: String
  /// Key sequences that run it; the first is the one shown in hints.
  var keys: [[KeyEvent]]
  /// Where it is valid.
  var place: Place
  /// What it does, for help and the key table.
  var sentence: String

  /// Where an action is valid.
  enum Place: String, CaseIterable, Sendable {
    case anywhere
    case stack
    case trace

    /// Its name in help and the key table.
    var name: String {
      switch self {
      case .anywhere: "Everywhere"
      case .stack: "Stack"
      case .trace: "Trace"
      }
    }

    /// Whether an action of this place can be run in a view.
    func includes(_ view: ViewID) -> Bool {
      switch self {
      case .anywhere: true
      case .stack: view == .stack
      case .trace: view == .trace
      }
    }
  }

  /// The first key sequence as people write it.
  func keyLabel(_ charset: Charset = .braille) -> String {
    keys.first.map { KeyLabel.text($0, charset) } ?? ""
  }

  /// All key sequences as people write them, divided by blanks.
  func allKeyLabels(_ charset: Charset = .braille) -> String {
    keys.map { KeyLabel.text($0, charset) }.joined(separator: "  ")
  }
}

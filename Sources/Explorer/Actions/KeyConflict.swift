import TUIKit

/// Two actions that one key sequence would run, or one hides behind another.
struct KeyConflict: Equatable {
  /// The action that was given other keys.
  var action: ActionID
  /// Which of its sequences.
  var sequence: Int
  /// The action that has them already.
  var other: Action
  /// Where both are valid.
  var view: ViewID

  /// The first conflict that changed keys bring about; nil if every key means one thing in every view.
  ///
  /// A view may take a key from the actions valid everywhere only where the table itself does.
  static func first(in overrides: [ActionID: [[KeyEvent]]]) -> KeyConflict? {
    let map = KeyMap(overrides: overrides)
    // The dashboard has actions of other views; those are named first.
    for view in ViewID.allCases.filter({ $0 != .dashboard }) + [.dashboard] {
      let valid = map.actions.filter { $0.place.includes(view) }
      for action in valid where overrides[action.id] != nil {
        for (place, sequence) in action.keys.enumerated() {
          for other in valid where other.id != action.id {
            let isMet = other.keys.contains {
              $0.starts(with: sequence) || sequence.starts(with: $0)
            }
            guard isMet, !isStandard(action, sequence, other, view) else { continue }
            return KeyConflict(action: action.id, sequence: place, other: other, view: view)
          }
        }
      }
    }
    return nil
  }

  /// Both have the sequence in the table too, where one view takes it from everywhere.
  private static func isStandard(
    _ action: Action,
    _ sequence: [KeyEvent],
    _ other: Action,
    _ view: ViewID
  ) -> Bool {
    let pair = [action.id, other.id].compactMap(ActionTable.action)
    return action.place != other.place && pair.allSatisfy { $0.keys.contains(sequence) }
  }
}

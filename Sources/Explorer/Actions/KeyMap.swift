import TUIKit

/// Which keys run which actions: the action table, with what a person's configuration changes.
public struct KeyMap: Sendable {
  /// The keys of the action table.
  public static let standard = KeyMap(overrides: [:])

  /// All actions with their keys, in the order of help.
  let actions: [Action]
  private let merged: [ViewID: [Action]]

  /// The table with other keys for some actions; no keys leave an action to the palette.
  init(overrides: [ActionID: [[KeyEvent]]]) {
    actions = ActionTable.actions.map { action in
      var action = action
      if let keys = overrides[action.id] { action.keys = keys }
      return action
    }
    var merged: [ViewID: [Action]] = [:]
    for view in ViewID.allCases { merged[view] = Self.merge(actions, view) }
    self.merged = merged
  }

  /// Finds an action.
  func action(_ id: ActionID) -> Action? { actions.first { $0.id == id } }

  /// Actions valid in a view: its own first, then those valid everywhere without the keys the view itself takes.
  func actions(in view: ViewID) -> [Action] { merged[view] ?? [] }

  /// What keys mean in a view.
  ///
  /// - Returns: the action they complete, whether they begin a longer sequence, or neither.
  func match(_ keys: [KeyEvent], in view: ViewID) -> ActionTable.Match {
    var isPrefix = false
    for action in actions(in: view) {
      for sequence in action.keys {
        if sequence == keys { return .action(action.id) }
        if sequence.count > keys.count, Array(sequence.prefix(keys.count)) == keys {
          isPrefix = true
        }
      }
    }
    return isPrefix ? .prefix : .none
  }

  private static func merge(_ actions: [Action], _ view: ViewID) -> [Action] {
    let own = actions.filter { $0.place != .anywhere && $0.place.includes(view) }
    let taken = own.flatMap(\.keys)
    let common = actions.filter { $0.place == .anywhere }.map { action in
      var rest = action
      rest.keys.removeAll { taken.contains($0) }
      return rest
    }
    return own + common
  }
}

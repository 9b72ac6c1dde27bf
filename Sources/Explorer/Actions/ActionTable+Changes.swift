import TUIKit

extension ActionTable {
  /// What changes the stack: two keys each, the first for all of them.
  static let changes: [Action] = [
    change(.pauseAdapter, "Pause the adapter", "p", "Pause the stack of the selected adapter."),
    change(
      .restartAdapter,
      "Restart the adapter",
      "r",
      "Restart the stack of the selected adapter."
    ),
    change(.attachFilter, "Attach a filter", "a", "Choose a filter driver and attach it."),
    change(.detachFilter, "Detach the filter", "d", "Detach the selected filter; asks first."),
    change(.bindProtocol, "Bind a protocol", "b", "Choose a protocol driver and bind it."),
    change(
      .unbindProtocol,
      "Unbind the protocol",
      "u",
      "Unbind the selected protocol; asks first."
    ),
    change(.plugMedia, "Plug the cable in", "+", "Connect the medium of the selected adapter."),
    change(
      .unplugMedia,
      "Pull the cable out",
      "-",
      "Disconnect the medium of the selected adapter."
    ),
    change(
      .setKeyword,
      "Set a keyword",
      "s",
      "Give the selected filter or adapter another value."
    ),
    change(
      .changeRules,
      "Change the rules",
      "f",
      "Change what the selected filter does with packets."
    ),
    change(
      .saveStack,
      "Save the stack",
      "w",
      "Write the running stack to a file; asks to overwrite."
    ),
  ]

  private static func change(
    _ id: ActionID,
    _ name: String,
    _ key: Character,
    _ sentence: String
  ) -> Action {
    Action(
      id: id,
      name: name,
      keys: [[KeyEvent("a"), KeyEvent(key)]],
      place: .anywhere,
      sentence: sentence
    )
  }
}

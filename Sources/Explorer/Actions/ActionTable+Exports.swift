import TUIKit

extension ActionTable {
  /// What is written to a file of the working directory: two keys each, the first for all of them.
  static let exports: [Action] = [
    export(
      .exportPacket,
      "Export the packet",
      "p",
      "Write every hand-off of the selected packet as pcapng."
    ),
    export(
      .exportTable,
      "Export as CSV",
      "c",
      "Write the list or the packet's hand-offs as CSV."
    ),
    export(
      .exportGraph,
      "Export as a graph",
      "g",
      "Write tree or flow as a graph for Graphviz."
    ),
    export(.exportScreen, "Export the screen", "s", "Write the screen as SVG."),
  ]

  private static func export(
    _ id: ActionID,
    _ name: String,
    _ key: Character,
    _ sentence: String
  ) -> Action {
    Action(
      id: id,
      name: name,
      keys: [[KeyEvent("e"), KeyEvent(key)]],
      place: .anywhere,
      sentence: sentence
    )
  }
}

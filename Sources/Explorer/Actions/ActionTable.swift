import TUIKit

/// All actions: keys, help, palette, hints and the key table of the manual are read from here.
enum ActionTable {
  /// In the order of help.
  static let actions: [Action] =
    everywhere + time + breaks + changes + exports + stack + trees + adapter + adapters + oids
    + queues + trace
    + packets
    + events

  /// Finds an action.
  static func action(_ id: ActionID) -> Action? {
    byID[id].map { actions[$0] }
  }

  /// Actions valid in a view, with the keys of the table.
  static func actions(in view: ViewID) -> [Action] { KeyMap.standard.actions(in: view) }

  /// What keys mean in a view, by the table.
  static func match(_ keys: [KeyEvent], in view: ViewID) -> Match {
    KeyMap.standard.match(keys, in: view)
  }

  /// What a key sequence means.
  enum Match: Equatable {
    case action(ActionID)
    case prefix
    case none
  }

  private static let byID: [ActionID: Int] = Dictionary(
    actions.enumerated().map { ($1.id, $0) },
    uniquingKeysWith: { first, _ in first }
  )

  static func row(
    _ id: ActionID,
    _ name: String,
    _ keys: [[KeyEvent]],
    _ place: Action.Place,
    _ sentence: String
  ) -> Action {
    Action(id: id, name: name, keys: keys, place: place, sentence: sentence)
  }

  static func one(_ characters: Character...) -> [[KeyEvent]] {
    characters.map { [KeyEvent($0)] }
  }

  static func key(_ key: KeyEvent.Key, _ modifiers: KeyEvent.Modifiers = []) -> [[KeyEvent]] {
    [[KeyEvent(key, modifiers)]]
  }

  static func control(_ character: Character) -> [[KeyEvent]] {
    key(.character(character), .control)
  }

  private static let everywhere: [Action] = [
    row(
      .viewDashboard,
      "Go to Dashboard",
      one(ViewID.dashboard.key),
      .anywhere,
      "Show many panes side by side; from 140x40 on."
    ),
    row(.viewStack, "Go to Stack", one(ViewID.stack.key), .anywhere, "Show the live tree."),
    row(
      .viewAdapter,
      "Go to Adapter",
      one(ViewID.adapter.key),
      .anywhere,
      "Show all that is known of the selected adapter."
    ),
    row(
      .viewOIDs,
      "Go to OIDs",
      one(ViewID.oids.key),
      .anywhere,
      "Show what the adapter can be asked, and was asked."
    ),
    row(
      .viewQueues,
      "Go to Queues",
      one(ViewID.queues.key),
      .anywhere,
      "Show the adapter's receive queues, and who fills them."
    ),
    row(
      .viewTrace,
      "Go to Trace",
      one(ViewID.trace.key),
      .anywhere,
      "Show packets and their journeys."
    ),
    row(
      .viewEvents,
      "Go to Events",
      one(ViewID.events.key),
      .anywhere,
      "Show what has happened in the stack."
    ),
    row(.moveUp, "Up", key(.up) + one("k"), .anywhere, "Move up in the pane with the focus."),
    row(.moveDown, "Down", key(.down) + one("j"), .anywhere, "Move down in it."),
    row(.pageUp, "Page up", key(.pageUp) + control("b"), .anywhere, "Move up a page."),
    row(.pageDown, "Page down", key(.pageDown) + control("f"), .anywhere, "Move down a page."),
    row(
      .moveTop,
      "Top",
      [[KeyEvent("g"), KeyEvent("g")]] + key(.home),
      .anywhere,
      "Go to the first row."
    ),
    row(
      .moveBottom,
      "Bottom",
      one("G") + key(.end),
      .anywhere,
      "Go to the last row; of packets and events, follow."
    ),
    row(
      .open,
      "Open",
      key(.enter),
      .anywhere,
      "Unfold, trace, open a packet or a cause, ask for an OID."
    ),
    row(.fold, "Fold", key(.character(" ")), .anywhere, "Fold or unfold the selected row."),
    row(.nextPane, "Next pane", key(.tab), .anywhere, "Give the focus to the next pane."),
    row(
      .previousPane,
      "Previous pane",
      key(.tab, .shift),
      .anywhere,
      "Give the focus to the pane before."
    ),
    row(
      .zoom,
      "Zoom",
      one("\\"),
      .anywhere,
      "Give the pane with the focus all the room, or end it."
    ),
    row(
      .nextPreset,
      "Next preset",
      one("p"),
      .anywhere,
      "Open the dashboard; there, fill it otherwise."
    ),
    row(
      .previousPreset,
      "Previous preset",
      one("P"),
      .anywhere,
      "Go the other way through the presets."
    ),
    row(
      .mark,
      "Mark",
      one("m"),
      .anywhere,
      "Mark what is selected, or take its mark away."
    ),
    row(.marks, "Marks", one("'"), .anywhere, "List what is marked, and go there."),
    row(.filter, "Filter", one("/"), .anywhere, "Type a filter; it takes effect as you type."),
    row(
      .freeze,
      "Freeze or go on",
      one("f"),
      .anywhere,
      "Keep all panes at one instant, or catch up again."
    ),
    row(
      .whatIf,
      "What if",
      one("W"),
      .anywhere,
      "Run the stack with a change beside it; compare packets."
    ),
    row(
      .inject,
      "Inject a packet",
      one("i"),
      .anywhere,
      "Craft, paste or take a packet and send it at a module."
    ),
    row(
      .stopInjecting,
      "Stop injecting",
      one("I"),
      .anywhere,
      "End what is injected again and again."
    ),
    row(
      .palette,
      "Commands",
      one(":") + control("p"),
      .anywhere,
      "Find any action by typing a part of its name."
    ),
    row(
      .help,
      "Help",
      one("?") + key(.function(1)),
      .anywhere,
      "List the keys that are valid here; type to search."
    ),
    row(.themes, "Themes", one("T"), .anywhere, "Choose a theme; the screen shows it at once."),
    row(
      .copy,
      "Copy",
      one("y"),
      .anywhere,
      "Copy what is selected to the terminal's clipboard."
    ),
    row(
      .nextGlyphs,
      "Next glyph set",
      one("U"),
      .anywhere,
      "Take the next glyph set: braille, blocks, ASCII."
    ),
    row(.redraw, "Redraw", control("l"), .anywhere, "Draw the whole screen again."),
    row(
      .program,
      "Go to the program",
      control("]"),
      .anywhere,
      "Go to the program beside the explorer; there, come back."
    ),
    row(.suspend, "Suspend", control("z"), .anywhere, "Give the terminal back to the shell."),
    row(.back, "Back", key(.escape), .anywhere, "Close what is open, or go back."),
    row(
      .visitPrevious,
      "Return",
      key(.backspace) + control("o"),
      .anywhere,
      "Go back to where you came from."
    ),
    row(
      .visitNext,
      "Go forward",
      control("n"),
      .anywhere,
      "Go again to where you returned from."
    ),
    row(.quit, "Quit", one("q") + control("c"), .anywhere, "Stop the engine and leave."),
  ]
}

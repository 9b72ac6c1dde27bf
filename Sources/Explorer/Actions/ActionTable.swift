import TUIKit

/// All actions: keys, help, palette, hints and the key table of the manual are read from here.
enum ActionTable {
  /// In the order of help.
  static let actions: [Action] =
    everywhere + changes + stack + adapter + adapters + oids + trace + events

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

  private static func control(_ character: Character) -> [[KeyEvent]] {
    key(.character(character), .control)
  }

  private static let everywhere: [Action] = [
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
    row(.filter, "Filter", one("/"), .anywhere, "Type a filter; it takes effect as you type."),
    row(
      .freeze,
      "Freeze or go on",
      one("f"),
      .anywhere,
      "Keep all panes at one instant, or catch up again."
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

  private static let stack: [Action] = [
    row(
      .closeFold,
      "Close",
      key(.left) + one("h"),
      .stack,
      "Fold the adapter, or go up from a module."
    ),
    row(
      .openFold,
      "Unfold",
      key(.right) + one("l"),
      .stack,
      "Unfold the adapter, or go into it."
    ),
    row(.foldAll, "Fold all", one("Z"), .stack, "Fold or unfold all adapters."),
    row(
      .traceHere,
      "Trace here",
      one("t"),
      .stack,
      "Show the packets that passed the selected module."
    ),
  ]

  private static let oids: [Action] = [
    row(
      .setValue,
      "Set the value",
      one("="),
      .oids,
      "Type a value and send it down the stack."
    ),
    row(
      .switchList,
      "Identifiers or requests",
      one("v"),
      .oids,
      "List the requests there were, or all identifiers."
    ),
    row(
      .switchBytes,
      "Fields or bytes",
      one("x"),
      .oids,
      "Switch between the named fields and the bytes."
    ),
    row(.olderRequest, "Older request", one("["), .oids, "Go to the request of this OID before."),
    row(.newerRequest, "Newer request", one("]"), .oids, "Go to the next request of this OID."),
  ]

  private static let adapters: [Action] = [
    row(.previousAdapter, "Previous adapter", one("<"), .adapters, "Go to the adapter before."),
    row(.nextAdapter, "Next adapter", one(">"), .adapters, "Go to the next adapter."),
  ]

  private static let adapter: [Action] = [
    row(
      .previousPage,
      "Previous page",
      key(.left) + one("h"),
      .adapter,
      "Read the page about the adapter before."
    ),
    row(.nextPage, "Next page", key(.right) + one("l"), .adapter, "Read the next page about it."),
  ]

  private static let events: [Action] = [
    row(
      .lessEvents,
      "Higher level",
      key(.right) + one("l"),
      .events,
      "List only what matters more: up to errors alone."
    ),
    row(
      .moreEvents,
      "Lower level",
      key(.left) + one("h"),
      .events,
      "List also what matters less: down to everything."
    ),
  ]
}

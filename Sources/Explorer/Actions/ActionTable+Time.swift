import TUIKit

extension ActionTable {
  /// The way through time: every pane follows.
  static let time: [Action] = [
    row(
      .timeBack,
      "Back in time",
      one(","),
      .anywhere,
      "Show all panes as they were a step before."
    ),
    row(.timeForward, "Forward in time", one("."), .anywhere, "Show them a step later."),
    row(
      .eventBefore,
      "Event before",
      one("<"),
      .anywhere,
      "Show all panes as they were at the event before."
    ),
    row(.eventAfter, "Event after", one(">"), .anywhere, "Show them at the next event."),
    row(.timeFirst, "First known instant", one("^"), .anywhere, "Go to the oldest instant kept."),
    row(
      .timeNow,
      "Back to now",
      one("$"),
      .anywhere,
      "Show the newest instant; in a session its end."
    ),
    row(
      .timeOfThis,
      "Instant of this",
      one("@"),
      .anywhere,
      "Go to when the selected event, hop or request was."
    ),
    row(.goToTime, "Go to a time", one(";"), .anywhere, "Type an engine time and go there."),
  ]
}

import TUIKit

extension ActionTable {
  /// Walking through packets.
  static let trace: [Action] = [
    row(
      .previousHop,
      "Previous hop",
      key(.left) + one("h"),
      .trace,
      "Step back to the hand-off before."
    ),
    row(.nextHop, "Next hop", key(.right) + one("l"), .trace, "Step to the next hand-off."),
    row(.previousChange, "Previous change", one("["), .trace, "Step back to a hop with a change."),
    row(.nextChange, "Next change", one("]"), .trace, "Step on to a hop with a change."),
    row(.firstHop, "First hop", key(.home), .trace, "Step to the first hand-off."),
    row(.lastHop, "Last hop", key(.end), .trace, "Step to the last hand-off."),
    row(.previousDrop, "Previous drop", one("{"), .trace, "Select the dropped packet before."),
    row(.nextDrop, "Next drop", one("}"), .trace, "Select the next dropped packet."),
    row(
      .switchDetail,
      "Changes, fields, bytes",
      one("x"),
      .trace,
      "Switch between changes, all fields, and the bytes."
    ),
    row(
      .blame,
      "Byte blame",
      one("B"),
      .trace,
      "Show who last wrote each byte: a letter and a colour for each."
    ),
    row(
      .whoSet,
      "Who set this?",
      one("s"),
      .trace,
      "Go to the hop by which the selected field or bytes came to be as they are."
    ),
    row(
      .compare,
      "Compare with this hop",
      one("d"),
      .trace,
      "Compare any hop of any packet with this one; once more to end that."
    ),
    row(
      .parentJourney,
      "Parent journey",
      one("("),
      .trace,
      "Go to the packet this one was made from."
    ),
    row(
      .childJourney,
      "Child journey",
      one(")"),
      .trace,
      "Go to a packet made from this one; next time the next."
    ),
  ]
}

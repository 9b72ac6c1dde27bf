import TUIKit

extension ActionTable {
  static let stack: [Action] = [
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
  ]

  static let trees: [Action] = [
    row(.foldAll, "Fold all", one("Z"), .trees, "Fold or unfold all adapters."),
    row(
      .traceHere,
      "Trace here",
      one("t"),
      .trees,
      "Show the packets that passed the selected module."
    ),
  ]

  static let oids: [Action] = [
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

  static let queues: [Action] = [
    row(.sortQueues, "Sort the queues", one("s"), .queues, "Order by number, rate, drops, fill."),
    row(
      .explainHash,
      "Explain a hash",
      one("H"),
      .queues,
      "Follow a hash bit by bit to its queue, or end it."
    ),
    row(
      .setTable,
      "Set the indirection table",
      one("="),
      .queues,
      "Type where entries lead and send it down the stack."
    ),
    row(
      .previousEntry,
      "Previous entry",
      key(.left) + one("h"),
      .queues,
      "Go to the entry of the indirection table before."
    ),
    row(.nextEntry, "Next entry", key(.right) + one("l"), .queues, "Go to its next entry."),
  ]

  static let adapters: [Action] = [
    row(.previousAdapter, "Previous adapter", one("("), .adapters, "Go to the adapter before."),
    row(.nextAdapter, "Next adapter", one(")"), .adapters, "Go to the next adapter."),
  ]

  static let adapter: [Action] = [
    row(
      .previousPage,
      "Previous page",
      key(.left) + one("h"),
      .adapter,
      "Read the page about the adapter before."
    ),
    row(.nextPage, "Next page", key(.right) + one("l"), .adapter, "Read the next page about it."),
  ]

  static let trace: [Action] = [
    row(
      .switchListing,
      "Packets, paths, conversations",
      one("v"),
      .trace,
      "List packets, their paths, or who talked to whom."
    ),
    row(
      .orderList,
      "Order the list",
      one("o"),
      .trace,
      "Order the list by its next column."
    ),
    row(.reverseList, "Reverse the list", one("O"), .trace, "Turn the order of the list round."),
    row(.firstHop, "First hop", key(.home), .trace, "Step to the first hand-off."),
    row(.lastHop, "Last hop", key(.end), .trace, "Step to the last hand-off."),
  ]

  static let packets: [Action] = [
    row(
      .previousHop,
      "Previous hop",
      key(.left) + one("h"),
      .packets,
      "Step back to the hand-off before."
    ),
    row(.nextHop, "Next hop", key(.right) + one("l"), .packets, "Step to the next hand-off."),
    row(
      .previousChange,
      "Previous change",
      one("["),
      .packets,
      "Step back to a hop with a change."
    ),
    row(.nextChange, "Next change", one("]"), .packets, "Step on to a hop with a change."),
    row(.previousDrop, "Previous drop", one("{"), .packets, "Select the dropped packet before."),
    row(.nextDrop, "Next drop", one("}"), .packets, "Select the next dropped packet."),
    row(
      .switchDetail,
      "Changes, fields, bytes",
      one("x"),
      .packets,
      "Switch between changes, all fields, and the bytes."
    ),
    row(
      .blame,
      "Byte blame",
      one("B"),
      .packets,
      "Show who last wrote each byte, by letter and colour."
    ),
    row(
      .dissectDeeply,
      "Deep dissection",
      one("Y"),
      .packets,
      "Show tshark's tree of the packet at this hop."
    ),
    row(
      .whoSet,
      "Who set this?",
      one("s"),
      .packets,
      "Go to the hop that set the selected field or bytes."
    ),
    row(
      .compare,
      "Compare with this hop",
      one("d"),
      .packets,
      "Compare any hop of any packet with this one, or end it."
    ),
    row(
      .parentJourney,
      "Parent journey",
      one("("),
      .packets,
      "Go to the packet this one was made from."
    ),
    row(
      .childJourney,
      "Child journey",
      one(")"),
      .packets,
      "Go to a packet made from this one; next time the next."
    ),
  ]

  static let events: [Action] = [
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

extension VerifierRule {
  /// Rules that keep packets and memory safe.
  static let ownershipRules: [Entry] = [
    Entry(
      .doubleSendCompletion,
      .ownership,
      "A send was completed that was complete already.",
      "sending-data-from-a-miniport-driver"
    ),
    Entry(
      .doubleReturn,
      .ownership,
      "A received list was returned that was returned already.",
      "receiving-data-in-protocol-drivers"
    ),
    Entry(
      .returnUnderResources,
      .ownership,
      "A list lent under RESOURCES was returned by a call; the loan had ended by itself.",
      "indicating-received-data-from-a-miniport-driver"
    ),
    Entry(
      .loanKept,
      .ownership,
      "A receiver kept or changed the chain of a loan under RESOURCES.",
      "indicating-received-data-from-a-miniport-driver"
    ),
    Entry(
      .leakAtPause,
      .ownership,
      "A pause was completed while lists of this party were still out.",
      "pausing-an-adapter"
    ),
    Entry(
      .leakAtDetach,
      .ownership,
      "A module, binding or adapter went away while it still held lists.",
      "detaching-a-filter-module"
    ),
    Entry(
      .retreatNotUndone,
      .ownership,
      "A list came back with a data start other than it went out with.",
      "retreat-operations"
    ),
    Entry(
      .staleCurrentMDL,
      .ownership,
      "The current MDL and its offset do not agree with the data offset.",
      "net-buffer-structure"
    ),
    Entry(
      .dataBeyondChain,
      .ownership,
      "The used data reach past the end of the MDL chain.",
      "net-buffer-structure"
    ),
    Entry(
      .chainNotRestored,
      .ownership,
      "A list came back with other buffers or MDLs than it was given with.",
      "sending-data-from-a-protocol-driver"
    ),
    Entry(
      .parentPassedOnEarly,
      .ownership,
      "A parent list was passed on before all its children had come back.",
      "derived-net-buffer-list-structures"
    ),
    Entry(
      .childCountWrong,
      .ownership,
      "A parent's child count does not match the children that are out.",
      "derived-net-buffer-list-structures"
    ),
    Entry(
      .lostChain,
      .ownership,
      "A chain went out of use without being handed on.",
      "net-buffer-architecture"
    ),
    Entry(
      .foreignList,
      .ownership,
      "A list was handed on that is not from any pool of this stack.",
      "net-buffer-list-structure"
    ),
    Entry(
      .ownershipNotHeld,
      .ownership,
      "A list was handed on or freed by a party that does not hold it.",
      "net-buffer-architecture"
    ),
    Entry(
      .freedWhileOutstanding,
      .ownership,
      "A list was freed while another party held it.",
      "net-buffer-architecture"
    ),
    Entry(
      .ledgerUnbalanced,
      .ownership,
      "The counts of a party do not balance at a hand-off.",
      "sending-and-receiving-network-data"
    ),
    Entry(
      .unmarkedChange,
      .violation,
      "A list was changed by other means than the calls that note the change.",
      "net-buffer-architecture"
    ),
    Entry(
      .chainLoop,
      .ownership,
      "A chain of lists, buffers or MDLs runs in a circle.",
      "net-buffer-list-structure"
    ),
    Entry(
      .poolFreedWithListsOutstanding,
      .ownership,
      "A pool was freed while lists of it were in use.",
      "net-buffer-list-structure"
    ),
    Entry(
      .writeToReadOnlyData,
      .ownership,
      "Data marked read-only was changed.",
      "net-buffer-list-structure"
    ),
  ]
}

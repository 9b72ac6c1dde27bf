import TUIKit

extension ActionTable {
  static let breaks: [Action] = [
    row(
      .breakHere,
      "Break here",
      one("b"),
      .anywhere,
      "Break at the selected module, OID, event or packet."
    ),
    row(.breakpoints, "Breakpoints", one("L"), .anywhere, "List the breakpoints; add, turn off."),
    row(.atRest, "What rests", one("R"), .anywhere, "Show what rests, its fields and bytes."),
    row(
      .release,
      "Release",
      one("c"),
      .anywhere,
      "Let what rests go on; in a recording: to the next stop."
    ),
    row(
      .runBack,
      "Run backward",
      one("C"),
      .anywhere,
      "Go back to where a breakpoint would have stopped."
    ),
    row(.stepHop, "Step to the next hop", one("n"), .anywhere, "Let the packet at rest go a hop."),
    row(
      .stepModule,
      "Step to the next module",
      one("N"),
      .anywhere,
      "Let the packet at rest go to the next module."
    ),
    row(
      .stepChange,
      "Step to the next change",
      one("M"),
      .anywhere,
      "Let the packet at rest go on until it is another."
    ),
    row(
      .stepDrop,
      "Step to its drop",
      one("D"),
      .anywhere,
      "Let the packet at rest go on until it is dropped."
    ),
    row(
      .editPacket,
      "Edit the packet at rest",
      one("E"),
      .anywhere,
      "Write bytes or a field of the packet at rest."
    ),
    row(
      .dropPacket,
      "Drop the packet at rest",
      one("X"),
      .anywhere,
      "End the packet at rest; the breakpoint is the cause."
    ),
  ]
}

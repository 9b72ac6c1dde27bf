import Inspection
import TUIKit

extension ExplorerModel {
  /// Draws the way of the journey; below it what is known of its ending, unless another pane says that.
  func drawPath(on canvas: Canvas, _ rect: Rect, hasFacts: Bool = true) {
    guard let structure = snapshot?.structure else { return }
    guard let journey, absence == nil else {
      let pane = Pane.draw(on: canvas, rect, title: "Path")
      if let absence { Pane.remark(absence, on: pane) }
      return
    }
    // The number of the hop stays, whatever the packet is called.
    let title = (StyledText("Path #\(journey.id)  ") + Self.packetName(journey.summary))
      .truncated(to: max(8, rect.width - 24))
    let pane = Pane.draw(
      on: canvas,
      rect,
      title: title,
      trailing: pathRemark(journey, room: rect.width - 11 - title.width)
    )
    let facts = hasFacts ? factLines(journey, structure, width: rect.width - 2) : []
    let legs = PathLeg.legs(of: journey, structure, selected: hopIndex, width: legWidth(rect.width))
    let kept = min(facts.count, max(pane.height > 2 ? 1 : 0, pane.height - 2 * legs.count))
    let room = max(0, pane.height - kept)
    var y = 0
    for leg in visibleLegs(legs, count: max(1, room / 2)) {
      guard y < room else { break }
      draw(leg, on: pane, y: y, drawsBelow: y + 1 < room)
      y += 2
    }
    if legs.isEmpty {
      pane.put(PathLeg.ending(journey), x: 1, y: 0)
      y = 1
    }
    for fact in facts.prefix(kept) where y < pane.height {
      pane.put(fact.truncated(to: max(0, rect.width - 2)), x: 1, y: y)
      y += 1
    }
  }

  private static func packetName(_ summary: PacketSummary) -> StyledText {
    let name = summary.protocolName
    return (name.isEmpty ? "" : StyledText(name + " ", Style(.title)))
      + PacketColumns.summary(summary)
  }

  /// Which hop it is, in as many words as there is room for.
  private func pathRemark(_ journey: Journey, room: Int) -> StyledText {
    guard let hop, let index = hopIndex else { return "" }
    let number =
      StyledText("hop \(index + 1)/\(journey.hops.count) ", .bold)
      + DirectionMark.text(hop.edge.direction)
    var words = ["\(hop.edge.name)", "cpu \(hop.processor)", "level \(hop.level)"]
    if hop.batch > 1 { words.append("batch of \(hop.batch)") }
    while !words.isEmpty {
      let line = number + StyledText(" " + words.joined(separator: " \(Glyph.dot) "), .dim)
      if line.width <= room { return line }
      words.removeLast()
    }
    return number
  }

  /// As many legs as fit, the selected hop's among them.
  private func visibleLegs(_ legs: [PathLeg], count: Int) -> ArraySlice<PathLeg> {
    guard legs.count > count else { return legs[...] }
    let chosen = legs.firstIndex { $0.selected != nil } ?? 0
    let first = min(max(0, chosen - count + 1), legs.count - count)
    return legs[first..<(first + count)]
  }

  /// Columns for the stations of a leg beside its name.
  private func legWidth(_ width: Int) -> Int { max(0, width - (width >= 60 ? 13 : 5)) }

  private func draw(_ leg: PathLeg, on pane: Canvas, y: Int, drawsBelow: Bool) {
    let name = legWidth(pane.width) == pane.width - 13 ? 10 : 2
    pane.put(DirectionMark.text(leg.edge.direction), x: 1, y: y)
    if name > 2 { pane.put(leg.edge.name, x: 3, y: y, style: .dim) }
    let area = pane.clipped(
      to: Rect(x: name + 2, y: y, width: max(0, pane.width - name - 3), height: 2)
    )
    let width = max(leg.line.width, leg.below.width)
    var shift = 0
    if width > area.width, let selected = leg.selected {
      let middle = (selected.lowerBound + selected.upperBound) / 2
      shift = min(max(0, middle - area.width / 2), width - area.width)
      shift = max(0, min(shift, selected.lowerBound))
    }
    let line = area.clipped(to: Rect(x: -shift, y: 0, width: max(width, 1) + shift, height: 2))
    line.put(leg.line, x: 0, y: 0)
    if drawsBelow { line.put(leg.below, x: 0, y: 1) }
    if let selected = leg.selected {
      line.select(
        Rect(x: selected.lowerBound, y: 0, width: selected.count, height: 1)
      )
    }
    if shift > 0 { area.put(Glyph.ellipsis, x: 0, y: 0, style: .dim) }
    if width - shift > area.width {
      area.put(Glyph.ellipsis, x: area.width - 1, y: 0, style: .dim)
    }
  }

  // What is said below the path.

  private func factLines(
    _ journey: Journey,
    _ structure: StackStructure,
    width: Int
  ) -> [StyledText] {
    var lines: [StyledText] = []
    if let ending = journey.ending, ending.outcome == .dropped {
      lines += dropLines(ending, structure, width: width)
    }
    if journey.isPartial {
      lines.append(StyledText("the beginning is not in the recording", Style(.warn)))
    }
    if let links = linkLine(journey, structure) { lines.append(links) }
    if let hop { lines.append(hopLine(hop)) }
    return lines
  }

  /// Why it was dropped: the reason, who for which rule, and the page.
  func dropLines(
    _ ending: JourneyEnding,
    _ structure: StackStructure,
    width: Int
  ) -> [StyledText] {
    var head = StyledText(Glyph.drop + " ", Style(.drop))
    head.append(ending.reason?.symbol ?? "dropped", Style(.drop, .bold))
    head += StyledText(" at ", .dim) + PartyMark.named(ending.party, in: structure)
    guard let reason = ending.reason else { return causeLines(ending, head, width) }
    // The value that caused it says more than the general sentence.
    if ending.cause.isEmpty {
      return [head + StyledText("  " + reason.sentence), InspectorText.reference(reason.page)]
    }
    let general = StyledText(reason.sentence)
    return causeLines(ending, head, width) + [
      general + InspectorText.reference(reason.page, beside: general, width)
    ]
  }

  /// What was dropped and where the rule for it stands in the first line, in the second the rule where it has no room.
  private func causeLines(
    _ ending: JourneyEnding,
    _ head: StyledText,
    _ width: Int
  )
    -> [StyledText]
  {
    guard !ending.cause.isEmpty else { return [head] }
    let cause = CauseText(ending.cause)
    let because = StyledText("because ", .dim)
    func line(_ subject: String, _ source: String) -> StyledText {
      because + StyledText(subject) + StyledText(source.isEmpty ? "" : " (\(source))", .dim)
    }
    for source in [cause.source, cause.shortSource] {
      let whole = head + "  " + line(cause.subject, source)
      if whole.width <= width { return [whole] }
    }
    var place = StyledText()
    if !cause.source.isEmpty {
      let room = width - head.width - 5
      let source =
        CharacterWidth.columns(of: cause.source) <= room ? cause.source : cause.shortSource
      place = StyledText("  by ", .dim) + StyledText(source)
    }
    return [head + place, (because + StyledText(cause.subject)).shortened(to: width)]
  }

  /// Where it came from and what came from it; nil if neither.
  func linkLine(_ journey: Journey, _ structure: StackStructure) -> StyledText? {
    guard journey.parent != nil || !journey.children.isEmpty else { return nil }
    var line = StyledText()
    if let parent = journey.parent, parent.journey == 0 {
      line +=
        StyledText("\(parent.kind.name) at ", .dim) + PartyMark.named(parent.party, in: structure)
    } else if let parent = journey.parent {
      line += StyledText("( ", .key) + StyledText("from ", .dim) + StyledText("#\(parent.journey)")
      line.append(" \(parent.kind.name) by ", .dim)
      line += PartyMark.named(parent.party, in: structure)
    }
    if !journey.children.isEmpty {
      if !line.isEmpty { line.append("   ") }
      line += StyledText(") ", .key) + StyledText("made ", .dim)
      for (index, child) in journey.children.prefix(3).enumerated() {
        if index > 0 { line.append(", ", .dim) }
        line += StyledText("#\(child.journey)") + StyledText(" \(child.kind.name)", .dim)
      }
      if journey.children.count > 3 {
        line.append(" and \(journey.children.count - 3) more", .dim)
      }
    }
    return line
  }

  /// Flags and port of a hand-off.
  func hopLine(_ hop: Hop) -> StyledText {
    var words: [String] = []
    let flags = hop.edge.flagNames(hop.flags)
    words.append(flags.isEmpty ? "no flags" : flags.joined(separator: " "))
    words.append("port \(hop.port)")
    if hop.isLoan { words.append("on loan until the handler returns") }
    if hop.isCompared { words.append("changes found by comparison") }
    return StyledText(words.joined(separator: " \(Glyph.dot) "), .dim)
  }
}

import Inspection
import TUIKit

/// The way of one request as lines of text: first who had it, then when each of them did what.
struct FlightText {
  /// The request.
  var flight: RequestFlight
  /// Who the parties are.
  var structure: StackStructure
  /// Engine time of the screen.
  var now: UInt64

  /// As many lines as there is room for; of many steps the first and the last.
  func lines(width: Int, height: Int) -> [StyledText] {
    guard height > 0 else { return [] }
    // The first line names everyone; below it signs do where room is short.
    let widest = Set(flight.steps.map(\.party)).map { name($0).width }.max() ?? 0
    let names = width < 48 ? 1 : min(widest, width / 3)
    var steps = flight.steps.map { line($0, names: names) }
    if let pending { steps.append(pending) }
    let room = height - 1
    if steps.count > room, room >= 2 {
      let gone = steps.count - room + 1
      let head = (room - 1) / 2
      let middle = StyledText("\(Glyph.ellipsis) \(gone) steps", .dim)
      steps = steps.prefix(head) + [middle] + steps.suffix(room - head - 1)
    }
    let way = chain(hasNames: true)
    return ([way.width <= width ? way : chain(hasNames: false)] + steps).map {
      $0.truncated(to: width)
    }
  }

  /// `◆ ▶ ◇ ▶c ■`: who had it on the way down, with a mark where a clone went on; who has it now stands out.
  func chain(hasNames: Bool) -> StyledText {
    func mark(_ party: PartyID) -> StyledText {
      let name = hasNames ? name(party) : sign(party)
      guard flight.holder == party, flight.isPending else { return name }
      return StyledText(Glyph.held + " ", Style(.held, .bold)) + name.styled(Style(.held, .bold))
    }
    var line = StyledText()
    var seen: [PartyID] = []
    for step in flight.steps where !seen.contains(step.party) {
      // The way down ends where it is answered.
      if step.text.hasPrefix("completed") { continue }
      if line.isEmpty, step.party != flight.issuer { line += mark(flight.issuer) }
      if !line.isEmpty {
        line.append(" \(Glyph.horizontal)\(Glyph.arrowHead)", .border)
        if step.text.hasSuffix(Self.clone) { line.append("c", Style(.changed)) }
        line.append(" ")
      }
      line += mark(step.party)
      seen.append(step.party)
    }
    if line.isEmpty { line += mark(flight.issuer) }
    return line
  }

  private func sign(_ party: PartyID) -> StyledText {
    structure.parties[party].map { PartyMark($0.role).text } ?? StyledText(Glyph.dot, .dim)
  }

  private func name(_ party: PartyID) -> StyledText { OIDColumns.who(party, structure) }

  private func line(_ step: RequestFlight.Step, names: Int) -> StyledText {
    let time = EngineTime.since(flight.start, step.time)
    return StyledText(time, .dim).rightAligned(to: 8) + "  "
      + (names == 1 ? sign(step.party) : name(step.party)).truncated(to: names)
      .leftAligned(to: names) + "  " + what(step)
  }

  /// A handler's name, with the sign of a clone; statuses without what all of them begin with.
  private func what(_ step: RequestFlight.Step) -> StyledText {
    let isClone = step.text.hasSuffix(Self.clone)
    let words = step.text.dropLast(isClone ? Self.clone.count : 0).split(separator: " ")
    let text = words.map { OIDColumns.short(String($0)) }.joined(separator: " ")
    return StyledText(text) + (isClone ? StyledText(" c", Style(.changed)) : "")
  }

  private static let clone = " (clone)"

  private var pending: StyledText? {
    guard flight.isPending, let last = flight.steps.last else { return nil }
    let time = Quantity.duration(nanoseconds: now >= last.time ? now - last.time : 0).text
    return StyledText(Glyph.held, Style(.held)).rightAligned(to: 8) + "  "
      + name(flight.holder) + StyledText("  has had it for \(time)", Style(.held))
  }
}

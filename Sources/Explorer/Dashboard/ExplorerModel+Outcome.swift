import Inspection
import TUIKit

extension ExplorerModel {
  /// Draws how the selected packet ended, and if it was dropped, why.
  func drawOutcome(on canvas: Canvas, _ rect: Rect) {
    guard let structure = snapshot?.structure, let journey, absence == nil else {
      Pane.draw(on: canvas, rect, title: "Why")
      return
    }
    let isDropped = journey.outcome == .dropped
    let pane = Pane.draw(
      on: canvas,
      rect,
      title: StyledText(isDropped ? "Why" : "Outcome"),
      trailing: PathLeg.ending(journey)
    )
    let width = rect.width - 2
    var lines: [StyledText] = []
    if let ending = journey.ending {
      lines = isDropped ? dropLines(ending, structure, width: width) : [endLine(journey, ending)]
      if isDropped, let alike = alikeLine(ending) { lines.append(alike) }
    } else {
      lines = [holderLine(journey, structure)]
    }
    if journey.isPartial {
      lines.append(StyledText("the beginning is not in the recording", Style(.warn)))
    }
    if let links = linkLine(journey, structure) { lines.append(links) }
    if let hop { lines.append(hopLine(hop)) }
    for (y, line) in lines.enumerated() where y < pane.height {
      pane.put(line.truncated(to: max(0, width)), x: 1, y: y)
    }
  }

  private func endLine(_ journey: Journey, _ ending: JourneyEnding) -> StyledText {
    let structure = snapshot?.structure
    var line = PathLeg.ending(journey)
    line.append(ending.outcome == .delivered ? " to " : " at ", .dim)
    if let structure { line += PartyMark.named(ending.party, in: structure) }
    let hops = journey.hops.count
    let time = ending.time >= journey.birth ? ending.time - journey.birth : 0
    line.append("  after \(hops) hop\(hops == 1 ? "" : "s") in ", .dim)
    return line + Quantity.duration(nanoseconds: time).styled()
  }

  private func holderLine(_ journey: Journey, _ structure: StackStructure) -> StyledText {
    var line = OutcomeMark.text(.held) + StyledText(" held by ", .dim)
    guard let last = journey.hops.last else { return OutcomeMark.text(.held) }
    line += PartyMark.named(last.to, in: structure)
    let now = snapshot?.time ?? last.time
    line.append(" for ", .dim)
    return line + Quantity.duration(nanoseconds: now >= last.time ? now - last.time : 0).styled()
  }

  /// How many packets the same module dropped for the same reason, in all and now.
  private func alikeLine(_ ending: JourneyEnding) -> StyledText? {
    guard let snapshot, let reason = ending.reason else { return nil }
    func count(_ page: CounterPage) -> UInt64 {
      page.drops.reduce(0) {
        $1.party == ending.party && $1.reason == reason.rawValue ? $0 &+ $1.count : $0
      }
    }
    let all = count(snapshot.counters)
    guard all > 0 else { return nil }
    var line = StyledText(Quantity.grouped(all)) + StyledText(" dropped so since the start", .dim)
    if let rates = history.rates {
      let (before, after) = (count(rates.before), count(rates.after))
      let rate = CounterRates.perSecond(after >= before ? after - before : 0, over: rates.interval)
      line += StyledText(", now ", .dim) + Amount.rate(rate, Style(.drop)) + StyledText("/s", .dim)
    }
    return line
  }
}

import Inspection
import TUIKit

extension AdapterText {
  /// What the adapter, its modules and NDIS wait for, each owner's timers under its name.
  var timerLines: [StyledText] {
    guard let timers = detail?.timers else {
      return StyledText("not recorded: a running stack shows them, as they are now", .dim)
        .wrapped(to: max(10, width))
    }
    guard !timers.isEmpty else { return [StyledText("no timer has been set", .dim)] }
    let isWide = width >= 52
    let name = max(10, width - 32)
    func line(
      _ first: StyledText,
      _ due: StyledText,
      _ every: StyledText,
      _ fired: StyledText
    )
      -> StyledText
    {
      first.truncated(to: name).leftAligned(to: name) + due.rightAligned(to: 10)
        + every.rightAligned(to: 10) + fired.rightAligned(to: 12)
    }
    var lines: [StyledText] = []
    if isWide {
      let titles = ["", "FIRES IN", "EVERY", "FIRED"].map { StyledText($0, .dim) }
      lines.append(line(titles[0], titles[1], titles[2], titles[3]))
    }
    var owner: PartyID?
    for timer in timers {
      if timer.party != owner {
        lines.append(PartyMark.named(timer.party, in: structure).truncated(to: width))
        owner = timer.party
      }
      let title = StyledText("  " + timer.name)
      let due = due(timer)
      let every = timer.deadline == nil ? "–" : timer.period.map(Self.span) ?? "once"
      guard !isWide else {
        let fired = Amount.text(timer.fired, width: 11)
        lines.append(line(title, due, StyledText(every, .dim), fired))
        continue
      }
      let isSoon = timer.deadline.map { $0 > time } ?? false
      let when =
        timer.deadline == nil
        ? StyledText("not set", .dim)
        : StyledText(isSoon ? "in " : "") + due
          + StyledText(timer.period == nil ? ", once" : ", every \(every)", .dim)
      let fired =
        StyledText(", ", .dim) + Amount.text(timer.fired, width: 5)
        + StyledText(timer.fired == 1 ? " time" : " times", .dim)
      lines.append(title.truncated(to: width))
      lines.append((StyledText("    ") + when + fired).truncated(to: width))
    }
    return lines
  }

  private var time: UInt64 { detail?.timersTime ?? snapshot.time }

  /// How long it is until a timer fires.
  private func due(_ timer: TimerRow) -> StyledText {
    guard let deadline = timer.deadline else { return StyledText("–", .dim) }
    return StyledText(deadline > time ? Self.span(deadline - time) : "now")
  }

  private static func span(_ nanoseconds: UInt64) -> String {
    Quantity.duration(nanoseconds: nanoseconds).text
  }

  /// How interrupts come, and how often they came to each queue's processor.
  var interruptLines: [StyledText] {
    let counted = adapter.queues.flatMap { queue -> [StyledText] in
      guard let message = queue.message else { return [] }
      let counters = snapshot.counters
      let head =
        StyledText("message \(message)") + StyledText("  \(queue.name) ", .dim)
        + StyledText("\(Glyph.dot) processor \(queue.processor.text)", .dim)
      let interrupts = counters[queue: queue.id, .interrupts]
      let calls = counters[queue: queue.id, .deferredCalls]
      return [
        head.truncated(to: width),
        (StyledText("  ") + Amount.text(interrupts, width: 12)
          + StyledText(interrupts == 1 ? " interrupt  " : " interrupts  ", .dim)
          + Amount.text(calls, width: 12)
          + StyledText(calls == 1 ? " deferred call" : " deferred calls", .dim)).truncated(
            to: width
          ),
      ]
    }
    return factLines(.interrupts) + counted
  }
}

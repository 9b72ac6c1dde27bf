import Inspection
import TUIKit

/// The way through time: an instant is asked for, and all panes show it once the engine has answered.
extension ExplorerModel {
  /// Runs an action that goes to another instant.
  ///
  /// - Returns: whether it is one.
  mutating func runTime(_ action: ActionID) -> Bool {
    switch action {
    case .timeBack: scrub(by: -1)
    case .timeForward: scrub(by: 1)
    case .eventBefore: go(to: .eventBefore(currentTime))
    case .eventAfter:
      guard isPast else {
        state.message = "this is the newest instant"
        break
      }
      go(to: .eventAfter(currentTime))
    case .timeFirst: go(to: .first)
    case .timeNow: goLive()
    case .timeOfThis: goToInstantOfSelection()
    case .goToTime: state.overlay = .time(TimeEntry())
    default: return false
    }
    return true
  }

  /// Whether the screen shows an instant of the past.
  var isPast: Bool { state.time.instant == .replay }

  /// Engine time of the instant on the screen.
  var currentTime: UInt64 { snapshot?.time ?? 0 }

  /// Asks for an instant; the panes stay as they are until it is there.
  mutating func go(to request: InstantRequest) {
    guard let latest else { return }
    if case .time(let time) = request, time >= latest.time { return goLive() }
    // What is shown already would not be answered again.
    guard request != state.time.shown else {
      state.message = remark(onSame: request)
      return
    }
    state.time.awaited = request
  }

  /// Shows the newest instant again.
  mutating func goLive() {
    state.time.awaited = nil
    guard frozen != nil else { return }
    thaw()
  }

  /// Says that what is to be changed is past, if it is.
  ///
  /// - Returns: whether it said so.
  mutating func refusesChange() -> Bool {
    guard isPast else { return false }
    let key = options.keys.action(.timeNow)?.keyLabel(state.charset) ?? ""
    state.message =
      "this is the past: \(key.isEmpty ? "go back to now" : "\(key) goes back to now"), "
      + "where the stack can be changed"
    return true
  }

  // Steps.

  /// Engine nanoseconds of a step: about a column of the strip, in round numbers.
  var timeStep: UInt64 {
    guard let span = state.time.span else { return 1_000_000_000 }
    let least = (span.last - min(span.first, span.last)) / UInt64(max(1, timeParts))
    var step: UInt64 = 10_000_000
    while step < least {
      for factor: UInt64 in [2, 5, 10] where step * factor >= least { return step * factor }
      step *= 10
    }
    return step
  }

  private mutating func scrub(by direction: Int) {
    let now = currentTime
    if direction < 0 {
      guard now > state.time.span?.first ?? 0 else {
        state.message = "nothing is known of the time before"
        return
      }
      go(to: .time(now - min(now, timeStep)))
    } else if !isPast {
      state.message = "this is the newest instant"
    } else {
      go(to: .time(now + timeStep))
    }
  }

  /// Goes to when what is selected happened.
  private mutating func goToInstantOfSelection() {
    let request: InstantRequest?
    switch state.view {
    case .events: request = selectedEvent.map { .event($0.sequence) }
    case .dashboard where hasFocus(.events): request = selectedEvent.map { .event($0.sequence) }
    case .oids: request = shownFlight?.steps.last.map { .time($0.time) }
    case .trace, .dashboard:
      request = hopIndex.flatMap { hop in journey.map { .time($0.hops[hop].time) } }
    case .stack, .adapter, .queues: request = nil
    }
    guard let request else {
      state.message = "select an event, a hop of a packet or a request first"
      return
    }
    remember()
    // The selection stays where it is.
    switch state.view {
    case .events: pinEvents()
    case .trace, .dashboard:
      pinList()
      state.trace.isChosen = true
    default: break
    }
    go(to: request)
  }

  // Answers.

  /// Takes in an answer about the past.
  mutating func takePast(_ detail: SnapshotDetail) {
    if let span = detail.span { state.time.span = span }
    guard let awaited = state.time.awaited, detail.request.instant == awaited else { return }
    state.time.awaited = nil
    guard let past = detail.past else {
      state.message = remark(onAbsence: awaited)
      return
    }
    if isPast, past.time == currentTime { state.message = remark(onSame: awaited) }
    state.time.shown = awaited
    state.time.instant = .replay
    state.time.countedAt = past.countedAt
    show(past)
  }

  private func remark(onAbsence request: InstantRequest) -> String {
    switch request {
    case .eventAfter: "no event after this instant"
    case .eventBefore: "no event before this instant"
    case .event: "the event is not at rest yet, or no longer known"
    case .time, .first: "nothing is known of the past here"
    }
  }

  private func remark(onSame request: InstantRequest) -> String {
    switch request {
    case .eventBefore: "no event before this instant"
    case .first: "this is the oldest instant that is known"
    case .time where currentTime == state.time.span?.first: "nothing is known of the time before"
    case .time, .event, .eventAfter: ""
    }
  }

  // A typed time.

  /// A key in the box for a time.
  mutating func handle(_ event: KeyEvent, time old: TimeEntry) {
    var entry = old
    switch event.key {
    case .escape:
      state.overlay = nil
      return
    case .enter:
      guard let time = EngineTime.instant(entry.field.text, from: currentTime) else {
        entry.problem = "no time: give 3:12, 192.5s, or a step such as -2s"
        break
      }
      state.overlay = nil
      go(to: .time(time))
      return
    default:
      _ = entry.field.handle(event)
      entry.problem = ""
    }
    state.overlay = .time(entry)
  }
}

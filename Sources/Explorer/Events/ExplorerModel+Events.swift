import Inspection
import TUIKit

extension ExplorerModel {
  /// Runs an action on the Events view.
  mutating func runOnEvents(_ action: ActionID) {
    switch action {
    case .moveUp: moveEvent(by: -1)
    case .moveDown: moveEvent(by: 1)
    case .pageUp: moveEvent(by: 1 - max(2, eventListHeight))
    case .pageDown: moveEvent(by: max(2, eventListHeight) - 1)
    case .moveTop: moveEvent(by: Int.min / 2)
    case .moveBottom: followEvents()
    case .lessEvents: setEventLevel(by: 1)
    case .moreEvents: setEventLevel(by: -1)
    case .open: openCause()
    default: break
    }
  }

  /// Rows of the list that can be seen.
  var eventListHeight: Int {
    let list = state.view == .dashboard ? dashboardLayout[.events] : eventsLayout.list
    return max(1, (list?.height ?? 3) - 2)
  }

  /// The events on the screen.
  var events: EventHistory { snapshot?.events ?? EventHistory() }

  /// The selected event; nil in an empty list.
  var selectedEvent: EngineEvent? {
    guard !eventRows.sequences.isEmpty else { return nil }
    return events.event(eventRows.sequences[eventRow])
  }

  /// Row of the selected event.
  private var eventRow: Int {
    guard !state.events.follows, let selected = state.events.selected else {
      return max(0, eventRows.sequences.count - 1)
    }
    return eventRows.row(from: selected)
  }

  /// Lists the events again if they, the level or the filter have changed; only while they are looked at.
  mutating func refreshEvents() {
    guard state.view == .events || state.view == .dashboard else { return }
    takeEvents(
      EventRows.Key(
        minimum: state.events.minimum,
        filter: state.events.editing?.text ?? state.events.filter
      )
    )
    fitEvents()
  }

  /// Moves the list so that the selection is seen.
  mutating func fitEvents() {
    state.events.viewport.select(
      eventRow,
      count: eventRows.sequences.count,
      height: eventListHeight
    )
  }

  /// Keeps the list where it is while newer events come in.
  mutating func pinEvents() {
    guard state.events.follows else { return }
    state.events.selected = eventRows.sequences.last
    state.events.follows = false
  }

  private mutating func followEvents() {
    state.events.follows = true
    state.events.selected = nil
    fitEvents()
  }

  private mutating func moveEvent(by distance: Int) {
    guard !eventRows.sequences.isEmpty else { return }
    pinEvents()
    state.events.viewport.move(
      by: distance,
      count: eventRows.sequences.count,
      height: eventListHeight
    )
    state.events.selected = eventRows.sequences[state.events.viewport.selection]
  }

  /// Selects by row of the list, headings left out.
  mutating func selectEvent(inRow row: Int) {
    guard
      let place = state.events.viewport.item(inRow: row, count: eventRows.sequences.count)
    else { return }
    pinEvents()
    state.events.selected = eventRows.sequences[place]
    fitEvents()
  }

  private mutating func setEventLevel(by step: Int) {
    let levels = EventSeverity.allCases
    let place = levels.firstIndex(of: state.events.minimum) ?? 0
    let next = place + step
    guard levels.indices.contains(next) else {
      state.message = step > 0 ? "errors only: there is no level above" : "every event is listed"
      return
    }
    state.events.minimum = levels[next]
    refreshEvents()
  }

  /// Puts another filter into effect.
  mutating func setEventFilter(_ filter: String) {
    state.events.filter = filter
    refreshEvents()
  }

  // What an event leads to.

  /// What can be opened from an event.
  enum Cause: Equatable {
    case packet(UInt64)
    case flight(UInt64, AdapterID)
    case row(StackRow.ID)
  }

  /// The packet or the request an event names, else the row of the tree of who it happened to; nil if that is gone.
  func cause(of event: EngineEvent) -> Cause? {
    if event.journey != 0 { return .packet(event.journey) }
    guard let structure = snapshot?.structure, event.party != 0 else { return nil }
    if event.kind == .oid, let adapter = structure.adapter(of: event.party) {
      return .flight(event.request, adapter.id)
    }
    for adapter in structure.adapters {
      if event.party == adapter.partyID || event.party == adapter.ndisPartyID {
        return .row(.adapter(adapter.id))
      }
      let members = adapter.bindings.map(\.partyID) + adapter.filters.map(\.partyID)
      if members.contains(event.party) { return .row(.party(event.party)) }
    }
    return structure.parties[event.party]?.adapter.flatMap { structure.adapter($0) }
      .map { .row(.adapter($0.id)) }
  }

  private mutating func openCause() {
    guard let event = selectedEvent else { return }
    guard let cause = cause(of: event) else {
      state.message =
        event.party == 0 ? "this event leads nowhere: it is the engine's own" : "it is gone"
      return
    }
    pinEvents()
    remember()
    let panes = state.view == .dashboard ? dashboardLayout.focusOrder : []
    switch cause {
    case .packet(let journey):
      if panes.contains(.packets) { focus(.packets) } else { show(.trace) }
      state.trace.hop = 0
      goTo(journey: journey)
    case .flight(let flight, let adapter):
      show(.oids)
      goTo(flight: flight, adapter: adapter)
    case .row(let id):
      if panes.contains(.tree) { focus(.tree) } else { show(.stack) }
      goTo(row: id)
    }
  }
}

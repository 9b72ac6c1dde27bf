import Inspection
import TUIKit

extension ExplorerModel {
  /// Where the person is now.
  private var place: VisitHistory.Place {
    VisitHistory.Place(
      view: state.view,
      row: state.stack.selection,
      journey: state.view == .trace || (state.view == .dashboard && state.trace.isChosen)
        ? state.trace.selected : nil,
      hop: state.view == .trace || state.view == .dashboard ? state.trace.hop : 0,
      adapter: selectedAdapter?.id,
      flight: state.view == .oids && !state.oids.follows ? state.oids.flight : nil,
      queue: state.view == .queues ? selectedQueue?.node.id : nil,
      event: state.events.follows ? nil : state.events.selected,
      instant: state.time.shown,
      listing: state.view == .trace ? state.trace.listing : .packets
    )
  }

  /// Notes the present place before a link is followed.
  mutating func remember() {
    state.visits.leave(place)
  }

  /// Goes to the place before.
  mutating func visitPrevious() {
    guard let place = state.visits.goBack(from: place) else {
      state.message = "nowhere to go back to"
      return
    }
    visit(place)
  }

  /// Goes to the place that was left by going back.
  mutating func visitNext() {
    guard let place = state.visits.goForward(from: place) else {
      state.message = "nowhere to go forward to"
      return
    }
    visit(place)
  }

  private mutating func visit(_ place: VisitHistory.Place) {
    if let instant = place.instant {
      if instant != state.time.shown { go(to: instant) }
    } else if isPast {
      goLive()
    }
    show(place.view)
    switch place.view {
    case .dashboard:
      if let row = place.row { goTo(row: row) }
      if let journey = place.journey {
        goTo(journey: journey)
        state.trace.hop = place.hop
      }
    case .stack:
      if let row = place.row { goTo(row: row) }
    case .trace:
      state.trace.listing = place.listing
      if let journey = place.journey {
        goTo(journey: journey)
        state.trace.hop = place.hop
      }
    case .adapter:
      if let adapter = place.adapter { selectAdapter(adapter) }
    case .oids:
      if let adapter = place.adapter { selectAdapter(adapter) }
      if let flight = place.flight, let adapter = place.adapter {
        goTo(flight: flight, adapter: adapter)
      }
    case .queues:
      if let adapter = place.adapter { selectAdapter(adapter) }
      state.queues.queue = place.queue
    case .events:
      state.events.follows = place.event == nil
      state.events.selected = place.event
      fitEvents()
    }
  }

  /// Selects a row of the tree, also one that is folded away or filtered out.
  mutating func goTo(row id: StackRow.ID) {
    guard let structure = snapshot?.structure else { return }
    state.stack.focus = .tree
    if rows.place(of: id) == nil {
      state.stack.filter = ""
      if case .party(let party) = id, let adapter = structure.parties[party]?.adapter {
        state.stack.folded.remove(adapter)
      }
      refreshRows()
    }
    guard rows.place(of: id) != nil else {
      state.message = "it is gone from the stack"
      return
    }
    select(id)
  }
}

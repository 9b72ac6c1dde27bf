import Inspection
import TUIKit

extension ExplorerModel {
  /// What is known of the selected adapter beyond its place in the tree.
  struct AdapterDetail {
    var facts: AdapterFacts
    /// What of it and its filter modules can be changed.
    var keywords: [KeywordRow] = []
    /// Oldest first.
    var flights: [RequestFlight]
    /// What it and its modules wait for; nil of the past.
    var timers: [TimerRow]?
    /// Engine nanoseconds at which that was so.
    var timersTime: UInt64 = 0
    /// The facts were asked for after the instant that the screen shows.
    var isLater = false
  }

  /// The adapter of the row selected in the tree, which every view shares; nil in an empty stack.
  var selectedAdapter: AdapterNode? {
    guard let structure = snapshot?.structure else { return nil }
    if let id = state.adapter, let adapter = structure.adapter(id) { return adapter }
    guard let row = row(state.stack.selection) else { return structure.adapters.first }
    return structure.adapters[row.adapter]
  }

  /// What is known of it at the instant of the screen; nil while the engine has not answered.
  var adapterDetail: AdapterDetail? {
    guard let answer = answeredAdapter, answer.facts.adapter == selectedAdapter?.id else {
      return nil
    }
    // Of an instant of the past everything is answered as it was then.
    guard let frozen, !isPast else { return answer }
    var past = answer
    if let known = frozen.adapter, known.facts.adapter == answer.facts.adapter {
      past.facts = known.facts
      past.timers = known.timers
      past.timersTime = known.timersTime
    } else {
      past.isLater = lag > 0
      if past.isLater { past.timers = nil }
    }
    past.flights = answer.flights.compactMap { $0.asOf(frozen.snapshot.time) }
    return past
  }

  /// Selects an adapter in every view.
  mutating func selectAdapter(_ id: AdapterID) {
    guard selectedAdapter?.id != id else { return }
    state.adapter = nil
    state.oids.number = nil
    state.oids.flight = nil
    state.oids.follows = true
    state.oids.viewport = ListViewport()
    state.oids.value = ListViewport()
    goTo(row: .adapter(id))
    // A filter of the tree may hide it there.
    if selectedAdapter?.id != id { state.adapter = id }
  }

  /// Goes to the adapter before or after.
  mutating func stepAdapter(by step: Int) {
    guard let structure = snapshot?.structure, let selected = selectedAdapter else { return }
    let place = structure.adapters.firstIndex { $0.id == selected.id } ?? 0
    guard structure.adapters.indices.contains(place + step) else {
      state.message = step < 0 ? "this is the first adapter" : "this is the last adapter"
      return
    }
    selectAdapter(structure.adapters[place + step].id)
    fit()
  }
}

import Inspection
import TUIKit

extension ExplorerModel {
  /// Whether keys go into a filter.
  var isTyping: Bool {
    state.stack.editing != nil || state.trace.editing != nil || state.events.editing != nil
      || state.oids.editing != nil || state.oids.setting != nil || state.queues.editing != nil
  }

  /// Begins to type the filter of what has the focus.
  mutating func beginFilter() {
    guard state.view != .adapter, state.view != .queues else {
      state.message = "there is nothing to filter here"
      return
    }
    if state.view == .dashboard, state.dashboard.focus == .flights || state.dashboard.focus == .wall
    {
      state.message = "there is nothing to filter here"
      return
    }
    guard state.view != .oids else {
      state.oids.filterBefore = state.oids.filter
      state.oids.editing = TextField(state.oids.filter)
      state.oids.focus = .list
      return
    }
    guard state.view != .events, !hasFocus(.events) else {
      state.events.filterBefore = state.events.filter
      state.events.editing = TextField(state.events.filter)
      return
    }
    let filtersPackets =
      state.view == .dashboard
      ? state.dashboard.focus != .tree : state.view == .trace || state.stack.focus == .packets
    if filtersPackets {
      state.trace.filterBefore = state.trace.filter
      state.trace.editing = TextField(state.trace.filter)
    } else {
      state.stack.editing = TextField(state.stack.filter)
    }
  }

  /// A key while a filter or a value is typed.
  mutating func type(_ event: KeyEvent) {
    switch event.key {
    case .enter:
      if let field = state.stack.editing { state.stack.filter = field.text }
      if state.oids.setting != nil { finishSetting() }
      if state.queues.editing != nil { finishTableEdit() }
      if let field = state.oids.editing { state.oids.filter = field.text }
      state.oids.editing = nil
      if let field = state.events.editing { state.events.filter = field.text }
      state.events.editing = nil
      state.stack.editing = nil
      state.trace.editing = nil
    case .escape:
      if state.trace.editing != nil { setTraceFilter(state.trace.filterBefore) }
      state.oids.setting = nil
      state.queues.editing = nil
      if state.oids.editing != nil { state.oids.filter = state.oids.filterBefore }
      state.oids.editing = nil
      if state.events.editing != nil { state.events.filter = state.events.filterBefore }
      state.events.editing = nil
      state.stack.editing = nil
      state.trace.editing = nil
    case .tab where state.trace.editing != nil: completeFilter()
    default:
      edit { _ = $0.handle(event) }
    }
    refreshRows()
    refreshEvents()
    fit()
  }

  /// Writes as much of a field's name or of a value as is certain, and names the ways to go on.
  private mutating func completeFilter() {
    guard let field = state.trace.editing, let structure = snapshot?.structure else { return }
    guard
      let completion = FilterCompletion(field.characters, cursor: field.cursor, in: structure)
    else {
      state.message = "nothing begins like this"
      return
    }
    edit { $0.complete(from: completion.start, with: completion.text) }
    if !completion.isUnique { state.message = completion.candidates.joined(separator: "  ") }
  }

  /// Changes the text being typed; a filter takes effect at once.
  mutating func edit(_ change: (inout TextField) -> Void) {
    if var field = state.stack.editing {
      change(&field)
      state.stack.editing = field
      refreshRows()
    } else if var field = state.oids.setting {
      change(&field)
      state.oids.setting = field
    } else if var field = state.queues.editing {
      change(&field)
      state.queues.editing = field
    } else if var field = state.oids.editing {
      change(&field)
      state.oids.editing = field
    } else if var field = state.events.editing {
      change(&field)
      state.events.editing = field
      refreshEvents()
    } else if var field = state.trace.editing {
      change(&field)
      state.trace.editing = field
      let text = FilterText.trimmed(field.text)
      if FilterText.failure(in: text) == nil, text != state.trace.filter { setTraceFilter(text) }
    }
    fit()
  }
}

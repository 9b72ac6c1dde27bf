import Inspection
import TUIKit

/// What a person does to the stack: each a command to the engine, its answer an event that the hint line shows.
extension ExplorerModel {
  /// Runs an action that changes the stack.
  ///
  /// - Returns: whether it is one.
  mutating func runChange(_ action: ActionID) -> Bool {
    guard ActionTable.changes.contains(where: { $0.id == action }) else { return false }
    guard !refusesChange() else { return true }
    switch action {
    case .pauseAdapter: withAdapter { .pauseAdapter($0.id) }
    case .restartAdapter: withAdapter { .restartAdapter($0.id) }
    case .plugMedia: withAdapter { .plugMedia($0.id) }
    case .unplugMedia: withAdapter { .unplugMedia($0.id) }
    case .attachFilter: choose(.filter)
    case .bindProtocol: choose(.protocol)
    case .detachFilter: confirmDetach()
    case .unbindProtocol: confirmUnbind()
    case .setKeyword: openKeywords()
    case .changeRules: openRules()
    case .saveStack: openSaving()
    default: return false
    }
    return true
  }

  private mutating func withAdapter(_ command: (AdapterNode) -> Command) {
    guard let adapter = selectedAdapter else {
      state.message = "there is no adapter"
      return
    }
    send(command(adapter))
  }

  private mutating func choose(_ kind: OverlayState.Choice.Kind) {
    guard let adapter = selectedAdapter else {
      state.message = "there is no adapter"
      return
    }
    state.overlay = .choice(OverlayState.Choice(kind: kind, adapter: adapter.id))
  }

  private mutating func confirmDetach() {
    guard let structure = snapshot?.structure, let row = selectedRow, state.adapter == nil,
      case .filter(let index) = row.node
    else {
      state.message = "select a filter in Stack to detach it"
      return
    }
    let adapter = structure.adapters[row.adapter]
    let filter = adapter.filters[index]
    var words = "Its stack is paused, the module is taken out, and its counters end."
    if filter.mandatory { words += " It is mandatory: the protocols are unbound and bound again." }
    state.overlay = .confirmation(
      OverlayState.Confirmation(
        command: .detachFilter(module: filter.partyID),
        question: "Detach \(filter.name) from \(adapter.name)?",
        consequence: words
      )
    )
  }

  private mutating func confirmUnbind() {
    guard let structure = snapshot?.structure, let row = selectedRow, state.adapter == nil,
      case .binding(let index) = row.node
    else {
      state.message = "select a protocol in Stack to unbind it"
      return
    }
    let adapter = structure.adapters[row.adapter]
    let binding = adapter.bindings[index]
    state.overlay = .confirmation(
      OverlayState.Confirmation(
        command: .unbind(binding: binding.partyID),
        question: "Unbind \(binding.protocolName) from \(adapter.name)?",
        consequence: "Its stack is paused, the binding is closed, and its counters end."
      )
    )
  }

  /// What can be chosen from, narrowed by what was typed.
  func components(_ choice: OverlayState.Choice) -> [String] {
    guard let facts = adapterDetail?.facts, facts.adapter == choice.adapter else { return [] }
    let all = choice.kind == .filter ? facts.attachable : facts.bindable
    let wanted = choice.search.field.text.lowercased()
    return wanted.isEmpty ? all : all.filter { $0.lowercased().contains(wanted) }
  }

  /// Sends what was chosen.
  mutating func finish(_ choice: OverlayState.Choice) {
    let found = components(choice)
    guard found.indices.contains(choice.search.viewport.selection) else { return }
    let component = found[choice.search.viewport.selection]
    switch choice.kind {
    case .filter: send(.attachFilter(adapter: choice.adapter, component: component))
    case .protocol: send(.bind(adapter: choice.adapter, component: component))
    }
  }
}

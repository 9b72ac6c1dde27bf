import Inspection
import TUIKit

/// Choosing a value, typing another one and sending it.
extension ExplorerModel {
  /// Opens the values of the selected filter module or adapter.
  mutating func openKeywords() {
    guard let adapter = selectedAdapter else {
      state.message = "there is no adapter"
      return
    }
    let hasTree = state.view == .stack || state.view == .dashboard
    if hasTree, case .binding? = selectedRow?.node, state.adapter == nil {
      state.message = "a protocol reads its values when it binds: select a filter or an adapter"
      return
    }
    let filter = hasTree ? selectedFilter : nil
    open(adapter, filter?.partyID ?? adapter.partyID, filter?.name ?? adapter.name)
  }

  /// Opens the rules of the selected filter module.
  mutating func openRules() {
    guard let adapter = selectedAdapter, let filter = selectedFilter else {
      state.message = "select a filter in Stack to change its rules"
      return
    }
    open(adapter, filter.partyID, filter.name, rulesOnly: true)
  }

  private mutating func open(
    _ adapter: AdapterNode,
    _ party: PartyID,
    _ name: String,
    rulesOnly: Bool = false
  ) {
    state.overlay = .keywords(
      KeywordState(adapter: adapter.id, party: party, name: name, rulesOnly: rulesOnly)
    )
  }

  /// The filter module selected in the tree.
  var selectedFilter: FilterNode? {
    guard let structure = snapshot?.structure, let row = selectedRow, state.adapter == nil,
      case .filter(let index) = row.node
    else { return nil }
    return structure.adapters[row.adapter].filters[index]
  }

  /// The values that can be changed; nil while the engine has not told them.
  func keywordRows(_ keywords: KeywordState) -> [KeywordRow]? {
    guard let answer = answeredAdapter, answer.facts.adapter == keywords.adapter else { return nil }
    let own = answer.keywords.filter { $0.party == keywords.party }
    guard keywords.rulesOnly else { return own }
    let rules = own.filter { $0.path.contains("[") }
    return rules.isEmpty ? own : rules
  }

  /// A key in the box.
  mutating func handle(_ event: KeyEvent, changing old: KeywordState) {
    var keywords = old
    let rows = keywordRows(keywords) ?? []
    if keywords.field != nil {
      type(event, into: &keywords, rows)
    } else {
      choose(event, in: &keywords, rows)
    }
    guard state.overlay != nil else { return }
    state.overlay = .keywords(keywords)
  }

  private mutating func choose(
    _ event: KeyEvent,
    in keywords: inout KeywordState,
    _ rows: [KeywordRow]
  ) {
    let count = rows.count
    let height = keywordListHeight(rows: count)
    switch event.key {
    case .escape, .character("q"): state.overlay = nil
    case .enter:
      guard rows.indices.contains(keywords.viewport.selection) else { return }
      keywords.field = TextField(rows[keywords.viewport.selection].value)
      keywords.answer = nil
    case .up, .character("k"): keywords.viewport.move(by: -1, count: count, height: height)
    case .down, .character("j"): keywords.viewport.move(by: 1, count: count, height: height)
    case .pageUp: keywords.viewport.move(by: -height, count: count, height: height)
    case .pageDown: keywords.viewport.move(by: height, count: count, height: height)
    case .home: keywords.viewport.select(0, count: count, height: height)
    case .end, .character("G"):
      keywords.viewport.select(max(0, count - 1), count: count, height: height)
    default: break
    }
  }

  private mutating func type(
    _ event: KeyEvent,
    into keywords: inout KeywordState,
    _ rows: [KeywordRow]
  ) {
    guard rows.indices.contains(keywords.viewport.selection), var field = keywords.field else {
      keywords.field = nil
      return
    }
    let row = rows[keywords.viewport.selection]
    guard !keywords.isAsking else {
      switch event.key {
      case .escape, .character("n"), .character("q"): keywords.isAsking = false
      case .enter, .character("y"): send(row, field.text, &keywords)
      default: break
      }
      return
    }
    switch event.key {
    case .escape:
      keywords.field = nil
      keywords.answer = nil
    case .enter where row.reinitializes: keywords.isAsking = true
    case .enter: send(row, field.text, &keywords)
    default:
      _ = field.handle(event)
      keywords.field = field
      keywords.answer = nil
    }
  }

  private mutating func send(_ row: KeywordRow, _ text: String, _ keywords: inout KeywordState) {
    keywords.isAsking = false
    keywords.answer = .awaited
    send(.setKeyword(party: row.party, keyword: row.path, value: FilterText.trimmed(text)))
  }

  // Saving.

  /// Opens the box for the name of a file.
  mutating func openSaving() {
    guard let name = snapshot?.structure.name else {
      state.message = "there is no stack"
      return
    }
    state.overlay = .saving(SavingState(field: TextField("\(name).yaml")))
  }

  /// A key in the box for the name of a file.
  mutating func handle(_ event: KeyEvent, saving old: SavingState) {
    var saving = old
    switch event.key {
    case .escape:
      state.overlay = nil
      return
    case .enter:
      saving.problem = ""
      saving.isAwaited = true
      send(.saveStack(path: FilterText.trimmed(saving.field.text), replaces: false))
    default:
      _ = saving.field.handle(event)
      saving.problem = ""
    }
    state.overlay = .saving(saving)
  }

  // Answers.

  /// Shows the answer to a command in the box that sent it.
  mutating func takeAnswer(_ answer: EngineEvent, intoBox message: String) {
    let mark = "not done: "
    let isDone = answer.severity != .warning
    let reason = answer.note.hasPrefix(mark) ? String(answer.note.dropFirst(mark.count)) : message
    switch state.overlay {
    case .keywords(var keywords)? where keywords.answer == .awaited:
      keywords.answer = isDone ? .done("\(answer.text): \(answer.note)") : .refused(reason)
      if isDone { keywords.field = nil }
      state.overlay = .keywords(keywords)
    case .saving(var saving)? where saving.isAwaited:
      saving.isAwaited = false
      saving.problem = isDone ? "" : reason
      state.overlay = isDone ? nil : .saving(saving)
      guard !isDone, reason.hasPrefix(Command.isThere) else { return }
      let path = FilterText.trimmed(saving.field.text)
      state.overlay = .confirmation(
        OverlayState.Confirmation(
          command: .saveStack(path: path, replaces: true),
          question: "Overwrite \(path)?",
          consequence: "The file that is there gives way to the stack as it is now."
        )
      )
    case .breakpoints(var box)?:
      box.refusal = isDone ? "" : reason
      state.overlay = .breakpoints(box)
    default: break
    }
  }
}

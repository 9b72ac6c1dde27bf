import Inspection
import TUIKit

/// A fork of the stack: choosing what is otherwise, and looking at both journeys.
extension ExplorerModel {
  /// Opens the choice for the selected packet or module.
  mutating func openWhatIf() {
    let packet = showsPacket ? journey : nil
    let adapter = packet?.adapter.flatMap { snapshot?.structure.adapter($0) } ?? selectedAdapter
    guard let adapter else {
      state.message = "there is no adapter"
      return
    }
    let near = packet.flatMap { packet in
      packet.outcome == .dropped ? packet.ending?.party : hop?.from
    }
    let selected = selectedFilter.flatMap { filter in
      adapter.filters.contains { $0.partyID == filter.partyID } ? filter.partyID : nil
    }
    let party = state.view == .trace ? near : selected ?? near
    state.overlay = .whatIf(
      WhatIfState(adapter: adapter.id, party: party, journey: packet?.id)
    )
  }

  /// A packet is what one looks at.
  private var showsPacket: Bool {
    switch state.view {
    case .trace: state.trace.listing == .packets
    case .dashboard: dashboardLayout[.path] != nil && state.stack.focus == .packets
    default: false
    }
  }

  /// Takes in what the engine tells of the fork.
  mutating func takeFork(_ detail: SnapshotDetail) {
    guard case .whatIf(var box)? = state.overlay, let request = box.request,
      !request.changes.isEmpty, detail.request.whatIf == request, let report = detail.whatIf,
      report != box.report
    else { return }
    box.report = report
    if case .done(let outcome) = report {
      let rows = whatIfLines(outcome)
      box.viewport = ListViewport()
      box.viewport.select(
        rows.firstIndex { $0.isFirst } ?? 0,
        count: rows.count,
        height: whatIfListHeight(outcome)
      )
    }
    state.overlay = .whatIf(box)
  }

  /// The engine has still to tell what came of a fork.
  var awaitsFork: Bool {
    if case .whatIf(let box)? = state.overlay { box.isAwaited } else { false }
  }

  // MARK: Keys

  /// A key in the box.
  mutating func handle(_ event: KeyEvent, whatIf old: WhatIfState) {
    var box = old
    if box.field != nil {
      type(event, into: &box)
    } else if box.isChoosing {
      choose(event, in: &box)
    } else {
      look(event, at: &box)
    }
    guard state.overlay != nil else { return }
    state.overlay = .whatIf(box)
  }

  private mutating func choose(_ event: KeyEvent, in box: inout WhatIfState) {
    let found = whatIfChoices(box)
    let height = whatIfChoiceHeight
    switch event.key {
    case .escape:
      guard box.request != nil else {
        state.overlay = nil
        return
      }
      box.isChoosing = false
    case .enter:
      guard found.indices.contains(box.search.viewport.selection) else { return }
      let choice = found[box.search.viewport.selection]
      switch choice.kind {
      case .change(let change): ask(change, &box)
      case .keyword:
        box.typed = choice
        box.field = TextField(choice.value)
      case .table:
        box.typed = choice
        box.field = TextField("all = ")
      }
    case .up: box.search.viewport.move(by: -1, count: found.count, height: height)
    case .down: box.search.viewport.move(by: 1, count: found.count, height: height)
    case .pageUp: box.search.viewport.move(by: -height, count: found.count, height: height)
    case .pageDown: box.search.viewport.move(by: height, count: found.count, height: height)
    default:
      let before = box.search.field.text
      _ = box.search.field.handle(event)
      if box.search.field.text != before { box.search.viewport = ListViewport() }
    }
  }

  private func type(_ event: KeyEvent, into box: inout WhatIfState) {
    guard var field = box.field, let choice = box.typed else { return }
    switch event.key {
    case .escape:
      box.field = nil
      box.typed = nil
    case .enter:
      let text = FilterText.trimmed(field.text)
      switch choice.kind {
      case .keyword(let place, let path, _):
        ask(.set(place: place, keyword: path, value: text), &box)
      case .table(let adapter): ask(.table(adapter: adapter, edit: text), &box)
      case .change: break
      }
    default:
      _ = field.handle(event)
      box.field = field
    }
  }

  private mutating func look(_ event: KeyEvent, at box: inout WhatIfState) {
    guard case .done(let outcome)? = box.report else {
      switch event.key {
      case .escape, .enter, .character("q"):
        if case .failed? = box.report { takeBack(&box) } else { state.overlay = nil }
      default: break
      }
      return
    }
    let count = whatIfLines(outcome).count
    let height = whatIfListHeight(outcome)
    switch event.key {
    case .escape, .enter, .character("q"), .character("W"): state.overlay = nil
    case .character("+"):
      box.isChoosing = true
      box.search = OverlayState.SearchState()
    case .character("-"): takeBack(&box)
    case .up, .character("k"): box.viewport.move(by: -1, count: count, height: height)
    case .down, .character("j"): box.viewport.move(by: 1, count: count, height: height)
    case .pageUp: box.viewport.move(by: -height, count: count, height: height)
    case .pageDown, .character(" "): box.viewport.move(by: height, count: count, height: height)
    case .home, .character("g"): box.viewport.select(0, count: count, height: height)
    case .end, .character("G"):
      box.viewport.select(max(0, count - 1), count: count, height: height)
    default: break
    }
  }

  /// Asks for the fork with one change more.
  private func ask(_ change: WhatIfChange, _ box: inout WhatIfState) {
    box.request = WhatIfRequest(changes: box.changes + [change], journey: box.journey)
    box.report = nil
    box.field = nil
    box.typed = nil
    box.isChoosing = false
  }

  /// Asks for the fork without the last change; without any there is a choice again.
  private func takeBack(_ box: inout WhatIfState) {
    let rest = Array(box.changes.dropLast())
    box.request = rest.isEmpty ? nil : WhatIfRequest(changes: rest, journey: box.journey)
    box.report = nil
    box.isChoosing = rest.isEmpty
  }

  // MARK: Choices

  /// What can be otherwise, narrowed by what was typed; that of the filter in question comes first.
  func whatIfChoices(_ box: WhatIfState) -> [WhatIfState.Choice] {
    let all = allWhatIfChoices(box)
    let wanted = box.search.field.text.lowercased()
    return wanted.isEmpty ? all : all.filter { $0.text.lowercased().contains(wanted) }
  }

  /// All that can be otherwise on the adapter.
  func allWhatIfChoices(_ box: WhatIfState) -> [WhatIfState.Choice] {
    guard let structure = snapshot?.structure, let adapter = structure.adapter(box.adapter) else {
      return []
    }
    let detail = answeredAdapter.flatMap { $0.facts.adapter == box.adapter ? $0 : nil }
    func keywords(_ party: PartyID, _ place: String) -> [WhatIfState.Choice] {
      (detail?.keywords ?? []).filter { $0.party == party }.map { row in
        WhatIfState.Choice(
          text: "set \(row.path) of \(structure.parties.name(of: party))",
          value: row.value,
          kind: .keyword(place: place, path: row.path, form: row.form)
        )
      }
    }
    var first: [WhatIfState.Choice] = []
    var ways: [WhatIfState.Choice] = []
    var values: [WhatIfState.Choice] = []
    for (index, filter) in adapter.filters.enumerated() {
      let place = "\(adapter.name)/\(filter.name)"
      let own = moves(of: index, on: adapter)
      if filter.partyID == box.party {
        first = own + keywords(filter.partyID, place)
      } else {
        ways += own
        values += keywords(filter.partyID, place)
      }
    }
    if let scaling = structure.scaling(of: adapter.id), !scaling.table.isEmpty {
      ways.append(
        .init(
          text: "lead the indirection table of \(adapter.name) elsewhere",
          kind: .table(adapter: adapter.name)
        )
      )
    }
    for binding in adapter.bindings {
      values += keywords(binding.partyID, "\(adapter.name)/\(binding.protocolName)")
    }
    return first + ways + keywords(adapter.partyID, adapter.name) + values
  }

  /// What can be done with a filter without a value; only filters of one class have no order of their own.
  private func moves(of index: Int, on adapter: AdapterNode) -> [WhatIfState.Choice] {
    let filter = adapter.filters[index]
    let place = "\(adapter.name)/\(filter.name)"
    var found = [
      WhatIfState.Choice(text: "bypass \(filter.name)", kind: .change(.bypass(place: place)))
    ]
    func isAlike(_ other: FilterNode) -> Bool {
      other.kind == filter.kind && other.filterClass == filter.filterClass
    }
    if index > 0, isAlike(adapter.filters[index - 1]) {
      let other = adapter.filters[index - 1].name
      found.append(
        .init(
          text: "move \(filter.name) above \(other)",
          kind: .change(.above(place: place, other: "\(adapter.name)/\(other)"))
        )
      )
    }
    if index + 1 < adapter.filters.count, isAlike(adapter.filters[index + 1]) {
      let other = adapter.filters[index + 1].name
      found.append(
        .init(
          text: "move \(filter.name) below \(other)",
          kind: .change(.below(place: place, other: "\(adapter.name)/\(other)"))
        )
      )
    }
    return found
  }
}

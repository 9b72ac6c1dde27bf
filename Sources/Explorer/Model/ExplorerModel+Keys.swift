import Inspection
import TUIKit

extension ExplorerModel {
  /// What a key asks of whoever holds the terminal.
  enum Effect: Equatable {
    /// Nothing beyond a new frame.
    case none
    case quit
    case suspend
    /// Put text on the clipboard.
    case copy(String)
    case redraw
    /// Write a new file into the working directory; the name has no ending and may get a number.
    case write(name: String, ending: String, bytes: [UInt8])
    /// Ask tshark for the tree of a packet.
    case dissect(bytes: [UInt8], length: UInt32, isEthernet: Bool)
    /// The terminal goes to the program that shares it.
    case program
  }

  /// Whether a program shares the terminal.
  var hasProgram: Bool { options.program != nil }

  /// Takes in a key.
  mutating func handle(_ event: KeyEvent) -> Effect {
    state.message = ""
    if event == KeyEvent(.character("c"), .control) { return .quit }
    // Like ^C it works wherever the person is.
    if hasProgram, event.key == .character("]"), event.modifiers.contains(.control) {
      return .program
    }
    if let overlay = state.overlay { return handle(event, in: overlay) }
    if isTyping {
      type(event)
      return .none
    }
    let keys = state.pendingKeys + [event]
    state.pendingKeys = []
    switch options.keys.match(keys, in: state.view) {
    case .action(let action): return run(action)
    case .prefix:
      state.pendingKeys = keys
      return .none
    case .none:
      // A wrong second key still counts as a first one.
      return keys.count > 1 ? handle(event) : .none
    }
  }

  /// Takes in text pasted as a whole.
  mutating func paste(_ text: String) {
    switch state.overlay {
    case .help(var search)?:
      search.field.insert(text)
      state.overlay = .help(search)
    case .palette(var search)?:
      search.field.insert(text)
      state.overlay = .palette(search)
    case .choice(var choice)?:
      choice.search.field.insert(text)
      state.overlay = .choice(choice)
    case .confirmation?: return
    case .keywords(var keywords)?:
      guard !keywords.isAsking else { return }
      keywords.field?.insert(text)
      state.overlay = .keywords(keywords)
    case .saving(var saving)?:
      saving.field.insert(text)
      state.overlay = .saving(saving)
    case .inject(var inject)?:
      inject.paste(text)
      state.overlay = .inject(inject)
    case .rest(var box)?:
      box.edit?.insert(text)
      state.overlay = .rest(box)
    case .breakpoints(var box)?:
      box.field?.insert(text)
      state.overlay = .breakpoints(box)
    case .whatIf(var box)?:
      box.field?.insert(text)
      if box.isChoosing, box.field == nil { box.search.field.insert(text) }
      state.overlay = .whatIf(box)
    case .time(var entry)?:
      entry.field.insert(text)
      state.overlay = .time(entry)
    case .themes?, .marks?, .deep?: return
    case nil:
      guard isTyping else { return }
      edit { $0.insert(text) }
    }
  }

  /// Runs an action.
  mutating func run(_ action: ActionID) -> Effect {
    switch action {
    case .viewDashboard: show(.dashboard)
    case .viewStack: show(.stack)
    case .viewAdapter: show(.adapter)
    case .viewOIDs: show(.oids)
    case .viewQueues: show(.queues)
    case .viewTrace: show(.trace)
    case .viewEvents: show(.events)
    case .themes: openThemes()
    case .copy: return copySelected()
    case .nextGlyphs: state.charset = state.charset.next
    case .zoom: zoom()
    case .nextPreset: stepPreset(by: 1)
    case .previousPreset: stepPreset(by: -1)
    case .mark: toggleMark()
    case .marks: openMarks()
    case .help: state.overlay = .help(OverlayState.SearchState())
    case .palette: state.overlay = .palette(OverlayState.SearchState())
    case .whatIf: openWhatIf()
    case .inject: if !refusesChange() { openInject() }
    case .stopInjecting: stopInjecting()
    case .freeze: toggleFreeze()
    case .quit: return .quit
    case .suspend: return .suspend
    case .redraw: return .redraw
    case .program: return hasProgram ? .program : .none
    case .back: goBack()
    case .visitPrevious: visitPrevious()
    case .visitNext: visitNext()
    case .filter: beginFilter()
    case .previousAdapter: stepAdapter(by: -1)
    case .nextAdapter: stepAdapter(by: 1)
    default:
      if let effect = runExport(action) { return effect }
      if action == .dissectDeeply, !listsSums, state.view == .trace || state.view == .dashboard {
        return dissectDeeply()
      }
      if runTime(action) || runChange(action) || runBreak(action) { break }
      switch state.view {
      case .dashboard: runOnDashboard(action)
      case .stack: runOnStack(action)
      case .adapter: runOnAdapter(action)
      case .oids: runOnOIDs(action)
      case .queues: runOnQueues(action)
      case .trace: runOnTrace(action)
      case .events: runOnEvents(action)
      }
    }
    fit()
    return .none
  }

  /// Opens a view.
  mutating func show(_ view: ViewID) {
    guard state.view != view else { return }
    guard view != .dashboard || hasDashboard else {
      state.message = dashboardAbsence
      return
    }
    state.dashboard.waits = false
    state.isZoomed = false
    state.view = view
    switch view {
    case .dashboard:
      state.adapter = nil
      state.trace.follows = state.dashboard.focus != .packets
      state.trace.anchor = .newest
      keepDashboardFocus()
      refreshEvents()
    case .trace:
      state.trace.focus = .packets
      // What the panes beside the tree showed unasked is no choice; they are not on every screen.
      if !state.trace.isChosen, state.stack.focus != .packets { state.trace.selected = nil }
      pinList()
    case .stack:
      state.adapter = nil
      state.stack.focus = .tree
      state.trace.follows = true
      state.trace.anchor = .newest
    case .adapter: state.adapterPages.focus = .facets
    case .oids:
      state.oids.focus = .list
      fitOIDs()
    case .queues:
      state.queues.focus = .list
      fitQueues()
    case .events: refreshEvents()
    }
  }

  /// Gives the pane with the focus all the room, or ends that.
  private mutating func zoom() {
    guard screenLayout.kind != .statusLine else { return }
    state.isZoomed.toggle()
    placeList()
  }

  /// Esc: ends the zoom, drops a filter, then goes to the tree.
  private mutating func goBack() {
    guard !state.isZoomed else { return zoom() }
    switch state.view {
    case .dashboard:
      if !state.trace.filter.isEmpty {
        setTraceFilter("")
      } else if !state.events.filter.isEmpty {
        setEventFilter("")
      } else {
        state.stack.filter = ""
        refreshRows()
      }
    case .trace where state.trace.listing != .packets: state.trace.listing = .packets
    case .trace where state.trace.filter.isEmpty: show(.stack)
    case .trace: setTraceFilter("")
    case .adapter where state.adapterPages.focus == .page: state.adapterPages.focus = .facets
    case .adapter: show(.stack)
    case .oids where state.oids.focus == .value: state.oids.focus = .list
    case .oids where state.oids.filter.isEmpty: show(.stack)
    case .oids: setOIDFilter("")
    case .queues where state.queues.explained != nil: state.queues.explained = nil
    case .queues where state.queues.focus != .list: state.queues.focus = .list
    case .queues: show(.stack)
    case .events where state.events.filter.isEmpty: show(.stack)
    case .events: setEventFilter("")
    case .stack:
      state.stack.filter = ""
      refreshRows()
    }
  }

  /// Puts another display filter into effect.
  mutating func setTraceFilter(_ filter: String) {
    guard filter != state.trace.filter else { return }
    state.trace.filter = filter
    state.trace.seek = nil
    state.trace.jump = nil
    state.trace.isLinked = false
    state.trace.anchor = .newest
    if let selected = state.trace.selected, !state.trace.follows {
      state.trace.anchor = .journey(selected)
    }
  }

  // Overlays.

  private mutating func handle(_ event: KeyEvent, in overlay: OverlayState) -> Effect {
    switch overlay {
    case .themes(let list):
      chooseTheme(event, list)
      return .none
    case .marks(let list):
      chooseMark(event, list)
      return .none
    case .help(var search):
      switch event.key {
      case .escape, .enter: state.overlay = nil
      default:
        take(
          event,
          into: &search,
          count: HelpList.rows(search.field.text, state.view, options.keys, hasProgram: hasProgram)
            .count
        )
        state.overlay = .help(search)
      }
      return .none
    case .palette(var search):
      let found = PaletteList.actions(search.field.text, options.keys, hasProgram: hasProgram)
      switch event.key {
      case .escape: state.overlay = nil
      case .tab:
        if found.indices.contains(search.viewport.selection) {
          search.field.set(found[search.viewport.selection].name)
          state.overlay = .palette(search)
        }
      case .enter:
        state.overlay = nil
        guard found.indices.contains(search.viewport.selection) else { return .none }
        return runFromPalette(found[search.viewport.selection])
      default:
        take(event, into: &search, count: found.count)
        state.overlay = .palette(search)
      }
      return .none
    case .confirmation(let confirmation):
      switch event.key {
      case .enter, .character("y"):
        state.overlay = nil
        send(confirmation.command)
      case .escape, .character("n"), .character("q"): state.overlay = nil
      default: break
      }
      return .none
    case .choice(var choice):
      switch event.key {
      case .escape: state.overlay = nil
      case .enter:
        state.overlay = nil
        finish(choice)
      default:
        take(event, into: &choice.search, count: components(choice).count)
        state.overlay = .choice(choice)
      }
      return .none
    case .keywords(let keywords):
      handle(event, changing: keywords)
      return .none
    case .saving(let saving):
      handle(event, saving: saving)
      return .none
    case .time(let entry):
      handle(event, time: entry)
      return .none
    case .inject(let inject): return handle(event, injecting: inject)
    case .rest(let box): return handle(event, resting: box)
    case .breakpoints(let box):
      handle(event, breakpoints: box)
      return .none
    case .whatIf(let box):
      handle(event, whatIf: box)
      return .none
    case .deep(let deep): return handle(event, deep: deep)
    }
  }

  private mutating func runFromPalette(_ action: Action) -> Effect {
    if !action.place.includes(state.view), let view = action.place.view { show(view) }
    return run(action.id)
  }

  private mutating func take(
    _ event: KeyEvent,
    into search: inout OverlayState.SearchState,
    count: Int
  ) {
    let height = overlayListHeight
    switch event.key {
    case .up: search.viewport.move(by: -1, count: count, height: height)
    case .down: search.viewport.move(by: 1, count: count, height: height)
    case .pageUp: search.viewport.move(by: -height, count: count, height: height)
    case .pageDown: search.viewport.move(by: height, count: count, height: height)
    default:
      let before = search.field.text
      _ = search.field.handle(event)
      if search.field.text != before { search.viewport = ListViewport() }
    }
  }
}

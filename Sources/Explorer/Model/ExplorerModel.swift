import Inspection
import TUIKit

/// The explorer without a terminal: snapshots and keys go in, screens and wishes come out.
///
/// `draw()` is a pure function of what went in, so that a screen can be tested, scripted and photographed.
struct ExplorerModel {
  /// One instant that all panes show while time is frozen.
  struct Instant {
    var snapshot: Snapshot
    var history: RateHistory
    var totals: StackTotals
    /// Ways of that instant.
    var paths: PathShares?
    /// Conversations of that instant.
    var conversations: ConversationShares?
    /// What was known of an adapter.
    var adapter: AdapterDetail?
  }

  /// What the host decided.
  let options: ExplorerOptions
  /// The screen's extent.
  var size: Size {
    didSet {
      keepDashboard()
      fit()
    }
  }
  /// What the person chose.
  var state = ExplorerState()

  /// The newest snapshot; nil before the first.
  private(set) var latest: Snapshot?
  private var liveHistory = RateHistory()
  private var liveTotals = StackTotals()
  /// Set while time is frozen.
  private(set) var frozen: Instant?
  private(set) var loaded: LoadedPackets?
  /// The newest answer about a journey.
  private(set) var answered: (journey: UInt64, value: Journey?)?
  /// The newest answer about an adapter.
  private(set) var answeredAdapter: AdapterDetail?
  /// The newest answer about the ways packets took.
  private(set) var answeredPaths: PathShares?
  /// The newest answer about conversations.
  private(set) var answeredConversations: ConversationShares?
  /// The newest recorded packets of a queue, with the filter that says which.
  private(set) var answeredQueue: LoadedPackets?
  /// The packet whose hash is explained.
  private(set) var explainedJourney: Journey?
  /// The indirection tables as they were first seen.
  private(set) var firstTables: [AdapterID: [ReceiveScalingNode.Entry]] = [:]
  /// Commands to be sent.
  var outbox: [Command] = []
  /// Number of the first event that may answer the last command sent; nil if none is awaited.
  var awaitedEvent: UInt64?
  /// The tree's rows.
  private(set) var rows = StackRows()
  private var rowsKey: RowsKey?
  /// The events listed.
  private(set) var eventRows = EventRows()

  /// What the rows were made from.
  private struct RowsKey: Equatable {
    var structure: ObjectIdentifier
    var folded: Set<AdapterID>
    var filter: String
  }

  /// Starts with nothing known.
  init(options: ExplorerOptions, size: Size) {
    self.options = options
    self.size = size
    state.charset = options.charset ?? .braille
    state.view = options.view
    state.themeIndex = 0
  }

  // What is shown.

  /// The snapshot on the screen: the newest, or the frozen one.
  var snapshot: Snapshot? { frozen?.snapshot ?? latest }
  /// The rates on the screen.
  var history: RateHistory { frozen?.history ?? liveHistory }
  /// The sums on the screen.
  var totals: StackTotals { frozen?.totals ?? liveTotals }
  /// Engine nanoseconds the screen is behind the engine; 0 unless frozen.
  var lag: UInt64 {
    guard let frozen, let latest, latest.time > frozen.snapshot.time else { return 0 }
    return latest.time - frozen.snapshot.time
  }
  /// The packet list of the filter in effect; nil while the engine has not answered.
  var packets: LoadedPackets? {
    shownPackets.flatMap { $0.filter == state.trace.filter ? $0 : nil }
  }
  /// The packet list on the screen; that of the filter before, while the engine has not answered.
  var shownPackets: LoadedPackets? {
    guard let loaded else { return nil }
    guard let frozen else { return loaded }
    var past = loaded
    past.window = loaded.window.asOf(frozen.snapshot.time)
    return past
  }
  /// The journey the panes show: the newest answer, which may be of the packet selected before.
  var journey: Journey? {
    guard let value = answered?.value else { return nil }
    guard let frozen else { return value }
    return value.asOf(frozen.snapshot.time)
  }
  /// The theme in use.
  var theme: Theme { options.themes[state.themeIndex % options.themes.count] }

  // What goes in.

  /// Takes in a snapshot.
  mutating func take(_ snapshot: Snapshot) {
    latest = snapshot
    let samples = liveHistory.sampleCount
    liveHistory.take(snapshot)
    if samples != liveHistory.sampleCount {
      liveTotals = StackTotals(snapshot.structure, liveHistory)
    }
    for scaling in snapshot.structure.scaling
    where firstTables[scaling.adapter]?.count != scaling.table.count {
      firstTables[scaling.adapter] = scaling.table
    }
    takePast(snapshot.detail)
    take(snapshot.detail)
    takeFork(snapshot.detail)
    takeInjectionAnswers(snapshot.events)
    refreshRows()
    refreshEvents()
    takeAnswer()
    followRest()
    fit()
  }

  private mutating func take(_ detail: SnapshotDetail) {
    if let request = detail.request.packets, request.filter == state.trace.filter,
      let window = detail.packets
    {
      loaded = LoadedPackets(filter: request.filter, window: window)
      let answersWish = request == wish.packets
      placeList(answersWish: answersWish)
      finishJump(answersWish: answersWish)
      goOnSeeking()
    }
    if let journey = detail.request.journey, journey == state.trace.opened {
      answered = (journey, detail.journey)
    }
    if let paths = detail.paths { answeredPaths = paths }
    if let conversations = detail.conversations { answeredConversations = conversations }
    if state.view == .queues, let filter = detail.request.packets?.filter, filter == queueFilter,
      let window = detail.packets
    {
      answeredQueue = LoadedPackets(filter: filter, window: window)
    }
    if let explained = state.queues.explained, detail.request.journey == explained {
      explainedJourney = detail.journey
    }
    if detail.request.adapter != nil {
      answeredAdapter = detail.adapter.map {
        AdapterDetail(
          facts: $0,
          keywords: detail.keywords,
          flights: detail.flights,
          timers: detail.timers,
          timersTime: latest?.time ?? 0
        )
      }
    }
  }

  /// The packet list stands beside other panes, not on a view of its own.
  var isListBeside: Bool { state.view == .stack || state.view == .dashboard }

  /// Freezes at the newest snapshot, or goes on.
  mutating func toggleFreeze() {
    guard frozen == nil else { return thaw() }
    guard let latest else { return }
    frozen = Instant(
      snapshot: latest,
      history: liveHistory,
      totals: liveTotals,
      paths: latest.detail.paths,
      conversations: latest.detail.conversations,
      adapter: answeredAdapter
    )
    state.time.instant = .frozen
    refreshInstant()
  }

  /// Shows the newest instant again.
  mutating func thaw() {
    if isPast { forgetAnswers() }
    frozen = nil
    state.time = TimeState()
    refreshInstant()
  }

  /// Shows an instant of the past.
  mutating func show(_ past: PastInstant) {
    forgetAnswers()
    var history = RateHistory()
    for sample in past.samples { history.take(sample) }
    frozen = Instant(
      snapshot: past.snapshot,
      history: history,
      totals: StackTotals(past.snapshot.structure, history)
    )
    refreshInstant()
  }

  /// What was answered for one instant is no answer for another.
  private mutating func forgetAnswers() {
    answeredPaths = nil
    answeredConversations = nil
    answeredAdapter = nil
  }

  private mutating func refreshInstant() {
    refreshRows()
    refreshEvents()
    placeList()
  }

  /// Takes the events on the screen into the list.
  mutating func takeEvents(_ key: EventRows.Key) {
    eventRows.take(events, key)
  }

  /// Lists the rows again if what they are made from has changed.
  mutating func refreshRows() {
    guard let structure = snapshot?.structure else { return }
    let key = RowsKey(
      structure: ObjectIdentifier(structure),
      folded: state.stack.folded,
      filter: state.stack.editing?.text ?? state.stack.filter
    )
    guard key != rowsKey else { return }
    rowsKey = key
    rows = StackRows(structure, folded: key.folded, filter: key.filter)
    keepSelection(structure)
  }

  /// A selected row that is gone gives way to its adapter, or to what stands in its place.
  private mutating func keepSelection(_ structure: StackStructure) {
    guard !rows.rows.isEmpty else { return }
    if let selection = state.stack.selection, rows.place(of: selection) != nil { return }
    var next = rows.rows[min(state.stack.viewport.selection, rows.rows.count - 1)].id
    if case .party(let party)? = state.stack.selection,
      let adapter = structure.parties[party]?.adapter,
      rows.place(of: .adapter(adapter)) != nil
    {
      next = .adapter(adapter)
    }
    state.stack.selection = next
    if state.stack.inspected == nil || rows.place(of: state.stack.inspected ?? next) == nil {
      state.stack.inspected = next
    }
  }

  /// Lets linked panes follow the selections.
  ///
  /// - Returns: whether anything changed.
  @discardableResult
  mutating func settle() -> Bool {
    var changed = false
    if state.stack.inspected != state.stack.selection {
      state.stack.inspected = state.stack.selection
      state.stack.inspectorOffset = 0
      changed = true
    }
    if let selected = state.trace.selected, state.trace.opened != selected {
      open(selected)
      changed = true
    }
    return changed
  }

  /// Whether a linked pane has still to follow a selection.
  var isUnsettled: Bool {
    state.stack.inspected != state.stack.selection
      || (state.trace.selected != nil && state.trace.opened != state.trace.selected)
  }

  /// Shows another journey in the panes.
  mutating func open(_ journey: UInt64) {
    state.trace.opened = journey
    state.trace.changes = ListViewport()
    state.trace.fields = ListViewport()
    state.trace.bytesOffset = 0
  }

  // What the engine is asked for.

  /// What the screen needs of the engine beyond structure and counters.
  var wish: DetailRequest {
    let layout = screenLayout
    var request = DetailRequest()
    request.instant = state.time.awaited ?? state.time.shown
    if frozen != nil || state.time.awaited != nil {
      request.spanParts = UInt32(max(1, timeParts))
    }
    if let adapter = adapterLookedAt { request.adapter = adapter }
    if case .whatIf(let box)? = state.overlay {
      request.whatIf = box.request ?? WhatIfRequest(changes: [])
    }
    if state.view == .queues, layout.kind != .statusLine {
      request.packets = queueFilter.map {
        PacketWindowRequest(
          filter: $0,
          anchor: .newest,
          count: Self.queuePacketsWanted,
          until: frozen?.snapshot.time,
          pace: frozen == nil ? Self.pace : 0
        )
      }
      request.journey = state.queues.explained
      return request
    }
    let panes = state.view == .dashboard ? dashboardLayout : nil
    if panes?[.paths] != nil { request.paths = Self.pathsWanted }
    if state.view == .trace, state.trace.listing != .packets, layout.kind != .statusLine {
      // While time is frozen the lists are those of the instant, and nothing is asked for.
      if state.trace.listing == .paths, frozen == nil || frozen?.paths == nil {
        request.paths = Self.pathsWanted
        request.timesPaths = true
      }
      if state.trace.listing == .conversations, frozen == nil || frozen?.conversations == nil {
        request.conversations = Self.conversationsWanted
      }
      return request
    }
    let showsPackets =
      state.view == .trace || (state.view == .stack && layout.kind == .dashboard)
      || panes?[.packets] != nil || panes?[.path] != nil
    guard showsPackets, layout.kind != .statusLine else { return request }
    request.packets = PacketWindowRequest(
      filter: state.trace.filter,
      anchor: state.trace.anchor,
      count: UInt32(rowsWanted),
      until: frozen?.snapshot.time,
      pace: isListBeside && state.trace.follows && frozen == nil ? Self.pace : 0,
      order: listsByBirth ? .birth : state.trace.order,
      isReversed: !listsByBirth && state.trace.isReversed
    )
    request.journey = state.trace.opened
    return request
  }

  /// Rows to ask for: a list that follows shows its newest alone, any other also what a key may lead to.
  private var rowsWanted: Int {
    if state.trace.seek != nil { return 1024 }
    // Beside the tree a dropped packet is looked for among more than are seen.
    let looksForDrop =
      state.view != .trace && !state.trace.isChosen && answered?.value?.outcome != .dropped
    if state.trace.follows, frozen == nil, !looksForDrop { return packetListHeight }
    return max(64, 4 * packetListHeight)
  }

  /// Beside other panes a list that follows moves once a second: every row of it changes.
  private static let pace: UInt64 = 1_000_000_000

  /// Recorded packets of a queue that its flows are counted among, at most.
  private static let queuePacketsWanted: UInt32 = 500

  /// Only the Trace view lists packets in another order than by birth.
  var listsByBirth: Bool {
    state.view != .trace || (state.trace.order == .birth && !state.trace.isReversed)
  }

  /// Conversations that are listed at most.
  private static let conversationsWanted: UInt32 = 1_000

  /// Ways that are listed at most.
  private static let pathsWanted: UInt32 = 100

  /// The adapter a view or an overlay is about; nil if none is.
  private var adapterLookedAt: AdapterID? {
    if case .choice(let choice)? = state.overlay { return choice.adapter }
    if case .keywords(let keywords)? = state.overlay { return keywords.adapter }
    if case .whatIf(let box)? = state.overlay { return box.adapter }
    switch state.view {
    case .adapter, .oids: return selectedAdapter?.id
    case .dashboard: return dashboardLayout[.flights] == nil ? nil : selectedAdapter?.id
    case .stack, .trace, .queues, .events: return nil
    }
  }

  /// Whether the newest snapshot answers the present wish and nothing more is to follow.
  var isSettled: Bool {
    guard let latest else { return false }
    return latest.detail.request == wish && !isUnsettled && state.trace.seek == nil
      && state.trace.jump == nil && awaitedEvent == nil && !awaitsInjection
      && state.time.awaited == nil && !awaitsFork
  }
}

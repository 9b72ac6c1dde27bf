import Inspection
import TUIKit

extension ExplorerModel {
  /// Whether the Trace view lists something else than packets.
  var listsSums: Bool { state.view == .trace && state.trace.listing != .packets }

  /// Goes on to the next thing that can be listed.
  mutating func switchListing() {
    let all = TraceState.Listing.allCases
    let place = all.firstIndex(of: state.trace.listing) ?? 0
    state.trace.listing = all[(place + 1) % all.count]
    state.trace.focus = .packets
  }

  /// Goes on to the next order of what is listed.
  mutating func orderList() {
    func next<Order: CaseIterable & Equatable>(_ order: Order) -> Order {
      let all = Array(Order.allCases)
      return all[((all.firstIndex(of: order) ?? 0) + 1) % all.count]
    }
    switch state.trace.listing {
    case .packets:
      pinList()
      state.trace.order = next(state.trace.order)
      showFirstRow()
    case .paths:
      state.trace.paths.selected = selectedPath?.id
      state.trace.paths.order = next(state.trace.paths.order)
    case .conversations:
      state.trace.conversations.selected = selectedConversation?.listID
      state.trace.conversations.order = next(state.trace.conversations.order)
    }
  }

  /// Turns the order round.
  mutating func reverseList() {
    switch state.trace.listing {
    case .packets:
      pinList()
      state.trace.isReversed.toggle()
      showFirstRow()
    case .paths:
      state.trace.paths.selected = selectedPath?.id
      state.trace.paths.isReversed.toggle()
    case .conversations:
      state.trace.conversations.selected = selectedConversation?.listID
      state.trace.conversations.isReversed.toggle()
    }
  }

  /// What an order is for stands in its first rows.
  private mutating func showFirstRow() {
    state.trace.anchor = .row(0)
    state.trace.jump = 0
    state.trace.top = 0
    state.trace.isChosen = true
  }

  /// Runs an action on a list that is not of packets.
  mutating func runOnSums(_ action: ActionID) {
    switch action {
    case .moveUp: moveInSums(by: -1)
    case .moveDown: moveInSums(by: 1)
    case .pageUp: moveInSums(by: 1 - max(2, sumsHeight))
    case .pageDown: moveInSums(by: max(2, sumsHeight) - 1)
    case .moveTop, .firstHop: moveInSums(by: Int.min / 2)
    case .moveBottom, .lastHop: moveInSums(by: Int.max / 2)
    case .open: openSum()
    case .switchListing: switchListing()
    case .orderList: orderList()
    case .reverseList: reverseList()
    default: state.message = "this is about packets: v lists them"
    }
  }

  /// Rows of the list that can be seen.
  var sumsHeight: Int { max(1, traceLayout.packets.height - 2) }

  private mutating func moveInSums(by distance: Int) {
    switch state.trace.listing {
    case .packets: break
    case .paths:
      let rows = pathRows
      guard !rows.isEmpty else { return }
      let place = rows.firstIndex { $0.id == selectedPath?.id } ?? 0
      state.trace.paths.viewport.select(place, count: rows.count, height: sumsHeight)
      state.trace.paths.viewport.move(by: distance, count: rows.count, height: sumsHeight)
      state.trace.paths.selected = rows[state.trace.paths.viewport.selection].id
    case .conversations:
      let rows = conversationRows
      guard !rows.isEmpty else { return }
      let place = rows.firstIndex { $0.listID == selectedConversation?.listID } ?? 0
      state.trace.conversations.viewport.select(place, count: rows.count, height: sumsHeight)
      state.trace.conversations.viewport.move(by: distance, count: rows.count, height: sumsHeight)
      state.trace.conversations.selected =
        rows[state.trace.conversations.viewport.selection].listID
    }
  }

  /// Selects by row below the heading.
  mutating func selectSum(inRow row: Int) {
    guard row >= 0 else { return }
    if state.trace.listing == .paths {
      let rows = pathRows
      guard let place = state.trace.paths.viewport.item(inRow: row, count: rows.count) else {
        return
      }
      state.trace.paths.selected = rows[place].id
    } else {
      let rows = conversationRows
      guard let place = state.trace.conversations.viewport.item(inRow: row, count: rows.count)
      else { return }
      state.trace.conversations.selected = rows[place].listID
    }
    moveInSums(by: 0)
  }

  /// Lists the packets of what is selected.
  private mutating func openSum() {
    let filter: String?
    let newest: UInt64?
    switch state.trace.listing {
    case .packets: return
    case .paths:
      filter = selectedPath.map { "path == \($0.id)" }
      newest = selectedPath?.newest
    case .conversations:
      filter = selectedConversation?.filter
      newest = selectedConversation?.newest
    }
    guard let filter, let newest else { return }
    remember()
    state.trace.listing = .packets
    state.trace.hop = 0
    setTraceFilter(filter)
    goTo(journey: newest)
  }

  // Ways.

  /// The ways in the order chosen.
  var pathRows: [PathShares.Path] {
    let paths = pathShares?.paths ?? []
    func sorted(_ value: (PathShares.Path) -> UInt64) -> [PathShares.Path] {
      paths.sorted { (value($1), $0.id) < (value($0), $1.id) }
    }
    let rows: [PathShares.Path] =
      switch state.trace.paths.order {
      case .count: paths
      case .median: sorted { $0.took?.p50 ?? 0 }
      case .slowest: sorted { $0.took?.p99 ?? 0 }
      case .newest: sorted { $0.since }
      case .outcome:
        paths.filter { $0.outcome == .dropped } + paths.filter { $0.outcome != .dropped }
      }
    return state.trace.paths.isReversed ? rows.reversed() : rows
  }

  /// The selected way; nil without any.
  var selectedPath: PathShares.Path? {
    let rows = pathRows
    return rows.first { $0.id == state.trace.paths.selected } ?? rows.first
  }

  // Conversations.

  /// The conversations; nil while the engine has not answered.
  var conversationShares: ConversationShares? {
    frozen?.conversations ?? answeredConversations
  }

  /// The conversations in the order chosen.
  var conversationRows: [Conversation] {
    let all = conversationShares?.conversations ?? []
    func sorted(_ value: (Conversation) -> UInt64) -> [Conversation] {
      let places = all.indices.sorted { (value(all[$1]), $0) < (value(all[$0]), $1) }
      return places.map { all[$0] }
    }
    let rows: [Conversation] =
      switch state.trace.conversations.order {
      case .bytes: all
      case .packets: sorted(\.packets)
      case .drops: sorted(\.drops)
      case .beginning: sorted { UInt64.max - $0.start }
      case .length: sorted { $0.end - $0.start }
      }
    return state.trace.conversations.isReversed ? rows.reversed() : rows
  }

  /// The selected conversation; nil without any.
  var selectedConversation: Conversation? {
    let rows = conversationRows
    return rows.first { $0.listID == state.trace.conversations.selected } ?? rows.first
  }
}

extension Conversation {
  /// What a list knows it by.
  var listID: ConversationListState.ID { .init(transport: transport, number: number) }
}

import Inspection
import TUIKit

extension ExplorerModel {
  /// Runs an action on the OIDs view.
  mutating func runOnOIDs(_ action: ActionID) {
    switch action {
    case .moveUp: moveOnOIDs(by: -1)
    case .moveDown: moveOnOIDs(by: 1)
    case .pageUp: moveOnOIDs(by: 1 - max(2, oidPage))
    case .pageDown: moveOnOIDs(by: max(2, oidPage) - 1)
    case .moveTop: moveOnOIDs(by: Int.min / 2)
    case .moveBottom: moveOnOIDs(by: Int.max / 2)
    case .nextPane, .previousPane:
      state.oids.focus = state.oids.focus == .list ? .value : .list
    case .open: if !refusesChange() { querySelected() }
    case .setValue: if !refusesChange() { beginSetting() }
    case .switchList: switchOIDList()
    case .switchBytes:
      state.oids.showsBytes.toggle()
      state.oids.value = ListViewport()
    case .olderRequest: stepRequest(by: -1)
    case .newerRequest: stepRequest(by: 1)
    default: break
    }
  }

  /// Rows of the list that can be seen.
  var oidListHeight: Int {
    max(1, OIDsLayout(screenLayout, .list, isZoomed: state.isZoomed).list.height - 2)
  }

  /// Rows of the value that can be seen.
  var oidValueHeight: Int {
    let layout = OIDsLayout(screenLayout, .value, isZoomed: state.isZoomed)
    return max(1, (layout.value?.height ?? 2) - 1)
  }

  private var oidPage: Int { state.oids.focus == .list ? oidListHeight : oidValueHeight }

  /// Moves the list so that the selection is seen.
  mutating func fitOIDs() {
    let rows = oidRows
    state.oids.viewport.select(oidPlace(rows), count: rows.count, height: oidListHeight)
  }

  private mutating func moveOnOIDs(by distance: Int) {
    guard state.oids.focus == .list else {
      let count = state.oids.showsBytes ? flightByteLines : flightValueLines.count
      if state.oids.showsBytes {
        state.oids.value.scroll(by: distance, count: count, height: oidValueHeight)
      } else {
        state.oids.value.move(by: distance, count: count, height: oidValueHeight)
      }
      return
    }
    let rows = oidRows
    guard !rows.isEmpty else { return }
    fitOIDs()
    state.oids.viewport.move(by: distance, count: rows.count, height: oidListHeight)
    let isEnd = distance >= Int.max / 2
    select(oid: rows[state.oids.viewport.selection], follows: isEnd)
  }

  private mutating func select(oid row: OIDRow, follows: Bool) {
    state.oids.number = row.number
    state.oids.value = ListViewport()
    switch state.oids.list {
    case .supported: state.oids.flight = nil
    case .requests:
      state.oids.follows = follows
      state.oids.flight = row.flight?.id
    }
  }

  /// Selects by row of the list, headings left out.
  mutating func selectOID(inRow row: Int) {
    let rows = oidRows
    guard let place = state.oids.viewport.item(inRow: row, count: rows.count) else { return }
    state.oids.focus = .list
    select(oid: rows[place], follows: false)
    fitOIDs()
  }

  private mutating func switchOIDList() {
    let selected = selectedOID
    state.oids.list = state.oids.list == .supported ? .requests : .supported
    state.oids.viewport = ListViewport()
    if state.oids.list == .requests {
      state.oids.follows = selected?.flight == nil
      state.oids.flight = selected?.flight?.id
    } else {
      state.oids.number = selected?.number
    }
    fitOIDs()
  }

  /// Goes to an older or newer request of the same identifier.
  private mutating func stepRequest(by step: Int) {
    guard let shown = shownFlight, let detail = adapterDetail else {
      state.message = "no request of this identifier yet"
      return
    }
    let same = detail.flights.filter { $0.number == shown.number }
    guard let place = same.firstIndex(where: { $0.id == shown.id }) else { return }
    guard same.indices.contains(place + step) else {
      state.message = step < 0 ? "no older request is kept" : "no newer request"
      return
    }
    state.oids.flight = same[place + step].id
    state.oids.follows = false
    state.oids.value = ListViewport()
    fitOIDs()
  }

  /// Shows one request, wherever it is in the list.
  mutating func goTo(flight: UInt64, adapter: AdapterID) {
    selectAdapter(adapter)
    state.oids.list = .requests
    state.oids.filter = ""
    state.oids.follows = false
    state.oids.flight = flight
    state.oids.focus = .list
    fitOIDs()
  }

  /// Puts another filter into effect.
  mutating func setOIDFilter(_ filter: String) {
    state.oids.filter = filter
    fitOIDs()
  }

  // Asking.

  private mutating func querySelected() {
    guard let row = selectedOID, let adapter = selectedAdapter else { return }
    if let kinds = row.identifier?.kinds, !kinds.isEmpty, !kinds.contains(.query) {
      state.message = "\(row.name) cannot be queried"
      return
    }
    // What comes of it is to be seen, whatever was chosen before.
    if state.oids.list == .supported { state.oids.flight = nil } else { state.oids.follows = true }
    state.oids.value = ListViewport()
    send(.queryOID(adapter: adapter.id, number: row.number))
  }

  private mutating func beginSetting() {
    guard let row = selectedOID else { return }
    if let kinds = row.identifier?.kinds, !kinds.isEmpty, !kinds.contains(.set) {
      state.message = "\(row.name) cannot be set"
      return
    }
    state.oids.setting = TextField()
  }

  /// Sends the value that was typed.
  mutating func finishSetting() {
    guard let field = state.oids.setting, let row = selectedOID, let adapter = selectedAdapter
    else { return }
    state.oids.setting = nil
    if state.oids.list == .supported { state.oids.flight = nil } else { state.oids.follows = true }
    send(.setOID(adapter: adapter.id, number: row.number, value: FilterText.trimmed(field.text)))
  }
}

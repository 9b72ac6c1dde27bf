import Inspection
import TUIKit

extension ExplorerModel {
  /// Requests to the selected adapter: those under way, then those done, the newest first.
  var listedFlights: [RequestFlight] {
    guard let flights = adapterDetail?.flights else { return [] }
    return flights.filter(\.isPending).reversed() + flights.filter { !$0.isPending }.reversed()
  }

  /// Runs an action on the list of requests.
  mutating func runOnFlightList(_ action: ActionID) {
    let flights = listedFlights
    guard !flights.isEmpty else { return }
    let height = max(1, (dashboardLayout[.flights]?.height ?? 2) - 1)
    let count = flights.count
    state.dashboard.flights.select(flightPlace(flights), count: count, height: height)
    switch action {
    case .moveUp: state.dashboard.flights.move(by: -1, count: count, height: height)
    case .moveDown: state.dashboard.flights.move(by: 1, count: count, height: height)
    case .pageUp, .moveTop: state.dashboard.flights.move(by: -count, count: count, height: height)
    case .pageDown, .moveBottom:
      state.dashboard.flights.move(by: count, count: count, height: height)
    case .open:
      guard let adapter = selectedAdapter else { return }
      remember()
      show(.oids)
      goTo(flight: flights[state.dashboard.flights.selection].id, adapter: adapter.id)
    default: return
    }
    state.dashboard.flight = flights[state.dashboard.flights.selection].id
  }

  private func flightPlace(_ flights: [RequestFlight]) -> Int {
    flights.firstIndex { $0.id == state.dashboard.flight } ?? 0
  }

  /// Draws who has the requests that are under way, and how the last ones ended.
  func drawFlightList(on canvas: Canvas, _ rect: Rect) {
    guard let snapshot else { return }
    let flights = listedFlights
    let isFocused = hasFocus(.flights)
    let pending = flights.count(where: \.isPending)
    let failed = flights.count { !$0.isPending && !$0.hasSucceeded }
    let name = selectedAdapter.map { StyledText("  " + $0.name, .dim) } ?? ""
    let pane = Pane.draw(
      on: canvas,
      rect,
      title: StyledText("OIDs in flight") + name,
      trailing: StyledText("\(pending) pending", pending > 0 ? Style(.held, .bold) : .dim)
        + StyledText(", ", .dim) + StyledText("\(failed) failed", failed > 0 ? Style(.warn) : .dim),
      isFocused: isFocused
    )
    guard !flights.isEmpty else {
      let word = selectedAdapter == nil ? "no adapters" : "no request yet"
      return Pane.remark([StyledText(adapterDetail == nil ? "loading" : word, .dim)], on: pane)
    }
    let table = Table(
      columns: [
        TableColumn("", width: 1), TableColumn("", width: 6, priority: 2),
        TableColumn("", width: 22, weight: 1),
        TableColumn("", width: 8, alignment: .right), TableColumn("", width: 17, priority: 1),
      ],
      spacing: 1,
      margin: 2,
      selectionBar: .columns(3)
    )
    var viewport = state.dashboard.flights
    viewport.select(flightPlace(flights), count: flights.count, height: pane.height)
    if !isFocused { viewport = ListViewport(selection: Int.max, offset: 0) }
    table.drawRows(on: pane, viewport: viewport, count: flights.count) { index in
      let flight = flights[index]
      let text = FlightText(flight: flight, structure: snapshot.structure, now: snapshot.time)
      return [
        Self.mark(of: flight), StyledText(flight.kind.name, .dim), StyledText(flight.name),
        OIDColumns.took(flight, at: snapshot.time), text.chain(hasNames: false),
      ]
    }
  }

  private static func mark(of flight: RequestFlight) -> StyledText {
    if flight.isPending { return StyledText(Glyph.held, Style(.held, .bold)) }
    return flight.hasSucceeded
      ? StyledText(Glyph.ok, Style(.ok)) : StyledText(Glyph.transmit, Style(.warn))
  }
}

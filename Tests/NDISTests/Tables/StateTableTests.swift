import Testing

@testable import NDIS

@Suite("State tables")
struct StateTableTests {
  /// Every filled cell of a grid: row title, column title, content.
  private func cells(_ grid: String) -> [(event: String, state: String, content: String)] {
    let lines = grid.split(separator: "\n").map { line in
      line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast().map {
        String($0)
      }
    }
    let columns = lines[0].dropFirst()
    return lines.dropFirst().flatMap { line in
      zip(columns, line.dropFirst()).filter { !$1.isEmpty }.map { (line[0], $0, $1) }
    }
  }

  /// Checks a table against its grid: every pair, filled or blank.
  private func check<State: MachineState, Event: MachineEvent>(
    _ table: TransitionTable<State, Event>,
    _ grid: String,
    events: [String: [Event]]
  ) throws {
    let states = Dictionary(uniqueKeysWithValues: State.allCases.map { ($0.displayName, $0) })
    var expected: Set<TransitionTable<State, Event>.Transition> = []
    for (title, column, content) in cells(grid) {
      let from = try #require(states[column])
      let rows = try #require(events[title])
      let names = content.components(separatedBy: " / ")
      #expect(names.count == rows.count)
      for (event, name) in zip(rows, names) {
        expected.insert(.init(event: event, from: from, to: try #require(states[name])))
      }
    }
    #expect(Set(events.values.flatMap { $0 }) == Set(Event.allCases))
    for event in Event.allCases {
      for state in State.allCases {
        let wanted = expected.first { $0.event == event && $0.from == state }?.to
        #expect(table.next(event, from: state) == wanted, "\(event) in \(state)")
      }
    }
    #expect(Set(table.transitions) == expected)
    #expect(table.transitions.count == expected.count)
    #expect(
      table.transitions.map(\.event.rawValue) == table.transitions.map(\.event.rawValue).sorted()
    )
  }

  @Test("the adapter's table is the documented one, blank cells included")
  func adapter() throws {
    try check(
      AdapterState.table,
      """
      |Event|Halted|Shutdown|Initializing|Paused|Restarting|Running|Pausing|
      |InitializeEx|Initializing|||||||
      |Init ok|||Paused|||||
      |Init fail|||Halted|||||
      |ShutdownEx||||Shutdown|Shutdown|Shutdown|Shutdown|
      |HaltEx||||Halted||||
      |Restart||||Restarting||||
      |Restart ok|||||Running|||
      |Restart fail|||||Paused|||
      |Pause||||||Pausing||
      |Pause ok|||||||Paused|
      """,
      events: [
        "InitializeEx": [.initialize], "Init ok": [.initializeSucceeded],
        "Init fail": [.initializeFailed], "ShutdownEx": [.shutdown], "HaltEx": [.halt],
        "Restart": [.restart], "Restart ok": [.restartSucceeded],
        "Restart fail": [.restartFailed], "Pause": [.pause], "Pause ok": [.pauseCompleted],
      ]
    )
    #expect(AdapterState.shutdown.next(.halt) == nil)
    #expect(AdapterState.running.next(.halt) == nil)
  }

  @Test("the filter module's table is the documented one, blank cells included")
  func filter() throws {
    try check(
      FilterState.table,
      """
      |Event|Detached|Attaching|Paused|Restarting|Running|Pausing|
      |Attach|Attaching||||||
      |Attach ok / fail||Paused / Detached|||||
      |Detach|||Detached||||
      |Restart|||Restarting||||
      |Restart ok / fail||||Running / Paused|||
      |Pause|||||Pausing||
      |Pause ok||||||Paused|
      """,
      events: [
        "Attach": [.attach], "Attach ok / fail": [.attachSucceeded, .attachFailed],
        "Detach": [.detach], "Restart": [.restart],
        "Restart ok / fail": [.restartSucceeded, .restartFailed], "Pause": [.pause],
        "Pause ok": [.pauseCompleted],
      ]
    )
  }

  @Test("the binding's table is the documented one, blank cells included")
  func binding() throws {
    try check(
      BindingState.table,
      """
      |Event|Unbound|Opening|Closing|Paused|Restarting|Running|Pausing|
      |BindAdapterEx|Opening|||||||
      |Bind ok / fail||Paused / Unbound||||||
      |UnbindAdapterEx||||Closing||||
      |Unbind ok|||Unbound|||||
      |PnP pause||||||Pausing||
      |Pause ok|||||||Paused|
      |PnP restart||||Restarting||||
      |Restart ok / fail|||||Running / Paused|||
      """,
      events: [
        "BindAdapterEx": [.bind], "Bind ok / fail": [.bindSucceeded, .bindFailed],
        "UnbindAdapterEx": [.unbind], "Unbind ok": [.unbindCompleted], "PnP pause": [.pause],
        "Pause ok": [.pauseCompleted], "PnP restart": [.restart],
        "Restart ok / fail": [.restartSucceeded, .restartFailed],
      ]
    )
  }

  @Test("data flows in running, drains in pausing, and nowhere else")
  func data() {
    for state in AdapterState.allCases {
      #expect(state.data == expectedData(state.displayName))
    }
    for state in FilterState.allCases { #expect(state.data == expectedData(state.displayName)) }
    for state in BindingState.allCases { #expect(state.data == expectedData(state.displayName)) }
    #expect(
      AdapterState.allCases.filter(\.permitsIndications) == [.restarting, .running, .pausing]
    )
  }

  private func expectedData(_ name: String) -> DataPermission {
    name == "Running" ? .allowed : name == "Pausing" ? .draining : .forbidden
  }

  @Test("requests are allowed where the row OID says so")
  func requests() {
    #expect(
      AdapterState.allCases.filter(\.permitsRequests) == [.paused, .restarting, .running, .pausing]
    )
    #expect(
      FilterState.allCases.filter(\.permitsRequests) == [.paused, .restarting, .running, .pausing]
    )
    #expect(
      BindingState.allCases.filter(\.permitsRequests)
        == [.closing, .paused, .restarting, .running, .pausing]
    )
  }
}

extension String {
  /// The parts between the separators.
  fileprivate func components(separatedBy separator: String) -> [String] {
    split(separator: separator, omittingEmptySubsequences: false).map(String.init)
  }
}

import Inspection
import Kernel
import NDIS

/// What a scenario expects, compared with the stack.
extension StackEngine {
  /// Throws what is otherwise than expected.
  func check(
    _ expectation: ScenarioExpectation,
    _ values: KeywordSettings
  ) throws(ScenarioFailure) {
    follow()
    switch expectation {
    case .state: try checkState(values)
    case .link: try checkLink(values)
    case .counter: try checkCounter(values)
    case .drops: try checkDrops(values)
    case .packet: try checkPacket(values)
    case .status: try checkIndications(values)
    case .oid: try ask(values)
    case .verifier:
      guard let first = stack.verifier?.findings.first else { return }
      throw ScenarioFailure(
        "\(first.driver) broke rule \(first.rule.symbol): \(first.detail)",
        mend: "mend the driver; see \(first.rule.page)"
      )
    }
  }

  private func party(_ name: String) throws(ScenarioFailure) -> PartyID {
    do throws(EngineError) {
      return try injectionParty(named: name)
    } catch {
      throw ScenarioFailure("\(name) is not in the stack now", mend: "mend the steps before")
    }
  }

  private func checkState(_ values: KeywordSettings) throws(ScenarioFailure) {
    let name = values.text("state") ?? ""
    let wanted = values.text("is") ?? ""
    var state = "Absent"
    if let id = try? injectionParty(named: name) {
      let filters = stack.adapters.flatMap(\.filters)
      let bindings = stack.adapters.flatMap(\.bindings)
      state =
        stack.adapters.first { $0.party.id == id }?.state.displayName
        ?? filters.first { $0.party.id == id }?.state.displayName
        ?? bindings.first { $0.party.id == id }?.state.displayName ?? state
    }
    guard state != wanted else { return }
    throw ScenarioFailure("\(name) is \(state), not \(wanted)")
  }

  private func checkLink(_ values: KeywordSettings) throws(ScenarioFailure) {
    let name = values.text("link") ?? ""
    let wanted = values.text("is") ?? ""
    let state = stack.adapter(named: name).map { "\($0.link.connect)" } ?? "unknown"
    guard state != wanted else { return }
    throw ScenarioFailure("the link of \(name) is \(state), not \(wanted)")
  }

  /// Compares a number with what is stated of it; without a statement it must not be 0.
  private func compare(
    _ number: UInt64,
    _ values: KeywordSettings,
    _ what: String
  ) throws(ScenarioFailure) {
    var statements: [String] = []
    var holds = true
    if let wanted = values.integer("is") {
      statements.append("\(wanted)")
      holds = holds && number == UInt64(wanted)
    }
    if let least = values.integer("atLeast") {
      statements.append("at least \(least)")
      holds = holds && number >= UInt64(least)
    }
    if let most = values.integer("atMost") {
      statements.append("at most \(most)")
      holds = holds && number <= UInt64(most)
    }
    if statements.isEmpty {
      statements = ["at least 1"]
      holds = number > 0
    }
    guard !holds else { return }
    throw ScenarioFailure("\(what) is \(number), not \(statements.joined(separator: " and "))")
  }

  private func checkCounter(_ values: KeywordSettings) throws(ScenarioFailure) {
    let symbol = values.text("counter") ?? ""
    let name = values.text("at") ?? ""
    let id = try party(name)
    let page = counters()
    let number: UInt64
    if let column = StatisticsColumn.allCases.first(where: { $0.symbol == symbol }) {
      guard stack.adapters.contains(where: { $0.party.id == id }) else {
        throw ScenarioFailure("\(name) is no adapter and has no \(symbol)", mend: "name an adapter")
      }
      number = page[id, column]
    } else {
      let column = CounterColumn.allCases.first { $0.symbol == symbol } ?? .taken
      let structure = currentStructure()
      let ledger =
        structure.adapter(id).map { page.ledger(of: $0, in: structure.parties) }
        ?? page.ledger(of: id)
      number = ledger[column]
    }
    try compare(number, values, "\(symbol) of \(name)")
  }

  private func checkDrops(_ values: KeywordSettings) throws(ScenarioFailure) {
    let symbol = values.text("drops") ?? ""
    let structure = currentStructure()
    var place: PartyID?
    if let name = values.text("at") { place = try party(name) }
    let isAdapter = place.map { structure.adapter($0) != nil } ?? false
    var number: UInt64 = 0
    for drop in counters().drops where structure.reasons.symbol(of: drop.reason) == symbol {
      let isThere =
        place == nil || drop.party == place
        || isAdapter && structure.parties[drop.party]?.adapter == place
      if isThere { number += drop.count }
    }
    let somewhere = values.text("at").map { " at \($0)" } ?? ""
    try compare(number, values, "the number of drops for \(symbol)\(somewhere)")
  }

  private func checkPacket(_ values: KeywordSettings) throws(ScenarioFailure) {
    let name = values.text("packet") ?? ""
    guard let journey = scenario?.packets[name] else {
      throw ScenarioFailure("\(name) was not injected", mend: "mend the step that injects it")
    }
    guard let entry = list.index.entry(of: journey) else {
      throw ScenarioFailure("\(name) is not recorded", mend: "record at level 1 or more")
    }
    let structure = currentStructure()
    let reason = entry.reason.map { structure.reasons.symbol(of: $0) } ?? ""
    let place = structure.parties.name(of: entry.endParty)
    let wanted = values.text("outcome") ?? ""
    var end = entry.outcome.name
    if !reason.isEmpty { end += " (\(reason))" }
    if entry.outcome != .held { end += " at \(place)" }
    guard entry.outcome.name == wanted else {
      throw ScenarioFailure("\(name) is \(end), not \(wanted)")
    }
    if let wanted = values.text("reason"), wanted != reason {
      throw ScenarioFailure("\(name) is \(end), not for \(wanted)")
    }
    if let wanted = values.text("at"), try party(wanted) != entry.endParty {
      throw ScenarioFailure("\(name) is \(end), not at \(wanted)")
    }
  }

  private func checkIndications(_ values: KeywordSettings) throws(ScenarioFailure) {
    let symbol = values.text("status") ?? ""
    var sources: [PartyID]?
    if let name = values.text("adapter") {
      let miniport = try party(name)
      // Some of them NDIS itself makes.
      let layer = stack.adapters.first { $0.party.id == miniport }?.interfaceLayer?.party.id
      sources = [miniport] + (layer.map { [$0] } ?? [])
    }
    let number = events.history.count {
      $0.kind == .statusIndication && $0.text == symbol && sources?.contains($0.party) != false
    }
    try compare(UInt64(number), values, "the number of \(symbol)")
  }

  /// Queries a value from the top of the stack; the scenario goes on when the answer has come.
  private func ask(_ values: KeywordSettings) throws(ScenarioFailure) {
    guard let entry = OIDTable.entry(named: values.text("oid") ?? ""),
      let adapter = stack.adapter(named: values.text("adapter") ?? ""),
      let step = scenario?.current, let text = values.text("is"),
      let wanted = try? OIDCodec.encode(entry.number, text: text)
    else { throw ScenarioFailure("the query cannot be made", mend: "mend the expectation") }
    scenario?.isAsking = true
    adapter.request(.query, entry.number, outputLength: 1 << 16) { [unowned self] request, status in
      scenario?.isAsking = false
      if !status.isSuccess {
        fail(ScenarioFailure("\(entry.symbol) is not answered: \(status.symbol)"))
      } else if request.output != wanted {
        let value = OIDCodec.text(of: entry.number, bytes: request.output)
        fail(ScenarioFailure("\(entry.symbol) of \(adapter.name) is \(value), not \(text)"))
      } else {
        hold(step)
      }
    }
  }
}

import Inspection
import TUIKit

/// What the pages about an adapter say, as lines of text.
struct AdapterText {
  /// The instant.
  var snapshot: Snapshot
  /// Its rates.
  var history: RateHistory
  /// The adapter.
  var adapter: AdapterNode
  /// What the engine answered about it; nil while it has not.
  var detail: ExplorerModel.AdapterDetail?
  /// Columns there are.
  var width: Int
  /// Characters there are.
  var charset: Charset

  var structure: StackStructure { snapshot.structure }

  /// The pages that have something to say.
  var facets: [AdapterFacet] {
    AdapterFacet.allCases.filter { facet in
      if facet == .queues { return !adapter.queues.isEmpty }
      guard let topic = facet.topic else { return true }
      return detail?.facts.sections.contains { $0.topic == topic } ?? false
    }
  }

  /// The lines of a page.
  func lines(_ facet: AdapterFacet) -> [StyledText] {
    switch facet {
    case .interrupts: return interruptLines
    case .timers: return timerLines
    case .state: return stateLines
    case .diagnosis: return diagnosisLines
    case .bindings: return bindingLines
    case .filters: return filterLines
    case .statistics: return statisticsLines
    case .ledger: return ledgerLines
    case .identifiers: return identifierLines
    case .queues: return queueLines
    case .settings: return settingLines
    case .events: return eventLines
    default: return facet.topic.map(factLines) ?? []
    }
  }

  /// A word or a number beside a page's name.
  func remark(_ facet: AdapterFacet) -> StyledText {
    func count(_ number: Int) -> StyledText { StyledText("\(number)", .dim) }
    switch facet {
    case .state:
      return StyledText(
        adapter.state,
        StackColumns.isRunning(adapter.state) ? Style(.ok) : Style(.warn)
      )
    case .diagnosis:
      guard let worst = diagnosis.alerts.first else { return StyledText(Glyph.ok, Style(.ok)) }
      return EventColumns.mark(worst.severity) + StyledText(" \(diagnosis.alerts.count)", .dim)
    case .bindings: return count(adapter.bindings.count)
    case .filters: return count(adapter.filters.count)
    case .queues: return count(adapter.queues.count)
    case .timers: return detail?.timers.map { count($0.count) } ?? ""
    case .link:
      return StyledText(
        adapter.isConnected ? Glyph.up : Glyph.down,
        Style(adapter.isConnected ? .ok : .warn)
      )
    case .identifiers: return count(detail?.facts.identifiers.count ?? 0)
    case .events: return count(events.count)
    case .ledger:
      let isBalanced = ledger.isBalanced
      return StyledText(isBalanced ? Glyph.ok : Glyph.drop, Style(isBalanced ? .ok : .drop))
    default: return ""
    }
  }

  // Facts.

  func factLines(_ topic: FactSection.Topic) -> [StyledText] {
    let rows = detail?.facts.sections.first { $0.topic == topic }?.rows ?? []
    let lines = pairs(rows.map { ($0.name, StyledText($0.value)) })
    guard detail?.isLater == true else { return lines }
    return [StyledText("as it is now, not when the screen was frozen", Style(.warn))] + lines
  }

  /// Names in one column, values in the next; what is too long goes on below.
  func pairs(_ rows: [(String, StyledText)]) -> [StyledText] {
    let widest = rows.map { CharacterWidth.columns(of: $0.0) }.max() ?? 0
    let name = min(widest, max(8, width * 2 / 5))
    return rows.flatMap { row -> [StyledText] in
      let longest = row.1.string.split(separator: " ").map { CharacterWidth.columns(of: $0) }.max()
      if longest ?? 0 > width - name - 2 || CharacterWidth.columns(of: row.0) > name {
        return [StyledText(row.0, .dim)]
          + row.1.wrapped(to: max(8, width - 2)).map { StyledText("  ") + $0 }
      }
      return row.1.wrapped(to: max(10, width - name - 2)).enumerated().map { index, line in
        StyledText(index == 0 ? row.0 : "", .dim).truncated(to: name).leftAligned(to: name)
          + "  " + line
      }
    }
  }

  // The snapshot.

  private var stateLines: [StyledText] {
    var rows: [(String, StyledText)] = [
      (
        "state",
        StyledText(
          adapter.state,
          StackColumns.isRunning(adapter.state) ? .bold : Style(.warn, .bold)
        )
      )
    ]
    if let event = snapshot.events.last(where: {
      $0.kind == .stateChange && $0.party == adapter.partyID
    }), snapshot.time >= event.time {
      let span = Quantity.duration(nanoseconds: snapshot.time - event.time).text
      rows.append(("for", StyledText(span) + StyledText("  since \(event.cause)", .dim)))
    }
    rows.append(("link", StyledText(adapter.linkState.lowercased())))
    rows.append(("ifIndex", StyledText("\(adapter.ifIndex)")))
    rows.append(("NET_LUID", StyledText("0x" + String(adapter.luid, radix: 16))))
    rows.append(("kind", StyledText(adapter.virtual ? "virtual" : "physical")))
    if !adapter.lower.isEmpty {
      let names = adapter.lower.map { structure.adapter($0)?.name ?? "adapter \($0)" }
      rows.append(("over", StyledText(names.joined(separator: " "))))
    }
    let parties = AdapterDiagnosis.parties(of: adapter)
    let held = parties.reduce(0 as UInt64) { $0 &+ snapshot.counters.ledger(of: $1)[.held] }
    rows.append(
      (
        "held now",
        Amount.text(held, width: 12, Style(.held))
          + StyledText(held == 1 ? " list" : " lists", .dim)
      )
    )
    rows.append(("recording", StyledText("level \(adapter.recordingLevel)")))
    return pairs(rows)
  }

  var diagnosis: AdapterDiagnosis {
    AdapterDiagnosis(adapter, snapshot, history, detail?.flights ?? [])
  }

  private var diagnosisLines: [StyledText] {
    let alerts = diagnosis.alerts
    guard !alerts.isEmpty else {
      return [StyledText(Glyph.ok + " ", Style(.ok)) + StyledText("nothing to remark")]
    }
    return alerts.flatMap { alert in
      let who =
        alert.party == 0
        ? StyledText() : PartyMark.named(alert.party, in: structure) + StyledText(" ")
      let text = who + StyledText(alert.text)
      return text.wrapped(to: max(10, width - 2)).enumerated().map { index, line in
        (index == 0 ? EventColumns.mark(alert.severity) : StyledText(" ")) + " " + line
      }
    }
  }

  private var bindingLines: [StyledText] {
    guard !adapter.bindings.isEmpty else { return [StyledText("no protocol is bound", .dim)] }
    return adapter.bindings.flatMap { binding in
      let head =
        PartyMark(.protocol).text + StyledText(" " + binding.protocolName) + StyledText("  ")
        + StyledText(
          binding.state,
          StackColumns.isRunning(binding.state) ? .dim : Style(.warn)
        ) + StyledText("  ")
        + StyledText(binding.addresses.joined(separator: " "), Style(.protocol))
      return [head.truncated(to: width), passing(binding.partyID)]
        + StyledText(binding.packetFilter.text, .dim).wrapped(to: max(8, width - 2)).map {
          StyledText("  ") + $0
        }
    }
  }

  private var filterLines: [StyledText] {
    guard !adapter.filters.isEmpty else { return [StyledText("no filter is attached", .dim)] }
    return adapter.filters.flatMap { filter in
      let mark = PartyMark(filter.kind == .monitoring ? .monitoringFilter : .filter).text
      var words = [
        filter.kind.rawValue, filter.filterClass, filter.mandatory ? "mandatory" : "optional",
      ]
      words.removeAll(where: \.isEmpty)
      let head =
        mark + StyledText(" " + filter.name) + StyledText("  ")
        + StyledText(filter.state, StackColumns.isRunning(filter.state) ? .dim : Style(.warn))
        + StyledText("  " + words.joined(separator: " \(Glyph.dot) "), .dim)
      return [head.truncated(to: width), passing(filter.partyID)]
    }
  }

  /// What passes a party, by the second.
  private func passing(_ party: PartyID) -> StyledText {
    let rates = history.rates(of: party)
    return StyledText("  ") + DirectionMark.text(.receive) + " "
      + Amount.rate(rates?.receive, Style(.rx)).leftAligned(to: 7)
      + DirectionMark.text(.transmit) + " "
      + Amount.rate(rates?.transmit, Style(.tx)).leftAligned(to: 7)
      + StyledText(Glyph.drop, Style((rates?.dropped ?? 0) > 0 ? .drop : .dim)) + " "
      + Amount.rate(rates?.dropped, Style(.drop)) + StyledText("/s", .dim)
  }

  private var statisticsLines: [StyledText] {
    let supported = StatisticsColumn.allCases.filter { adapter.supportedStatistics & $0.flag != 0 }
    guard !supported.isEmpty else { return [StyledText("the miniport keeps none", .dim)] }
    let names = supported.map { $0.symbol.utf8.count }.max() ?? 0
    let number = min(20, max(8, width - names - 11))
    return supported.map { column in
      let total = Amount.text(snapshot.counters[adapter.id, column], width: number)
      let line =
        StyledText(column.symbol.padding(to: names), .dim) + total.rightAligned(to: number + 1)
      guard let rates = history.rates else { return line }
      let growth = rates.growth(ofAdapter: adapter.id, column)
      let rate = CounterRates.perSecond(growth, over: rates.interval)
      return line + Amount.rate(rate).rightAligned(to: 8) + StyledText("/s", .dim)
    }
  }

  private var ledger: Ledger { snapshot.counters.ledger(of: adapter, in: structure.parties) }

  private var ledgerLines: [StyledText] {
    let ledger = ledger
    func equation(
      _ name: String,
      _ left: [CounterColumn],
      _ right: [CounterColumn],
      _ isBalanced: Bool
    ) -> [StyledText] {
      let mark = StyledText(isBalanced ? Glyph.ok : Glyph.drop, Style(isBalanced ? .ok : .drop))
      var lines = [StyledText(name + "  ", .dim) + mark]
      for (index, column) in (left + right).enumerated() {
        let sign = index == 0 ? " " : index == left.count ? "=" : "+"
        lines.append(
          StyledText(" \(sign) ", .border) + StyledText(column.symbol.padding(to: 10), .dim)
            + Amount.text(ledger[column], width: 14).rightAligned(to: 15)
        )
      }
      return lines
    }
    var lines = equation(
      "custody",
      [.taken, .created],
      [.given, .freed, .held],
      ledger.isCustodyBalanced
    )
    lines += equation(
      "fate",
      [.entered, .born],
      [.left, .delivered, .merged, .dropped, .inside],
      ledger.isFateBalanced
    )
    let text = InspectorText(snapshot: snapshot, history: history, width: width, charset: charset)
    return lines + text.dropLines(AdapterDiagnosis.parties(of: adapter))
  }

  private var identifierLines: [StyledText] {
    guard let detail else { return [StyledText("loading", .dim)] }
    let pending = detail.flights.filter(\.isPending)
    let failed = detail.flights.count { !$0.isPending && !$0.hasSucceeded }
    var rows: [(String, StyledText)] = [
      ("supported", StyledText("\(detail.facts.identifiers.count)")),
      ("requests", StyledText("\(detail.flights.count)")),
      ("failed", StyledText("\(failed)", failed > 0 ? Style(.warn) : .dim)),
      ("pending", StyledText("\(pending.count)", pending.isEmpty ? .dim : Style(.held))),
    ]
    for flight in detail.flights.suffix(4).reversed() {
      rows.append((flight.kind.name, StyledText(flight.name) + "  " + OIDColumns.status(flight)))
    }
    return pairs(rows)
  }

  private var settingLines: [StyledText] {
    var lines: [StyledText] = []
    func add(_ title: StyledText, _ settings: [SettingRow]) {
      guard !settings.isEmpty else { return }
      lines.append(title)
      let names = settings.map { CharacterWidth.columns(of: $0.name) }.max() ?? 0
      let values = settings.map { CharacterWidth.columns(of: $0.value) }.max() ?? 0
      for setting in settings {
        let isDefault = setting.source == "default"
        let isCounted = setting.source == "counted"
        lines.append(
          StyledText("  ") + StyledText(setting.name, .dim).leftAligned(to: min(names, 20)) + "  "
            + StyledText(setting.value, isDefault ? .dim : isCounted ? .text : .bold)
            .leftAligned(to: min(values, max(8, width / 3))) + "  "
            + StyledText(setting.source, .dim)
        )
      }
    }
    add(
      PartyMark(.miniport).text + StyledText(" " + adapter.miniport.displayName),
      adapter.miniport.settings
    )
    for filter in adapter.filters {
      let mark = PartyMark(filter.kind == .monitoring ? .monitoringFilter : .filter).text
      add(mark + StyledText(" " + filter.name), filter.settings)
    }
    for binding in adapter.bindings {
      add(PartyMark(.protocol).text + StyledText(" " + binding.protocolName), binding.settings)
    }
    return lines.isEmpty ? [StyledText("nothing is configured", .dim)] : lines
  }

  /// The events of everyone on the adapter, the newest first, as many as a screen can show.
  private var events: [EngineEvent] {
    let parties = Set(AdapterDiagnosis.parties(of: adapter))
    return Array(snapshot.events.reversed().lazy.filter { parties.contains($0.party) }.prefix(64))
  }

  private var eventLines: [StyledText] {
    let events = events
    guard !events.isEmpty else { return [StyledText("nothing has happened here", .dim)] }
    let times = events.map { EngineTime.seconds($0.time) }
    let longest = times.map(\.utf8.count).max() ?? 0
    return zip(events, times).map { event, time in
      let who = EventColumns.who(event, structure).truncated(to: 12).leftAligned(to: 12)
      return EventColumns.mark(event) + " "
        + StyledText(time, .dim).rightAligned(to: longest) + " "
        + who + " " + EventColumns.what(event, width: max(8, width - longest - 19))
        + StyledText("  " + event.note, .dim)
    }
  }
}

import Inspection
import TUIKit

/// What deserves attention on an adapter, from its counters, states and requests alone.
struct AdapterDiagnosis: Equatable {
  /// One remark.
  struct Alert: Equatable {
    var severity: EventSeverity
    /// Who it is about; 0 for the adapter as a whole.
    var party: PartyID
    var text: String
  }

  /// The gravest first.
  private(set) var alerts: [Alert] = []

  /// Examines an adapter.
  init(
    _ adapter: AdapterNode,
    _ snapshot: Snapshot,
    _ history: RateHistory,
    _ flights: [RequestFlight]
  ) {
    examineStates(adapter)
    examineTraffic(adapter, snapshot, history)
    examineErrors(adapter, snapshot)
    examineRequests(flights, at: snapshot.time)
    alerts = alerts.enumerated().sorted {
      ($1.element.severity, $0.offset) < ($0.element.severity, $1.offset)
    }.map(\.element)
  }

  private mutating func add(_ severity: EventSeverity, _ party: PartyID = 0, _ text: String) {
    alerts.append(Alert(severity: severity, party: party, text: text))
  }

  private mutating func examineStates(_ adapter: AdapterNode) {
    if !StackColumns.isRunning(adapter.state) {
      add(.warning, adapter.partyID, "the miniport is \(adapter.state): no packet passes")
    }
    for filter in adapter.filters where !StackColumns.isRunning(filter.state) {
      add(.warning, filter.partyID, "is \(filter.state): no packet passes")
    }
    for binding in adapter.bindings where !StackColumns.isRunning(binding.state) {
      add(.warning, binding.partyID, "is \(binding.state): it takes no packet")
    }
    if !adapter.isConnected {
      add(.warning, adapter.partyID, "the medium is \(adapter.linkState.lowercased())")
    }
    if adapter.bindings.isEmpty {
      add(.notice, 0, "no protocol is bound: nobody takes what is received")
    } else if adapter.packetFilter.rawValue == 0 {
      add(.notice, 0, "the packet filter is empty: nobody asks for received packets")
    }
  }

  private mutating func examineTraffic(
    _ adapter: AdapterNode,
    _ snapshot: Snapshot,
    _ history: RateHistory
  ) {
    for party in Self.parties(of: adapter) {
      for direction in Direction.allCases {
        let ledger = snapshot.counters.ledger(of: party, direction)
        if !ledger.isBalanced {
          add(.error, party, "its \(direction.name) ledger does not balance")
        }
      }
      let ledger = snapshot.counters.ledger(of: party)
      guard ledger[.dropped] > 0 else { continue }
      let came = ledger[.entered] &+ ledger[.born]
      let reasons = snapshot.counters.drops(of: party).map {
        "\(snapshot.structure.reasons.symbol(of: $0.reason)) \(Quantity.grouped($0.count))"
      }
      let rate = history.rates(of: party)?.dropped ?? 0
      let now = rate > 0 ? ", now \(Quantity.rate(rate).text)/s" : ""
      add(
        rate > 0 ? .warning : .notice,
        party,
        "dropped \(Quantity.grouped(ledger[.dropped])) of \(Quantity.grouped(came)) packets"
          + " (\(Self.share(ledger[.dropped], of: came)))\(now): \(reasons.joined(separator: ", "))"
      )
    }
  }

  private mutating func examineErrors(_ adapter: AdapterNode, _ snapshot: Snapshot) {
    let columns: [StatisticsColumn] = [.inErrors, .outErrors, .inDiscards, .outDiscards]
    for column in columns where adapter.supportedStatistics & column.flag != 0 {
      let count = snapshot.counters[adapter.id, column]
      if count > 0 { add(.notice, 0, "\(column.symbol) is \(Quantity.grouped(count))") }
    }
    let parties = Set(Self.parties(of: adapter))
    for finding in snapshot.detail.findings.suffix(5) where parties.contains(finding.party) {
      add(.error, finding.party, "broke \(finding.rule): \(finding.text)")
    }
  }

  private mutating func examineRequests(_ flights: [RequestFlight], at now: UInt64) {
    for flight in flights where flight.isPending && flight.duration(at: now) > 1_000_000_000 {
      let time = Quantity.duration(nanoseconds: flight.duration(at: now)).text
      add(.warning, flight.holder, "has held \(flight.name) for \(time)")
    }
    let failed = flights.count { !$0.isPending && !$0.hasSucceeded }
    if failed > 0 { add(.notice, 0, "\(failed) of the last \(flights.count) requests failed") }
  }

  /// Everyone on an adapter, NDIS included.
  static func parties(of adapter: AdapterNode) -> [PartyID] {
    [adapter.partyID] + (adapter.ndisPartyID.map { [$0] } ?? [])
      + adapter.filters.map(\.partyID) + adapter.bindings.map(\.partyID)
  }

  /// A share in per cent with two digits that count.
  private static func share(_ part: UInt64, of whole: UInt64) -> String {
    guard whole > 0 else { return "100 %" }
    let (product, isOver) = part.multipliedReportingOverflow(by: 10_000)
    let hundredths = isOver ? part / max(1, whole / 10_000) : product / whole
    if hundredths == 0 { return "< 0.01 %" }
    if hundredths >= 1_000 { return "\(hundredths / 100) %" }
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest) %"
  }
}

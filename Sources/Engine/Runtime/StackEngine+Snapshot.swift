import CNDIS
import DataPath
public import Inspection
import Kernel
import NDIS

extension StackEngine {
  /// Everything as it is at this instant; taken between batches or while something rests, so every ledger balances.
  public func snapshot(hostTime: UInt64? = nil) -> Snapshot {
    follow()
    snapshotCount += 1
    let isResting = breaks.rest != nil
    if !isResting { countAtQuietPoint() }
    return Snapshot(
      sequence: snapshotCount,
      time: now,
      hostTime: options.stepped ? nil : hostTime,
      mode: mode,
      structure: structureNow,
      counters: isResting ? countersAtRest() : quietCounters ?? counters(),
      detail: detail(),
      recording: recordingStatus(),
      heldLists: heldCount(),
      held: heldLists(),
      findingCount: stack.verifier?.total ?? 0,
      events: events.history,
      rest: breaks.rest,
      breakpoints: breakpoints,
      step: breaks.step.map { StepUnderWay(journey: $0.journey, kind: $0.kind) }
    )
  }

  /// Brings the counters of the last quiet point up to date; those that changed are written into the page there is.
  private func countAtQuietPoint() {
    guard let reader = quietReader, reader.isFor(self), var page = quietCounters else {
      let made = counters()
      quietReader = CounterReader(self, made)
      quietCounters = made
      return
    }
    quietCounters = nil
    var difference = CounterDifference()
    _ = reader.read(self, into: &page, telling: &difference)
    quietCounters = page
  }

  /// The counter page: one line per party, one per adapter, one per receive queue.
  public func counters() -> CounterPage {
    let parties = orderedParties
    var page = CounterPage(
      partyIDs: parties.map(\.id),
      adapterIDs: stack.adapters.map(\.party.id),
      queueIDs: stack.adapters.flatMap { $0.receiveQueues.map(\.id) },
      tables: hitTables
    )
    countParties(into: &page)
    for adapter in stack.adapters {
      let values = adapter.statistics.values.all
      for column in StatisticsColumn.allCases {
        page[adapter.party.id, column] = values[Int(column.rawValue)]
      }
    }
    countQueues(into: &page)
    return page
  }

  /// Writes the ledgers and drops of every party into a page that has a line for each.
  func countParties(into page: inout CounterPage) {
    let parties = orderedParties
    // A page of before has no line for a party that came since.
    let lines = parties.compactMap { party in page.offset(of: party.id).map { (party, $0) } }
    page.withValues { words in
      for (party, line) in lines {
        Self.write(party.record.ledger(.transmit).pointee, to: &words, at: line)
        Self.write(
          party.record.ledger(.receive).pointee,
          to: &words,
          at: line + CounterColumn.width
        )
      }
    }
    page.setDrops(drops)
  }

  /// Drops of every party by reason.
  var drops: [DropCount] {
    var drops: [DropCount] = []
    for party in orderedParties {
      let dropped =
        party.record.ledger(.transmit).pointee.dropped
        | party.record.ledger(.receive).pointee.dropped
      guard dropped != 0 else { continue }
      for reason in DropReason.all {
        let number = reason.reason.rawValue
        let count = party.dropCount(reason: number)
        if count > 0 {
          drops.append(DropCount(party: party.id, reason: number, count: count))
        }
      }
    }
    return drops
  }

  /// Writes a ledger in the order of `CounterColumn`.
  private static func write(
    _ ledger: nd_ledger,
    to words: inout MutableSpan<UInt64>,
    at start: Int
  ) {
    words[start] = ledger.taken
    words[start + 1] = ledger.created
    words[start + 2] = ledger.given
    words[start + 3] = ledger.freed
    words[start + 4] = ledger.held
    words[start + 5] = ledger.entered
    words[start + 6] = ledger.born
    words[start + 7] = ledger.left
    words[start + 8] = ledger.delivered
    words[start + 9] = ledger.merged
    words[start + 10] = ledger.dropped
    words[start + 11] = ledger.inside
    words[start + 12] = ledger.bytes_in
    words[start + 13] = ledger.bytes_out
    words[start + 14] = ledger.batches
  }

  func heldCount() -> UInt64 {
    orderedParties.reduce(0) { sum, party in
      sum + party.record.ledger(.transmit).pointee.held
        + party.record.ledger(.receive).pointee.held
    }
  }

  func recordingStatus() -> RecordingStatus {
    RecordingStatus(
      level: options.level,
      samplingInterval: 1 << UInt64(samplingShift),
      firstPosition: ring.oldest,
      endPosition: ring.position,
      overwrittenRecords: list.index.forgottenCount,
      unstoredRecords: ring.lostRecords
    )
  }

  /// The causes so far, as text.
  public func causeTable() -> Inspection.CauseTable {
    let all = stack.causes.all
    for cause in all.dropFirst(causes.texts.count) { causes.append(cause.description) }
    return causes
  }

  /// Findings of the verifier, oldest first, the newest `count`.
  public func findings(last count: Int = .max) -> [Inspection.VerifierFinding] {
    (stack.verifier?.findings ?? []).suffix(count).map { finding in
      Inspection.VerifierFinding(
        rule: finding.rule.symbol,
        sentence: finding.rule.sentence,
        page: finding.rule.page,
        party: finding.party,
        driver: finding.driver,
        time: finding.time.nanoseconds,
        journey: finding.journey,
        text: finding.detail
      )
    }
  }
}

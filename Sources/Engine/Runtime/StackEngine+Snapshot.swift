import CNDIS
import DataPath
public import Inspection
import Kernel
import NDIS

extension StackEngine {
  /// Everything as it is at this instant; taken between batches, so every ledger balances.
  public func snapshot(hostTime: UInt64? = nil) -> Snapshot {
    follow()
    snapshotCount += 1
    return Snapshot(
      sequence: snapshotCount,
      time: now,
      hostTime: options.stepped ? nil : hostTime,
      mode: mode,
      structure: currentStructure(),
      counters: counters(),
      detail: detail(),
      recording: recordingStatus(),
      heldLists: heldLists(),
      findingCount: stack.verifier?.total ?? 0,
      events: events.tail(200)
    )
  }

  /// The counter page: one line per party, one per adapter.
  public func counters() -> CounterPage {
    let parties = stack.parties.values.sorted { $0.id < $1.id }
    var page = CounterPage(
      partyIDs: parties.map(\.id),
      adapterIDs: stack.adapters.map(\.party.id)
    )
    var drops: [DropCount] = []
    for party in parties {
      for direction in [DataPath.Direction.transmit, .receive] {
        let ledger = party.record.ledger(direction).pointee
        let way: Inspection.Direction = direction == .transmit ? .transmit : .receive
        page[party.id, way, .taken] = ledger.taken
        page[party.id, way, .created] = ledger.created
        page[party.id, way, .given] = ledger.given
        page[party.id, way, .freed] = ledger.freed
        page[party.id, way, .held] = ledger.held
        page[party.id, way, .entered] = ledger.entered
        page[party.id, way, .born] = ledger.born
        page[party.id, way, .left] = ledger.left
        page[party.id, way, .delivered] = ledger.delivered
        page[party.id, way, .merged] = ledger.merged
        page[party.id, way, .dropped] = ledger.dropped
        page[party.id, way, .inside] = ledger.inside
        page[party.id, way, .bytesIn] = ledger.bytes_in
        page[party.id, way, .bytesOut] = ledger.bytes_out
        page[party.id, way, .batches] = ledger.batches
      }
      for reason in DropReason.all {
        let number = reason.reason.rawValue
        let count = party.dropCount(reason: number)
        if count > 0 {
          drops.append(DropCount(party: party.id, reason: number, count: count))
        }
      }
    }
    page.setDrops(drops)
    for adapter in stack.adapters {
      let values = adapter.statistics.values.all
      for column in StatisticsColumn.allCases {
        page[adapter.party.id, column] = values[Int(column.rawValue)]
      }
    }
    return page
  }

  private func heldLists() -> UInt64 {
    stack.parties.values.reduce(0) { sum, party in
      sum + party.record.ledger(.transmit).pointee.held
        + party.record.ledger(.receive).pointee.held
    }
  }

  private func recordingStatus() -> RecordingStatus {
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
    Inspection.CauseTable(stack.causes.all.map(\.description))
  }

  /// Findings of the verifier.
  public func findings() -> [Inspection.VerifierFinding] {
    (stack.verifier?.findings ?? []).map { finding in
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

import CNDIS
import DataPath
import Inspection
import Kernel
import NDIS

/// What the engine last told of drops and of what the recording lost.
struct LossReport {
  /// Drops of one party for one reason.
  struct Drops {
    var count: UInt64
    /// Engine time of the last event about it.
    var told: UInt64
    /// Events about it without a rest between them.
    var streak: Int
  }

  var nextLook: UInt64 = 0
  var drops: [UInt64: Drops] = [:]
  var dropped: [PartyID: UInt64] = [:]
  var hasOverwritten = false
  var unstored: UInt64 = 0
  /// Ways of packets that were known when new ones were told last.
  var ways = 0
}

extension StackEngine {
  /// Engine nanoseconds between two looks at what was lost.
  private static let lookPeriod: UInt64 = 1_000_000_000

  /// Makes events of new drops and of what the recording lost, once a second of engine time.
  ///
  /// Drops that go on are told again after ten seconds, then once a minute.
  func tellLosses() {
    let now = now
    guard now >= losses.nextLook else { return }
    losses.nextLook = now &+ Self.lookPeriod
    tellRecordingLosses()
    tellNewPaths()
    // Ids count up from 1, and no party ever goes.
    for id in 1...max(1, UInt32(stack.parties.count)) {
      guard let party = stack.parties[id] else { continue }
      let dropped =
        party.record.ledger(.transmit).pointee.dropped
        &+ party.record.ledger(.receive).pointee.dropped
      guard dropped != losses.dropped[party.id, default: 0] else { continue }
      if tellDrops(of: party, now) { losses.dropped[party.id] = dropped }
    }
  }

  /// - Returns: whether everything about this party has been told.
  private func tellDrops(of party: NDIS.Party, _ now: UInt64) -> Bool {
    var isAllTold = true
    for reason in DropReason.all {
      let number = reason.reason.rawValue
      let count = party.dropCount(reason: number)
      let key = UInt64(party.id) << 16 | UInt64(number)
      let before = losses.drops[key]
      guard count > before?.count ?? 0 else { continue }
      var streak = 0
      if let before {
        let rest = now &- before.told
        let wait: UInt64 = before.streak == 0 ? 10 : 60
        guard rest >= wait * Self.lookPeriod else {
          isAllTold = false
          continue
        }
        streak = rest < 4 * wait * Self.lookPeriod ? before.streak + 1 : 0
      }
      losses.drops[key] = LossReport.Drops(count: count, told: now, streak: streak)
      let new = count - (before?.count ?? 0)
      let span = before.map { " in \(TimeText.span(now &- $0.told))" } ?? ""
      tell(
        .notice,
        .dropSummary,
        party: party.id,
        reason.symbol,
        note: "\(new) packet\(new == 1 ? "" : "s")\(span)",
        cause: "\(reason.sentence) (\(reason.page))",
        journey: lastDrop(at: party.id, reason: number)
      )
    }
    return isAllTold
  }

  /// The newest journey in the recording that ended so; 0 if there is none among the last few thousand.
  private func lastDrop(at party: PartyID, reason: UInt16) -> UInt64 {
    let index = list.index
    let first = max(0, index.count - 4_096)
    for place in (first..<index.count).reversed() {
      let entry = index.entry(at: place)
      if entry.outcome == .dropped, entry.endParty == party, entry.reason == reason {
        return entry.journey
      }
    }
    return 0
  }

  /// Tells of ways that packets take for the first time, long after the run began.
  private func tellNewPaths() {
    let known = losses.ways
    losses.ways = list.index.wayCount
    for path in list.index.newPaths(after: known).prefix(20) {
      let names = path.parties.map { stack.parties[$0]?.name ?? "party \($0)" }
      let reason = path.reason.map { " \(DropReason(rawValue: $0).symbol)" } ?? ""
      tell(
        .notice,
        .path,
        party: path.parties.last ?? 0,
        "new path, \(path.outcome.name)\(reason)",
        note: names.joined(separator: " → "),
        journey: path.newest
      )
    }
  }

  private func tellRecordingLosses() {
    // A log gives up what has been written elsewhere; that is not lost.
    if !losses.hasOverwritten, !options.keepsAll, list.index.forgottenCount > 0 {
      losses.hasOverwritten = true
      let first = list.index.count > 0 ? list.index.entry(at: 0).firstTime : now
      tell(
        .notice,
        .warning,
        subject: "recording",
        "older packets are forgotten",
        note: "kept from \(TimeText.seconds(first)) s on",
        cause: "the recording holds \(options.ringBytes >> 20) MiB; new records replace the oldest"
      )
    }
    if ring.lostRecords > losses.unstored {
      let new = ring.lostRecords - losses.unstored
      losses.unstored = ring.lostRecords
      tell(
        .warning,
        .warning,
        subject: "recording",
        "\(new) records were lost",
        cause: "the recording is full and keeps every record it has"
      )
    }
  }

  /// Tells that another share of the journeys is recorded from now on.
  func tellSampling(perSecond: UInt64) {
    let share =
      samplingShift == 0
      ? "every packet is recorded again" : "1 packet in \(1 << samplingShift) is recorded"
    tell(
      samplingShift == 0 ? .info : .notice,
      .warning,
      subject: "recording",
      share,
      note: "\(perSecond) packets a second",
      cause: "at most \(options.recordedPerSecond) packets a second are recorded whole"
    )
  }
}

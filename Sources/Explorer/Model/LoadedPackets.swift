import Inspection

/// The part of the packet list at hand, with the filter it belongs to.
struct LoadedPackets: Equatable, Sendable {
  /// The filter the engine applied.
  var filter: String
  /// Its answer.
  var window: PacketWindow

  /// Where a journey stands in the filtered list; nil if it is not at hand.
  func row(of journey: UInt64) -> UInt64? {
    window.rows.firstIndex { $0.journey == journey }.map { window.firstRow + UInt64($0) }
  }

  /// The entry of a row of the filtered list; nil if it is not at hand.
  func entry(at row: UInt64) -> JourneyRow? {
    guard row >= window.firstRow, row - window.firstRow < UInt64(window.rows.count) else {
      return nil
    }
    return window.rows[Int(row - window.firstRow)]
  }

  /// The row after the last one at hand.
  var end: UInt64 { window.firstRow + UInt64(window.rows.count) }
}

extension PacketWindow {
  /// The list as it was at an instant: younger packets are left out, what ended later is still held.
  func asOf(_ time: UInt64) -> PacketWindow {
    guard rows.contains(where: { $0.time > time || $0.lastTime > time }) else { return self }
    var past = self
    past.rows = rows.filter { $0.time <= time }.map { $0.asOf(time) }
    if past.rows.count < rows.count { past.rowCount = firstRow + UInt64(past.rows.count) }
    return past
  }
}

extension JourneyRow {
  /// Engine nanoseconds of its last record.
  var lastTime: UInt64 { time &+ duration }

  fileprivate func asOf(_ instant: UInt64) -> JourneyRow {
    guard lastTime > instant, outcome != .held else { return self }
    var past = self
    past.outcome = .held
    past.reason = ""
    past.endParty = 0
    past.duration = instant - time
    return past
  }
}

extension Journey {
  /// The journey as it was at an instant.
  func asOf(_ instant: UInt64) -> Journey {
    var past = self
    past.hops.removeAll { $0.time > instant }
    past.children.removeAll { $0.time > instant }
    if let ending, ending.time > instant { past.ending = nil }
    return past
  }
}

import Inspection
import TUIKit

extension ExplorerModel {
  /// The row of the filtered list that is selected; nil if it is not at hand.
  var selectedPacketRow: UInt64? {
    guard let packets, let selected = state.trace.selected else { return nil }
    return packets.row(of: selected)
  }

  /// Keeps the list where it is while newer packets come in.
  mutating func pinList() {
    guard state.trace.follows else { return }
    state.trace.follows = false
    // What nobody chose gives way to the newest packet once it has left the screen.
    if !state.trace.isChosen, selectedPacketRow == nil { state.trace.selected = nil }
    placeList()
  }

  /// After an answer: takes the newest packet if none is chosen, and asks for a place that stays.
  ///
  /// - Parameter answersWish: the rows at hand are those asked for last, not older ones.
  mutating func placeList(answersWish: Bool = false) {
    guard let packets else { return }
    let window = packets.window
    guard !window.rows.isEmpty else { return }
    if state.trace.follows {
      // Beside the tree the panes keep the first packet they were given; only the list goes on.
      if !isListBeside {
        state.trace.selected = window.rows.last?.journey
      } else if !state.trace.isChosen, journey?.outcome != .dropped {
        state.trace.selected = choice(of: window, before: state.trace.selected)
      }
      state.trace.top = window.rowCount - min(window.rowCount, UInt64(packetListHeight))
      return
    }
    if state.trace.jump == nil, state.trace.seek == nil, selectedPacketRow == nil {
      guard replaceSelection(window, answersWish) else { return }
    }
    if case .row = state.trace.anchor {} else { state.trace.anchor = .row(window.firstRow) }
    fitList()
  }

  /// Looks for a selection that is not at hand, and replaces it by its neighbour if it is no longer in the list.
  ///
  /// - Returns: whether the list may be placed now; if not, another part of it is asked for first.
  private mutating func replaceSelection(_ window: PacketWindow, _ answersWish: Bool) -> Bool {
    guard let selected = state.trace.selected else {
      state.trace.selected = window.rows.last?.journey
      return true
    }
    // A link may lead out of the filtered list.
    if state.trace.isLinked { return true }
    if state.trace.anchor != .journey(selected) {
      state.trace.anchor = .journey(selected)
      return false
    }
    guard answersWish else { return false }
    let next = window.rows.first { $0.journey > selected } ?? window.rows.last
    state.trace.selected = next?.journey
    return true
  }

  /// The newest dropped packet; without one the packet before, or the newest of all.
  private func choice(of window: PacketWindow, before: UInt64?) -> UInt64? {
    let dropped = window.rows.last { $0.outcome == .dropped }?.journey
    let newest = window.rows.last?.journey
    // One that is younger than the instant that is shown was not there yet.
    let known = frozen == nil ? before : before.flatMap { $0 <= newest ?? 0 ? $0 : nil }
    return dropped ?? known ?? newest
  }

  /// Moves the list so that the selection is seen, and asks for more rows before the edge is reached.
  mutating func fitList() {
    guard !state.trace.follows, state.trace.jump == nil, let packets else { return }
    let height = UInt64(packetListHeight)
    if let row = selectedPacketRow {
      let edge = min(1, (height - 1) / 2)
      if row < state.trace.top + edge { state.trace.top = row - min(row, edge) }
      if row + edge >= state.trace.top + height { state.trace.top = row + edge + 1 - height }
    }
    let last = packets.window.rowCount - min(packets.window.rowCount, height)
    state.trace.top = min(state.trace.top, last)
    let isNearStart = state.trace.top < packets.window.firstRow + height / 2
    let isNearEnd = state.trace.top + height + height / 2 > packets.end
    let lacksBefore = isNearStart && packets.window.firstRow > 0
    let lacksAfter = isNearEnd && packets.end < packets.window.rowCount
    guard state.trace.seek == nil, lacksBefore || lacksAfter else { return }
    let count = UInt64(max(64, 4 * packetListHeight))
    let spare = (count - min(count, height)) / 2
    state.trace.anchor = .row(state.trace.top - min(state.trace.top, spare))
  }

  /// Selects a packet so many rows away, stopping at the ends.
  mutating func movePacket(by distance: Int) {
    pinList()
    guard let packets, !packets.window.rows.isEmpty else { return }
    state.trace.isChosen = true
    state.trace.seek = nil
    state.trace.jump = nil
    state.trace.isLinked = false
    let last = packets.window.rowCount - min(1, packets.window.rowCount)
    if distance <= Int.min / 2 { return jump(to: 0) }
    if distance >= Int.max / 2 {
      state.trace.follows = true
      state.trace.isChosen = false
      state.trace.anchor = .newest
      return placeList()
    }
    let start = selectedPacketRow ?? state.trace.top
    let wanted =
      distance < 0
      ? start - min(start, distance.magnitude64)
      : min(last, start + distance.magnitude64)
    jump(to: wanted)
  }

  private mutating func jump(to row: UInt64) {
    guard let packets else { return }
    if let entry = packets.entry(at: row) {
      state.trace.selected = entry.journey
      fitList()
    } else {
      // The answer brings the row; until then its place is asked for, and the nearest row is taken.
      let nearest =
        row < packets.window.firstRow ? packets.window.rows.first : packets.window.rows.last
      state.trace.selected = nearest?.journey
      state.trace.top = row
      state.trace.anchor = .row(row)
      state.trace.jump = row
    }
  }

  /// Takes the row a jump was waiting for; what answers it without that row ends the wait.
  mutating func finishJump(answersWish: Bool) {
    guard let row = state.trace.jump else { return }
    let entry = packets?.entry(at: row)
    guard entry != nil || answersWish else { return }
    state.trace.jump = nil
    if let entry { state.trace.selected = entry.journey }
    fitList()
  }

  // Dropped packets.

  /// Looks for the next dropped packet, also beyond the rows at hand.
  mutating func seekDrop(forward: Bool) {
    pinList()
    guard let packets, !packets.window.rows.isEmpty else { return }
    let start = selectedPacketRow ?? state.trace.top
    if !forward, start == 0 {
      state.message = "no dropped packet before this one"
      return
    }
    state.trace.isLinked = false
    state.trace.jump = nil
    state.trace.seek = TraceState.Seek(isForward: forward, row: forward ? start + 1 : start - 1)
    goOnSeeking()
  }

  /// Goes through the rows at hand, then asks for more.
  mutating func goOnSeeking() {
    guard var seek = state.trace.seek, let packets else { return }
    while let entry = packets.entry(at: seek.row) {
      if entry.outcome == .dropped {
        state.trace.seek = nil
        state.trace.isChosen = true
        state.trace.selected = entry.journey
        return fitList()
      }
      if seek.isForward {
        seek.row += 1
      } else if seek.row == 0 {
        return endSeek("no dropped packet before this one")
      } else {
        seek.row -= 1
      }
    }
    if seek.isForward, seek.row >= packets.window.rowCount {
      return endSeek("no dropped packet after this one")
    }
    state.trace.seek = seek
    state.trace.anchor = .row(seek.isForward ? seek.row : seek.row - min(seek.row, 1023))
  }

  private mutating func endSeek(_ message: String) {
    state.trace.seek = nil
    state.message = message
    if let selected = state.trace.selected { state.trace.anchor = .journey(selected) }
  }
}

extension Int {
  fileprivate var magnitude64: UInt64 { UInt64(magnitude) }
}

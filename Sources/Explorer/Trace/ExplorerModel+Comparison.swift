import Inspection
import TUIKit

extension ExplorerModel {
  /// What is marked as changed: by the hop, or against the hop kept for comparison.
  var shownChanges: [HopChange] {
    guard let hop else { return [] }
    guard let base = state.trace.base else { return hop.changes }
    guard let kept = base.hop, !isAtBase else { return [] }
    let link = snapshot?.structure.adapter(of: hop.from)?.linkKind ?? .ethernet
    return hop.differences(from: kept, isSamePacket: comparesSamePacket, link)
  }

  /// The hop that is compared with is one of the same packet.
  var comparesSamePacket: Bool {
    state.trace.base == nil || state.trace.base?.journey.id == journey?.id
  }

  /// The hop shown is the one kept for comparison.
  var isAtBase: Bool { comparesSamePacket && state.trace.base?.place == hopIndex }

  /// What the hop is compared with; empty if it is the one before.
  func comparisonTitle(_ structure: StackStructure) -> StyledText {
    guard let base = state.trace.base, let kept = base.hop else { return "" }
    let number = comparesSamePacket ? "" : "#\(base.journey.id) "
    return StyledText("Against \(number)hop \(base.place + 1) ")
      + PartyMark.named(kept.from, in: structure, Style(.title))
      + StyledText(" \(kept.edge.name)")
  }

  /// Keeps the hop that is shown to compare others with, or lets go of the one that was kept.
  mutating func switchComparison() {
    pinList()
    state.trace.changes = ListViewport()
    if state.trace.base != nil {
      state.trace.base = nil
      state.message = "each hop is compared with the one before it"
      return
    }
    guard let journey, let place = hopIndex else {
      state.message = "no hop to compare with"
      return
    }
    state.trace.base = ComparisonBase(journey: journey, place: place)
    state.message = "#\(journey.id) hop \(place + 1) is kept: go to any hop of any packet"
  }

  /// Shows who wrote each byte, or no longer.
  mutating func switchBlame() {
    state.trace.showsBlame.toggle()
    guard state.view == .trace, screenLayout.kind != .dashboard else { return }
    // Where there is no room for letters beside the bytes and the changes, the bytes take it all, and give it back.
    if state.trace.showsBlame {
      state.trace.detailBeforeBlame = state.trace.detail
      show(.bytes)
    } else if let before = state.trace.detailBeforeBlame {
      state.trace.detailBeforeBlame = nil
      if state.trace.detail == .bytes { show(before) }
    }
  }

  /// Goes to the hop by which what is selected came to be as it is.
  mutating func goToWriter() {
    pinList()
    guard let journey, let here = hopIndex, let (name, place) = lastWrite(in: journey, at: here)
    else {
      state.message = "select a field first: \(fieldKeys) and move"
      return
    }
    state.trace.isChosen = true
    let party = snapshot?.structure.parties.name(of: journey.hops[place].from) ?? ""
    state.message =
      place == 0
      ? "\(name): so since its first hand-off, by \(party)"
      : "\(name): set by \(party), hop \(place + 1)"
    let selection = state.trace.changes
    select(hop: place)
    if !showsFields, place == here { state.trace.changes = selection }
  }

  private var fieldKeys: String {
    [ActionID.switchDetail, .nextPane].compactMap { id in
      options.keys.action(id)?.keyLabel(state.charset)
    }.joined(separator: ", ")
  }

  /// Name of what is selected, and the hop that set it.
  private func lastWrite(in journey: Journey, at here: Int) -> (name: String, place: Int)? {
    guard hasDetailFocus else { return nil }
    guard showsFields else {
      let rows = changeRows()
      guard rows.indices.contains(state.trace.changes.selection) else { return nil }
      let change = rows[state.trace.changes.selection].change
      guard let range = highlightedBytes else {
        return (change.name, journey.lastChange(of: change.name, at: here))
      }
      return journey.lastWrite(of: range, at: here).map { (change.name, $0) }
    }
    let rows = fieldRows()
    guard rows.indices.contains(state.trace.fields.selection) else { return nil }
    let row = rows[state.trace.fields.selection]
    if let range = row.range {
      return journey.lastWrite(of: range, at: here).map { (row.label, $0) }
    }
    guard row.depth > 0 else { return nil }
    var name = row.label
    // A part of a slot stands below the slot.
    if row.depth > 1,
      let slot = rows[..<state.trace.fields.selection].last(where: { $0.depth == 1 })
    {
      name = "\(slot.label).\(row.label)"
    }
    return (name, journey.lastChange(of: name, at: here))
  }
}

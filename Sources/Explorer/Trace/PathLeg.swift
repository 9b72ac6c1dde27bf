import Inspection
import TUIKit

/// Hand-offs of one kind that follow each other, as one line from owner to owner.
struct PathLeg {
  /// Which hand-off.
  var edge: HopEdge
  /// Indices of its hops.
  var hops: Range<Int>
  /// Owners and arrows.
  var line = StyledText()
  /// What stands below: times, the mark of the selected hop, the ending.
  var below = StyledText()
  /// Columns of the selected hop, giver and taker included.
  var selected: Range<Int>?

  /// Divides a journey into its legs; names are cut as far as it helps a leg to fit the width.
  static func legs(
    of journey: Journey,
    _ structure: StackStructure,
    selected hop: Int?,
    width: Int
  ) -> [PathLeg] {
    var tightest: [PathLeg] = []
    for (name, stroke) in [
      (48, 3), (32, 3), (24, 3), (20, 3), (16, 3), (16, 2), (14, 2), (11, 2), (9, 2), (9, 1),
    ] {
      tightest = legs(of: journey, structure, selected: hop, nameLimit: name, strokes: stroke)
      if tightest.allSatisfy({ max($0.line.width, $0.below.width) <= width }) { break }
    }
    return tightest
  }

  private static func legs(
    of journey: Journey,
    _ structure: StackStructure,
    selected hop: Int?,
    nameLimit: Int,
    strokes: Int
  ) -> [PathLeg] {
    var legs: [PathLeg] = []
    var start = 0
    while start < journey.hops.count {
      var end = start + 1
      while end < journey.hops.count, journey.hops[end].edge == journey.hops[start].edge {
        end += 1
      }
      var leg = PathLeg(edge: journey.hops[start].edge, hops: start..<end)
      leg.nameLimit = nameLimit
      leg.strokes = strokes
      leg.draw(journey, structure, selected: hop, isLast: end == journey.hops.count)
      legs.append(leg)
      start = end
    }
    return legs
  }

  private mutating func draw(
    _ journey: Journey,
    _ structure: StackStructure,
    selected: Int?,
    isLast: Bool
  ) {
    var taker: PartyID?
    for index in hops {
      let hop = journey.hops[index]
      if hop.from != taker {
        if taker != nil { line.append(" \(Glyph.ellipsis) ", .dim) }
        line += station(
          hop.from,
          structure,
          isChanged: !hop.changes.isEmpty,
          isAt: index == selected
        )
      }
      let start = line.width - stationWidth
      pad(to: start)
      below.append(
        hop.time == journey.birth && index == 0
          ? "0 ns" : EngineTime.since(journey.birth, hop.time),
        index == selected ? .text : .dim
      )
      line.append(" ")
      line += arrow(index, of: hop.edge, isSelected: index == selected)
      line.append(" ")
      let leaves = journey.hops.indices.contains(index + 1) && hops.contains(index + 1)
      let changes =
        leaves && !journey.hops[index + 1].changes.isEmpty
        && journey.hops[index + 1].from == hop.to
      line += station(hop.to, structure, isChanged: changes, isAt: index == selected)
      if !leaves, Self.isDropped(journey, after: hop) {
        line.append(" " + Glyph.drop, Style(.drop, .bold))
        stationWidth += 2
      }
      if index == selected {
        self.selected = start..<line.width
      }
      taker = hop.to
    }
    guard isLast else { return }
    pad(to: max(below.isEmpty ? 0 : below.width + 1, line.width - stationWidth))
    below += Self.ending(journey)
  }

  /// The packet went no farther than where this hop brought it.
  private static func isDropped(_ journey: Journey, after hop: Hop) -> Bool {
    guard let ending = journey.ending, ending.outcome == .dropped else { return false }
    return ending.party == hop.to && (hop.edge == .send || hop.edge == .indicate)
  }

  /// The arrow of a hop; that of the selected one carries its number.
  private func arrow(_ index: Int, of edge: HopEdge, isSelected: Bool) -> StyledText {
    let isWayBack = edge == .complete || edge == .return
    let stroke = isWayBack ? Glyph.dashed : Glyph.horizontal
    let missing = max(strokes, below.width - line.width - 1)
    guard isSelected else {
      let role = DirectionMark.role(edge.direction)
      return StyledText(String(repeating: stroke, count: missing) + Glyph.arrowHead, Style(role))
    }
    let number = String(index + 1)
    let rest = max(1, missing - 1 - number.utf8.count)
    return StyledText(
      stroke + number + String(repeating: stroke, count: rest) + Glyph.arrowHead,
      Style(.key, .bold)
    )
  }

  /// Columns of the last station put on the line.
  private var stationWidth = 0
  /// Columns of a station's mark and name.
  private var nameLimit = 20
  /// Columns of an arrow before its head, at least.
  private var strokes = 3

  init(edge: HopEdge, hops: Range<Int>) {
    self.edge = edge
    self.hops = hops
  }

  private mutating func station(
    _ party: PartyID,
    _ structure: StackStructure,
    isChanged: Bool,
    isAt: Bool
  ) -> StyledText {
    var text = PartyMark.named(party, in: structure, isAt ? .bold : .text).shortened(to: nameLimit)
    if isChanged { text.append(" " + Glyph.changed, Style(.changed, .bold)) }
    stationWidth = text.width
    return text
  }

  private mutating func pad(to column: Int) {
    let missing = column - below.width
    if missing > 0 { below.append(String(repeating: " ", count: missing)) }
  }

  /// How a journey ended, in a word with its mark.
  static func ending(_ journey: Journey) -> StyledText {
    let outcome = journey.outcome
    let role: Role =
      switch outcome {
      case .held: .held
      case .delivered: .ok
      case .dropped: .drop
      case .merged: .text
      case .left: .tx
      }
    return OutcomeMark.text(outcome) + StyledText(" " + outcome.name, Style(role))
  }
}

/// Which way each journey of an index took, counted while the log is read.
///
/// A way is the chain of hand-offs down and up, without the way back, and the ending. Ways with the same beginning share
/// it, so a record moves all its journeys by looking up one step.
struct JourneyWays: Sendable {
  /// A step from one node to the next.
  struct Step: Hashable {
    var node: UInt32
    var from: UInt32
    var to: UInt32
    /// A `HopEdge`, or `endingBit` and a `JourneyOutcome`.
    var kind: UInt8
  }

  /// What begins at the root and ends with a step.
  struct Node {
    var step: Step
    var count = 0
    /// The journey that came here last.
    var newest: UInt64 = 0
  }

  /// Where every journey begins.
  static let root: UInt32 = 0
  /// Where journeys are whose way is not known as a whole.
  static let unknown: UInt32 = 1
  static let endingBit: UInt8 = 0x80
  /// Beyond so many nodes further ways count as unknown.
  static let limit = 1 << 16

  private(set) var nodes = [Node](
    repeating: Node(step: Step(node: 0, from: 0, to: 0, kind: 0)),
    count: 2
  )
  private var next: [Step: UInt32] = [:]
  /// The node of each row of the index.
  private(set) var places: [UInt32] = []

  /// Adds a journey at the end of the rows.
  mutating func append(isKnown: Bool) {
    let node = isKnown ? Self.root : Self.unknown
    places.append(node)
    nodes[Int(node)].count += 1
  }

  /// Moves rows by one step; `row(index)` gives the row and its journey.
  mutating func move(
    _ range: Range<Int>,
    from: UInt32,
    to: UInt32,
    kind: UInt8,
    row: (Int) -> (row: Int, journey: UInt64)
  ) {
    var start = UInt32.max
    var target: UInt32 = 0
    var moved = 0
    var last: UInt64 = 0
    for index in range {
      let (row, journey) = row(index)
      let place = places[row]
      guard place != Self.unknown else { continue }
      if place != start {
        settle(moved, from: start, to: target, last)
        moved = 0
        start = place
        target = node(after: Step(node: place, from: from, to: to, kind: kind))
      }
      places[row] = target
      moved += 1
      last = journey
    }
    settle(moved, from: start, to: target, last)
  }

  private mutating func settle(_ count: Int, from: UInt32, to: UInt32, _ journey: UInt64) {
    guard count > 0 else { return }
    nodes[Int(from)].count -= count
    nodes[Int(to)].count += count
    nodes[Int(to)].newest = journey
  }

  private mutating func node(after step: Step) -> UInt32 {
    if let known = next[step] { return known }
    guard nodes.count < Self.limit else { return Self.unknown }
    let node = UInt32(nodes.count)
    nodes.append(Node(step: step))
    next[step] = node
    return node
  }

  /// Gives up what is known of the way of some rows.
  mutating func forget(_ isLost: (Int) -> Bool) {
    for row in places.indices where places[row] != Self.unknown && isLost(row) {
      nodes[Int(places[row])].count -= 1
      nodes[Int(Self.unknown)].count += 1
      places[row] = Self.unknown
    }
  }

  /// Keeps only some rows.
  mutating func compact(_ isKept: (Int) -> Bool) {
    var kept: [UInt32] = []
    kept.reserveCapacity(places.count)
    for (row, place) in places.enumerated() {
      if isKept(row) { kept.append(place) } else { nodes[Int(place)].count -= 1 }
    }
    places = kept
  }

  /// The steps of a node, the first one first.
  func steps(to node: UInt32) -> [Step] {
    var steps: [Step] = []
    var place = node
    while place > Self.unknown {
      steps.append(nodes[Int(place)].step)
      place = nodes[Int(place)].step.node
    }
    return steps.reversed()
  }
}

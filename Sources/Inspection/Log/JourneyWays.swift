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
    /// Engine nanoseconds at which the first journey came here.
    var since: UInt64 = 0
    /// Where a journey went on to from here last; mostly the next goes there too.
    var lastNext = JourneyWays.root
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
  /// Engine nanoseconds of the first step of all; nil before it.
  private(set) var start: UInt64?
  /// The node of each row of the index.
  private(set) var places: [UInt32] = []

  /// Adds a journey at the end of the rows.
  mutating func append(isKnown: Bool) {
    let node = isKnown ? Self.root : Self.unknown
    places.append(node)
    nodes[Int(node)].count += 1
  }

  /// Moves rows by one step at an instant.
  ///
  /// - Parameters:
  ///   - range: the rows, or where their numbers are in `members`.
  ///   - rows: of the index.
  ///   - members: nil if `range` is that of the rows.
  ///   - step: where they go; from which node is found here.
  ///   - time: engine nanoseconds.
  mutating func move(
    _ range: Range<Int>,
    of rows: [JourneyIndex.Row],
    members: [UInt32]?,
    _ step: Step,
    time: UInt64
  ) {
    var start = UInt32.max
    var target: UInt32 = 0
    var moved = 0
    var last: UInt64 = 0
    for index in range {
      let row = members.map { Int($0[index]) } ?? index
      let place = places[row]
      guard place != Self.unknown else { continue }
      if place != start {
        settle(moved, from: start, to: target, last)
        moved = 0
        start = place
        target = node(
          after: Step(node: place, from: step.from, to: step.to, kind: step.kind),
          time
        )
      }
      places[row] = target
      moved += 1
      last = rows[row].journey
    }
    settle(moved, from: start, to: target, last)
  }

  private mutating func settle(_ count: Int, from: UInt32, to: UInt32, _ journey: UInt64) {
    guard count > 0 else { return }
    nodes[Int(from)].count -= count
    nodes[Int(to)].count += count
    nodes[Int(to)].newest = journey
  }

  private mutating func node(after step: Step, _ time: UInt64) -> UInt32 {
    let lately = nodes[Int(step.node)].lastNext
    if lately != Self.root, nodes[Int(lately)].step == step { return lately }
    if let known = next[step] {
      nodes[Int(step.node)].lastNext = known
      return known
    }
    guard nodes.count < Self.limit else { return Self.unknown }
    if start == nil { start = time }
    let node = UInt32(nodes.count)
    nodes.append(Node(step: step, since: time))
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

  /// Rows that came to each node, whether they stayed there or went on.
  ///
  /// - Parameter counts: rows that stayed, by node.
  /// - Returns: rows by node.
  func flows(_ counts: [Int]) -> [Int] {
    var flows = counts
    // A node is younger than the one its step leads from.
    for node in nodes.indices.reversed() where node > Int(Self.unknown) {
      flows[Int(nodes[node].step.node)] += flows[node]
    }
    return flows
  }

  /// The nodes up to one, each with the step that leads to it, the first one first.
  func nodesOnTheWay(to node: UInt32) -> [(node: UInt32, step: Step)] {
    var way: [(node: UInt32, step: Step)] = []
    var place = node
    while place > Self.unknown {
      way.append((place, nodes[Int(place)].step))
      place = nodes[Int(place)].step.node
    }
    return way.reversed()
  }
}

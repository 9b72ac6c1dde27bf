/// The rows of a packet list in another order than by birth; sorted anew when the log has grown.
struct SortedRows: Sendable {
  private struct Key: Equatable, Sendable {
    var order: PacketWindowRequest.Order
    var isReversed: Bool
    var filter: String
    var rowCount: Int
    var records: UInt64
    var forgotten: UInt64
  }

  /// Places in the index, in order.
  private(set) var places: [UInt32] = []
  private var key: Key?

  /// The row of a place; nil if it is not in the list.
  func row(_ place: Int) -> Int? { places.firstIndex { Int($0) == place } }

  /// Brings the rows into order.
  ///
  /// - Parameters:
  ///   - request: the order.
  ///   - index: the journeys.
  ///   - rowCount: rows of the list.
  ///   - matching: the places in it; nil for the first of the index.
  mutating func update(
    _ request: PacketWindowRequest,
    _ index: JourneyIndex,
    rowCount: Int,
    _ matching: [UInt32]?
  ) {
    let key = Key(
      order: request.order,
      isReversed: request.isReversed,
      filter: request.filter,
      rowCount: rowCount,
      records: index.recordCount,
      forgotten: index.forgottenCount
    )
    guard key != self.key else { return }
    self.key = key
    let rows = matching ?? (0..<UInt32(rowCount)).map { $0 }
    var keyed = rows.map { place -> (value: UInt64, place: UInt32) in
      (Self.value(index.entry(at: Int(place)), request.order), place)
    }
    if request.isReversed {
      keyed.sort { ($1.value, $0.place) < ($0.value, $1.place) }
    } else {
      keyed.sort { ($0.value, $0.place) < ($1.value, $1.place) }
    }
    if request.order == .birth, request.isReversed { keyed.sort { $0.place > $1.place } }
    places = keyed.map(\.place)
  }

  /// What is sorted, smallest first.
  private static func value(_ entry: JourneyEntry, _ order: PacketWindowRequest.Order) -> UInt64 {
    switch order {
    case .birth: return 0
    case .length: return UInt64.max - UInt64(entry.length ?? 0)
    case .hops: return UInt64.max - UInt64(entry.hopCount)
    case .duration:
      return UInt64.max - (entry.lastTime >= entry.firstTime ? entry.lastTime - entry.firstTime : 0)
    case .outcome:
      switch entry.outcome {
      case .dropped: return UInt64(entry.reason ?? 0)
      case .held: return 1 << 32
      case .merged: return 2 << 32
      case .left: return 3 << 32
      case .delivered: return 4 << 32
      }
    }
  }
}

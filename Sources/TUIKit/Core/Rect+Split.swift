extension Rect {
  /// How much of a split one part takes.
  public enum Share: Equatable, Sendable {
    /// Exactly so many cells, as long as there is room.
    case cells(Int)
    /// A part of what the fixed shares leave, by weight.
    case weight(Int)
  }

  /// Cuts off the first rows.
  public func splitTop(_ rows: Int) -> (top: Rect, rest: Rect) {
    let cut = min(max(0, rows), height)
    return (
      Rect(x: x, y: y, width: width, height: cut),
      Rect(x: x, y: y + cut, width: width, height: height - cut)
    )
  }

  /// Cuts off the last rows.
  public func splitBottom(_ rows: Int) -> (rest: Rect, bottom: Rect) {
    let (rest, bottom) = splitTop(height - min(max(0, rows), height))
    return (rest, bottom)
  }

  /// Cuts off the first columns.
  public func splitLeft(_ columns: Int) -> (left: Rect, rest: Rect) {
    let cut = min(max(0, columns), width)
    return (
      Rect(x: x, y: y, width: cut, height: height),
      Rect(x: x + cut, y: y, width: width - cut, height: height)
    )
  }

  /// Cuts off the last columns.
  public func splitRight(_ columns: Int) -> (rest: Rect, right: Rect) {
    let (rest, right) = splitLeft(width - min(max(0, columns), width))
    return (rest, right)
  }

  /// Parts from top to bottom; together exactly this rectangle if a weight is among them.
  public func rows(_ shares: [Share]) -> [Rect] {
    var top = y
    return Self.lengths(of: shares, in: height).map { length in
      defer { top += length }
      return Rect(x: x, y: top, width: width, height: length)
    }
  }

  /// Parts from left to right; together exactly this rectangle if a weight is among them.
  public func columns(_ shares: [Share]) -> [Rect] {
    var left = x
    return Self.lengths(of: shares, in: width).map { length in
      defer { left += length }
      return Rect(x: left, y: y, width: length, height: height)
    }
  }

  /// Fixed shares come first and in order; the last weight takes the rounding.
  static func lengths(of shares: [Share], in total: Int) -> [Int] {
    var room = total
    var weights = 0
    var lengths = shares.map { share in
      switch share {
      case .cells(let wanted):
        let length = min(max(0, wanted), room)
        room -= length
        return length
      case .weight(let weight):
        weights += max(0, weight)
        return 0
      }
    }
    for (index, share) in shares.enumerated() {
      guard case .weight(let weight) = share, weight > 0, weights > 0 else { continue }
      let length = room * weight / weights
      lengths[index] = length
      room -= length
      weights -= weight
    }
    return lengths
  }
}

/// A rectangle of cells; the origin may be negative, the size never is.
public struct Rect: Equatable, Hashable, Sendable {
  /// Column of the left edge.
  public let x: Int
  /// Row of the top edge.
  public let y: Int
  /// Columns.
  public let width: Int
  /// Rows.
  public let height: Int

  /// Makes a rectangle; a negative width or height becomes zero.
  public init(x: Int, y: Int, width: Int, height: Int) {
    self.x = x
    self.y = y
    self.width = max(0, width)
    self.height = max(0, height)
  }

  /// A rectangle at the origin.
  public init(_ size: Size) {
    self.init(x: 0, y: 0, width: size.width, height: size.height)
  }

  /// The column after the right edge.
  public var right: Int { x + width }
  /// The row after the bottom edge.
  public var bottom: Int { y + height }
  /// Whether no cell lies inside.
  public var isEmpty: Bool { width == 0 || height == 0 }
  /// The extent.
  public var size: Size { Size(width: width, height: height) }

  /// Whether a cell lies inside.
  public func contains(x column: Int, y row: Int) -> Bool {
    column >= x && column < right && row >= y && row < bottom
  }

  /// The common part; empty if there is none.
  public func intersection(_ other: Rect) -> Rect {
    let left = max(x, other.x)
    let top = max(y, other.y)
    return Rect(
      x: left,
      y: top,
      width: min(right, other.right) - left,
      height: min(bottom, other.bottom) - top
    )
  }

  /// The same rectangle elsewhere.
  public func moved(x columns: Int, y rows: Int) -> Rect {
    Rect(x: x + columns, y: y + rows, width: width, height: height)
  }

  /// The rectangle without margins.
  public func inset(left: Int = 0, top: Int = 0, right: Int = 0, bottom: Int = 0) -> Rect {
    Rect(
      x: x + left,
      y: y + top,
      width: width - left - right,
      height: height - top - bottom
    )
  }
}

/// A window onto the cells of one frame; drawing outside it has no effect.
///
/// Canvases cut from one another share the cells. Coordinates count from the canvas's own top left corner.
/// A canvas belongs to the thread that draws.
public struct Canvas {
  let grid: CellGrid
  /// Where the own origin lies on the grid.
  let originX: Int
  let originY: Int
  /// What may be drawn on, in grid coordinates.
  let clip: Rect
  /// The extent asked for; parts of it may lie outside the screen.
  public let size: Size

  /// Makes a blank screen.
  public init(_ size: Size) {
    grid = CellGrid(size)
    originX = 0
    originY = 0
    clip = Rect(size)
    self.size = size
  }

  /// Makes a blank screen.
  public init(width: Int, height: Int) {
    self.init(Size(width: width, height: height))
  }

  private init(grid: CellGrid, originX: Int, originY: Int, clip: Rect, size: Size) {
    self.grid = grid
    self.originX = originX
    self.originY = originY
    self.clip = clip
    self.size = size
  }

  /// Columns.
  public var width: Int { size.width }
  /// Rows.
  public var height: Int { size.height }
  /// The whole canvas in its own coordinates.
  public var bounds: Rect { Rect(size) }

  /// A canvas for a part of this one.
  public func clipped(to rect: Rect) -> Canvas {
    let onGrid = rect.moved(x: originX, y: originY)
    return Canvas(
      grid: grid,
      originX: onGrid.x,
      originY: onGrid.y,
      clip: clip.intersection(onGrid),
      size: rect.size
    )
  }

  /// The cell at a place; nil outside.
  public subscript(x: Int, y: Int) -> Cell? {
    let column = x + originX
    let row = y + originY
    guard clip.contains(x: column, y: row) else { return nil }
    return grid.cells[row * grid.size.width + column]
  }

  /// Gives the body all cells row by row, if the canvas is a whole screen of that size.
  func withCells<Result>(
    of screen: Size,
    _ body: (UnsafeMutableBufferPointer<Cell>) -> Result
  ) -> Result? {
    guard size == screen, grid.size == screen else { return nil }
    return withExtendedLifetime(grid) { body(grid.cells) }
  }

  /// Fills a part, or everything, with one single-column character.
  public func fill(_ rect: Rect? = nil, with text: String = " ", style: Style = .text) {
    let area = (rect ?? bounds).moved(x: originX, y: originY).intersection(clip)
    guard !area.isEmpty else { return }
    let cell = Cell(CharacterWidth.columns(of: text) == 1 ? text : " ", style: style)
    for row in area.y..<area.bottom {
      for column in area.x..<area.right {
        grid.write(cell, x: column, y: row)
      }
    }
  }

  /// Changes the look of what is drawn already.
  public func restyle(_ rect: Rect, _ change: (inout Style) -> Void) {
    let area = rect.moved(x: originX, y: originY).intersection(clip)
    guard !area.isEmpty else { return }
    for row in area.y..<area.bottom {
      for column in area.x..<area.right {
        change(&grid.cells[row * grid.size.width + column].style)
      }
    }
  }

  /// Lays the selection bar under a part; roles stay, so that colour and glyph still agree.
  public func select(_ rect: Rect) {
    restyle(rect) { $0.background = .selected }
  }
}

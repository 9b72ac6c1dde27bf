/// Rows of text in columns; only the rows that can be seen are asked for.
///
/// The three columns at the left edge belong to the selection mark: ` ▌ `.
public struct Table: Sendable {
  /// Where a column was laid out.
  public struct Place: Equatable, Sendable {
    /// Index among the table's columns.
    public let column: Int
    /// Left edge.
    public let x: Int
    /// Columns it takes.
    public let width: Int
  }

  /// Which part of a selected row gets the bar.
  ///
  /// A short bar costs fewer bytes when the selection moves.
  public enum SelectionBar: Equatable, Sendable {
    /// The whole row.
    case row
    /// The mark and the first so many columns of the table.
    case columns(Int)
  }

  /// The columns.
  public var columns: [TableColumn]
  /// Blanks between two columns.
  public var spacing: Int
  /// Blanks before the first column; the selection mark stands in them.
  public var margin: Int
  /// How a selection is drawn.
  public var selectionBar: SelectionBar

  /// Makes a table.
  public init(
    columns: [TableColumn],
    spacing: Int = 2,
    margin: Int = 3,
    selectionBar: SelectionBar = .row
  ) {
    self.columns = columns
    self.spacing = spacing
    self.margin = margin
    self.selectionBar = selectionBar
  }

  /// Chooses the columns that fit and shares out what is left.
  public func layout(width: Int) -> [Place] {
    var kept = Array(columns.indices)
    func needed() -> Int {
      kept.reduce(margin) { $0 + columns[$1].width } + spacing * max(0, kept.count - 1)
    }
    while needed() > width,
      let victim = kept.filter({ columns[$0].priority > 0 }).max(by: {
        (columns[$0].priority, $0) < (columns[$1].priority, $1)
      })
    {
      kept.removeAll { $0 == victim }
    }
    var room = max(0, width - needed())
    var weights = kept.reduce(0) { $0 + columns[$1].weight }
    var x = margin
    return kept.map { index in
      var columnWidth = columns[index].width
      if columns[index].weight > 0, weights > 0 {
        let extra = room * columns[index].weight / weights
        columnWidth += extra
        room -= extra
        weights -= columns[index].weight
      }
      defer { x += columnWidth + spacing }
      return Place(column: index, x: x, width: max(0, min(columnWidth, width - x)))
    }
  }

  /// Draws the titles into the first row of a canvas.
  public func drawHeader(on canvas: Canvas, style: Style = .dim) {
    for place in layout(width: canvas.width) {
      var title = columns[place.column].title
      for index in title.spans.indices where title.spans[index].style == .text {
        title.spans[index].style = style
      }
      draw(title, at: place, y: 0, on: canvas)
    }
  }

  /// Draws the visible rows, one per line.
  ///
  /// The texts of a row are one for each column of the table; fewer leave the rest blank.
  public func drawRows(
    on canvas: Canvas,
    viewport: ListViewport,
    count: Int,
    cells: (Int) -> [StyledText]
  ) {
    let places = layout(width: canvas.width)
    for y in 0..<canvas.height {
      let index = viewport.offset + y
      guard index < count else { return }
      let texts = cells(index)
      for place in places where place.column < texts.count {
        draw(texts[place.column], at: place, y: y, on: canvas)
      }
      if index == viewport.selection { drawSelection(on: canvas, y: y, places: places) }
    }
  }

  private func draw(_ text: StyledText, at place: Place, y: Int, on canvas: Canvas) {
    let fitted = text.truncated(to: place.width)
    switch columns[place.column].alignment {
    case .left: canvas.put(fitted, x: place.x, y: y)
    case .right: canvas.put(fitted, x: place.x + place.width - fitted.width, y: y)
    }
  }

  private func drawSelection(on canvas: Canvas, y: Int, places: [Place]) {
    if margin >= 2 { canvas.put(Glyph.selection, x: 1, y: y, style: Style(.key)) }
    switch selectionBar {
    case .row:
      canvas.select(Rect(x: min(1, margin), y: y, width: canvas.width, height: 1))
    case .columns(let count):
      let right = places.filter { $0.column < count }.map { $0.x + $0.width }.max() ?? margin
      canvas.select(Rect(x: min(1, margin), y: y, width: right - min(1, margin), height: 1))
    }
  }
}

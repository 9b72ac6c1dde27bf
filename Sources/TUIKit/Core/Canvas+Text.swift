extension Canvas {
  /// Writes text from a column to the right, clipped by whole clusters.
  ///
  /// `limit` is the columns it may take; nil is up to the right edge.
  ///
  /// - Returns: columns taken, counted also where the canvas is cut.
  @discardableResult
  public func put(
    _ text: some StringProtocol,
    x: Int,
    y: Int,
    style: Style = .text,
    limit: Int? = nil
  ) -> Int {
    let room = min(limit ?? .max, size.width - x)
    guard y >= 0, y < size.height, room > 0 else { return 0 }
    var used = 0
    if text.utf8.allSatisfy({ $0 < 0x80 }) {
      for byte in text.utf8 {
        if used == room { break }
        place(Cell(CellGrid.ascii[Int(byte)], style: style), x: x + used, y: y)
        used += 1
      }
      return used
    }
    if CharacterWidth.simpleColumns(of: text) != nil {
      for scalar in text.unicodeScalars {
        if used == room { break }
        let isASCII = scalar.value < 0x80
        let cluster = isASCII ? CellGrid.ascii[Int(scalar.value)] : String(Character(scalar))
        place(Cell(cluster, style: style), x: x + used, y: y)
        used += 1
      }
      return used
    }
    for character in text {
      let cell = Self.cell(for: character, style: style)
      let columns = Int(cell.width)
      if columns == 0 { continue }
      if used + columns > room { break }
      place(cell, x: x + used, y: y)
      used += columns
    }
    return used
  }

  /// Writes a line of several styles from a column to the right.
  @discardableResult
  public func put(_ line: StyledText, x: Int, y: Int, limit: Int? = nil) -> Int {
    var used = 0
    let room = min(limit ?? .max, size.width - x)
    for span in line.spans where used < room {
      let columns = put(span.text, x: x + used, y: y, style: span.style, limit: room - used)
      used += columns
      if columns < CharacterWidth.columns(of: span.text) { break }
    }
    return used
  }

  /// Writes a line that ends before column `right`; it loses its beginning last.
  @discardableResult
  public func put(_ line: StyledText, right: Int, y: Int, limit: Int? = nil) -> Int {
    let room = min(limit ?? right, right)
    let fitted = line.truncated(to: room)
    return put(fitted, x: right - fitted.width, y: y)
  }

  /// Writes text that ends before column `right`.
  @discardableResult
  public func put(
    _ text: String,
    right: Int,
    y: Int,
    style: Style = .text,
    limit: Int? = nil
  ) -> Int {
    put(StyledText(text, style), right: right, y: y, limit: limit)
  }

  /// Draws a horizontal line.
  public func horizontalLine(
    x: Int = 0,
    y: Int,
    width: Int? = nil,
    style: Style = .border,
    glyph: String = Glyph.horizontal
  ) {
    fill(
      Rect(x: x, y: y, width: width ?? size.width - x, height: 1),
      with: glyph,
      style: style
    )
  }

  /// Draws a vertical line.
  public func verticalLine(
    x: Int,
    y: Int = 0,
    height: Int? = nil,
    style: Style = .border,
    glyph: String = Glyph.vertical
  ) {
    fill(
      Rect(x: x, y: y, width: 1, height: height ?? size.height - y),
      with: glyph,
      style: style
    )
  }

  /// Makes a safe cell of a cluster: what could steer the terminal becomes U+FFFD.
  static func cell(for character: Character, style: Style) -> Cell {
    let scalars = character.unicodeScalars
    guard let first = scalars.first else { return Cell("", style: style, width: 0) }
    if CharacterWidth.isUnsafe(first) { return Cell("\u{FFFD}", style: style) }
    let columns = CharacterWidth.columns(of: character)
    if scalars.count == 1 {
      return Cell(columns == 0 ? "" : String(character), style: style, width: UInt8(columns))
    }
    var text = ""
    if columns == 0 { text = " " }
    // A cluster may carry any number of marks; more than a few are an attack on the reader.
    for scalar in scalars.prefix(8) where !CharacterWidth.isUnsafe(scalar) {
      text.unicodeScalars.append(scalar)
    }
    return Cell(text, style: style, width: UInt8(max(1, columns)))
  }

  private func place(_ cell: Cell, x: Int, y: Int) {
    let column = x + originX
    let row = y + originY
    guard row >= clip.y, row < clip.bottom, column < clip.right else { return }
    if column >= clip.x, column + Int(cell.width) <= clip.right {
      grid.write(cell, x: column, y: row)
      return
    }
    // A wide cluster that sticks out is not drawn; its visible half is blank.
    let visible = max(column, clip.x)
    guard visible < column + Int(cell.width) else { return }
    grid.write(Cell(" ", style: cell.style), x: visible, y: row)
  }
}

extension Canvas {
  /// The rows as text without trailing blanks.
  public var lines: [String] {
    rows { row in
      var line = row.reduce(into: "") { $0 += $1.text }
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  /// The rows as one text, a line feed after each but the last.
  public var text: String { lines.joined(separator: "\n") }

  /// One letter per cell: the role of its text, in upper case when bold; `_` when it is blank on the plain ground.
  public var styleLayer: [String] {
    rows { row in
      var line = ""
      for cell in row {
        if cell.text == " ", cell.style.background == nil {
          line += "_"
        } else if cell.style.attributes.contains(.bold) {
          line += cell.style.foreground.letter.uppercased()
        } else {
          line.append(cell.style.foreground.letter)
        }
      }
      while line.last == "_" { line.removeLast() }
      return line
    }
  }

  /// One letter per cell: the role of its ground, `_` for the plain one.
  public var backgroundLayer: [String] {
    rows { row in
      var line = ""
      for cell in row { line.append(cell.style.background?.letter ?? "_") }
      while line.last == "_" { line.removeLast() }
      return line
    }
  }

  private func rows(_ body: ([Cell]) -> String) -> [String] {
    (0..<size.height).map { y in
      body((0..<size.width).map { x in self[x, y] ?? .blank })
    }
  }
}

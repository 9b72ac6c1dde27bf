/// Draws a frame as an SVG picture: a fixed grid of cells that looks the same with any monospace font.
///
/// Every run of text is stretched to its columns, and blocks, bars, braille and lines are drawn as shapes, so that
/// nothing depends on the glyphs of a font joining up. The same frame gives the same bytes.
public struct SVGEncoder: ScreenEncoder, Sendable {
  /// Colours for roles.
  public var theme: Theme
  /// Colours the picture may use; `mono` has text and ground alone, as a terminal without colours.
  public var depth: ColorDepth
  /// Characters it may use.
  public var charset: Charset
  /// A title for readers of the file; not drawn.
  public var title: String

  /// Width of a cell in tenths of a pixel.
  static let cellWidth = 84
  /// Height of a cell in tenths of a pixel.
  static let cellHeight = 180
  private static let baseline = 135
  private static let margin = 120

  /// Makes an encoder.
  public init(
    theme: Theme = .midnight,
    depth: ColorDepth = .truecolor,
    charset: Charset = .braille,
    title: String = "ndissect"
  ) {
    self.theme = theme
    self.depth = depth
    self.charset = charset
    self.title = title
  }

  /// The picture, a line for each row of its parts.
  public func encode(_ canvas: Canvas) -> String {
    let width = canvas.width * Self.cellWidth + 2 * Self.margin
    let height = canvas.height * Self.cellHeight + 2 * Self.margin
    let ground = ground
    let (pixelWidth, pixelHeight) = (Self.decimal(width), Self.decimal(height))
    var text = """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(pixelWidth)" height="\(pixelHeight)" \
      viewBox="0 0 \(pixelWidth) \(pixelHeight)">
      <title>\(Self.escaped(title))</title>
      <style>text{font-family:'DejaVu Sans Mono','Menlo','Consolas',monospace;font-size:14px;\
      white-space:pre}.b{font-weight:bold}.i{font-style:italic}.u{text-decoration:underline}</style>
      <rect width="100%" height="100%" rx="8" fill="\(ground.hex)"/>

      """
    for y in 0..<canvas.height {
      let runs = runs(of: y, in: canvas, ground: ground)
      for run in runs { text += rectangle(run, y: y, ground: ground) }
      for run in runs { text += glyphs(run, y: y) }
    }
    return text + "</svg>\n"
  }

  /// Neighbouring cells of one look.
  struct Run {
    var x: Int
    var columns: Int
    var cells: [(text: String, columns: Int)]
    var foreground: RGB
    var background: RGB
    var attributes: Style.Attributes
  }

  /// What lies behind the text.
  private var ground: RGB {
    if depth == .mono { return theme.isLight ? RGB(0xFFFFFF) : RGB(0x141414) }
    return theme.background.map(shown) ?? (theme.isLight ? RGB(0xFFFFFF) : RGB(0x101418))
  }

  /// The colour that a terminal of this depth has in the place of a colour.
  private func shown(_ color: RGB) -> RGB {
    switch depth {
    case .truecolor, .mono: color
    case .palette256: .palette(color.index256)
    case .palette16: .palette(color.index16)
    }
  }

  private func runs(of y: Int, in canvas: Canvas, ground: RGB) -> [Run] {
    var runs: [Run] = []
    for x in 0..<canvas.width {
      guard let cell = canvas[x, y], cell.width > 0 else { continue }
      let look = theme.resolve(cell.style, depth: depth)
      let text = depth == .mono ? nil : theme[.text].color.map(shown)
      var foreground = look.foreground.map(shown) ?? text ?? Self.text(on: ground)
      var background = look.background.map(shown) ?? ground
      if look.attributes.contains(.reverse) { swap(&foreground, &background) }
      if look.attributes.contains(.dim) { foreground = foreground.mixed(with: background, 96) }
      let shape = look.attributes.subtracting([.reverse, .dim])
      let columns = Int(cell.width)
      let content = (charset.rendering(of: cell.text, columns: columns), columns)
      if let last = runs.last, last.foreground == foreground, last.background == background,
        last.attributes == shape
      {
        runs[runs.count - 1].cells.append(content)
        runs[runs.count - 1].columns += columns
      } else {
        runs.append(
          Run(
            x: x,
            columns: columns,
            cells: [content],
            foreground: foreground,
            background: background,
            attributes: shape
          )
        )
      }
    }
    return runs
  }

  private func rectangle(_ run: Run, y: Int, ground: RGB) -> String {
    guard run.background != ground else { return "" }
    return Self.rect(
      x: Self.left(run.x),
      y: Self.top(y),
      width: run.columns * Self.cellWidth,
      height: Self.cellHeight,
      fill: run.background.hex
    ) + "\n"
  }

  /// Text pieces and shapes of a run.
  private func glyphs(_ run: Run, y: Int) -> String {
    var text = ""
    var shapes = ""
    var piece = ""
    var pieceStart = run.x
    var x = run.x
    func end() {
      text += Self.text(piece, columns: x - pieceStart, x: pieceStart, y: y, run: run)
      piece = ""
    }
    for (content, columns) in run.cells {
      if content == " " {
        // One blank belongs to a text, more end it.
        if piece.isEmpty || piece.last == " " {
          if piece.last == " " { piece.removeLast() }
          let blanks = x
          if !piece.isEmpty {
            x -= 1
            end()
            x = blanks
          }
          pieceStart = x + 1
        } else {
          piece += content
        }
      } else if let shape = Self.shape(of: content, x: Self.left(x), y: Self.top(y)) {
        end()
        shapes += shape
        pieceStart = x + columns
      } else {
        piece += content
      }
      x += columns
    }
    if piece.last == " " {
      piece.removeLast()
      x -= 1
    }
    end()
    if !shapes.isEmpty { text += "<path d=\"\(shapes)\" fill=\"\(run.foreground.hex)\"/>\n" }
    return text
  }

  private static func text(_ piece: String, columns: Int, x: Int, y: Int, run: Run) -> String {
    guard !piece.isEmpty, columns > 0 else { return "" }
    var classes: [String] = []
    if run.attributes.contains(.bold) { classes.append("b") }
    if run.attributes.contains(.italic) { classes.append("i") }
    if run.attributes.contains(.underline) { classes.append("u") }
    let look = classes.isEmpty ? "" : " class=\"\(classes.joined(separator: " "))\""
    return "<text x=\"\(decimal(left(x)))\" y=\"\(decimal(top(y) + baseline))\""
      + " textLength=\"\(decimal(columns * cellWidth))\" lengthAdjust=\"spacingAndGlyphs\""
      + "\(look) fill=\"\(run.foreground.hex)\">\(escaped(piece))</text>\n"
  }

  static func rect(x: Int, y: Int, width: Int, height: Int, fill: String) -> String {
    "<rect x=\"\(decimal(x))\" y=\"\(decimal(y))\" width=\"\(decimal(width))\""
      + " height=\"\(decimal(height))\" fill=\"\(fill)\"/>"
  }

  static func left(_ column: Int) -> Int { margin + column * cellWidth }

  static func top(_ row: Int) -> Int { margin + row * cellHeight }

  private static func text(on ground: RGB) -> RGB {
    ground.luminance >= 500 ? RGB(0x202020) : RGB(0xE0E0E0)
  }

  /// Tenths as a decimal number.
  static func decimal(_ tenths: Int) -> String {
    let sign = tenths < 0 ? "-" : ""
    let value = tenths.magnitude
    return value % 10 == 0 ? "\(sign)\(value / 10)" : "\(sign)\(value / 10).\(value % 10)"
  }

  static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text {
      switch character {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      default: escaped.append(character)
      }
    }
    return escaped
  }
}

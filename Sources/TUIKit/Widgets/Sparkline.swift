/// A graph of samples, the newest at the right edge.
///
/// Braille shows two samples in a cell, blocks and ASCII one. A sample above zero always shows at least one dot.
public struct Sparkline: Sendable {
  /// The samples, oldest first; what is not finite or negative counts as zero.
  public var samples: [Double]
  /// The value of a full column; nil takes `scale(of:)` of the visible samples.
  public var peak: Double?
  /// Its look.
  public var style: Style
  /// The look of what lies below the cell a column ends in; nil takes `style`.
  public var fill: Style?

  /// Makes a graph.
  public init(
    _ samples: [Double],
    peak: Double? = nil,
    style: Style = Style(.rx),
    fill: Style? = nil
  ) {
    self.samples = samples
    self.peak = peak
    self.style = style
    self.fill = fill
  }

  /// The value of a full column from a baseline of 0: the highest sample, at least four thirds of the mean.
  ///
  /// So a steady rate stands at three quarters of the height, and a burst reaches the top.
  public static func scale(of samples: some Collection<Double>) -> Double {
    let known = samples.filter { $0.isFinite && $0 > 0 }
    guard let highest = known.max() else { return 0 }
    let mean = known.reduce(0) { $0 + $1 / Double(samples.count) }
    return max(highest, mean * 4 / 3)
  }

  /// Samples that fit into a number of columns.
  public static func capacity(columns: Int, charset: Charset) -> Int {
    charset == .braille ? columns * 2 : columns
  }

  /// Draws over the whole canvas, from the bottom up.
  public func draw(on canvas: Canvas, charset: Charset) {
    guard canvas.width > 0, canvas.height > 0 else { return }
    let perCell = charset == .braille ? 2 : 1
    let steps = charset == .block ? 8 : 4
    let visible = samples.suffix(canvas.width * perCell)
    let top = peak ?? Self.scale(of: visible)
    let levels = visible.map { Self.level($0, peak: top, steps: steps * canvas.height) }
    let missing = canvas.width * perCell - levels.count
    for y in 0..<canvas.height {
      let floor = (canvas.height - 1 - y) * steps
      for x in 0..<canvas.width {
        func level(_ part: Int) -> Int {
          let index = x * perCell + part - missing
          return index < 0 ? 0 : min(max(0, levels[index] - floor), steps)
        }
        let glyph =
          switch charset {
          case .braille: Self.braille(level(0), level(1))
          case .block: level(0) == 0 ? " " : Glyph.bars[level(0) - 1]
          case .ascii: Self.asciiLevels[level(0)]
          }
        let isBelow = (0..<perCell).allSatisfy { part in
          let index = x * perCell + part - missing
          return index >= 0 && levels[index] > floor + steps
        }
        if glyph != " " { canvas.put(glyph, x: x, y: y, style: isBelow ? fill ?? style : style) }
      }
    }
  }

  /// The graph of one row as text.
  public func text(columns: Int, charset: Charset) -> StyledText {
    let canvas = Canvas(width: columns, height: 1)
    draw(on: canvas, charset: charset)
    let row = (0..<columns).reduce(into: "") { $0 += canvas[$1, 0]?.text ?? " " }
    return StyledText(row, style)
  }

  /// Heights 0…4 without braille and blocks.
  static let asciiLevels = [" ", "_", "-", "=", "#"]

  private static func level(_ sample: Double, peak: Double, steps: Int) -> Int {
    guard sample.isFinite, sample > 0, peak > 0 else { return 0 }
    let share = min(1, sample / peak)
    return max(1, Int((share * Double(steps)).rounded()))
  }

  /// A cell of two columns of dots, each 0…4 high.
  private static func braille(_ left: Int, _ right: Int) -> String {
    let leftDots: [UInt32] = [0, 0x40, 0x44, 0x46, 0x47]
    let rightDots: [UInt32] = [0, 0x80, 0xA0, 0xB0, 0xB8]
    let dots = leftDots[left] | rightDots[right]
    guard dots != 0, let scalar = Unicode.Scalar(0x2800 + dots) else { return " " }
    return String(Character(scalar))
  }
}

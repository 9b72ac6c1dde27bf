/// A horizontal bar that shows a share.
public struct Gauge: Sendable {
  /// 0…1; more is drawn full.
  public var share: Double
  /// The look of the filled part.
  public var style: Style

  /// Makes a gauge; a share that is not finite counts as zero.
  public init(_ share: Double, style: Style = Style(.rx)) {
    self.share = share.isFinite ? min(1, max(0, share)) : 0
    self.style = style
  }

  /// The bar in so many columns; anything above zero shows at least a trace.
  public func text(columns: Int, charset: Charset) -> StyledText {
    guard columns > 0 else { return StyledText() }
    if charset == .ascii {
      let filled = share > 0 ? max(1, Int((share * Double(columns)).rounded())) : 0
      return StyledText([
        StyledText.Span(String(repeating: "#", count: filled), style),
        StyledText.Span(String(repeating: ".", count: columns - filled), .dim),
      ])
    }
    let eighths = share > 0 ? max(1, Int((share * Double(columns * 8)).rounded())) : 0
    var bar = String(repeating: "█", count: eighths / 8)
    if eighths % 8 > 0 { bar += Glyph.leftBars[eighths % 8 - 1] }
    let rest = columns - (eighths + 7) / 8
    return StyledText([
      StyledText.Span(bar, style), StyledText.Span(String(repeating: " ", count: rest), .dim),
    ])
  }
}

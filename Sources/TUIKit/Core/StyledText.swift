/// A line of text in several styles.
public struct StyledText: Equatable, Sendable, ExpressibleByStringLiteral {
  /// A piece in one style.
  public struct Span: Equatable, Sendable {
    /// The text.
    public var text: String
    /// Its look.
    public var style: Style

    /// Makes a piece.
    public init(_ text: String, _ style: Style = .text) {
      self.text = text
      self.style = style
    }
  }

  /// The pieces in order.
  public var spans: [Span]

  /// Joins pieces.
  public init(_ spans: [Span] = []) {
    self.spans = spans
  }

  /// A text in one style.
  public init(_ text: String, _ style: Style = .text) {
    spans = text.isEmpty ? [] : [Span(text, style)]
  }

  /// Ordinary text.
  public init(stringLiteral value: String) {
    self.init(value)
  }

  /// Columns it takes.
  public var width: Int {
    spans.reduce(0) { $0 + CharacterWidth.columns(of: $1.text) }
  }

  /// The text without its styles.
  public var string: String {
    spans.reduce(into: "") { $0 += $1.text }
  }

  /// Whether there is nothing to draw.
  public var isEmpty: Bool {
    spans.allSatisfy { $0.text.isEmpty }
  }

  /// Adds a piece.
  public mutating func append(_ text: String, _ style: Style = .text) {
    spans.append(Span(text, style))
  }

  /// One line after another.
  public static func + (left: StyledText, right: StyledText) -> StyledText {
    StyledText(left.spans + right.spans)
  }

  /// Adds a line.
  public static func += (left: inout StyledText, right: StyledText) {
    left.spans += right.spans
  }

  /// The line with `…` in the middle of its last piece if it does not fit; at its end if that piece has no room.
  public func shortened(to columns: Int) -> StyledText {
    guard width > columns, let last = spans.last else { return self }
    let room = columns - (width - CharacterWidth.columns(of: last.text))
    guard room >= 5 else { return truncated(to: columns) }
    let short = Span(CharacterWidth.shortened(last.text, columns: room), last.style)
    return StyledText(spans.dropLast() + [short])
  }

  /// The line with `…` at its end if it does not fit.
  public func truncated(to columns: Int) -> StyledText {
    guard width > columns else { return self }
    guard columns > 0 else { return StyledText() }
    var room = columns - 1
    var kept: [Span] = []
    for span in spans {
      let part = CharacterWidth.prefix(of: span.text, columns: room)
      kept.append(Span(String(part), span.style))
      room -= CharacterWidth.columns(of: part)
      if part.endIndex < span.text.endIndex {
        kept.append(Span("…", span.style))
        return StyledText(kept)
      }
    }
    return StyledText(kept)
  }
}

/// The place of a row in a tree, drawn as guides before its text.
public struct TreeRow: Equatable, Sendable {
  /// Whether a row can be folded.
  public enum Fold: Equatable, Sendable {
    /// It has nothing below.
    case leaf
    /// What is below is shown.
    case open
    /// What is below is hidden.
    case closed
  }

  /// For each ancestor below the root, from the top: whether it has a later sibling.
  public var ancestorContinues: [Bool]
  /// Whether this is a top row.
  public var isRoot: Bool
  /// Whether no sibling follows.
  public var isLast: Bool
  /// Whether it can be folded.
  public var fold: Fold

  /// A top row.
  public init(root fold: Fold) {
    ancestorContinues = []
    isRoot = true
    isLast = true
    self.fold = fold
  }

  /// A row below another.
  public init(ancestorContinues: [Bool] = [], isLast: Bool, fold: Fold = .leaf) {
    self.ancestorContinues = ancestorContinues
    isRoot = false
    self.isLast = isLast
    self.fold = fold
  }

  /// The guides: `▾ ` and `▸ ` for top rows, `  ├ `, `  └ `, `  │ ├▾ ` below them.
  public var prefix: StyledText {
    let mark: String? =
      switch fold {
      case .leaf: nil
      case .open: Glyph.open
      case .closed: Glyph.closed
      }
    if isRoot { return StyledText((mark ?? " ") + " ", Style(.key)) }
    var guides = "  "
    for continues in ancestorContinues { guides += continues ? Glyph.vertical + " " : "  " }
    guides += isLast ? Glyph.cornerBottomLeft : Glyph.teeRight
    guard let mark else { return StyledText(guides + " ", .border) }
    return StyledText([
      StyledText.Span(guides, .border), StyledText.Span(mark + " ", Style(.key)),
    ])
  }
}

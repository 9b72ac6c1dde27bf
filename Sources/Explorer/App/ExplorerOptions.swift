public import TUIKit

/// What the command line decides about the explorer.
public struct ExplorerOptions: Sendable {
  /// Themes to go through, the first at start; never empty.
  public let themes: [Theme]
  /// Characters at start; nil lets the terminal choose, without a terminal braille.
  public var charset: Charset?
  /// Colours; nil lets the terminal choose.
  public var depth: ColorDepth?
  /// The view at start.
  public var startsWithTrace: Bool
  /// The name of a program that shares the terminal; nil if there is none.
  public var program: String?
  /// Nobody chose a theme, so the terminal's ground chooses between the first and its partner.
  public var followsTerminal = false
  /// Keys.
  public var keys: KeyMap = .standard
  /// How much is shown side by side.
  public var layout: LayoutChoice = .auto
  /// New figures in a second, 1…10.
  public var samplesPerSecond = 2

  /// Makes options; no themes gives the default one.
  public init(
    themes: [Theme] = Theme.builtIn,
    charset: Charset? = nil,
    depth: ColorDepth? = nil,
    startsWithTrace: Bool = false
  ) {
    self.themes = themes.isEmpty ? [.midnight] : themes
    self.charset = charset
    self.depth = depth
    self.startsWithTrace = startsWithTrace
  }

  var view: ViewID { startsWithTrace ? .trace : .stack }
}

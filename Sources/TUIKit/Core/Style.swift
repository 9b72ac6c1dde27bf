/// The look of a cell: roles and attributes, never colours.
public struct Style: Equatable, Hashable, Sendable {
  /// Ways to print a character.
  public struct Attributes: OptionSet, Equatable, Hashable, Sendable {
    /// One bit for each attribute.
    public let rawValue: UInt8

    /// Makes a set from its bits.
    public init(rawValue: UInt8) {
      self.rawValue = rawValue
    }

    /// Heavier.
    public static let bold = Attributes(rawValue: 1)
    /// Fainter.
    public static let dim = Attributes(rawValue: 2)
    /// Foreground and background exchanged.
    public static let reverse = Attributes(rawValue: 4)
    /// Underlined.
    public static let underline = Attributes(rawValue: 8)
    /// Slanted.
    public static let italic = Attributes(rawValue: 16)
  }

  /// The role of the text.
  public var foreground: Role
  /// The role of the ground; nil is the theme's own background.
  public var background: Role?
  /// Attributes beyond what the theme gives the role.
  public var attributes: Attributes

  /// Makes a style.
  public init(
    _ foreground: Role = .text,
    on background: Role? = nil,
    _ attributes: Attributes = []
  ) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }

  /// Ordinary text.
  public static let text = Style(.text)
  /// Zero, idle, units, labels.
  public static let dim = Style(.dim)
  /// Titles of panes.
  public static let title = Style(.title, .bold)
  /// Rules, guides, hairlines.
  public static let border = Style(.border)
  /// A key in a hint.
  public static let key = Style(.key, .bold)
  /// Heavy text.
  public static let bold = Style(.text, .bold)

  /// A style without background.
  public init(_ foreground: Role, _ attributes: Attributes) {
    self.init(foreground, on: nil, attributes)
  }

  /// The same style on another ground.
  public func on(_ background: Role?) -> Style {
    Style(foreground, on: background, attributes)
  }

  /// The same style with more attributes.
  public func adding(_ more: Attributes) -> Style {
    Style(foreground, on: background, attributes.union(more))
  }
}

/// Colours and attributes for every role.
public struct Theme: Equatable, Sendable {
  /// What a role looks like.
  public struct Entry: Equatable, Sendable {
    /// Its colour; nil leaves the terminal's own.
    public var color: RGB?
    /// How it is told apart where there is no colour.
    public var attributes: Style.Attributes

    /// Makes an entry.
    public init(_ color: RGB?, _ attributes: Style.Attributes = []) {
      self.color = color
      self.attributes = attributes
    }
  }

  /// The name people choose it by.
  public var name: String
  /// The theme for the opposite brightness.
  public var pair: String?
  /// The ground; nil leaves the terminal's own.
  public var background: RGB?
  /// Text on the selection bar, for roles that have no colour of their own; nil keeps them.
  public var selectedText: RGB?
  private var entries: [Entry]

  /// A theme whose roles all show the terminal's own colours.
  public init(name: String) {
    self.name = name
    entries = Role.allCases.map { Entry(nil, Self.monoAttributes(of: $0)) }
  }

  /// The look of a role.
  public subscript(role: Role) -> Entry {
    get { entries[Int(role.rawValue)] }
    set { entries[Int(role.rawValue)] = newValue }
  }

  /// Whether its ground is bright; a transparent one counts as dark.
  public var isLight: Bool { (background?.luminance ?? 0) >= 500 }

  /// Attributes that stand in for colour unless a theme says otherwise.
  static func monoAttributes(of role: Role) -> Style.Attributes {
    switch role {
    case .title, .key, .warn: .bold
    case .drop: [.bold, .underline]
    case .changed: .underline
    case .held: .bold
    case .dim, .border, .heat1: .dim
    case .heat4, .heat5: .bold
    case .selected: .reverse
    default: []
    }
  }
}

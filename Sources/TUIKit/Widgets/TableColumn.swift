/// One column of a table.
public struct TableColumn: Equatable, Sendable {
  /// Which side of the column its text keeps to.
  public enum Alignment: Equatable, Sendable {
    /// Text.
    case left
    /// Numbers.
    case right
  }

  /// The word above it.
  public var title: StyledText
  /// Columns it takes at least.
  public var width: Int
  /// Its share of the room that is left; 0 keeps it at its width.
  public var weight: Int
  /// Which side its text keeps to.
  public var alignment: Alignment
  /// Rank when room is short: the highest number goes first, 0 never goes.
  public var priority: Int

  /// Describes a column.
  public init(
    _ title: StyledText,
    width: Int,
    weight: Int = 0,
    alignment: Alignment = .left,
    priority: Int = 0
  ) {
    self.title = title
    self.width = width
    self.weight = weight
    self.alignment = alignment
    self.priority = priority
  }
}

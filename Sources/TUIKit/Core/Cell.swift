/// One place on the screen: a grapheme cluster and its style.
public struct Cell: Equatable, Sendable {
  /// The cluster; empty in the second column of a wide one.
  public var text: String
  /// Its look.
  public var style: Style
  /// Columns the cluster takes: 1 or 2; 0 in the second column of a wide one.
  public var width: UInt8

  /// Makes a cell; the caller has measured the cluster.
  public init(_ text: String, style: Style = .text, width: UInt8 = 1) {
    self.text = text
    self.style = style
    self.width = width
  }

  /// An empty place.
  public static let blank = Cell(" ")

  /// The second column of a wide cluster.
  static func continuation(_ style: Style) -> Cell {
    Cell("", style: style, width: 0)
  }
}

/// The views to choose from: ` [1 Stack]  2 Adapter  3 OIDs`.
public struct TabBar: Sendable {
  /// A view.
  public struct Tab: Equatable, Sendable {
    /// The key that opens it.
    public var key: String
    /// Its name.
    public var name: String

    /// Makes a tab.
    public init(_ key: String, _ name: String) {
      self.key = key
      self.name = name
    }
  }

  /// The tabs from left to right.
  public var tabs: [Tab]
  /// The one that is open; nil for none.
  public var selected: Int?
  /// What stands at the right edge, if it fits.
  public var trailing: StyledText

  /// Makes a bar.
  public init(_ tabs: [Tab], selected: Int?, trailing: StyledText = "") {
    self.tabs = tabs
    self.selected = selected
    self.trailing = trailing
  }

  /// Where each tab lies for a width: its left edge and columns, brackets included.
  ///
  /// For mouse clicks too.
  public func places(width: Int) -> [(x: Int, width: Int)] {
    let isShort = fullWidth > width
    var x = 1
    return tabs.indices.map { index in
      let columns = text(index, isShort: isShort).width + 2
      defer { x += columns }
      return (x, columns)
    }
  }

  /// Draws the bar; when it is too long only the open tab keeps its name.
  public func draw(on canvas: Canvas, y: Int = 0) {
    let isShort = fullWidth > canvas.width
    var end = 1
    for (index, place) in places(width: canvas.width).enumerated() {
      let isSelected = index == selected
      let bracket = isSelected ? Style(.title, .bold) : Style(.border)
      canvas.put(isSelected ? "[" : " ", x: place.x, y: y, style: bracket)
      canvas.put(text(index, isShort: isShort), x: place.x + 1, y: y)
      canvas.put(isSelected ? "]" : " ", x: place.x + place.width - 1, y: y, style: bracket)
      end = place.x + place.width
    }
    if end + 1 + trailing.width < canvas.width {
      canvas.put(trailing, right: canvas.width - 1, y: y)
    }
  }

  private var fullWidth: Int {
    tabs.indices.reduce(1) { $0 + text($1, isShort: false).width + 2 }
  }

  private func text(_ index: Int, isShort: Bool) -> StyledText {
    let isSelected = index == selected
    var line = StyledText(tabs[index].key, .key)
    if !isShort || isSelected {
      line.append(" " + tabs[index].name, isSelected ? .title : Style(.text))
    }
    return line
  }
}

/// Which part of a long list is seen, and which item is selected.
///
/// Nothing in it grows with the list.
public struct ListViewport: Equatable, Sendable {
  /// The first visible item.
  public private(set) var offset: Int
  /// The selected item; meaningless in an empty list.
  public private(set) var selection: Int
  /// Rows kept between the selection and the edge when there is more beyond.
  public var margin: Int

  /// Starts at an item.
  public init(selection: Int = 0, offset: Int = 0, margin: Int = 1) {
    self.selection = max(0, selection)
    self.offset = max(0, offset)
    self.margin = max(0, margin)
  }

  /// Moves both into the list and the selection into view.
  ///
  /// Call before drawing and after any change.
  public mutating func fit(count: Int, height: Int) {
    selection = min(max(0, selection), max(0, count - 1))
    let rows = max(1, height)
    let edge = min(margin, (rows - 1) / 2)
    let last = max(0, count - rows)
    if selection < offset + edge { offset = selection - edge }
    if selection > offset + rows - 1 - edge { offset = selection - rows + 1 + edge }
    offset = min(max(0, offset), last)
  }

  /// Moves the selection, stopping at the ends.
  public mutating func move(by distance: Int, count: Int, height: Int) {
    let (moved, isOver) = selection.addingReportingOverflow(distance)
    selection = isOver ? (distance < 0 ? 0 : Int.max) : moved
    fit(count: count, height: height)
  }

  /// Selects an item.
  public mutating func select(_ index: Int, count: Int, height: Int) {
    selection = index
    fit(count: count, height: height)
  }

  /// Moves the view, taking the selection along only when it would leave it.
  public mutating func scroll(by rows: Int, count: Int, height: Int) {
    let last = max(0, count - max(1, height))
    let (moved, isOver) = offset.addingReportingOverflow(rows)
    offset = min(max(0, isOver ? (rows < 0 ? 0 : last) : moved), last)
    let edge = min(margin, (max(1, height) - 1) / 2)
    let low = offset == 0 ? 0 : offset + edge
    let high = offset == last ? max(0, count - 1) : offset + max(1, height) - 1 - edge
    selection = min(max(selection, low), max(low, high))
    fit(count: count, height: height)
  }

  /// The item in a row of the view; nil beyond the end.
  public func item(inRow row: Int, count: Int) -> Int? {
    let index = offset + row
    return row >= 0 && index < count ? index : nil
  }
}

import TUIKit

/// How the Events view shares out its part of the screen.
struct EventsLayout: Equatable {
  /// The list.
  var list: Rect
  /// What is known of the selected event; nil where there is no room.
  var detail: Rect?
  /// How many there are of which kind; nil where there is no room.
  var counts: Rect?
  /// The same by who it happened to.
  var owners: Rect?

  /// Shares out.
  ///
  /// - Parameters:
  ///   - screen: the screen.
  ///   - isZoomed: the list has all the room.
  init(_ screen: ScreenLayout, isZoomed: Bool = false) {
    let body = screen.body
    if isZoomed, screen.kind != .statusLine {
      list = body
      return
    }
    switch screen.kind {
    case .statusLine: list = Rect(x: 0, y: 0, width: 0, height: 0)
    case .narrow:
      let parts = body.rows([.weight(1), .cells(body.height >= 16 ? 6 : 0)])
      list = parts[0]
      detail = parts[1].isEmpty ? nil : parts[1]
    case .normal:
      let parts = body.rows([.weight(1), .cells(body.height >= 30 ? 9 : 7)])
      list = parts[0]
      detail = parts[1]
    case .dashboard:
      let columns = body.columns([.weight(1), .cells(1), .cells(52)])
      list = columns[0]
      let right = columns[2].rows([.cells(14), .cells(11), .weight(1)])
      detail = right[0]
      counts = right[1]
      owners = right[2]
    }
  }
}

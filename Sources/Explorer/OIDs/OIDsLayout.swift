import TUIKit

/// How the OIDs view shares out its part of the screen.
struct OIDsLayout: Equatable {
  /// Identifiers or requests.
  var list: Rect
  /// Who had the request; nil where there is no room.
  var flight: Rect?
  /// The value in its parts; nil where there is no room.
  var value: Rect?
  /// The value's bytes; nil where they share a pane with the parts.
  var bytes: Rect?

  /// Shares out; on a small screen the value takes the list's place while it has the focus.
  init(_ screen: ScreenLayout, _ focus: OIDsState.Pane, isZoomed: Bool = false) {
    let body = screen.body
    list = Rect(x: 0, y: 0, width: 0, height: 0)
    if isZoomed, screen.kind != .statusLine {
      if focus == .list { list = body } else { value = body }
      return
    }
    switch screen.kind {
    case .statusLine: break
    case .narrow:
      if focus == .list { list = body } else { value = body }
    case .normal:
      let parts = body.rows([.weight(1), .cells(body.height >= 30 ? 13 : 9)])
      list = parts[0]
      let halves = parts[1].columns([.weight(52), .cells(1), .weight(48)])
      flight = halves[0]
      value = halves[2]
    case .dashboard:
      let columns = body.columns([.weight(55), .cells(1), .weight(45)])
      list = columns[0]
      let right = columns[2].rows([.cells(12), .weight(3), .weight(2)])
      flight = right[0]
      value = right[1]
      bytes = right[2]
    }
  }
}

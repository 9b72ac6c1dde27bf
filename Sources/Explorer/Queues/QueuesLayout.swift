import TUIKit

/// How the Queues view shares out its part of the screen.
struct QueuesLayout: Equatable {
  /// The queues with their last minute.
  var list: Rect
  /// Who fills the selected queue, or how a hash led to it; nil where there is no room.
  var flows: Rect?
  /// The indirection table; nil where there is no room.
  var table: Rect?

  /// Shares out.
  ///
  /// - Parameters:
  ///   - screen: the screen.
  ///   - queues: queues to be listed.
  ///   - focus: on a small screen the pane that has the list's place.
  ///   - isZoomed: the pane with the focus has all the room.
  init(_ screen: ScreenLayout, queues: Int, focus: QueuesState.Pane, isZoomed: Bool) {
    let body = screen.body
    list = Rect(x: 0, y: 0, width: 0, height: 0)
    guard screen.kind != .statusLine else { return }
    if isZoomed || screen.kind == .narrow {
      switch focus {
      case .list: list = body
      case .flows: flows = body
      case .table: table = body
      }
      return
    }
    let most = body.height / 2
    let parts = body.rows([.cells(min(max(5, queues + 3), most)), .weight(1)])
    list = parts[0]
    let halves = parts[1].columns([.weight(52), .cells(1), .weight(48)])
    flows = halves[0]
    table = halves[2]
  }
}

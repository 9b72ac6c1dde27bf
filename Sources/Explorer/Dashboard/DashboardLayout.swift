import TUIKit

/// How a dashboard shares out the screen among the panes of its preset.
struct DashboardLayout: Equatable {
  /// One pane and where it is.
  struct Place: Equatable {
    var pane: DashboardPane
    var rect: Rect
  }

  /// What there is, in the order in which the focus goes through it.
  private(set) var places: [Place] = []

  /// Where a pane is; nil if the preset has none.
  subscript(pane: DashboardPane) -> Rect? { places.first { $0.pane == pane }?.rect }

  /// The panes keys can go to, in order.
  var focusOrder: [DashboardPane] { places.map(\.pane).filter(\.takesFocus) }

  /// Shares out.
  ///
  /// - Parameters:
  ///   - body: the screen without header, tabs and hints.
  ///   - preset: which panes there are.
  ///   - rows: rows of the tree with all adapters unfolded.
  ///   - zoomed: the pane that has all of the body; nil shows all of them.
  init(_ body: Rect, _ preset: DashboardPreset, rows: Int, zoomed: DashboardPane? = nil) {
    switch preset {
    case .all: shareAll(body, rows)
    case .trace: shareTrace(body, rows)
    case .wall: shareWall(body)
    }
    guard let zoomed, self[zoomed] != nil else { return }
    places = [Place(pane: zoomed, rect: body)]
  }

  private mutating func shareAll(_ body: Rect, _ rows: Int) {
    let columns = body.columns([.weight(56), .cells(1), .weight(44)])
    // A tree that fits leaves the rest to the packets.
    let tree = min(max(7, rows + 3), columns[0].height * 2 / 5)
    let left = columns[0].rows([.cells(tree), .cells(9), .weight(2), .weight(3)])
    add(.tree, left[0])
    add(.graph, left[1])
    add(.paths, left[2])
    add(.packets, left[3])
    let right = columns[2].rows([.cells(8), .cells(6), .weight(4), .cells(7), .weight(4)])
    add(.path, right[0])
    add(.outcome, right[1])
    addPacket(right[2])
    add(.flights, right[3])
    add(.events, right[4])
  }

  private mutating func shareTrace(_ body: Rect, _ rows: Int) {
    let columns = body.columns([.weight(46), .cells(1), .weight(54)])
    let tree = min(max(7, rows + 3), columns[0].height / 3)
    let left = columns[0].rows([.cells(tree), .weight(1), .weight(2)])
    add(.tree, left[0])
    add(.paths, left[1])
    add(.packets, left[2])
    let right = columns[2].rows([.cells(8), .cells(6), .weight(1), .weight(1)])
    add(.path, right[0])
    add(.outcome, right[1])
    add(.detail, right[2])
    add(.bytes, right[3])
  }

  private mutating func shareWall(_ body: Rect) {
    let parts = body.rows([.weight(1), .cells(max(9, body.height / 4))])
    add(.wall, parts[0])
    let below = parts[1].columns([.weight(56), .cells(1), .weight(44)])
    add(.events, below[0])
    add(.flights, below[2])
  }

  /// Fields and bytes side by side.
  private mutating func addPacket(_ rect: Rect) {
    let halves = rect.columns([.weight(1), .cells(1), .cells(33)])
    add(.detail, halves[0])
    add(.bytes, halves[2])
  }

  private mutating func add(_ pane: DashboardPane, _ rect: Rect) {
    if !rect.isEmpty { places.append(Place(pane: pane, rect: rect)) }
  }
}

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
  ///   - queues: receive queues of the adapter that has most of them.
  ///   - zoomed: the pane that has all of the body; nil shows all of them.
  init(
    _ body: Rect,
    _ preset: DashboardPreset,
    rows: Int,
    queues: Int = 1,
    zoomed: DashboardPane? = nil
  ) {
    switch preset {
    case .all: shareAll(body, rows, queues)
    case .queues: shareQueues(body, rows, queues)
    case .trace: shareTrace(body, rows)
    case .wall: shareWall(body)
    }
    guard let zoomed, self[zoomed] != nil else { return }
    places = [Place(pane: zoomed, rect: body)]
  }

  private mutating func shareAll(_ body: Rect, _ rows: Int, _ queues: Int) {
    let columns = body.columns([.weight(56), .cells(1), .weight(44)])
    // A tree that fits leaves the rest to the packets.
    let tree = min(max(7, rows + 3), columns[0].height * 2 / 5)
    let left = columns[0].rows([.cells(tree), .cells(9), .weight(2), .weight(3)])
    add(.tree, left[0])
    add(.graph, left[1])
    add(.paths, left[2])
    add(.packets, left[3])
    // A single queue has nothing to say that the tree does not.
    let list = queues > 1 ? min(queues, 8) + 2 : 0
    let right = columns[2].rows([
      .cells(list > 0 ? 7 : 8), .cells(6), .weight(4), .cells(list), .cells(list > 0 ? 4 : 7),
      .weight(4),
    ])
    add(.path, right[0])
    add(.outcome, right[1])
    addPacket(right[2])
    add(.queues, right[3])
    add(.flights, right[4])
    add(.events, right[5])
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

  private mutating func shareQueues(_ body: Rect, _ rows: Int, _ queues: Int) {
    let columns = body.columns([.weight(44), .cells(1), .weight(56)])
    let tree = min(max(7, rows + 3), columns[0].height * 2 / 5)
    let left = columns[0].rows([.cells(tree), .cells(9), .weight(1)])
    add(.tree, left[0])
    add(.graph, left[1])
    add(.packets, left[2])
    let list = min(max(queues + 3, 8), columns[2].height / 2)
    let right = columns[2].rows([.cells(list), .cells(8), .weight(1)])
    add(.queues, right[0])
    add(.path, right[1])
    addPacket(right[2])
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

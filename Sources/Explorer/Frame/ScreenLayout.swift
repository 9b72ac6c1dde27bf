import TUIKit

/// How the screen is shared out, by its extent alone.
struct ScreenLayout: Equatable {
  /// How much a screen has room for.
  enum Kind: Equatable {
    /// One or a few lines that name what matters most.
    case statusLine
    /// One pane at a time.
    case narrow
    /// A view with its linked panes below or beside.
    case normal
    /// Everything side by side.
    case dashboard
  }

  /// What there is room for.
  let kind: Kind
  /// Breadcrumb, state, rates, time.
  let header: Rect
  /// The views.
  let tabs: Rect
  /// The panes.
  let body: Rect
  /// The known past; empty where it is not shown.
  let time: Rect
  /// Keys.
  let hints: Rect

  /// Shares out a screen; `hasTime`: one line is for the known past, if there is room.
  init(_ size: Size, _ choice: LayoutChoice = .auto, hasTime: Bool = false) {
    if size.width < 40 || size.height < 10 {
      kind = .statusLine
    } else if choice == .pane {
      kind = .narrow
    } else if choice == .auto, size.width >= 140, size.height >= 40 {
      kind = .dashboard
    } else if size.width >= 72, size.height >= 20 {
      kind = .normal
    } else {
      kind = .narrow
    }
    let strip = hasTime && size.width >= 60 && size.height >= 16 ? 1 : 0
    let parts = Rect(size).rows([.cells(1), .cells(1), .weight(1), .cells(strip), .cells(1)])
    header = parts[0]
    tabs = parts[1]
    body = parts[2]
    time = parts[3]
    hints = parts[4]
  }
}

/// How the Stack view shares out its part of the screen.
struct StackLayout: Equatable {
  /// The tree.
  var tree: Rect
  /// What is known of the selected row; nil where there is no room.
  var inspector: Rect?
  /// The rates of the selected row over the last minute.
  var graph: Rect?
  /// The path of the chosen packet.
  var path: Rect?
  /// What its hop changed.
  var changes: Rect?
  /// The packet list.
  var packets: Rect?

  /// Shares out; a tree of few rows leaves the rest to the pane below it.
  ///
  /// - Parameters:
  ///   - screen: the screen.
  ///   - rows: rows of the tree with all adapters unfolded.
  ///   - zoomed: the pane that has all the room; nil shows all of them.
  init(_ screen: ScreenLayout, rows: Int, zoomed: StackState.Pane? = nil) {
    let body = screen.body
    if let zoomed, screen.kind != .statusLine {
      tree = zoomed == .tree ? body : Rect(x: 0, y: 0, width: 0, height: 0)
      inspector = zoomed == .inspector ? body : nil
      packets = zoomed == .packets ? body : nil
      return
    }
    switch screen.kind {
    case .statusLine:
      tree = Rect(x: 0, y: 0, width: 0, height: 0)
    case .narrow:
      tree = body
      if body.height >= 16 {
        let parts = Self.split(body, least: body.height * 2 / 5, rows)
        tree = parts[0]
        inspector = parts[1].isEmpty ? nil : parts[1]
      }
    case .normal:
      let parts = Self.split(body, least: min(16, max(9, body.height * 45 / 100)), rows)
      tree = parts[0]
      inspector = parts[1].isEmpty ? nil : parts[1]
    case .dashboard:
      let columns = body.columns([.weight(56), .cells(1), .weight(44)])
      let left = Self.split(columns[0], least: columns[0].height * 11 / 20, rows)
      tree = left[0]
      let below = left[1].rows([.weight(1), .cells(left[1].height >= 24 ? 11 : 0)])
      inspector = below[0].isEmpty ? nil : below[0]
      graph = below[1].isEmpty ? nil : below[1]
      let right = columns[2].rows([.cells(9), .cells(8), .weight(1)])
      path = right[0]
      changes = right[1]
      packets = right[2]
    }
  }
}

extension StackLayout {
  /// The tree, and below it at least so many rows.
  private static func split(_ area: Rect, least: Int, _ rows: Int) -> [Rect] {
    guard rows > 0 else { return area.rows([.weight(1), .cells(0)]) }
    let wanted = max(6, min(rows, area.height) + 3)
    return area.rows([.cells(min(wanted, area.height - least)), .weight(1)])
  }
}

/// How the Trace view shares out its part of the screen.
struct TraceLayout: Equatable {
  /// Where the packet went.
  var path: Rect
  /// What the hop changed; nil where fields or bytes have its place.
  var changes: Rect?
  /// The fields of the packet.
  var fields: Rect?
  /// Its bytes.
  var bytes: Rect?
  /// The packet list.
  var packets: Rect

  /// Shares out.
  ///
  /// - Parameters:
  ///   - screen: the screen.
  ///   - detail: what stands beside the bytes.
  ///   - zoomed: the pane that has all the room beside the path; the list has all of it. Nil shows all of them.
  init(
    _ screen: ScreenLayout,
    _ detail: TraceState.Detail,
    zoomed: TraceState.Pane? = nil
  ) {
    self.init(screen, detail)
    guard let zoomed, screen.kind != .statusLine else { return }
    changes = nil
    fields = nil
    bytes = nil
    guard zoomed != .packets else {
      path = Rect(x: 0, y: 0, width: 0, height: 0)
      packets = screen.body
      return
    }
    let parts = screen.body.rows([.cells(path.height), .weight(1)])
    packets = Rect(x: 0, y: 0, width: 0, height: 0)
    set(zoomed == .bytes ? .bytes : detail, parts[1])
  }

  /// A list that is not of packets, with the selected one above it.
  static func sums(_ screen: ScreenLayout, isZoomed: Bool) -> TraceLayout {
    var layout = TraceLayout(screen, .changes)
    layout.changes = nil
    layout.bytes = nil
    layout.fields = nil
    guard screen.kind != .statusLine else { return layout }
    let height =
      isZoomed ? 0 : screen.kind == .narrow ? (screen.body.height >= 14 ? 5 : 0) : 8
    let parts = screen.body.rows([.cells(height), .weight(1)])
    layout.path = parts[0]
    layout.packets = parts[1]
    return layout
  }

  /// The panes of a dashboard.
  init(_ dashboard: DashboardLayout, showsFields: Bool) {
    let none = Rect(x: 0, y: 0, width: 0, height: 0)
    path = dashboard[.path] ?? none
    packets = dashboard[.packets] ?? none
    bytes = dashboard[.bytes]
    changes = showsFields ? nil : dashboard[.detail]
    fields = showsFields ? dashboard[.detail] : nil
  }

  private init(_ screen: ScreenLayout, _ detail: TraceState.Detail) {
    let body = screen.body
    path = Rect(x: 0, y: 0, width: 0, height: 0)
    packets = path
    switch screen.kind {
    case .statusLine: break
    case .narrow:
      let parts = body.rows([.cells(body.height >= 14 ? 4 : 3), .weight(1), .weight(1)])
      path = parts[0]
      set(detail, parts[1])
      packets = parts[2]
    case .normal:
      let tall = body.height >= 28
      let parts = body.rows([.cells(tall ? 8 : 7), .weight(1), .cells(tall ? 9 : 7)])
      path = parts[0]
      packets = parts[2]
      let band = parts[1]
      if detail == .bytes {
        bytes = band
      } else {
        let halves = band.columns([.weight(1), .cells(1), .cells(39)])
        set(detail, halves[0])
        bytes = halves[2]
      }
    case .dashboard:
      let parts = body.rows([.cells(8), .weight(13), .weight(10)])
      path = parts[0]
      packets = parts[2]
      let hex = parts[1].width >= 156 ? 73 : 57
      let columns = parts[1].columns([.weight(1), .cells(1), .cells(hex)])
      let left = columns[0].rows([.weight(2), .weight(3)])
      changes = left[0]
      fields = left[1]
      bytes = columns[2]
    }
  }

  private mutating func set(_ detail: TraceState.Detail, _ rect: Rect) {
    switch detail {
    case .changes: changes = rect
    case .fields: fields = rect
    case .bytes: bytes = rect
    }
  }
}

import Inspection
import TUIKit

extension ExplorerModel {
  /// How the screen is shared out.
  var screenLayout: ScreenLayout {
    ScreenLayout(size, options.layout, hasTime: state.time.instant != .live)
  }

  /// The Stack view's panes; they keep their place while adapters are folded.
  var stackLayout: StackLayout {
    let adapters = snapshot?.structure.adapters.count ?? 0
    let zoomed = state.isZoomed ? state.stack.focus : nil
    return StackLayout(screenLayout, rows: rows.total + adapters, zoomed: zoomed)
  }

  /// The panes of a packet, of the Trace view or of the dashboard.
  var traceLayout: TraceLayout {
    if listsSums { return .sums(screenLayout, isZoomed: state.isZoomed) }
    guard state.view == .dashboard else {
      let zoomed = state.isZoomed && state.view == .trace ? state.trace.focus : nil
      return TraceLayout(screenLayout, state.trace.detail, zoomed: zoomed)
    }
    return TraceLayout(dashboardLayout, showsFields: showsFields)
  }

  /// The panes of the OIDs view.
  var oidsLayout: OIDsLayout {
    OIDsLayout(screenLayout, state.oids.focus, isZoomed: state.isZoomed)
  }

  /// The panes of the Events view.
  var eventsLayout: EventsLayout { EventsLayout(screenLayout, isZoomed: state.isZoomed) }

  /// Rows of the tree that can be seen.
  var treeHeight: Int { max(1, (treeRect?.height ?? 3) - 2) }

  /// Where the tree is; nil where it is not shown.
  private var treeRect: Rect? {
    switch state.view {
    case .dashboard: dashboardLayout[.tree]
    default: stackLayout.tree
    }
  }

  /// Lines of the inspector that can be seen.
  var inspectorHeight: Int {
    max(1, (stackLayout.inspector?.height ?? 1) - 1)
  }

  /// Rows of the packet list that can be seen.
  var packetListHeight: Int {
    let pane = packetPaneHeight
    return max(1, pane - PacketColumns.headingHeight(pane: pane))
  }

  /// Rows below the title of the packet list.
  var packetPaneHeight: Int {
    switch state.view {
    case .stack: (stackLayout.packets?.height ?? 2) - 1
    case .trace, .dashboard: traceLayout.packets.height - 1
    case .adapter, .oids, .queues, .events: 1
    }
  }

  /// Lines of the pane beside the bytes that can be seen.
  var detailHeight: Int {
    let layout = traceLayout
    return max(1, ((showsFields ? layout.fields : layout.changes)?.height ?? 1) - 1)
  }

  /// Lines of bytes that can be seen.
  var bytesHeight: Int {
    let rows = (traceLayout.bytes?.height ?? 1) - 1
    return max(1, rows - (state.trace.showsBlame ? 1 : 0))
  }

  /// Rows of a list in an overlay that can be seen.
  var overlayListHeight: Int {
    if case .deep? = state.overlay { return max(1, OverlayPlace.deep(size).height - 2) }
    let height = OverlayPlace.rect(size).height - 3
    guard case .help? = state.overlay else { return max(1, height) }
    return max(1, height - HelpLegend.height(list: height))
  }

  /// The fields, not the changes, have the keyboard when the pane beside the bytes has the focus.
  var showsFields: Bool { state.trace.detail == .fields }

  /// Moves every list so that its selection is seen.
  mutating func fit() {
    // A pane that another one has covered stays where it is.
    if treeRect?.isEmpty == false, let selection = state.stack.selection,
      let place = rows.place(of: selection)
    {
      state.stack.viewport.select(place, count: rows.rows.count, height: treeHeight)
    }
    if packetPaneHeight > 0, !listsSums { fitList() }
    switch state.view {
    case .events, .dashboard: fitEvents()
    case .oids: fitOIDs()
    case .queues: fitQueues()
    case .stack, .adapter, .trace: break
    }
  }
}

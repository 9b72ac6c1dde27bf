import Inspection
import TUIKit

extension ExplorerModel {
  /// How the screen is shared out.
  var screenLayout: ScreenLayout { ScreenLayout(size, options.layout) }

  /// The Stack view's panes; they keep their place while adapters are folded.
  var stackLayout: StackLayout {
    let adapters = snapshot?.structure.adapters.count ?? 0
    return StackLayout(screenLayout, rows: rows.total + adapters)
  }

  /// Rows of the tree that can be seen.
  var treeHeight: Int { max(1, stackLayout.tree.height - 2) }

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
    case .trace: TraceLayout(screenLayout, state.trace.detail).packets.height - 1
    case .adapter, .oids, .events: 1
    }
  }

  /// Lines of the pane beside the bytes that can be seen.
  var detailHeight: Int {
    let layout = TraceLayout(screenLayout, state.trace.detail)
    return max(1, ((showsFields ? layout.fields : layout.changes)?.height ?? 1) - 1)
  }

  /// Lines of bytes that can be seen.
  var bytesHeight: Int {
    let rows = (TraceLayout(screenLayout, state.trace.detail).bytes?.height ?? 1) - 1
    return max(1, rows - (state.trace.showsBlame ? 1 : 0))
  }

  /// Rows of a list in an overlay that can be seen.
  var overlayListHeight: Int {
    let height = OverlayPlace.rect(size).height - 3
    guard case .help? = state.overlay else { return max(1, height) }
    return max(1, height - HelpLegend.height(list: height))
  }

  /// The fields, not the changes, have the keyboard when the pane beside the bytes has the focus.
  var showsFields: Bool { state.trace.detail == .fields }

  /// Moves every list so that its selection is seen.
  mutating func fit() {
    if let selection = state.stack.selection, let place = rows.place(of: selection) {
      state.stack.viewport.select(place, count: rows.rows.count, height: treeHeight)
    }
    fitList()
    switch state.view {
    case .events: fitEvents()
    case .oids: fitOIDs()
    case .stack, .adapter, .trace: break
    }
  }
}

import Inspection
import TUIKit

/// What a person has chosen on the Stack view.
struct StackState: Equatable {
  /// The panes that can have the focus.
  enum Pane: Equatable, CaseIterable {
    case tree
    case inspector
    case packets
  }

  /// The selected row; nil takes the first.
  var selection: StackRow.ID?
  /// The row the inspector shows; follows the selection one frame later.
  var inspected: StackRow.ID?
  /// Which part of the tree is seen.
  var viewport = ListViewport()
  /// Adapters whose rows are hidden.
  var folded: Set<AdapterID> = []
  /// Rows are shown whose names contain it.
  var filter = ""
  /// The filter being typed.
  var editing: TextField?
  /// The first line of the inspector that is seen.
  var inspectorOffset = 0
  /// The pane with the focus.
  var focus: Pane = .tree
}

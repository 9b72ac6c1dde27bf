import Inspection
import TUIKit

/// One row of the tree, by index into the structure.
struct StackRow: Equatable {
  /// What a row is about; stays the same while other rows come and go.
  enum ID: Hashable {
    case adapter(AdapterID)
    case party(PartyID)
  }

  /// Which node of its adapter.
  enum Node: Equatable {
    case adapter
    case binding(Int)
    case filter(Int)
    case miniport
  }

  /// Never shared by two rows.
  var id: ID
  /// Index among the structure's adapters.
  var adapter: Int
  /// Which node of it.
  var node: Node
  /// It closes the branch.
  var isLast: Bool
  /// For an adapter: whether its rows are shown.
  var isOpen: Bool
}

import Inspection
import TUIKit

/// What a person has chosen on the Queues view.
struct QueuesState: Equatable {
  /// The panes that can have the focus.
  enum Pane: Equatable, CaseIterable {
    case list
    case flows
    case table
  }

  /// By what the queues are in order.
  enum Order: String, CaseIterable {
    case number
    case rate
    case drops
    case fill
  }

  /// The selected queue; nil takes the first listed.
  var queue: UInt32?
  /// Which queues are seen.
  var viewport = ListViewport()
  /// By what they are in order.
  var order: Order = .number
  /// The pane with the focus.
  var focus: Pane = .list
  /// The first flow, or the first line of the explanation, that is seen.
  var offset = 0
  /// The journey whose hash is explained; nil shows who fills the queue.
  var explained: UInt64?
  /// The selected entry of the indirection table.
  var entry = 0
  /// Where entries are to lead, being typed.
  var editing: TextField?
}

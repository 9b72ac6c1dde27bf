import Inspection
import TUIKit

/// What a person has chosen on the Trace view and in every packet list.
struct TraceState: Equatable {
  /// The panes that can have the focus.
  enum Pane: Equatable, CaseIterable {
    case packets
    case detail
    case bytes
  }

  /// What stands beside the bytes, or in their place where there is room for one pane only.
  enum Detail: Equatable, CaseIterable {
    case changes
    case fields
    case bytes
  }

  /// What is listed.
  enum Listing: Equatable, CaseIterable {
    case packets
    /// Which ways packets took, and how many took each.
    case paths
    /// Who talked to whom.
    case conversations
  }

  /// A search for a dropped packet beyond the rows at hand.
  struct Seek: Equatable {
    /// Towards newer packets.
    var isForward: Bool
    /// The next row to look at.
    var row: UInt64
  }

  /// What is listed.
  var listing: Listing = .packets
  /// By what the packet list is in order.
  var order: PacketWindowRequest.Order = .birth
  /// The packet list is the other way round.
  var isReversed = false
  /// The list of ways.
  var paths = PathListState()
  /// The list of conversations.
  var conversations = ConversationListState()
  /// The display filter in effect.
  var filter = ""
  /// The filter being typed.
  var editing: TextField?
  /// The filter before typing began.
  var filterBefore = ""
  /// The list keeps to its newest row.
  var follows = true
  /// The selected journey; nil takes the newest.
  var selected: UInt64?
  /// The person chose the selection, or stepped through it; else it was the newest or the last dropped one.
  var isChosen = false
  /// The selection was reached by a link, and may be outside of the filtered list.
  var isLinked = false
  /// The journey the panes show; follows the selection one frame later.
  var opened: UInt64?
  /// First row of the list that is seen, in the filtered list.
  var top: UInt64 = 0
  /// The part of the list asked for.
  var anchor: PacketWindowRequest.Anchor = .newest
  /// Index of the hop.
  var hop = 0
  /// The pane with the focus.
  var focus: Pane = .packets
  /// What stands beside the bytes.
  var detail: Detail = .changes
  /// Which change is selected.
  var changes = ListViewport()
  /// Which field is selected.
  var fields = ListViewport()
  /// Fields that are folded otherwise than they are at first, by their path.
  var toggledFields: Set<String> = []
  /// Who wrote each byte is shown beside the bytes.
  var showsBlame = false
  /// What the bytes gave way to when who wrote them was asked for; nil if nothing did.
  var detailBeforeBlame: Detail?
  /// The hop that others are compared with; nil compares each with the one before it.
  var base: ComparisonBase?
  /// First line of the bytes that is seen.
  var bytesOffset = 0
  /// A row to select as soon as it is at hand.
  var jump: UInt64?
  /// A search that still goes on.
  var seek: Seek?
  /// The child last visited from a parent, so that the next visit takes the one after it.
  var lastChild: [UInt64: UInt64] = [:]
}

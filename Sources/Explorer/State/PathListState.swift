import Inspection
import TUIKit

/// What a person has chosen in the list of ways on the Trace view.
struct PathListState: Equatable {
  /// By what the ways are in order.
  enum Order: String, CaseIterable {
    case count
    case median = "p50"
    case slowest = "p99"
    /// The one that came up last first.
    case newest
    /// Dropped first.
    case outcome
  }

  /// By what they are in order.
  var order: Order = .count
  /// The other way round.
  var isReversed = false
  /// The selected way; nil takes the first listed.
  var selected: UInt32?
  /// Which ways are seen.
  var viewport = ListViewport()
}

/// What a person has chosen in the list of conversations on the Trace view.
struct ConversationListState: Equatable {
  /// A conversation among all of them.
  struct ID: Equatable {
    var transport: Conversation.Transport
    var number: Int
  }

  /// By what the conversations are in order.
  enum Order: String, CaseIterable {
    case bytes
    case packets
    case drops
    /// The first to begin first.
    case beginning
    case length
  }

  /// By what they are in order.
  var order: Order = .bytes
  /// The other way round.
  var isReversed = false
  /// The selected one; nil takes the first listed.
  var selected: ID?
  /// Which of them are seen.
  var viewport = ListViewport()
}

import Inspection
import TUIKit

/// What a person has chosen on the Events view.
struct EventsState: Equatable {
  /// The selected event by its number; nil takes the newest.
  var selected: UInt64?
  /// The list keeps to its newest event.
  var follows = true
  /// Which part of the list is seen.
  var viewport = ListViewport()
  /// Lighter events are not listed.
  var minimum: EventSeverity = .info
  /// Events are listed that have it in their words.
  var filter = ""
  /// The filter being typed.
  var editing: TextField?
  /// The filter before typing began.
  var filterBefore = ""
}

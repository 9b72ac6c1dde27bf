import Inspection
import TUIKit

/// What a person has chosen on the OIDs view.
struct OIDsState: Equatable {
  /// What is listed.
  enum List: Equatable, CaseIterable {
    /// The identifiers the adapter supports.
    case supported
    /// The requests there were.
    case requests
  }

  /// The panes that can have the focus.
  enum Pane: Equatable, CaseIterable {
    case list
    case value
  }

  /// What is listed.
  var list: List = .supported
  /// The selected identifier; nil takes the first.
  var number: UInt32?
  /// The selected request; nil takes the newest.
  var flight: UInt64?
  /// The list of requests keeps to its newest.
  var follows = true
  /// Which part of the list is seen.
  var viewport = ListViewport()
  /// Identifiers are listed that have it in their name.
  var filter = ""
  /// The filter being typed.
  var editing: TextField?
  /// The filter before typing began.
  var filterBefore = ""
  /// The value being typed for the selected identifier.
  var setting: TextField?
  /// The bytes are shown instead of the fields.
  var showsBytes = false
  /// Which field is selected; of the bytes the first line that is seen.
  var value = ListViewport()
  /// The pane with the focus.
  var focus: Pane = .list
}

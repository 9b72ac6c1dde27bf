import TUIKit

/// A box over the view.
enum OverlayState: Equatable {
  /// Keys that are valid here, narrowed by what was typed.
  case help(SearchState)
  /// All actions, narrowed and ranked by what was typed.
  case palette(SearchState)

  /// A search through a list.
  struct SearchState: Equatable {
    /// What was typed.
    var field = TextField()
    /// What is selected among the results.
    var viewport = ListViewport()
  }
}

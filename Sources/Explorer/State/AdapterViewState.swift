import TUIKit

/// What a person has chosen on the Adapter view.
struct AdapterViewState: Equatable {
  /// The panes that can have the focus.
  enum Pane: Equatable, CaseIterable {
    case facets
    case page
  }

  /// The page that is read.
  var facet: AdapterFacet = .state
  /// The first line of it that is seen.
  var offset = 0
  /// The pane with the focus.
  var focus: Pane = .facets
}

/// How much of what a screen has room for is shown side by side.
public enum LayoutChoice: String, CaseIterable, Sendable {
  /// As much as there is room for.
  case auto
  /// A view with its linked panes, also on a large screen.
  case view
  /// One pane at a time, also on a large screen.
  case pane
}

/// What a person or the terminal sent.
public enum InputEvent: Equatable, Sendable {
  /// A key.
  case key(KeyEvent)
  /// The mouse.
  case mouse(MouseEvent)
  /// Text pasted as a whole; controls other than line feed and tab are removed.
  case paste(String)
  /// The terminal window gained or lost the focus.
  case focus(Bool)
  /// The terminal told its ground, because it was asked.
  case background(RGB)
}

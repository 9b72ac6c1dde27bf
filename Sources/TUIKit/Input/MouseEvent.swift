/// What the mouse did over a cell.
public struct MouseEvent: Equatable, Hashable, Sendable {
  /// What happened.
  public enum Action: Equatable, Hashable, Sendable {
    /// A button went down; 0 left, 1 middle, 2 right.
    case press(Int)
    /// A button went up.
    case release(Int)
    /// Moved with a button down.
    case drag(Int)
    /// Moved without a button.
    case move
    /// Turned one notch away from the person.
    case scrollUp
    /// Turned one notch towards the person.
    case scrollDown
  }

  /// What happened.
  public var action: Action
  /// Column from 0.
  public var x: Int
  /// Row from 0.
  public var y: Int
  /// Keys held down.
  public var modifiers: KeyEvent.Modifiers

  /// Makes an event.
  public init(_ action: Action, x: Int, y: Int, modifiers: KeyEvent.Modifiers = []) {
    self.action = action
    self.x = x
    self.y = y
    self.modifiers = modifiers
  }
}

/// A key as it was pressed.
public struct KeyEvent: Equatable, Hashable, Sendable {
  /// Which key.
  public enum Key: Equatable, Hashable, Sendable {
    /// A key that makes a character; letters come in the case that was typed.
    case character(Character)
    /// Return.
    case enter
    /// Tabulator.
    case tab
    /// Escape.
    case escape
    /// Backspace.
    case backspace
    /// Delete.
    case delete
    /// Insert.
    case insert
    /// Arrow up.
    case up
    /// Arrow down.
    case down
    /// Arrow left.
    case left
    /// Arrow right.
    case right
    /// Home.
    case home
    /// End.
    case end
    /// Page up.
    case pageUp
    /// Page down.
    case pageDown
    /// F1…F35.
    case function(Int)
  }

  /// Keys held down with another.
  public struct Modifiers: OptionSet, Equatable, Hashable, Sendable {
    /// One bit for each modifier.
    public let rawValue: UInt8

    /// Makes a set from its bits.
    public init(rawValue: UInt8) {
      self.rawValue = rawValue
    }

    /// Shift; not set for characters, which show it by their case.
    public static let shift = Modifiers(rawValue: 1)
    /// Alt or Meta.
    public static let alt = Modifiers(rawValue: 2)
    /// Control.
    public static let control = Modifiers(rawValue: 4)
  }

  /// Which key.
  public var key: Key
  /// What was held with it.
  public var modifiers: Modifiers

  /// Makes an event.
  public init(_ key: Key, _ modifiers: Modifiers = []) {
    self.key = key
    self.modifiers = modifiers
  }

  /// A plain character.
  public init(_ character: Character) {
    self.init(.character(character))
  }

  /// The character it types into a field; nil for keys that type nothing.
  public var typed: Character? {
    guard case .character(let character) = key, modifiers.isEmpty else { return nil }
    return character
  }
}

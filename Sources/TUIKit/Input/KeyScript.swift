/// Keys written as text: `5]]`, `g g`, `ctrl-p "drop" enter`.
///
/// Words are divided by blanks. A word that names a key is that key; any other word is typed letter by letter;
/// what stands between quotes is always typed.
public struct KeyScript: Equatable, Sendable {
  /// Why a script cannot be read.
  public enum Failure: Error, Equatable, Sendable, CustomStringConvertible {
    /// A quote at this character, from 1, has no partner.
    case openQuote(column: Int)
    /// A word begins like a key with modifiers but names none.
    case unknownKey(String, column: Int)

    /// One sentence.
    public var description: String {
      switch self {
      case .openQuote(let column): "column \(column): quote without an end"
      case .unknownKey(let word, let column): "column \(column): no key is called \"\(word)\""
      }
    }
  }

  /// The keys in order.
  public let keys: [KeyEvent]

  /// Keeps keys.
  public init(keys: [KeyEvent]) {
    self.keys = keys
  }

  /// Reads a script.
  public init(_ text: String) throws(Failure) {
    var keys: [KeyEvent] = []
    let characters = Array(text)
    var index = 0
    while index < characters.count {
      let start = index
      switch characters[index] {
      case " ", "\t", "\n":
        index += 1
      case "\"":
        guard let end = characters[(index + 1)...].firstIndex(of: "\"") else {
          throw Failure.openQuote(column: index + 1)
        }
        keys += characters[(index + 1)..<end].map { KeyEvent($0) }
        index = end + 1
      default:
        while index < characters.count, !" \t\n\"".contains(characters[index]) { index += 1 }
        keys += try Self.keys(ofWord: String(characters[start..<index]), column: start + 1)
      }
    }
    self.keys = keys
  }

  /// The script that gives these keys: names, divided by blanks.
  public var text: String { keys.map(\.name).joined(separator: " ") }

  private static func keys(ofWord word: String, column: Int) throws(Failure) -> [KeyEvent] {
    if let key = KeyEvent(name: word) { return [key] }
    for prefix in ["ctrl-", "alt-", "shift-"] where word.hasPrefix(prefix) {
      throw Failure.unknownKey(word, column: column)
    }
    return word.map { KeyEvent($0) }
  }
}

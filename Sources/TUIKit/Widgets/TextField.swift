/// One line of text being edited, with the keys of a shell prompt.
public struct TextField: Equatable, Sendable {
  /// The characters.
  public private(set) var characters: [Character]
  /// Where the next character goes, 0…count.
  public private(set) var cursor: Int
  private var killed: [Character] = []

  /// Starts with a text, the cursor at its end.
  public init(_ text: String = "") {
    characters = Array(text)
    cursor = characters.count
  }

  /// The text.
  public var text: String { String(characters) }

  /// Replaces everything.
  public mutating func set(_ text: String) {
    characters = Array(text)
    cursor = characters.count
  }

  /// Inserts text at the cursor; line feeds and tabs become blanks, other controls vanish.
  public mutating func insert(_ text: String) {
    for character in text {
      guard let scalar = character.unicodeScalars.first else { continue }
      if character.isNewline || character == "\t" {
        insert(" " as Character)
      } else if !CharacterWidth.isUnsafe(scalar) {
        insert(character)
      }
    }
  }

  /// Puts a text in the place of what stands between a character and the cursor.
  public mutating func complete(from start: Int, with text: String) {
    guard start >= 0, start <= cursor else { return }
    remove(start..<cursor)
    insert(text)
  }

  /// Takes a key.
  ///
  /// - Returns: whether it belongs to the field; enter, escape, tab and up or down never do.
  public mutating func handle(_ event: KeyEvent) -> Bool {
    if let character = event.typed {
      insert(character)
      return true
    }
    switch (event.key, event.modifiers) {
    case (.left, []), (.character("b"), .control): cursor = max(0, cursor - 1)
    case (.right, []), (.character("f"), .control): cursor = min(characters.count, cursor + 1)
    case (.home, []), (.character("a"), .control): cursor = 0
    case (.end, []), (.character("e"), .control): cursor = characters.count
    case (.left, .control), (.left, .alt), (.character("b"), .alt): cursor = wordStart
    case (.right, .control), (.right, .alt), (.character("f"), .alt): cursor = wordEnd
    case (.backspace, []), (.character("h"), .control): remove(max(0, cursor - 1)..<cursor)
    case (.delete, []), (.character("d"), .control):
      remove(cursor..<min(characters.count, cursor + 1))
    case (.character("k"), .control): kill(cursor..<characters.count)
    case (.character("u"), .control): kill(0..<cursor)
    case (.character("w"), .control), (.backspace, .alt): kill(wordStart..<cursor)
    case (.character("d"), .alt): kill(cursor..<wordEnd)
    case (.character("y"), .control):
      for character in killed { insert(character) }
    default: return false
    }
    return true
  }

  /// Draws the part around the cursor in a row; the cursor is a reversed cell when the field has the keyboard.
  public func draw(
    on canvas: Canvas,
    x: Int = 0,
    y: Int = 0,
    width: Int? = nil,
    style: Style = .text,
    isFocused: Bool = true
  ) {
    let room = min(width ?? canvas.width - x, canvas.width - x)
    guard room > 0 else { return }
    let columns = characters.map { max(1, CharacterWidth.columns(of: $0)) }
    var first = 0
    var used = columns[..<cursor].reduce(0, +) + 1
    while used > room, first < cursor {
      used -= columns[first]
      first += 1
    }
    canvas.put(String(characters[first...]), x: x, y: y, style: style, limit: room)
    guard isFocused else { return }
    let place = x + used - 1
    let underCursor = cursor < characters.count ? columns[cursor] : 1
    canvas.restyle(Rect(x: place, y: y, width: min(underCursor, x + room - place), height: 1)) {
      $0 = style.adding(.reverse)
    }
  }

  private mutating func insert(_ character: Character) {
    characters.insert(character, at: cursor)
    cursor += 1
  }

  private mutating func remove(_ range: Range<Int>) {
    characters.removeSubrange(range)
    cursor = range.lowerBound
  }

  private mutating func kill(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    killed = Array(characters[range])
    remove(range)
  }

  private var wordStart: Int {
    var index = cursor
    while index > 0, !Self.isWord(characters[index - 1]) { index -= 1 }
    while index > 0, Self.isWord(characters[index - 1]) { index -= 1 }
    return index
  }

  private var wordEnd: Int {
    var index = cursor
    while index < characters.count, !Self.isWord(characters[index]) { index += 1 }
    while index < characters.count, Self.isWord(characters[index]) { index += 1 }
    return index
  }

  private static func isWord(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_"
  }
}

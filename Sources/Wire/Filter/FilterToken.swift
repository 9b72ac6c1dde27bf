/// One piece of a display filter's text.
struct FilterToken: Equatable {
  enum Kind: Equatable {
    /// A field name, number or address: anything without a space or an operator sign.
    case word(String)
    /// Text in double quotes, without them.
    case quoted(String)
    case sign(Sign)
    case end
  }

  enum Sign: String, CaseIterable {
    case equal = "=="
    case notEqual = "!="
    case lessOrEqual = "<="
    case greaterOrEqual = ">="
    case and = "&&"
    case or = "||"
    case less = "<"
    case greater = ">"
    case not = "!"
    case open = "("
    case close = ")"
    case openSet = "{"
    case closeSet = "}"
    case comma = ","
  }

  var kind: Kind
  /// Characters from 1.
  var column: Int

  /// How an error names it.
  var shown: String {
    switch kind {
    case .word(let text): "'\(text)'"
    case .quoted(let text): "\"\(text)\""
    case .sign(let sign): "'\(sign.rawValue)'"
    case .end: "the end"
    }
  }

  /// Characters taken; a longer chain of terms would exhaust the stack when it is evaluated.
  static let maximumLength = 4096

  /// Cuts a text into tokens; the last is `.end`.
  static func tokens(of text: String) throws(DisplayFilterError) -> [FilterToken] {
    let characters = Array(text)
    guard characters.count <= maximumLength else {
      throw DisplayFilterError(
        column: maximumLength + 1,
        problem: "the filter is too long",
        expected: "at most \(maximumLength) characters"
      )
    }
    var tokens: [FilterToken] = []
    var place = 0
    while place < characters.count {
      let character = characters[place]
      if character.isWhitespace {
        place += 1
        continue
      }
      if character == "\"" {
        let column = place + 1
        let content = try quoted(characters, &place)
        tokens.append(FilterToken(kind: .quoted(content), column: column))
        continue
      }
      if let sign = Sign.allCases.first(where: { starts(characters, place, with: $0.rawValue) }) {
        tokens.append(FilterToken(kind: .sign(sign), column: place + 1))
        place += sign.rawValue.count
        continue
      }
      let start = place
      while place < characters.count, isWord(characters[place]) { place += 1 }
      guard place > start else {
        throw DisplayFilterError(
          column: start + 1,
          problem: "'\(character)' means nothing here",
          expected: character == "=" || character == "&" || character == "|"
            ? "'\(character)\(character)'" : "a field, a value or an operator"
        )
      }
      let word = String(characters[start..<place])
      tokens.append(FilterToken(kind: .word(word), column: start + 1))
    }
    tokens.append(FilterToken(kind: .end, column: characters.count + 1))
    return tokens
  }

  private static func isWord(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || "._-:/#".contains(character)
  }

  private static func starts(_ text: [Character], _ place: Int, with sign: String) -> Bool {
    text[place...].starts(with: sign)
  }

  private static func quoted(
    _ text: [Character],
    _ place: inout Int
  ) throws(DisplayFilterError) -> String {
    let start = place
    var content = ""
    place += 1
    while place < text.count {
      if text[place] == "\"" {
        place += 1
        return content
      }
      if text[place] == "\\", place + 1 < text.count { place += 1 }
      content.append(text[place])
      place += 1
    }
    throw DisplayFilterError(
      column: start + 1,
      problem: "a quoted text has no end",
      expected: "'\"' at its end"
    )
  }
}

/// A value as a person wrote it: words, `{name=value, …}` and `[value, …]`.
indirect enum RecordSyntax {
  case word(String, isQuoted: Bool)
  case braces([(name: String?, value: RecordSyntax)])
  case brackets([(name: String?, value: RecordSyntax)])

  /// Reads a text as a sequence of values parted by commas, each with a name or without.
  static func sequence(
    _ text: String
  ) throws(RecordError) -> [(name: String?, value: RecordSyntax)] {
    var reader = Reader(rest: text.unicodeScalars[...])
    let items = try reader.items(closing: nil, depth: 0)
    return items
  }

  private struct Reader {
    var rest: Substring.UnicodeScalarView

    mutating func skipBlanks() {
      while let next = rest.first, next.properties.isWhitespace { rest.removeFirst() }
    }

    mutating func items(
      closing: Unicode.Scalar?,
      depth: Int
    ) throws(RecordError) -> [(name: String?, value: RecordSyntax)] {
      guard depth < 16 else {
        throw RecordError("too many brackets", mend: "write at most 16 inside one another")
      }
      var items: [(name: String?, value: RecordSyntax)] = []
      while true {
        skipBlanks()
        guard let next = rest.first else {
          guard closing == nil else {
            throw RecordError("a bracket is left open", mend: "close it")
          }
          return items
        }
        if next == closing {
          rest.removeFirst()
          return items
        }
        items.append(try item(depth: depth))
        skipBlanks()
        guard let after = rest.first else { continue }
        if after == "," {
          rest.removeFirst()
        } else if after != closing {
          throw RecordError("a comma is missing before `\(after)`", mend: "part values with commas")
        }
      }
    }

    mutating func item(depth: Int) throws(RecordError) -> (name: String?, value: RecordSyntax) {
      let first = try value(depth: depth)
      skipBlanks()
      guard rest.first == "=" else { return (nil, first) }
      guard case .word(let name, false) = first, !name.isEmpty else {
        throw RecordError("`=` stands behind something that is no name", mend: "write name=value")
      }
      rest.removeFirst()
      skipBlanks()
      return (name, try value(depth: depth))
    }

    mutating func value(depth: Int) throws(RecordError) -> RecordSyntax {
      switch rest.first {
      case "{":
        rest.removeFirst()
        return .braces(try items(closing: "}", depth: depth + 1))
      case "[":
        rest.removeFirst()
        return .brackets(try items(closing: "]", depth: depth + 1))
      case "\"":
        rest.removeFirst()
        return .word(try quoted(), isQuoted: true)
      default:
        return .word(word(), isQuoted: false)
      }
    }

    mutating func word() -> String {
      var word = String.UnicodeScalarView()
      while let next = rest.first, !",{}[]=\"".unicodeScalars.contains(next) {
        word.append(next)
        rest.removeFirst()
      }
      while let last = word.last, last.properties.isWhitespace { word.removeLast() }
      return String(word)
    }

    /// The characters up to the closing quote, escapes kept as they are.
    mutating func quoted() throws(RecordError) -> String {
      var text = String.UnicodeScalarView()
      while let next = rest.first {
        rest.removeFirst()
        if next == "\"" { return String(text) }
        text.append(next)
        if next == "\\", let escaped = rest.first {
          text.append(escaped)
          rest.removeFirst()
        }
      }
      throw RecordError("a quotation is left open", mend: "close it with `\"`")
    }
  }
}

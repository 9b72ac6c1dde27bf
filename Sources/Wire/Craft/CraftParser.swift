/// Reads `layer(name=value,…)/layer/…`; blanks between the parts mean nothing.
struct CraftParser {
  private let text: [Character]
  private var place = 0
  /// Layers of one frame; more are no header stack but a mistake.
  private static let mostLayers = 32

  init(_ text: String) {
    self.text = Array(text)
  }

  mutating func layers() throws(CraftError) -> [CraftLayer] {
    var layers: [CraftLayer] = []
    repeat {
      let layer = try layer(inside: layers.last?.kind)
      layers.append(layer)
      guard layers.count <= Self.mostLayers else {
        throw error(
          "more than \(Self.mostLayers) layers",
          at: layer.column - 1,
          "leave some out"
        )
      }
      skipBlanks()
    } while take("/")
    guard place == text.count else {
      throw error(
        "`\(text[place])` after the layer",
        at: place,
        "write / and the next layer, or end here"
      )
    }
    return layers
  }

  private mutating func layer(inside outer: CraftLayer.Kind?) throws(CraftError) -> CraftLayer {
    skipBlanks()
    let start = place
    let name = word()
    let allowed = outer?.inner ?? CraftLayer.Kind.first
    let list = allowed.map(\.rawValue).joined(separator: ", ")
    guard let kind = CraftLayer.Kind(rawValue: name.lowercased()) else {
      let what = name.isEmpty ? "a layer is missing" : "no layer is called `\(shortened(name))`"
      throw error(what, at: start, "write one of \(list)")
    }
    guard allowed.contains(kind) else {
      let what =
        outer.map { "\(name) cannot stand inside \($0.rawValue)" }
        ?? "a frame cannot begin with \(name)"
      throw error(what, at: start, "write one of \(list)")
    }
    skipBlanks()
    var arguments: [CraftLayer.Argument] = []
    if take("(") { arguments = try self.arguments(of: kind) }
    return CraftLayer(kind: kind, column: start + 1, arguments: arguments)
  }

  private mutating func arguments(
    of kind: CraftLayer.Kind
  ) throws(CraftError) -> [CraftLayer.Argument] {
    var arguments: [CraftLayer.Argument] = []
    skipBlanks()
    if take(")") { return [] }
    while true {
      let argument = try argument(of: kind)
      if !argument.key.isEmpty, arguments.contains(where: { $0.key == argument.key }) {
        throw error("\(argument.key) is given twice", at: argument.column - 1, "leave one out")
      }
      arguments.append(argument)
      skipBlanks()
      if take(")") { return arguments }
      guard take(",") else {
        throw error("the parenthesis is not closed", at: place, "write , and a name, or )")
      }
    }
  }

  private mutating func argument(
    of kind: CraftLayer.Kind
  ) throws(CraftError) -> CraftLayer.Argument {
    skipBlanks()
    let start = place
    let name = word()
    skipBlanks()
    let hasKey = !name.isEmpty && take("=")
    if !hasKey { place = start }
    if hasKey {
      guard kind.keys.contains(name) else {
        throw error(
          "\(kind.rawValue) has no `\(shortened(name))`",
          at: start,
          "write one of \(kind.keys.joined(separator: ", "))"
        )
      }
      skipBlanks()
    } else if kind != .payload {
      throw error(
        "a value without a name",
        at: start,
        "write name=value with one of \(kind.keys.joined(separator: ", "))"
      )
    }
    let valueStart = place
    if take("\"") {
      let bytes = try quoted(from: valueStart)
      return CraftLayer.Argument(
        key: hasKey ? name : "",
        column: start + 1,
        text: String(decoding: bytes, as: UTF8.self),
        quoted: bytes,
        valueColumn: valueStart + 1
      )
    }
    while place < text.count, text[place] != ",", text[place] != ")" { place += 1 }
    var end = place
    while end > valueStart, text[end - 1] == " " { end -= 1 }
    guard end > valueStart else {
      throw error(
        hasKey ? "\(name) has no value" : "a value is missing",
        at: valueStart,
        "write a value here"
      )
    }
    return CraftLayer.Argument(
      key: hasKey ? name : "",
      column: start + 1,
      text: String(text[valueStart..<end]),
      quoted: nil,
      valueColumn: valueStart + 1
    )
  }

  /// The bytes of a text up to its closing quote; `\n`, `\r`, `\t`, `\0`, `\"`, `\\` and `\xNN` stand for one byte.
  private mutating func quoted(from start: Int) throws(CraftError) -> [UInt8] {
    var bytes: [UInt8] = []
    while place < text.count {
      let character = text[place]
      place += 1
      if character == "\"" { return bytes }
      guard character == "\\" else {
        bytes += Array(String(character).utf8)
        continue
      }
      let escape: Character? = place < text.count ? text[place] : nil
      place += 1
      switch escape {
      case "n"?: bytes.append(10)
      case "r"?: bytes.append(13)
      case "t"?: bytes.append(9)
      case "0"?: bytes.append(0)
      case "\""?: bytes.append(34)
      case "\\"?: bytes.append(92)
      case "x"? where place + 1 < text.count:
        guard let byte = parseHexadecimal(String(text[place...place + 1]), maximumDigits: 2) else {
          throw error("\\x without two digits", at: place - 2, "write \\x and two hex digits")
        }
        bytes.append(UInt8(byte))
        place += 2
      default:
        throw error(
          "no such escape",
          at: place - 2,
          "write one of \\n \\r \\t \\0 \\\" \\\\ \\xNN"
        )
      }
    }
    throw error("the text has no closing quote", at: start, "write \" at its end")
  }

  // MARK: Characters

  private mutating func word() -> String {
    let start = place
    while place < text.count, text[place].isASCII, text[place].isLetter || text[place].isNumber {
      place += 1
    }
    return String(text[start..<place])
  }

  private mutating func skipBlanks() {
    while place < text.count, text[place].isWhitespace { place += 1 }
  }

  private mutating func take(_ character: Character) -> Bool {
    guard place < text.count, text[place] == character else { return false }
    place += 1
    return true
  }

  private func shortened(_ name: String) -> String {
    name.count > 24 ? name.prefix(24) + "…" : name
  }

  private func error(_ problem: String, at place: Int, _ mend: String) -> CraftError {
    CraftError(column: place + 1, problem: problem, mend: mend)
  }
}

import TUIKit

/// Reads the text of a configuration: `name = value` lines, then `action = keys` lines under `[keys]`.
struct ConfigurationReader {
  /// A word with its column, from 1.
  private struct Word {
    var text: String
    var column: Int
  }

  private let file: String
  private var configuration = Configuration()
  /// Where the keys of an action stand: a column for each sequence.
  private var places: [ActionID: (line: Int, columns: [Int])] = [:]
  private var seen: Set<String> = []
  private var line = 0
  private var isInKeys = false

  /// Reads; errors call the text `file`.
  static func read(_ text: String, file: String) throws(ConfigurationError) -> Configuration {
    var reader = ConfigurationReader(file: file)
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      reader.line += 1
      try reader.take(String(line))
    }
    try reader.check()
    return reader.configuration
  }

  private init(file: String) { self.file = file }

  private func error(_ problem: String, _ column: Int, _ mend: String) -> ConfigurationError {
    ConfigurationError(problem: problem, file: file, line: line, column: column, mend: mend)
  }

  private mutating func take(_ text: String) throws(ConfigurationError) {
    let words = Self.words(text)
    guard let first = words.first, !first.text.hasPrefix("#") else { return }
    if words.count == 1, first.text.hasPrefix("[") {
      guard first.text == "[keys]" else {
        throw error("no such section: \(first.text)", first.column, "the only one is [keys]")
      }
      isInKeys = true
      return
    }
    guard words.count >= 2, words[1].text == "=" else {
      throw error("not a setting: \(first.text)", first.column, "write name = value")
    }
    guard seen.insert((isInKeys ? "keys." : "") + first.text).inserted else {
      throw error("\(first.text) is set twice", first.column, "keep one of the lines")
    }
    let values = Array(words.dropFirst(2))
    if isInKeys { return try takeKeys(first, values, end: text.count + 1) }
    guard values.count == 1, let value = values.first else {
      throw error("\(first.text) needs one value", words[1].column, "write name = value")
    }
    try takeSetting(first, value)
  }

  private mutating func takeSetting(_ name: Word, _ value: Word) throws(ConfigurationError) {
    switch name.text {
    case "theme": configuration.theme = value.text == "auto" ? nil : value.text
    case "charset": configuration.charset = try choice(value, "characters")
    case "color": configuration.depth = try choice(value, "colours")
    case "layout":
      guard let layout = LayoutChoice(rawValue: value.text) else {
        let names = LayoutChoice.allCases.map(\.rawValue).joined(separator: ", ")
        throw error("no such layout: \(value.text)", value.column, "give \(names)")
      }
      configuration.layout = layout
    case "samples":
      guard let number = Int(value.text), (1...10).contains(number) else {
        throw error("\(value.text) samples per second", value.column, "give a number from 1 to 10")
      }
      configuration.samplesPerSecond = number
    case "history":
      guard let number = Int(value.text), (4...1_024).contains(number) else {
        throw error("\(value.text) MiB of history", value.column, "give a number from 4 to 1024")
      }
      configuration.historySize = number
    default:
      throw error(
        "no such setting: \(name.text)",
        name.column,
        "there are theme, charset, color, samples, history, layout, and [keys]"
      )
    }
  }

  /// A value of a ladder; `auto` gives nil.
  private func choice<Choice: RawRepresentable & CaseIterable>(
    _ value: Word,
    _ kind: String
  ) throws(ConfigurationError) -> Choice? where Choice.RawValue == String {
    if value.text == "auto" { return nil }
    guard let choice = Choice(rawValue: value.text) else {
      let names = Choice.allCases.map(\.rawValue).joined(separator: ", ")
      throw error("no such \(kind): \(value.text)", value.column, "give auto, \(names)")
    }
    return choice
  }

  private mutating func takeKeys(
    _ name: Word,
    _ values: [Word],
    end: Int
  ) throws(ConfigurationError) {
    guard let action = ActionID(rawValue: name.text) else {
      throw error(
        "no such action: \(name.text)",
        name.column,
        "`ndissect --print-config` lists all actions"
      )
    }
    var sequences: [[KeyEvent]] = []
    var columns: [Int] = []
    var isNew = true
    let isNone = values.count == 1 && values[0].text == "none"
    for word in isNone ? [] : values {
      let endsSequence = word.text.count > 1 && word.text.hasSuffix(",")
      let key = try key(word, endsSequence ? String(word.text.dropLast()) : word.text)
      if isNew {
        sequences.append([key])
        columns.append(word.column)
      } else {
        sequences[sequences.count - 1].append(key)
      }
      isNew = endsSequence
    }
    guard isNone || !sequences.isEmpty else {
      throw error("\(name.text) has no key", end, "write a key, or none")
    }
    configuration.keys[action] = sequences
    places[action] = (line, columns)
  }

  private func key(_ word: Word, _ text: String) throws(ConfigurationError) -> KeyEvent {
    guard let key = KeyEvent(name: text) else {
      throw error(
        "no such key: \(text)",
        word.column,
        "write keys like a, G, ctrl-p, left, f5, space; a comma between ways, none for none"
      )
    }
    if let like = Self.twin(of: key) {
      throw error("terminals cannot tell \(text) from \(like)", word.column, "choose another key")
    }
    return key
  }

  /// Keys that send the bytes of another one, or that flow control may swallow.
  private static func twin(of key: KeyEvent) -> String? {
    guard key.modifiers == .control, case .character(let character) = key.key else { return nil }
    switch character {
    case "i": return "tab"
    case "m", "j": return "enter"
    case "[": return "esc"
    case "h": return "backspace"
    case "s", "q": return "flow control"
    default: return nil
    }
  }

  /// Every key must mean one thing in every view.
  private mutating func check() throws(ConfigurationError) {
    let changed = configuration.keys.filter { id, keys in ActionTable.action(id)?.keys != keys }
    if let conflict = KeyConflict.first(in: changed), let place = places[conflict.action] {
      line = place.line
      let keys = changed[conflict.action]?[conflict.sequence] ?? []
      let name = keys.map(\.name).joined(separator: " ")
      throw error(
        "\(name) runs \"\(conflict.other.name)\" in \(conflict.view.name) already",
        place.columns[conflict.sequence],
        "choose another key, or give \(conflict.other.id.rawValue) another one too"
      )
    }
    configuration.keys = changed
  }

  private static func words(_ line: String) -> [Word] {
    var words: [Word] = []
    var isWord = false
    for (place, character) in line.enumerated() {
      if character == " " || character == "\t" || character == "\r" {
        isWord = false
      } else if isWord {
        words[words.count - 1].text.append(character)
      } else {
        words.append(Word(text: String(character), column: place + 1))
        isWord = true
      }
    }
    return words
  }
}

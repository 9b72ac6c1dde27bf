/// The parser's help of one command, taken apart: one line of usage, and what each argument and option does.
struct HelpText {
  /// An argument or an option.
  struct Entry {
    var name: String
    var text: String
  }

  /// The first line of the usage.
  private(set) var usage = ""
  /// Arguments, then options, in the order of the help.
  private(set) var entries: [Entry] = []

  /// Reads a help message of lines that are not broken.
  init(_ message: String) {
    var isInEntries = false
    for line in message.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("USAGE: ") {
        usage = String(line.dropFirst(7))
      } else if line.hasSuffix(":"), !line.hasPrefix(" ") {
        isInEntries = line != "SUBCOMMANDS:"
      } else if isInEntries, line.hasPrefix("  ") {
        add(line)
      }
    }
  }

  private mutating func add(_ line: Substring) {
    let content = line.drop { $0 == " " }
    guard !content.isEmpty else { return }
    if line.count - content.count > 2 {
      // What goes on belongs to the entry before; a name too long for its column stands alone.
      guard let last = entries.indices.last else { return }
      entries[last].text += (entries[last].text.isEmpty ? "" : " ") + content
      return
    }
    var name = content
    var text: Substring = ""
    if let gap = Self.gap(in: content) {
      name = content[..<gap]
      text = content[gap...].drop { $0 == " " }
    }
    entries.append(Entry(name: String(name), text: String(text)))
  }

  /// Where two blanks first stand.
  private static func gap(in text: Substring) -> Substring.Index? {
    var before: Character?
    for index in text.indices {
      if text[index] == " ", before == " " { return text.index(before: index) }
      before = text[index]
    }
    return nil
  }
}

/// The cause of an ending in its two parts: the rule or value, and where it was set.
public struct CauseText: Equatable, Sendable {
  /// The rule or value, as in `id = 20`.
  public let subject: String
  /// Where it was set, as in `lab.yaml:12:7`; empty if the cause does not say.
  public let source: String

  /// Divides a text of the form `subject (source)`; brackets within either part must pair.
  public init(_ text: String) {
    var depth = 0
    var place = text.endIndex
    while text.hasSuffix(")"), place > text.startIndex {
      place = text.index(before: place)
      if text[place] == ")" { depth += 1 }
      if text[place] == "(" { depth -= 1 }
      guard depth == 0 else { continue }
      guard text[..<place].last == " " else { break }
      subject = String(text[..<place].dropLast())
      source = String(text[text.index(after: place)...].dropLast())
      return
    }
    subject = text
    source = ""
  }

  /// The place without the folders of a file.
  public var shortSource: String { Self.withoutFolders(source) }

  /// A place such as `/etc/stacks/lab.yaml:12:7` without its folders; any other text as it is.
  public static func withoutFolders(_ source: String) -> String {
    guard let slash = source.lastIndex(of: "/"), source[slash...].contains(":") else {
      return source
    }
    return String(source[source.index(after: slash)...])
  }
}

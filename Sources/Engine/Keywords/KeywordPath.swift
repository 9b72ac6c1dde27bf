import NDIS

/// The place of a value among the keywords of a component, as a person writes it.
///
///     loss               a keyword
///     receive.loss       a value of a mapping
///     rules[2]           an entry of a list, counted from 1
///     rules[2].match     a value of a rule
struct KeywordPath: Hashable {
  /// The keyword.
  let keyword: String
  /// The entry of a list, counted from 1.
  let index: Int?
  /// The value of a mapping or rule.
  let field: String?

  /// Makes a path from its parts.
  init(_ keyword: String, index: Int? = nil, field: String? = nil) {
    self.keyword = keyword
    self.index = index
    self.field = field
  }

  /// Reads a path; nil if the text is none.
  init?(_ text: String) {
    var rest = text[...]
    func name() -> String? {
      let end = rest.firstIndex { $0 == "." || $0 == "[" || $0 == "]" } ?? rest.endIndex
      let name = String(rest[..<end])
      rest = rest[end...]
      return name.isEmpty ? nil : name
    }
    guard let keyword = name() else { return nil }
    var index: Int?
    var field: String?
    if rest.first == "[" {
      guard let end = rest.firstIndex(of: "]"), let number = Int(rest.dropFirst()[..<end]),
        number >= 1
      else { return nil }
      index = number
      rest = rest[rest.index(after: end)...]
    }
    if rest.first == "." {
      rest = rest.dropFirst()
      guard let found = name() else { return nil }
      field = found
    }
    guard rest.isEmpty else { return nil }
    self.init(keyword, index: index, field: field)
  }
}

extension KeywordPath: CustomStringConvertible {
  /// The path as it is read.
  var description: String {
    keyword + (index.map { "[\($0)]" } ?? "") + (field.map { ".\($0)" } ?? "")
  }
}

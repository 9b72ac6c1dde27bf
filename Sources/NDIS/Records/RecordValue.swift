/// A decoded value with everything inside it.
struct RecordValue {
  enum Content {
    case word(String)
    /// Characters, escaped; quoted where a person writes them.
    case quoted(String)
    case items([RecordValue])
    case members([RecordValue])
  }

  var name: String
  var role: RecordField.Role
  var range: Range<Int>
  var content: Content

  init(
    _ name: String,
    _ role: RecordField.Role = .value,
    _ range: Range<Int>,
    _ content: Content
  ) {
    self.name = name
    self.role = role
    self.range = range
    self.content = content
  }

  /// The words inside, each with its path.
  func flattened(_ prefix: String = "") -> [RecordField] {
    let path =
      prefix.isEmpty
      ? name : name.hasPrefix("[") || name.isEmpty ? prefix + name : prefix + "." + name
    switch content {
    case .word(let text), .quoted(let text):
      return [RecordField(name: path, value: text, range: range, role: role)]
    case .items(let values), .members(let values):
      return values.flatMap { $0.flattened(path) }
    }
  }

  /// The value as a person writes it; what follows from the rest is left out.
  func text(isOutermost: Bool = true) -> String {
    switch content {
    case .word(let text): return text
    case .quoted(let text): return "\"\(text)\""
    case .items(let values):
      let inner = values.filter { $0.role == .value }.map { $0.text(isOutermost: false) }
        .joined(separator: ", ")
      return isOutermost ? inner : "[\(inner)]"
    case .members(let values):
      let inner = values.filter { $0.role == .value }
        .map { "\($0.name)=\($0.text(isOutermost: false))" }.joined(separator: ", ")
      return isOutermost ? inner : "{\(inner)}"
    }
  }
}

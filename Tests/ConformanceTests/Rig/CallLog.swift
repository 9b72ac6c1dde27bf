/// The calls that drivers got, in order, as `who what`.
final class CallLog {
  private(set) var lines: [String] = []
  /// Nothing is noted: a long walk would only fill memory.
  var isOff = false

  func note(_ who: String, _ what: String) {
    if !isOff { lines.append("\(who) \(what)") }
  }

  func clear() {
    lines = []
  }

  /// The lines that are any of these, in the order in which they came.
  func only(_ whats: String...) -> [String] {
    lines.filter { line in whats.contains { line.hasSuffix($0) } }
  }
}

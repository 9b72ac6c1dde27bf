import Inspection
import Wire

/// How a display filter that is being typed could go on at the cursor: with a field's name, or inside quotes with a value.
struct FilterCompletion: Equatable {
  /// The first character of what is completed.
  let start: Int
  /// What all ways to go on have in common; what was typed, if that is all.
  let text: String
  /// All ways to go on, in the order of the catalogue.
  let candidates: [String]

  /// Looks at the text before the cursor; nil where nothing is known to go on with.
  init?(_ characters: [Character], cursor: Int, in structure: StackStructure) {
    let before = Array(characters[..<cursor])
    let quotes = before.indices.filter {
      before[$0] == "\"" && ($0 == 0 || before[$0 - 1] != "\\")
    }
    if quotes.count % 2 == 1, let open = quotes.last {
      guard let field = Self.field(before[..<open]) else { return nil }
      self.init(
        start: open + 1,
        typed: String(before[(open + 1)...]),
        among: Self.values(of: field, in: structure)
      )
      return
    }
    var start = cursor
    while start > 0, Self.isWord(before[start - 1]) { start -= 1 }
    guard start < cursor else { return nil }
    self.init(start: start, typed: String(before[start...]), among: Self.fields)
  }

  private init?(start: Int, typed: String, among all: [String]) {
    let found = all.filter { $0.hasPrefix(typed) }
    guard let first = found.first else { return nil }
    var common = Array(first)
    for other in found {
      let same = zip(common, other).prefix { $0 == $1 }.count
      common = Array(common.prefix(same))
    }
    self.start = start
    text = String(common)
    candidates = found
  }

  /// Nothing is left to choose.
  var isUnique: Bool { candidates.count == 1 }

  private static let fields: [String] = {
    var names: [String] = []
    var known: Set<String> = []
    for field in JourneyFilter.fields + FieldCatalog.all where known.insert(field.name).inserted {
      names.append(field.name)
    }
    return names
  }()

  private static func isWord(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "." || character == "_"
  }

  /// The field that a value before an opening quote is compared with.
  private static func field(_ before: ArraySlice<Character>) -> String? {
    var words: [String] = [""]
    for character in before {
      if isWord(character) {
        words[words.count - 1].append(character)
      } else if words.last?.isEmpty == false {
        words.append("")
      }
    }
    let operators = ["eq", "ne", "contains", "in"]
    return words.last { !$0.isEmpty && !operators.contains($0) }
  }

  /// Values that a field of the journey can have.
  private static func values(of field: String, in structure: StackStructure) -> [String] {
    var names: [String] = []
    switch field {
    case "outcome": names = JourneyOutcome.allCases.map(\.name)
    case "direction": names = ["transmit", "receive"]
    case "journey.birth": names = BirthKind.allCases.map(\.name)
    case "hop.edge": names = HopEdge.allCases.map(\.name)
    case "drop.reason": names = structure.reasons.rows.map(\.symbol)
    case "adapter": names = structure.adapters.map(\.name)
    case "hop.module", "hop.from", "hop.to", "drop.module":
      for party in structure.parties.parties where !names.contains(party.name) {
        names.append(party.name)
      }
    default: break
    }
    return names
  }
}

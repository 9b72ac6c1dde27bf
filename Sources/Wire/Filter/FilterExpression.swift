/// A display filter as a tree.
indirect enum FilterExpression: Equatable, Sendable {
  case present(FilterField)
  case compare(FilterField, FilterOperator, FilterOperand)
  case among(FilterField, [FilterOperand])
  case not(FilterExpression)
  case and(FilterExpression, FilterExpression)
  case or(FilterExpression, FilterExpression)
}

/// A field as the filter names it, and the fields whose values it takes.
struct FilterField: Equatable, Sendable {
  var definition: FieldDefinition
  /// The name itself, or those it stands for.
  var names: [String]
}

enum FilterOperator: Equatable, Sendable {
  case equal
  case notEqual
  case less
  case lessOrEqual
  case greater
  case greaterOrEqual
  case contains
}

/// What a field is compared with.
enum FilterOperand: Equatable, Sendable {
  case unsigned(UInt64)
  case real(Double)
  case bytes([UInt8])
  case mac(MACAddress)
  case prefix(IPPrefix)
  case text(String)
  /// Both ends belong to it.
  case range(UInt64, UInt64)
}

extension FilterOperand {
  /// Whether a value stands in the relation; values of another kind never do.
  func holds(_ relation: FilterOperator, _ value: FieldValue, _ text: String) -> Bool {
    switch (self, value) {
    case (.unsigned(let mine), .unsigned(let theirs)):
      relation.holds(theirs, mine)
    case (.unsigned(let mine), .boolean(let theirs)):
      relation.holds(theirs ? 1 : 0, mine)
    case (.unsigned(let mine), .real(let theirs)):
      relation.holds(theirs, Double(mine))
    case (.real(let mine), .real(let theirs)):
      relation.holds(theirs, mine)
    case (.real(let mine), .unsigned(let theirs)):
      relation.holds(Double(theirs), mine)
    case (.range(let low, let high), .unsigned(let theirs)):
      (low...high).contains(theirs)
    case (.mac(let mine), .mac(let theirs)):
      relation.holds(theirs, mine)
    case (.bytes(let mine), .mac(let theirs)):
      FilterOperand.bytes(mine).holds(relation, .bytes(theirs.bytes), text)
    case (.bytes(let mine), .bytes(let theirs)):
      holdsBytes(relation, theirs, mine)
    case (.mac(let mine), .bytes(let theirs)):
      holdsBytes(relation, theirs, mine.bytes)
    case (.prefix(let mine), .ipv4(let theirs)):
      holdsAddress(relation, .v4(theirs), mine)
    case (.prefix(let mine), .ipv6(let theirs)):
      holdsAddress(relation, .v6(theirs), mine)
    case (.text(let mine), .text(let theirs)):
      relation == .contains ? theirs.contains(text: mine) : relation.holds(theirs, mine)
    case (.text(let mine), .bytes(let theirs)):
      holdsBytes(relation, theirs, Array(mine.utf8))
    case (.text(let mine), _):
      // A word compares with the word a number is shown by: `ip.checksum.status == "Bad"`.
      holdsWord(relation, text, mine)
    default: false
    }
  }

  private func holdsBytes(_ relation: FilterOperator, _ value: [UInt8], _ mine: [UInt8]) -> Bool {
    switch relation {
    case .contains:
      guard mine.count <= value.count else { return false }
      return (0...(value.count - mine.count)).contains { start in
        value[start..<(start + mine.count)].elementsEqual(mine)
      }
    case .equal: return value == mine
    case .notEqual: return value != mine
    case .less: return value.lexicographicallyPrecedes(mine)
    case .greater: return mine.lexicographicallyPrecedes(value)
    case .lessOrEqual: return !mine.lexicographicallyPrecedes(value)
    case .greaterOrEqual: return !value.lexicographicallyPrecedes(mine)
    }
  }

  private func holdsAddress(
    _ relation: FilterOperator,
    _ value: IPAddress,
    _ mine: IPPrefix
  )
    -> Bool
  {
    switch (relation, value, mine.address) {
    case (.equal, _, _): mine.contains(value)
    case (.notEqual, _, _): !mine.contains(value)
    case (_, .v4(let theirs), .v4(let bound)): relation.holds(theirs, bound)
    case (_, .v6(let theirs), .v6(let bound)): relation.holds(theirs, bound)
    default: false
    }
  }

  private func holdsWord(_ relation: FilterOperator, _ text: String, _ mine: String) -> Bool {
    var word = text
    if text.hasSuffix(")"), let start = text.lastIndex(of: "("), start > text.startIndex {
      word = String(text[..<text.index(before: start)])
    }
    return switch relation {
    case .equal: word == mine
    case .notEqual: word != mine
    case .contains: text.contains(text: mine)
    default: false
    }
  }
}

extension FilterOperator {
  /// Whether two values of one kind stand in the relation; `contains` never holds between numbers.
  func holds<Value: Comparable>(_ value: Value, _ operand: Value) -> Bool {
    switch self {
    case .equal: value == operand
    case .notEqual: value != operand
    case .less: value < operand
    case .lessOrEqual: value <= operand
    case .greater: value > operand
    case .greaterOrEqual: value >= operand
    case .contains: false
    }
  }
}

extension String {
  /// Whether a text is inside this one, byte for byte.
  func contains(text other: String) -> Bool {
    let mine = Array(utf8)
    let wanted = Array(other.utf8)
    guard wanted.count <= mine.count else { return false }
    return (0...(mine.count - wanted.count)).contains { start in
      mine[start..<(start + wanted.count)].elementsEqual(wanted)
    }
  }
}

/// Reads a display filter: or < and < not < comparison.
struct FilterParser {
  private var tokens: [FilterToken]
  private var place = 0
  private let additional: [FieldDefinition]
  private var depth = 0

  /// Nested parentheses and negations taken; deeper text would exhaust the stack.
  static let maximumDepth = 100

  init(_ text: String, additional: [FieldDefinition]) throws(DisplayFilterError) {
    tokens = try FilterToken.tokens(of: text)
    self.additional = additional
  }

  mutating func parse() throws(DisplayFilterError) -> FilterExpression {
    let expression = try disjunction()
    guard token.kind == .end else {
      throw error("\(token.shown) does not belong here", "'&&', '||' or the end")
    }
    return expression
  }

  private var token: FilterToken { tokens[place] }

  private mutating func advance() {
    if place < tokens.count - 1 { place += 1 }
  }

  private mutating func take(_ sign: FilterToken.Sign, or word: String? = nil) -> Bool {
    switch token.kind {
    case .sign(sign): break
    case .word(let text) where word != nil && text == word: break
    default: return false
    }
    advance()
    return true
  }

  private func error(
    _ problem: String,
    _ expected: String,
    nearest: String? = nil
  )
    -> DisplayFilterError
  {
    DisplayFilterError(
      column: token.column,
      problem: problem,
      expected: expected,
      nearest: nearest
    )
  }

  private mutating func disjunction() throws(DisplayFilterError) -> FilterExpression {
    var left = try conjunction()
    while take(.or, or: "or") { left = .or(left, try conjunction()) }
    return left
  }

  private mutating func conjunction() throws(DisplayFilterError) -> FilterExpression {
    var left = try negation()
    while take(.and, or: "and") { left = .and(left, try negation()) }
    return left
  }

  private mutating func negation() throws(DisplayFilterError) -> FilterExpression {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximumDepth else {
      throw error("the filter is nested too deep", "at most \(Self.maximumDepth) levels")
    }
    if take(.not, or: "not") { return .not(try negation()) }
    if take(.open) {
      let inner = try disjunction()
      guard take(.close) else { throw error("a parenthesis is not closed", "')'") }
      return inner
    }
    return try comparison()
  }

  private mutating func comparison() throws(DisplayFilterError) -> FilterExpression {
    let field = try field()
    if case .word("in") = token.kind {
      advance()
      return .among(field, try set(of: field))
    }
    guard let relation = try relation(for: field) else { return .present(field) }
    return .compare(field, relation, try operand(of: field, relation))
  }

  private mutating func field() throws(DisplayFilterError) -> FilterField {
    guard case .word(let name) = token.kind else {
      throw error(
        token.kind == .end ? "the filter ends early" : "\(token.shown) does not belong here",
        "a field name"
      )
    }
    let known = additional.first { $0.name == name } ?? FieldCatalog.definition(named: name)
    guard let known else {
      throw error(
        "there is no field '\(name)'",
        "a field name",
        nearest: FieldCatalog.nearest(to: name, among: additional)
      )
    }
    advance()
    return FilterField(
      definition: known,
      names: known.members.isEmpty ? [name] : known.members
    )
  }

  private mutating func relation(
    for field: FilterField
  ) throws(DisplayFilterError) -> FilterOperator? {
    let found: FilterOperator?
    switch token.kind {
    case .sign(.equal), .word("eq"): found = .equal
    case .sign(.notEqual), .word("ne"): found = .notEqual
    case .sign(.less), .word("lt"): found = .less
    case .sign(.lessOrEqual), .word("le"): found = .lessOrEqual
    case .sign(.greater), .word("gt"): found = .greater
    case .sign(.greaterOrEqual), .word("ge"): found = .greaterOrEqual
    case .word("contains"): found = .contains
    default: found = nil
    }
    guard let found else { return nil }
    if field.definition.kind == .presence {
      throw error("\(field.definition.name) has no value to compare", "'&&', '||' or the end")
    }
    let isNumber: Bool =
      switch field.definition.kind {
      case .decimal, .hexadecimal, .real, .boolean, .ipv4, .ipv6: true
      default: false
      }
    if found == .contains, isNumber {
      throw error("\(field.definition.name) holds no text or bytes", "'==', '!=', '<' or '>'")
    }
    advance()
    return found
  }

  private mutating func set(of field: FilterField) throws(DisplayFilterError) -> [FilterOperand] {
    if field.definition.kind == .presence {
      throw error("\(field.definition.name) has no value to compare", "'&&', '||' or the end")
    }
    guard take(.openSet) else { throw error("a set begins with a brace", "'{'") }
    var members: [FilterOperand] = []
    repeat {
      members.append(try operand(of: field, nil))
    } while take(.comma)
    guard take(.closeSet) else { throw error("a set is not closed", "',' or '}'") }
    return members
  }

  private mutating func operand(
    of field: FilterField,
    _ relation: FilterOperator?
  ) throws(DisplayFilterError) -> FilterOperand {
    let text: String
    let isQuoted: Bool
    switch token.kind {
    case .word(let word): (text, isQuoted) = (word, false)
    case .quoted(let content): (text, isQuoted) = (content, true)
    default:
      throw error("a value is missing", FilterOperand.expectation(for: field.definition.kind))
    }
    guard
      let operand = FilterOperand(
        text,
        isQuoted: isQuoted,
        for: field.definition.kind,
        isMember: relation == nil
      )
    else {
      throw error(
        "\(token.shown) cannot be compared with \(field.definition.name)",
        FilterOperand.expectation(for: field.definition.kind)
      )
    }
    advance()
    return operand
  }
}

extension FilterOperand {
  /// Reads a value for a field of a kind; `isMember`: in a set, where `low..high` is allowed.
  init?(_ text: String, isQuoted: Bool, for kind: FieldKind, isMember: Bool) {
    if isQuoted {
      switch kind {
      case .mac, .ipv4, .ipv6, .presence: return nil
      default: self = .text(text)
      }
      return
    }
    switch kind {
    case .presence: return nil
    case .boolean:
      switch text {
      case "1", "true", "True": self = .unsigned(1)
      case "0", "false", "False": self = .unsigned(0)
      default: return nil
      }
    case .decimal, .hexadecimal:
      if let value = FilterOperand.number(text) {
        self = .unsigned(value)
      } else if isMember, let range = FilterOperand.range(text) {
        self = range
      } else {
        return nil
      }
    case .real:
      guard let value = Double(text), value.isFinite else { return nil }
      self = .real(value)
    case .mac:
      if let address = MACAddress(text) {
        self = .mac(address)
      } else if let bytes = FilterOperand.byteList(text) {
        self = .bytes(bytes)
      } else {
        return nil
      }
    case .ipv4:
      guard let prefix = IPPrefix(text), case .v4 = prefix.address else { return nil }
      self = .prefix(prefix)
    case .ipv6:
      guard let prefix = IPPrefix(text), case .v6 = prefix.address else { return nil }
      self = .prefix(prefix)
    case .bytes:
      guard let bytes = FilterOperand.byteList(text) else { return nil }
      self = .bytes(bytes)
    case .text: self = .text(text)
    }
  }

  /// What an error says could stand there.
  static func expectation(for kind: FieldKind) -> String {
    switch kind {
    case .presence: "no value"
    case .boolean: "0 or 1"
    case .decimal, .hexadecimal: "a number (80, 0x50) or a quoted word"
    case .real: "a number"
    case .mac: "a station address (02:00:00:00:00:01)"
    case .ipv4: "an IPv4 address, with or without /prefix"
    case .ipv6: "an IPv6 address, with or without /prefix"
    case .bytes: "bytes (01:02:0a) or a quoted text"
    case .text: "a text"
    }
  }

  private static func number(_ text: some StringProtocol) -> UInt64? {
    if text.hasPrefix("0x") || text.hasPrefix("0X") {
      return parseHexadecimal(text.dropFirst(2), maximumDigits: 16)
    }
    guard text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    return UInt64(text)
  }

  private static func range(_ text: String) -> FilterOperand? {
    guard let dot = text.firstIndex(of: "."), text[dot...].hasPrefix("..") else { return nil }
    guard let low = number(text[..<dot]), let high = number(text[text.index(dot, offsetBy: 2)...]),
      low <= high
    else { return nil }
    return .range(low, high)
  }

  private static func byteList(_ text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    for part in text.split(omittingEmptySubsequences: false, whereSeparator: { ":-.".contains($0) })
    {
      let digits = String(part)
      guard !digits.isEmpty, digits.utf8.count % 2 == 0 || digits.utf8.count == 1 else {
        return nil
      }
      var rest = Array(digits.utf8)
      if rest.count == 1 { rest.insert(UInt8(ascii: "0"), at: 0) }
      for index in stride(from: 0, to: rest.count, by: 2) {
        guard let high = hexadecimalDigit(rest[index]), let low = hexadecimalDigit(rest[index + 1])
        else { return nil }
        bytes.append(high << 4 | low)
      }
    }
    return bytes.isEmpty ? nil : bytes
  }
}

/// A display filter in Wireshark's language, compiled once and evaluated per packet.
///
///     ip.src == 10.0.0.0/8 && (tcp.flags.syn == 1 || udp) && !(eth.dst == ff:ff:ff:ff:ff:ff)
///
/// A field that occurs several times matches if any of its values does; `!=` wants all of them to differ. A field
/// that is absent matches nothing. `tcp.seq` and `tcp.ack` are the numbers on the wire, never relative ones.
public struct DisplayFilter: Sendable {
  /// The text it was made from.
  public let text: String
  private let expression: Compiled

  /// A field known from elsewhere, with the packet's value.
  public struct ExternalValue: Sendable, Equatable {
    /// A name among the definitions the filter was made with.
    public var name: String
    /// Its value.
    public var value: FieldValue

    /// Makes a value of a field.
    public init(_ name: String, _ value: FieldValue) {
      self.name = name
      self.value = value
    }
  }

  /// Reads a filter.
  ///
  /// - `additional`: fields beside those of a dissection; they win over those of the same name.
  ///
  /// Throws an error that names column, expectation and the nearest field.
  public init(
    parsing text: String,
    additional: [FieldDefinition] = []
  ) throws(DisplayFilterError) {
    var parser = try FilterParser(text, additional: additional)
    self.text = text
    expression = Compiled(try parser.parse())
  }

  /// Whether a packet matches.
  ///
  /// - `external`: values of the additional fields; several of one name are several occurrences.
  public func matches(_ dissection: Dissection, external: [ExternalValue] = []) -> Bool {
    expression.matches { names, body in
      for value in external where names.contains(value.name) {
        body(value.value, value.value.text(as: .decimal, width: 1))
      }
      for layer in dissection.layers { visit(layer, names, body) }
    }
  }

  private func visit(
    _ field: DissectedField,
    _ names: [String],
    _ body: (FieldValue, String) -> Void
  ) {
    if names.contains(field.name) { body(field.value, field.text) }
    for child in field.children { visit(child, names, body) }
  }
}

extension DisplayFilter {
  /// The tree, evaluated over whatever can list the values of names.
  struct Compiled: Sendable {
    typealias Values = ([String], (FieldValue, String) -> Void) -> Void

    private let root: FilterExpression

    init(_ root: FilterExpression) {
      self.root = root
    }

    func matches(_ values: Values) -> Bool {
      Self.evaluate(root, values)
    }

    private static func evaluate(_ expression: FilterExpression, _ values: Values) -> Bool {
      switch expression {
      case .not(let inner): return !evaluate(inner, values)
      case .and(let left, let right): return evaluate(left, values) && evaluate(right, values)
      case .or(let left, let right): return evaluate(left, values) || evaluate(right, values)
      case .present(let field):
        var isFound = false
        // A bit that is clear is still present, as in Wireshark.
        values(field.names) { _, _ in isFound = true }
        return isFound
      case .compare(let field, .notEqual, let operand):
        var isFound = false
        var allDiffer = true
        values(field.names) { value, text in
          isFound = true
          if operand.holds(.equal, value, text) { allDiffer = false }
        }
        return isFound && allDiffer
      case .compare(let field, let relation, let operand):
        var holds = false
        values(field.names) { value, text in
          if operand.holds(relation, value, text) { holds = true }
        }
        return holds
      case .among(let field, let operands):
        var holds = false
        values(field.names) { value, text in
          if operands.contains(where: { $0.holds(.equal, value, text) }) { holds = true }
        }
        return holds
      }
    }
  }
}

/// The interfaces of a component at its two edges.
///
/// A component binds over another if its lower range and the other's upper range share a word. Words compare without
/// regard to case; `noupper` and `nolower` say that an edge does not exist, and match nothing.
/// - Source: network/specifying-binding-interfaces
public struct BindingInterfaces: Hashable, Sendable {
  /// Words of the upper edge (`ndis5`), in declared order.
  public let upperRange: [String]
  /// Words of the lower edge: a protocol's interface, or an adapter's medium (`ethernet`).
  public let lowerRange: [String]

  /// Makes the two ranges.
  public init(upperRange: [String], lowerRange: [String]) {
    self.upperRange = upperRange
    self.lowerRange = lowerRange
  }

  /// Whether a component with these interfaces can bind over one with the other's.
  public func canBind(over lower: BindingInterfaces) -> Bool {
    Self.meet(lowerRange, lower.upperRange)
  }

  /// Whether the component has no lower edge a filter could serve.
  public var hasNoLowerEdge: Bool {
    lowerRange.isEmpty || lowerRange.contains { $0.lowercased() == "nolower" }
  }

  /// Whether two lists share a word that names an interface.
  static func meet(_ left: [String], _ right: [String]) -> Bool {
    let known = Set(right.map { $0.lowercased() })
    return left.contains { word in
      let word = word.lowercased()
      return word != "noupper" && word != "nolower" && known.contains(word)
    }
  }
}

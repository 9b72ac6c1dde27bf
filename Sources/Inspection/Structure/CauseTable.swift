/// What caused drops: the rule or value as text, by the number a record carries; 0 is no cause.
public struct CauseTable: Sendable, Equatable {
  /// Text of cause n at n - 1.
  public private(set) var texts: [String]

  /// Makes the table from the texts of causes 1, 2, ….
  public init(_ texts: [String] = []) {
    self.texts = texts
  }

  /// The text of a cause; nil for 0 and for a number never given.
  public subscript(id: UInt32) -> String? {
    guard id > 0, id <= texts.count else { return nil }
    return texts[Int(id) - 1]
  }

  /// Adds a text and gives its number.
  @discardableResult
  public mutating func append(_ text: String) -> UInt32 {
    texts.append(text)
    return UInt32(truncatingIfNeeded: texts.count)
  }
}

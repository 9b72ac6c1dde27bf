/// One field of a dissected frame, with the fields inside it.
public struct DissectedField: Sendable, Equatable {
  /// The field's display filter name (`ip.src`).
  public var name: String
  /// For people (`Source Address`).
  public var label: String
  /// What it holds; `.none` for protocols, groups and marks.
  public var value: FieldValue
  /// The value for people; empty if the label says all.
  public var text: String
  /// Bytes it was read from, from the frame's first byte; empty for what was computed.
  public var range: Range<Int>
  /// In the order of the bytes.
  public var children: [DissectedField]
  /// What is wrong with it.
  public var mark: Mark?

  /// What can be wrong with a field.
  public enum Mark: Sendable, Equatable {
    /// A checksum that does not fit the bytes.
    case badChecksum
    /// A value the protocol does not allow, or a header past the packet's end.
    case malformed
    /// The capture ends here; the wire did not.
    case truncated
  }

  /// Makes a field.
  public init(
    name: String,
    label: String,
    value: FieldValue = .none,
    text: String = "",
    range: Range<Int>,
    children: [DissectedField] = [],
    mark: Mark? = nil
  ) {
    self.name = name
    self.label = label
    self.value = value
    self.text = text
    self.range = range
    self.children = children
    self.mark = mark
  }

  /// Label and text as one line.
  public var line: String {
    text.isEmpty ? label : "\(label): \(text)"
  }

  /// Calls `body` with this field and all inside it, outer before inner.
  public func visit(_ body: (DissectedField) -> Void) {
    body(self)
    for child in children { child.visit(body) }
  }
}

/// A value of a YAML text with its place.
public struct YAMLNode: Hashable, Sendable {
  /// What a node can be.
  public indirect enum Content: Hashable, Sendable {
    /// A text, its quotes removed.
    case scalar(String)
    /// Values in order.
    case sequence([YAMLNode])
    /// Named values in the order of the text; no name comes twice.
    case mapping([YAMLEntry])
  }

  /// Where the node starts.
  public let mark: YAMLMark
  /// The node itself.
  public let content: Content

  /// Makes a node.
  public init(_ content: Content, at mark: YAMLMark) {
    self.content = content
    self.mark = mark
  }

  /// The kind of node in words, for error messages.
  public var kind: String {
    switch content {
    case .scalar(let text): text.isEmpty ? "nothing" : "a single value"
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }
}

/// A named value of a mapping.
public struct YAMLEntry: Hashable, Sendable {
  /// The name.
  public let key: String
  /// Where the name stands.
  public let mark: YAMLMark
  /// The value.
  public let value: YAMLNode

  /// Makes an entry.
  public init(_ key: String, at mark: YAMLMark, _ value: YAMLNode) {
    self.key = key
    self.mark = mark
    self.value = value
  }
}

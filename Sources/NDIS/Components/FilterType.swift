/// Whether a filter may change what passes it.
///
/// - Source: network/types-of-filter-drivers
public enum FilterType: UInt32, Hashable, Sendable {
  /// Watches only: neither changes nor originates data, and has no filter class.
  case monitoring = 1
  /// Changes the behaviour of the stack; its filter class gives its place.
  case modifying = 2
}

extension FilterType: CustomStringConvertible {
  /// The word used on screens and in documents.
  public var description: String { self == .monitoring ? "monitoring" : "modifying" }
}

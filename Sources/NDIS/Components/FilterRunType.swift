/// Whether a stack can do without a filter.
///
/// - Source: network/mandatory-filter-drivers
public enum FilterRunType: UInt32, Hashable, Sendable {
  /// Without it no protocol binds to the adapter.
  case mandatory = 1
  /// The stack goes on without it.
  case optional = 2
}

extension FilterRunType: CustomStringConvertible {
  /// The word used on screens and in documents.
  public var description: String { self == .mandatory ? "mandatory" : "optional" }
}

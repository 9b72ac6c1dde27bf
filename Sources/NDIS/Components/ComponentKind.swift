/// What a component does in a driver stack.
///
/// - Source: network/ndis-drivers
public enum ComponentKind: String, Hashable, Sendable, CaseIterable {
  /// Drives an adapter, at the bottom of a stack.
  case miniport
  /// Sits between the adapter and everything bound to it.
  case filter
  /// Binds to adapters, at the top of a stack.
  case `protocol`
  /// A protocol below and a virtual miniport above.
  case intermediate
}

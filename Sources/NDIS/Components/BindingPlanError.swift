/// Why no plan can be made.
public enum BindingPlanError: Error, Hashable, Sendable {
  /// An adapter stands, over one or more others, on itself; the names lead round the circle.
  case circle([String])
  /// An adapter stands on one that does not exist.
  case noSuchAdapter(name: String, below: String)
  /// Two adapters have one name.
  case twoAdapters(name: String)
  /// A component cannot be an adapter.
  case notAnAdapter(name: String, component: String)
}

extension BindingPlanError: CustomStringConvertible {
  /// What is wrong, in one line.
  public var description: String {
    switch self {
    case .circle(let names):
      "adapters stand on each other in a circle: "
        + names.joined(separator: " on ")
    case .noSuchAdapter(let name, let below):
      "adapter \(name) stands on \(below), which is not there"
    case .twoAdapters(let name): "two adapters are named \(name)"
    case .notAnAdapter(let name, let component):
      "\(component) drives no adapter, as \(name) would be"
    }
  }
}

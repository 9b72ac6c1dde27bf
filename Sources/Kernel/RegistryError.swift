/// Why the registry could not answer.
public enum RegistryError: Error, Equatable, Sendable {
  /// No key has this path.
  case keyNotFound(path: String)
  /// The key has no value of this name.
  case valueNotFound(path: String, name: String)
  /// The value is of another kind.
  case wrongKind(
    path: String,
    name: String,
    expected: RegistryValue.Kind,
    found: RegistryValue.Kind
  )
  /// The path has an empty component.
  case invalidPath(String)
}

extension RegistryError: CustomStringConvertible {
  /// What is wrong, in one line.
  public var description: String {
    switch self {
    case .keyNotFound(let path):
      "no registry key \(path)"
    case .valueNotFound(let path, let name):
      "no value \(name) in registry key \(path)"
    case .wrongKind(let path, let name, let expected, let found):
      "value \(name) in registry key \(path) is a \(found.rawValue), not a \(expected.rawValue)"
    case .invalidPath(let path):
      "\"\(path)\" is no registry path"
    }
  }
}

/// The configuration store drivers read: a tree of keys, every value with its source.
public final class Registry {
  /// The key that holds all others.
  public let root = RegistryKey(name: "", path: "")

  /// Makes an empty registry.
  public init() {}

  /// Returns the key at `path`.
  ///
  /// `path`: names joined by backslashes, as in `Services\vlan-lwf\Parameters`; empty is the root.
  public func key(_ path: String) throws(RegistryError) -> RegistryKey {
    var key = root
    for name in try Self.components(path) {
      guard let next = key.key(name) else { throw .keyNotFound(path: path) }
      key = next
    }
    return key
  }

  /// Returns the key at `path`, with every key on the way made if need be.
  @discardableResult
  public func makeKey(_ path: String) throws(RegistryError) -> RegistryKey {
    try Self.components(path).reduce(root) { key, name in key.makeKey(name) }
  }

  private static func components(_ path: String) throws(RegistryError) -> [String] {
    guard !path.isEmpty else { return [] }
    let names = path.split(separator: "\\", omittingEmptySubsequences: false).map(String.init)
    guard !names.contains("") else { throw .invalidPath(path) }
    return names
  }
}

/// A key of the registry: named values and keys below it.
///
/// Names are compared without regard to case.
public final class RegistryKey {
  /// A value with its name and where it was set.
  public struct Entry: Hashable, Sendable {
    /// The name as first written.
    public let name: String
    /// The value.
    public let value: RegistryValue
    /// Where it was set.
    public let source: ConfigurationSource
  }

  /// The name as first written.
  public let name: String
  /// Names from the root, joined by backslashes; empty for the root.
  public let path: String
  private var children: [String: RegistryKey] = [:]
  private var values: [String: Entry] = [:]

  init(name: String, path: String) {
    self.name = name
    self.path = path
  }

  /// The keys below, by name.
  public var keys: [RegistryKey] {
    children.sorted { $0.key < $1.key }.map(\.value)
  }

  /// The values, by name.
  public var entries: [Entry] {
    values.sorted { $0.key < $1.key }.map(\.value)
  }

  /// Returns the key of that name below this one, nil if there is none.
  public func key(_ name: String) -> RegistryKey? { children[name.lowercased()] }

  /// Returns the value of that name with its source, nil if there is none.
  public func entry(_ name: String) -> Entry? { values[name.lowercased()] }

  /// Sets a value; one of the same name is replaced but keeps its spelling.
  public func set(_ name: String, to value: RegistryValue, source: ConfigurationSource) {
    let folded = name.lowercased()
    let spelling = values[folded]?.name ?? name
    values[folded] = Entry(name: spelling, value: value, source: source)
  }

  /// Removes a value; returns false if there is none.
  @discardableResult
  public func remove(_ name: String) -> Bool {
    values.removeValue(forKey: name.lowercased()) != nil
  }

  /// Removes a key below with all it holds; returns false if there is none.
  @discardableResult
  public func removeKey(_ name: String) -> Bool {
    children.removeValue(forKey: name.lowercased()) != nil
  }

  /// Returns the key of that name below this one, made if need be.
  func makeKey(_ name: String) -> RegistryKey {
    if let known = key(name) { return known }
    let made = RegistryKey(name: name, path: path.isEmpty ? name : "\(path)\\\(name)")
    children[name.lowercased()] = made
    return made
  }
}

extension RegistryKey {
  /// Returns a number.
  public func dword(_ name: String) throws(RegistryError) -> UInt32 {
    let value = try value(name)
    guard case .dword(let number) = value else { throw wrong(name, .dword, value) }
    return number
  }

  /// Returns a text.
  public func string(_ name: String) throws(RegistryError) -> String {
    let value = try value(name)
    guard case .string(let text) = value else { throw wrong(name, .string, value) }
    return text
  }

  /// Returns a list of texts.
  public func multiString(_ name: String) throws(RegistryError) -> [String] {
    let value = try value(name)
    guard case .multiString(let texts) = value else { throw wrong(name, .multiString, value) }
    return texts
  }

  /// Returns bytes.
  public func binary(_ name: String) throws(RegistryError) -> [UInt8] {
    let value = try value(name)
    guard case .binary(let bytes) = value else { throw wrong(name, .binary, value) }
    return bytes
  }

  private func value(_ name: String) throws(RegistryError) -> RegistryValue {
    guard let entry = entry(name) else { throw .valueNotFound(path: path, name: name) }
    return entry.value
  }

  private func wrong(
    _ name: String,
    _ expected: RegistryValue.Kind,
    _ value: RegistryValue
  ) -> RegistryError {
    .wrongKind(path: path, name: name, expected: expected, found: value.kind)
  }
}

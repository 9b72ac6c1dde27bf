/// Where a configuration value came from.
public enum ConfigurationSource: Hashable, Sendable {
  /// The value's own default.
  case `default`
  /// A place in a file; line and column count from 1.
  case file(path: String, line: Int, column: Int)
  /// A command a person or script gave.
  case command(String)
  /// Nobody set it: a driver counts it while it runs.
  case counted
  /// An OID request, by name and flight.
  case oid(name: String, flight: UInt64)
}

extension ConfigurationSource: CustomStringConvertible {
  /// The source in the form error messages use.
  public var description: String {
    switch self {
    case .default: "default"
    case .file(let path, let line, let column): "\(path):\(line):\(column)"
    case .command(let text): "command \(text)"
    case .counted: "counted"
    case .oid(let name, let flight): "\(name) flight \(flight)"
    }
  }
}

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
  /// An operation of a driver stack that nobody's command asked for, by name and the engine time of its beginning; nil
  /// where that is not told apart.
  case operation(String, at: Instant?)
  /// What a packet itself holds, from a byte of the frame on.
  case packet(byte: Int)
  /// A function that a driver called.
  case call(String)
  /// The host system.
  case host
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
    case .operation(let name, let time):
      "operation \(name)" + (time.map { " at \(Self.text($0))" } ?? "")
    case .packet(let byte): "packet byte \(byte)"
    case .call(let function): function
    case .host: "host"
    }
  }

  /// An engine time in the unit that suits it.
  private static func text(_ time: Instant) -> String {
    func tenths(_ value: UInt64) -> String { "\(value / 10).\(value % 10)" }
    return switch time.nanoseconds {
    case let span where span < 1_000: "\(span) ns"
    case let span where span < 1_000_000: tenths(span / 100) + " µs"
    case let span where span < 1_000_000_000: tenths(span / 100_000) + " ms"
    case let span: tenths(span / 100_000_000) + " s"
    }
  }
}

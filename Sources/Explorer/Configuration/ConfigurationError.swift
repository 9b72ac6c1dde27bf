/// What is wrong with a configuration file, and where.
public struct ConfigurationError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What is wrong.
  public let problem: String
  /// The file, as it was named.
  public let file: String
  /// Line, from 1; 0 if the whole file is meant.
  public let line: Int
  /// Column in characters, from 1.
  public let column: Int
  /// How to mend it.
  public let mend: String

  /// One line: what is wrong, where, how to mend it.
  public var description: String {
    let place = line > 0 ? "\(file):\(line):\(column)" : file
    return "\(problem): \(place): \(mend)"
  }
}

/// A rule or value that decided a packet's fate, and where it was set.
public struct Cause: Hashable, Sendable {
  /// The rule or value, as in `VlanId = 20`.
  public let subject: String
  /// Where it was set.
  public let source: ConfigurationSource

  /// Names a cause.
  public init(_ subject: String, source: ConfigurationSource = .default) {
    self.subject = subject
    self.source = source
  }
}

extension Cause: CustomStringConvertible {
  /// Subject and source, as in `VlanId = 20 (lab.yaml:12:7)`.
  public var description: String { "\(subject) (\(source))" }
}

/// Stands for a cause in records: 32 bits, 0 for none.
@frozen
public struct CauseID: RawRepresentable, Hashable, Sendable {
  /// Place in the table, counted from 1; 0 for none.
  public let rawValue: UInt32

  /// No cause beyond the reason itself.
  public static let none = CauseID(rawValue: 0)

  /// Makes an identifier from a record's field.
  @inlinable
  public init(rawValue: UInt32) {
    self.rawValue = rawValue
  }
}

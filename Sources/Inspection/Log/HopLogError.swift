/// Bytes that are no valid recording, and where.
public struct HopLogError: Error, Equatable, Sendable {
  /// What is wrong with a record.
  public enum Defect: UInt8, CaseIterable, Sendable {
    /// The log ends inside the record.
    case cutShort
    /// The size is smaller than the record's own header.
    case sizeTooSmall
    /// The size is no multiple of eight.
    case sizeUnaligned
    /// No such kind of record.
    case unknownKind
    /// No such edge, fate or birth.
    case unknownEdge
    /// No such recording level, or one that does not fit the kind.
    case unknownLevel
    /// The entries do not fit into the record.
    case entriesTooLong
    /// An entry names a part that the format does not have.
    case unknownPart
    /// "Same as" leads to no record with entries.
    case badReference

    /// For people.
    public var sentence: String {
      switch self {
      case .cutShort: "the log ends inside a record"
      case .sizeTooSmall: "the record is smaller than its header"
      case .sizeUnaligned: "the record's size is no multiple of 8"
      case .unknownKind: "the record is of no known kind"
      case .unknownEdge: "the record has no known edge"
      case .unknownLevel: "the record has no known level"
      case .entriesTooLong: "the record's entries are longer than the record"
      case .unknownPart: "an entry has a part of no known kind"
      case .badReference: "the record refers to a record that holds no entries"
      }
    }
  }

  /// What is wrong.
  public var defect: Defect
  /// Position of the record in the log.
  public var position: UInt64

  /// Makes the error from its parts.
  public init(_ defect: Defect, at position: UInt64) {
    self.defect = defect
    self.position = position
  }
}

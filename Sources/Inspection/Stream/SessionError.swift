/// Why bytes are no session, and where.
public struct SessionError: Error, Equatable, Sendable {
  /// What is wrong.
  public enum Defect: Equatable, Sendable {
    /// The bytes do not begin like a session.
    case notASession
    /// Written by a later product: its format version and the latest one known here.
    case newerVersion(found: UInt16, known: UInt16)
    /// A chunk's check sum does not fit its bytes.
    case badChecksum
    /// A value inside a chunk ends after the chunk.
    case valueTooLong
    /// A number that its field does not allow.
    case badValue
    /// A text that is not UTF-8.
    case badText
    /// A delta without the page it is a difference to.
    case missingKeyframe
    /// The hop log inside the session is broken.
    case hopLog(HopLogError)
  }

  /// What is wrong.
  public var defect: Defect
  /// Bytes from the start of the session.
  public var offset: Int

  /// Makes the error from its parts.
  public init(_ defect: Defect, at offset: Int) {
    self.defect = defect
    self.offset = offset
  }

  /// For people, without the offset.
  public var sentence: String {
    switch defect {
    case .notASession: "not an ndissect session"
    case .newerVersion(let found, let known):
      "session format \(found) is newer than \(known), the latest this ndissect reads"
    case .badChecksum: "a chunk's check sum is wrong"
    case .valueTooLong: "a value reaches beyond its chunk"
    case .badValue: "a value is not one that its field allows"
    case .badText: "a text is not UTF-8"
    case .missingKeyframe: "counters refer to a page that is not there"
    case .hopLog(let error): "hop log position \(error.position): \(error.defect.sentence)"
    }
  }
}

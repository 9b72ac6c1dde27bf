/// A hop log that lies in pieces inside other bytes, such as a session's.
public struct HopLogPieces: Sendable {
  /// One piece.
  public struct Piece: Equatable, Sendable {
    /// Position of its first byte in the log.
    public var position: UInt64
    /// Where it is in the bytes around it.
    public var range: Range<Int>

    /// Position after its last byte.
    public var end: UInt64 { position &+ UInt64(range.count) }
  }

  /// Ascending by position, apart or touching.
  public private(set) var pieces: [Piece] = []

  /// Starts without pieces.
  public init() {}

  /// Adds a piece; false, and nothing is added, if it begins before the end of the last one.
  public mutating func append(position: UInt64, range: Range<Int>) -> Bool {
    guard
      position >= pieces.last?.end ?? 0,
      !position.addingReportingOverflow(UInt64(range.count)).overflow
    else { return false }
    pieces.append(Piece(position: position, range: range))
    return true
  }

  /// The piece that has a position, or the first one after it; nil if there is none.
  public func piece(at position: UInt64) -> Piece? {
    var low = 0
    var high = pieces.count
    while low < high {
      let middle = (low + high) / 2
      if pieces[middle].end <= position { low = middle + 1 } else { high = middle }
    }
    return low < pieces.count ? pieces[low] : nil
  }
}

/// The pieces of a log together with the bytes they lie in.
public struct HopLogBytes: HopLogSource {
  private let pieces: HopLogPieces
  private let bytes: UnsafeRawBufferPointer

  /// Looks into bytes that must outlive the value; every piece must lie inside them.
  public init(_ pieces: HopLogPieces, in bytes: UnsafeRawBufferPointer) {
    self.pieces = pieces
    self.bytes = bytes
  }

  /// Calls the body with the rest of the piece that has the position.
  public func withPiece<Result>(
    from position: UInt64,
    _ body: (borrowing RawSpan) -> Result
  ) -> Result? {
    guard
      let piece = pieces.piece(at: position), piece.position <= position,
      piece.range.upperBound <= bytes.count
    else { return nil }
    let start = piece.range.lowerBound + Int(position - piece.position)
    return body(bytes.bytes.extracting(start..<piece.range.upperBound))
  }

  /// The first position after a gap.
  public func nextPosition(after position: UInt64) -> UInt64? {
    pieces.piece(at: position)?.position
  }
}

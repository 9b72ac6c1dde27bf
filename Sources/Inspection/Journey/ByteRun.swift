/// Known bytes that follow each other.
public struct ByteRun: Equatable, Sendable {
  /// Place of the first byte, from the data start.
  public var offset: UInt32
  /// At least one.
  public var bytes: [UInt8]
  /// For each byte the party that last wrote it; 0 where the record does not tell.
  public var writers: [PartyID]

  /// Makes the value from its parts.
  public init(
    offset: UInt32,
    bytes: [UInt8],
    writers: [PartyID]
  ) {
    self.offset = offset
    self.bytes = bytes
    self.writers = writers
  }
}

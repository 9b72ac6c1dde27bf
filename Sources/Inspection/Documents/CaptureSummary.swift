/// What a replay read of a capture.
public struct CaptureSummary: Equatable, Sendable {
  /// The file's name as given.
  public var file: String
  /// Packets fed into the stack.
  public var packets: UInt64
  /// Bytes of them that the file holds.
  public var capturedBytes: UInt64
  /// Bytes that they had on the wire.
  public var wireBytes: UInt64
  /// Packets that the file holds only in part.
  public var truncated: UInt64

  /// Makes the value from its parts.
  public init(
    file: String,
    packets: UInt64,
    capturedBytes: UInt64,
    wireBytes: UInt64,
    truncated: UInt64
  ) {
    self.file = file
    self.packets = packets
    self.capturedBytes = capturedBytes
    self.wireBytes = wireBytes
    self.truncated = truncated
  }
}

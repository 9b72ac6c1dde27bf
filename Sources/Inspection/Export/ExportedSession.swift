public import Wire

/// The session inside a capture that `JourneyExport` wrote.
///
/// Wireshark and its kin see packets and walk over the rest; ndissect reads the rest and needs no packet. A program that
/// writes the file anew leaves these blocks out, and what it writes is a capture like any other.
public enum ExportedSession {
  /// Type of its blocks.
  static let blocks = PcapNGLocalBlocks(type: 0x8E44_4953)
  /// Bytes of a block at most; readers refuse blocks of many megabytes.
  static let blockLimit = 1 << 20
  /// What every interface's description begins with.
  public static let interfaceMark = "NDIS hand-off"

  /// Whether a file holds a session, by its first bytes.
  public static func isBehind(_ start: UnsafeRawBufferPointer) -> Bool { blocks.begin(start) }

  /// The session's bytes.
  ///
  /// - Throws: `CaptureError` where the file is damaged, or holds more than one recording.
  public static func bytes(of file: UnsafeRawBufferPointer) throws(CaptureError) -> [UInt8] {
    try blocks.content(of: file)
  }
}

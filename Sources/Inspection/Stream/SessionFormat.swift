/// The layout of a session: a 12-byte head, then chunks, appended as they happen.
///
///     head    8 bytes magic    u16 version    u16 0                         (little endian)
///     chunk   u8 type    u32 length    payload    u32 CRC-32 of type, length and payload
///
/// A session is whole up to its last whole chunk, whatever ended it.
public enum SessionFormat {
  /// The first byte and the line ends tell a file that was changed in transfer.
  public static let magic: [UInt8] = [0x89, 0x4E, 0x44, 0x49, 0x53, 0x0D, 0x0A, 0x1A]
  /// 2: counter pages have receive queues and indirection tables; 3: samples know who holds lists; 4: what repeats itself
  /// from sample to sample is told shortly.
  static let version: UInt16 = 4
  static let headSize = 12
  /// Type and length in front of a payload.
  static let prefixSize = 5
  /// Check sum behind a payload.
  static let suffixSize = 4

  /// In the marks of a sample: the last byte of a whole page, the first of a difference.
  static let tickBit: UInt8 = 1
  static let wholeBit: UInt8 = 2
  /// Who holds lists follows; else it is as in the sample before, and nobody in the first.
  static let heldBit: UInt8 = 4
  /// Only of a difference: its drops follow; else they are as before.
  static let dropsBit: UInt8 = 8
  /// Only of a difference: it has a host time.
  static let hostTimeBit: UInt8 = 16

  /// What a chunk tells.
  enum ChunkType: UInt8 {
    case stackFile = 1
    case options = 2
    case structure = 3
    case causes = 4
    /// A sample with the whole counter page.
    case keySample = 5
    /// A sample whose page is a difference to the page before.
    case sample = 6
    case hopLog = 7
    case events = 8
    case findings = 9
    case command = 10
    case frame = 11
    case facts = 12
    case flights = 13
    case end = 255
  }

  static func checksum(_ bytes: borrowing RawSpan, _ range: Range<Int>) -> UInt32 {
    var sum = CyclicRedundancyCheck()
    sum.add(bytes.extracting(range))
    return sum.value
  }
}

/// Blocks of a pcapng file whose type the format leaves to each program, as `PcapNGWriter.addLocalBlock` writes them.
///
/// Source: draft-ietf-opsawg-pcapng, types with the highest bit set
public struct PcapNGLocalBlocks: Sendable {
  /// Which type is looked for.
  public let type: UInt32

  /// Looks for blocks of a type.
  public init(type: UInt32) {
    self.type = type
  }

  /// Whether the first block behind the file's section header and interfaces is one of them; `start` is enough of the file
  /// to tell.
  public func begin(_ start: UnsafeRawBufferPointer) -> Bool {
    guard start.count >= 12, Self.number(start, 0) == PcapNGReader.magic,
      Self.number(start, 8) == Self.byteOrder
    else { return false }
    var offset = 0
    while start.count >= offset + 8 {
      let found = Self.number(start, offset)
      if found == type { return true }
      guard offset == 0 || found == Self.interfaceType else { return false }
      let length = Int(Self.number(start, offset + 4))
      guard length >= 12, length % 4 == 0 else { return false }
      offset += length
    }
    return false
  }

  /// What the blocks of the file's first section hold, one behind the other.
  ///
  /// Of a file cut short, what is there.
  ///
  /// - Throws: `.malformed` for lengths that cannot be, and for a second section, which is another recording.
  public func content(of file: UnsafeRawBufferPointer) throws(CaptureError) -> [UInt8] {
    var content: [UInt8] = []
    var offset = 0
    while offset < file.count {
      let left = file.count - offset
      guard left >= 12 else { break }
      let length = Int(Self.number(file, offset + 4))
      guard length >= 12, length % 4 == 0 else {
        throw .malformed(offset: UInt64(offset), what: "a block claims \(length) bytes")
      }
      let found = Self.number(file, offset)
      guard length <= left else {
        // What was being written when the writer ended: whoever reads the content sees where it stops.
        if found == type {
          let count = min(Int(Self.number(file, offset + 8)), left - 12)
          content += file[(offset + 12)..<(offset + 12 + count)]
        }
        break
      }
      if found == PcapNGReader.magic, offset > 0 {
        throw .malformed(offset: UInt64(offset), what: "a second recording begins")
      }
      if found == type {
        let count = length >= 16 ? Int(Self.number(file, offset + 8)) : 0
        guard length >= 16, count <= length - 16 else {
          throw .malformed(
            offset: UInt64(offset),
            what: "a block of \(length) bytes claims to hold \(count)"
          )
        }
        content += file[(offset + 12)..<(offset + 12 + count)]
      }
      offset += length
    }
    return content
  }

  private static let byteOrder: UInt32 = 0x1A2B_3C4D
  private static let interfaceType: UInt32 = 1

  private static func number(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt32 {
    UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }
}

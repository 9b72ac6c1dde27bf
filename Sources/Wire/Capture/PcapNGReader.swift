/// Reads the packets of a pcapng file, in both byte orders, over any number of sections.
///
/// Statistics, name resolution and unknown blocks are walked over. Memory stays bounded: nothing but the
/// interfaces is kept. Source: draft-ietf-opsawg-pcapng
public struct PcapNGReader {
  /// Bytes a record may claim unless told otherwise.
  public static let defaultLimit = 256 << 10
  /// The first four bytes of every such file, read in either order.
  public static let magic: UInt32 = 0x0A0D_0D0A

  /// Described so far, over all sections.
  public private(set) var interfaces: [CaptureInterface] = []
  /// Place of the next block.
  public private(set) var offset = 0
  /// Sections begun so far.
  public private(set) var sections = 0
  /// The first comment of the first section; nil if there is none.
  public private(set) var comment: String?

  private let source: CaptureBytes
  private let limit: Int
  private var isBigEndian = false
  /// Index of the current section's first interface.
  private var sectionStart = 0
  private var failure: CaptureError?

  /// Begins to read; looks at the first block only.
  ///
  /// - `limit`: bytes a packet record may claim, above which `.recordTooLarge` is thrown.
  ///
  /// Throws `.empty`, `.notACapture`, or what the first block is refused for.
  public init(_ source: CaptureBytes, limit: Int = defaultLimit) throws(CaptureError) {
    self.source = source
    self.limit = limit
    guard source.bytes.count > 0, let base = source.bytes.baseAddress else { throw .empty }
    guard source.bytes.count >= 4, base.big32(0) == Self.magic else {
      throw .notACapture(magic: Array(source.bytes.prefix(4)))
    }
    try readSection(at: base, 0)
  }

  /// The next packet; nil after the last.
  ///
  /// Throws once per call what stopped the reading; a file cut short throws `.truncated` after its whole records.
  public mutating func next() throws(CaptureError) -> CaptureRecord? {
    if let failure { throw failure }
    do {
      return try advance()
    } catch {
      failure = error
      throw error
    }
  }

  private mutating func advance() throws(CaptureError) -> CaptureRecord? {
    guard let start = source.bytes.baseAddress else { return nil }
    let count = source.bytes.count
    while offset < count {
      let position = offset
      let base = start + position
      let left = count - position
      guard left >= 12 else { throw .truncated(offset: UInt64(position)) }
      if base.big32(0) == Self.magic {
        try readSection(at: base, position)
        continue
      }
      let type = number32(base, 0)
      let claim = number32(base, 4)
      let isPacket = type == 6 || type == 3 || type == 2
      if isPacket, Int(claim) > limit + 65_536 + 32 {
        throw .recordTooLarge(offset: UInt64(position), length: UInt64(claim), limit: limit)
      }
      let length = try blockLength(base, position, left, claim)
      offset += length
      let body = UnsafeRawBufferPointer(start: base + 8, count: length - 12)
      switch type {
      case 1: try readInterface(body, position)
      case 6: return try readEnhancedPacket(body, position)
      case 3: return try readSimplePacket(body, position)
      case 2: return try readOldPacket(body, position)
      default: break
      }
    }
    return nil
  }

  /// Lets go of the file's pages before the next block.
  public func releaseRead() {
    source.release(before: offset)
  }

  private func number32(_ base: UnsafeRawPointer, _ offset: Int) -> UInt32 {
    isBigEndian ? base.big32(offset) : base.big32(offset).byteSwapped
  }

  private func number16(_ base: UnsafeRawPointer, _ offset: Int) -> UInt16 {
    isBigEndian ? base.big16(offset) : base.big16(offset).byteSwapped
  }

  /// The length of a whole block, checked at both of its ends.
  private func blockLength(
    _ base: UnsafeRawPointer,
    _ position: Int,
    _ left: Int,
    _ claim: UInt32
  ) throws(CaptureError) -> Int {
    let length = Int(claim)
    guard length >= 12, length % 4 == 0 else {
      throw .malformed(offset: UInt64(position), what: "a block claims \(length) bytes")
    }
    guard length <= left else { throw .truncated(offset: UInt64(position)) }
    let closing = number32(base, length - 4)
    guard closing == claim else {
      throw .malformed(
        offset: UInt64(position),
        what: "a block begins with length \(claim) and ends with \(closing)"
      )
    }
    return length
  }

  private mutating func readSection(
    at base: UnsafeRawPointer,
    _ position: Int
  ) throws(CaptureError) {
    let left = source.bytes.count - position
    guard left >= 12 else { throw .truncated(offset: UInt64(position)) }
    switch base.big32(8) {
    case 0x1A2B_3C4D: isBigEndian = true
    case 0x4D3C_2B1A: isBigEndian = false
    default:
      throw .malformed(
        offset: UInt64(position),
        what: "a section has no byte-order mark"
      )
    }
    let length = try blockLength(base, position, left, number32(base, 4))
    guard length >= 28 else {
      throw .malformed(offset: UInt64(position), what: "a section header has \(length) bytes")
    }
    let major = number16(base, 12)
    let minor = number16(base, 14)
    guard major == 1 else {
      throw .unsupportedVersion(offset: UInt64(position), major: major, minor: minor)
    }
    if sections == 0 {
      let area = UnsafeRawBufferPointer(start: base + 24, count: length - 28)
      comment = PcapNGOptions(area, isBigEndian: isBigEndian).comment
    }
    sections += 1
    sectionStart = interfaces.count
    offset = position + length
  }

  private mutating func readInterface(
    _ body: UnsafeRawBufferPointer,
    _ position: Int
  ) throws(CaptureError) {
    guard body.count >= 8, let base = body.baseAddress else {
      throw .malformed(
        offset: UInt64(position),
        what: "an interface description has \(body.count + 12) bytes"
      )
    }
    let area = UnsafeRawBufferPointer(rebasing: body[8...])
    let options = PcapNGOptions(area, isBigEndian: isBigEndian)
    // An option of the wrong length says nothing; the default stands.
    let code = options.data(of: 9).flatMap { $0.count == 1 ? $0[0] : nil } ?? 6
    let shift = options.data(of: 14)?.count == 8 ? options.number(of: 14) ?? 0 : 0
    interfaces.append(
      CaptureInterface(
        index: interfaces.count,
        linkType: LinkType(rawValue: UInt32(number16(base, 0))),
        snapLength: number32(base, 4),
        name: options.text(of: 2),
        text: options.text(of: 3),
        resolution: TimestampResolution(code: code, offset: Int64(bitPattern: shift)),
        fileOffset: UInt64(position)
      )
    )
  }

  private func interface(_ number: Int, _ position: Int) throws(CaptureError) -> Int {
    let index = sectionStart + number
    guard index < interfaces.count else {
      throw .malformed(
        offset: UInt64(position),
        what: "a packet names interface \(number), of which there is no description"
      )
    }
    return index
  }

  private func readEnhancedPacket(
    _ body: UnsafeRawBufferPointer,
    _ position: Int
  ) throws(CaptureError) -> CaptureRecord {
    guard body.count >= 20, let base = body.baseAddress else { throw short(body, position) }
    let index = try interface(Int(number32(base, 0)), position)
    return try packet(body, base, position, index)
  }

  private func readOldPacket(
    _ body: UnsafeRawBufferPointer,
    _ position: Int
  ) throws(CaptureError) -> CaptureRecord {
    guard body.count >= 20, let base = body.baseAddress else { throw short(body, position) }
    let index = try interface(Int(number16(base, 0)), position)
    var record = try packet(body, base, position, index)
    // The obsolete block numbers its options otherwise; only the comment means the same.
    record.options = .none
    return record
  }

  /// Time, lengths and data, which both packet blocks hold from byte 4 on.
  @inline(__always)
  private func packet(
    _ body: UnsafeRawBufferPointer,
    _ base: UnsafeRawPointer,
    _ position: Int,
    _ index: Int
  ) throws(CaptureError) -> CaptureRecord {
    let units = UInt64(number32(base, 4)) << 32 | UInt64(number32(base, 8))
    let captured = Int(number32(base, 12))
    let wire = Int(number32(base, 16))
    guard captured <= limit else {
      throw .recordTooLarge(offset: UInt64(position), length: UInt64(captured), limit: limit)
    }
    guard captured <= body.count - 20 else {
      throw .malformed(
        offset: UInt64(position),
        what: "a packet of \(captured) bytes is in a block with room for \(body.count - 20)"
      )
    }
    let end = min(20 + (captured + 3) & ~3, body.count)
    return CaptureRecord(
      fileOffset: UInt64(position),
      interface: index,
      timestamp: interfaces[index].resolution.nanoseconds(units),
      wireLength: max(wire, captured),
      linkType: interfaces[index].linkType,
      bytes: UnsafeRawBufferPointer(start: base + 20, count: captured),
      options: PcapNGOptions(
        UnsafeRawBufferPointer(start: base + end, count: body.count - end),
        isBigEndian: isBigEndian
      )
    )
  }

  private func readSimplePacket(
    _ body: UnsafeRawBufferPointer,
    _ position: Int
  ) throws(CaptureError) -> CaptureRecord {
    guard body.count >= 4, let base = body.baseAddress else { throw short(body, position) }
    let index = try interface(0, position)
    let wire = Int(number32(base, 0))
    let snap = Int(interfaces[index].snapLength)
    let captured = min(wire, snap == 0 ? wire : snap, body.count - 4)
    guard captured <= limit else {
      throw .recordTooLarge(offset: UInt64(position), length: UInt64(captured), limit: limit)
    }
    return CaptureRecord(
      fileOffset: UInt64(position),
      interface: index,
      timestamp: nil,
      wireLength: wire,
      linkType: interfaces[index].linkType,
      bytes: UnsafeRawBufferPointer(start: base + 4, count: captured)
    )
  }

  private func short(_ body: UnsafeRawBufferPointer, _ position: Int) -> CaptureError {
    .malformed(offset: UInt64(position), what: "a packet block has \(body.count + 12) bytes")
  }
}

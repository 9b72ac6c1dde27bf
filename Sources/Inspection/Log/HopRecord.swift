/// The header of one record of a hop log, with all its lengths checked.
///
/// The layout, little endian, 40 bytes, or 8 for a brief one (`BriefRecord`), which tells less than is here by itself:
///
///      0 u32 size    4 u8 kind    5 u8 edge      6 u8 level      7 u8 flags
///      8 u64 time   16 u32 from  20 u32 to      24 u32 count    28 u32 sameAs
///     32 u32 call flags          36 u16 processor               38 u16 port
@frozen
public struct HopRecord: Equatable, Sendable {
  /// What a record tells.
  @frozen
  public enum Kind: UInt8, Sendable {
    /// Fills a gap; has no other meaning.
    case pad = 0
    /// A hand-off between two owners.
    case hop = 1
    /// Journeys that ended.
    case fate = 2
    /// Journeys that began as children of others.
    case birth = 3
  }

  /// Bytes of a header.
  public static let headerSize = 40
  /// Bit of `flags`: the lists of an earlier record, nothing written since.
  public static let sameAsFlag: UInt8 = 1
  /// Bit of `flags`: the lists come back when the call returns.
  public static let loanFlag: UInt8 = 2
  /// Bit of `flags`: handed off by a driver in C, changes found by comparison.
  public static let comparedFlag: UInt8 = 4

  /// Position in the log.
  public var position: UInt64
  /// Bytes from the start of what was parsed.
  public var offset: Int
  /// Bytes of the whole record.
  public var size: Int
  /// What the record tells.
  public var kind: Kind
  /// Edge of a hop, fate or birth, as a number that the kind allows.
  public var edge: UInt8
  /// Recording level 1...3 of the entries.
  public var level: UInt8
  /// Bits `sameAsFlag`, `loanFlag`, `comparedFlag`.
  public var flags: UInt8
  /// Engine nanoseconds.
  public var time: UInt64
  /// Who hands off, creates, or holds at the end.
  public var from: UInt32
  /// Who takes; of a fate the drop reason.
  public var to: UInt32
  /// Lists.
  public var count: UInt32
  /// Eighths of the distance to the record that holds the entries.
  public var sameAs: UInt32
  /// Flags of the call; of a fate the cause.
  public var callFlags: UInt32
  /// Number of the processor it ran on.
  public var processor: UInt16
  /// NDIS port number.
  public var port: UInt16

  /// The lists are those of an earlier record.
  @inlinable
  public var isSameAs: Bool { flags & Self.sameAsFlag != 0 && kind != .pad }

  /// Bytes of each entry; 0 where their length varies.
  @inlinable
  public var entryStride: Int {
    switch kind {
    case .pad: 0
    case .birth: 16
    case .hop, .fate: level == 1 ? 8 : 0
    }
  }

  /// Where the first entry begins, from the start of what was parsed.
  @inlinable
  public var entriesOffset: Int { offset + Self.headerSize }

  /// Position of the record that holds the entries: its own unless it refers to another.
  @inlinable
  public var entriesPosition: UInt64 { isSameAs ? position &- UInt64(sameAs) &* 8 : position }

  /// True for the first four bytes of a brief record: no size has any of these bits.
  @inlinable
  public static func isBrief(_ first: UInt32) -> Bool { first & 7 != 0 }

  /// Bytes of the record with these first four.
  @inlinable
  public static func size(_ first: UInt32) -> Int {
    isBrief(first) ? BriefRecord.size : Int(first)
  }

  /// A brief record as a whole one.
  ///
  /// `home`: the record with the entries; nil where it is not known: then the record has neither lists nor a time.
  @inlinable
  init(_ brief: BriefRecord, at offset: Int, of home: HopRecord?) {
    position = brief.position
    self.offset = offset
    size = BriefRecord.size
    kind = brief.kind
    edge = brief.edge
    level = brief.kind == .hop ? home?.level ?? 1 : 1
    flags = brief.flags | Self.sameAsFlag
    time = home.map { $0.time &+ UInt64(brief.delay) } ?? 0
    from = UInt32(brief.from)
    to = UInt32(brief.to)
    count = home?.count ?? 0
    sameAs = UInt32(brief.distance)
    callFlags = brief.hasCallFlags ? home?.callFlags ?? 0 : 0
    processor = home?.processor ?? 0
    port = brief.kind == .hop ? home?.port ?? 0 : 0
  }

  /// Reads and checks the record at `offset` of `bytes`, whose first byte has the position `base`; no brief one.
  ///
  /// Entries of varying length are checked one by one as they are read.
  @inlinable
  init(
    parsing bytes: borrowing RawSpan,
    at offset: Int,
    base: UInt64
  ) throws(HopLogError) {
    let position = base &+ UInt64(offset)
    let available = bytes.byteCount - offset
    guard available >= 8 else { throw HopLogError(.cutShort, at: position) }
    let first = bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian
    let size = Int(UInt32(truncatingIfNeeded: first))
    guard let kind = Kind(rawValue: UInt8(truncatingIfNeeded: first >> 32)) else {
      throw HopLogError(.unknownKind, at: position)
    }
    guard size & 7 == 0 else { throw HopLogError(.sizeUnaligned, at: position) }
    guard size >= (kind == .pad ? 8 : Self.headerSize) else {
      throw HopLogError(.sizeTooSmall, at: position)
    }
    guard size <= available else { throw HopLogError(.cutShort, at: position) }
    self.position = position
    self.offset = offset
    self.size = size
    self.kind = kind
    guard kind != .pad else {
      edge = 0
      level = 1
      flags = 0
      time = 0
      from = 0
      to = 0
      count = 0
      sameAs = 0
      callFlags = 0
      processor = 0
      port = 0
      return
    }
    edge = UInt8(truncatingIfNeeded: first >> 40)
    level = UInt8(truncatingIfNeeded: first >> 48)
    flags = UInt8(truncatingIfNeeded: first >> 56)
    let edges: ClosedRange<UInt8> =
      switch kind {
      case .pad, .hop: 0...3
      case .fate: 1...4
      case .birth: 1...8
      }
    guard edges.contains(edge) else { throw HopLogError(.unknownEdge, at: position) }
    guard level >= 1, level <= (kind == .birth ? 1 : 3) else {
      throw HopLogError(.unknownLevel, at: position)
    }
    // Everything up to byte 40 was found to be there.
    time =
      bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: offset + 8, as: UInt64.self)
      .littleEndian
    from =
      bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: offset + 16, as: UInt32.self)
      .littleEndian
    to =
      bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: offset + 20, as: UInt32.self)
      .littleEndian
    count =
      bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: offset + 24, as: UInt32.self)
      .littleEndian
    sameAs =
      bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: offset + 28, as: UInt32.self)
      .littleEndian
    callFlags =
      bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: offset + 32, as: UInt32.self)
      .littleEndian
    processor =
      bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: offset + 36, as: UInt16.self)
      .littleEndian
    port =
      bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: offset + 38, as: UInt16.self)
      .littleEndian
    if isSameAs {
      // A birth has entries that no other record has.
      guard kind != .birth, sameAs > 0, UInt64(sameAs) &* 8 <= position else {
        throw HopLogError(.badReference, at: position)
      }
    } else {
      let least = entryStride == 0 ? HopEntry.headerSize : entryStride
      guard Int(count) <= (size - Self.headerSize) / least else {
        throw HopLogError(.entriesTooLong, at: position)
      }
    }
  }
}

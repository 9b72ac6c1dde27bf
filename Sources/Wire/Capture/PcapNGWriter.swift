/// Builds a pcapng file in little-endian order with nanosecond times; the caller carries the bytes to the file.
///
///     begin → addInterface … → addPacket / addStatistics …, takeBytes at any point between
///
/// Source: draft-ietf-opsawg-pcapng
public struct PcapNGWriter {
  /// Built and not yet taken.
  public private(set) var bytes: [UInt8] = []
  /// Described so far.
  public private(set) var interfaceCount = 0

  /// What is known of a packet beside its bytes.
  public struct PacketOptions: Sendable, Equatable {
    /// Direction in bits 0 and 1: 1 inbound, 2 outbound (`epb_flags`).
    public var flags: UInt32?
    /// Marks the same packet on several interfaces (`epb_packetid`).
    public var packetID: UInt64?
    /// Queue of the interface (`epb_queue`).
    public var queue: UInt32?
    /// Kind byte and value (`epb_verdict`).
    public var verdict: [UInt8]?
    /// Text for people.
    public var comment: String?

    /// Makes options; what is nil is left out.
    public init(
      flags: UInt32? = nil,
      packetID: UInt64? = nil,
      queue: UInt32? = nil,
      verdict: [UInt8]? = nil,
      comment: String? = nil
    ) {
      self.flags = flags
      self.packetID = packetID
      self.queue = queue
      self.verdict = verdict
      self.comment = comment
    }
  }

  /// Begins a file with its section header.
  public init(application: String? = nil, comment: String? = nil) {
    block(0x0A0D_0D0A) { block in
      block.append32(0x1A2B_3C4D)
      block.append16(1)
      block.append16(0)
      block.append64(UInt64.max)
      block.appendText(1, comment)
      block.appendText(4, application)
      block.appendEnd(after: 16)
    }
  }

  /// Hands over what was built and begins to collect anew; interfaces stay known.
  public mutating func takeBytes() -> [UInt8] {
    let taken = bytes
    bytes.removeAll(keepingCapacity: true)
    return taken
  }

  /// Describes an interface and returns its index, counted from 0.
  ///
  /// - `snapLength`: most bytes kept of a frame; 0 for no limit.
  @discardableResult
  public mutating func addInterface(
    linkType: LinkType,
    snapLength: UInt32 = 0,
    name: String? = nil,
    text: String? = nil
  ) -> Int {
    block(1) { block in
      block.append16(UInt16(truncatingIfNeeded: linkType.rawValue))
      block.append16(0)
      block.append32(snapLength)
      block.appendText(2, name)
      block.appendText(3, text)
      block.appendOption(9, [9])
      block.appendEnd(after: 8)
    }
    interfaceCount += 1
    return interfaceCount - 1
  }

  /// Adds a packet of an interface.
  ///
  /// - `timestamp`: nanoseconds since 1970 (or since the start in virtual time); 0…
  /// - Precondition: `interface` was returned by `addInterface`.
  public mutating func addPacket(
    interface: Int,
    timestamp: UInt64,
    bytes data: UnsafeRawBufferPointer,
    wireLength: Int,
    options: PacketOptions = PacketOptions()
  ) {
    precondition(interface < interfaceCount, "a packet names an interface that was not described")
    block(6) { block in
      block.append32(UInt32(truncatingIfNeeded: interface))
      block.append32(UInt32(truncatingIfNeeded: timestamp >> 32))
      block.append32(UInt32(truncatingIfNeeded: timestamp))
      block.append32(UInt32(truncatingIfNeeded: data.count))
      block.append32(UInt32(truncatingIfNeeded: max(wireLength, data.count)))
      block.content.append(contentsOf: data)
      block.pad()
      let start = block.count
      if let flags = options.flags { block.appendOption(2, littleEndian(flags)) }
      if let packetID = options.packetID { block.appendOption(5, littleEndian(packetID)) }
      if let queue = options.queue { block.appendOption(6, littleEndian(queue)) }
      if let verdict = options.verdict { block.appendOption(7, verdict) }
      block.appendText(1, options.comment)
      block.appendEnd(after: start)
    }
  }

  /// Adds an interface's counts: received (`isb_ifrecv`) and dropped (`isb_ifdrop`).
  public mutating func addStatistics(
    interface: Int,
    timestamp: UInt64,
    received: UInt64?,
    dropped: UInt64?
  ) {
    block(5) { block in
      block.append32(UInt32(truncatingIfNeeded: interface))
      block.append32(UInt32(truncatingIfNeeded: timestamp >> 32))
      block.append32(UInt32(truncatingIfNeeded: timestamp))
      if let received { block.appendOption(4, littleEndian(received)) }
      if let dropped { block.appendOption(5, littleEndian(dropped)) }
      block.appendEnd(after: 12)
    }
  }

  /// Adds a block of a type that the format leaves to each program; others walk over it.
  ///
  /// The content has its length in front, for a block ends at a multiple of four bytes.
  ///
  /// - Precondition: the highest bit of `type` is set.
  public mutating func addLocalBlock(type: UInt32, _ content: UnsafeRawBufferPointer) {
    precondition(type >> 31 == 1, "this type is not left to programs")
    block(type) { block in
      block.append32(UInt32(truncatingIfNeeded: content.count))
      block.content.append(contentsOf: content)
    }
  }

  /// Adds a block: type, length, content, length.
  private mutating func block(_ type: UInt32, _ fill: (inout BlockContent) -> Void) {
    // The block is built where it will stay: a frame's bytes are copied once.
    var block = BlockContent(content: bytes)
    bytes = []
    let start = block.content.count
    block.append32(type)
    block.append32(0)
    block.base = block.content.count
    fill(&block)
    block.pad()
    let length = UInt32(truncatingIfNeeded: block.content.count - start + 4)
    block.append32(length)
    for (index, byte) in littleEndian(length).enumerated() {
      block.content[start + 4 + index] = byte
    }
    bytes = block.content
  }
}

/// The bytes of a number, low byte first.
private func littleEndian<Number: FixedWidthInteger>(_ value: Number) -> [UInt8] {
  (0..<(Number.bitWidth / 8)).map { UInt8(truncatingIfNeeded: value >> Number($0 * 8)) }
}

/// A block under construction.
private struct BlockContent {
  var content: [UInt8]
  /// Where the content of the block begins.
  var base = 0

  /// Bytes of the content so far.
  var count: Int { content.count - base }

  mutating func append16(_ value: UInt16) { append(value) }
  mutating func append32(_ value: UInt32) { append(value) }
  mutating func append64(_ value: UInt64) { append(value) }

  private mutating func append<Number: FixedWidthInteger>(_ value: Number) {
    withUnsafeBytes(of: value.littleEndian) { content.append(contentsOf: $0) }
  }

  mutating func pad() {
    while content.count % 4 != 0 { content.append(0) }
  }

  mutating func appendOption(_ code: UInt16, _ data: [UInt8]) {
    // The length field has 16 bits; a longer text is cut where it would overflow.
    let kept = data.prefix(Int(UInt16.max))
    append16(code)
    append16(UInt16(truncatingIfNeeded: kept.count))
    content.append(contentsOf: kept)
    pad()
  }

  mutating func appendText(_ code: UInt16, _ text: String?) {
    if let text { appendOption(code, Array(text.utf8)) }
  }

  /// Closes the options, if any were added since the content had `count` bytes.
  mutating func appendEnd(after count: Int) {
    if self.count > count { append32(0) }
  }
}

import Wire

/// The payload of a TCP conversation, put together again by sequence numbers.
public struct FollowedStream: Equatable, Sendable {
  /// Bytes that follow each other without a gap and went one way.
  public struct Piece: Equatable, Sendable {
    /// From the conversation's first endpoint to its second.
    public var isForward: Bool
    /// Bytes before it that no packet had, or that were not recorded.
    public var missing: UInt64
    /// The bytes.
    public var bytes: [UInt8]
    /// The journey that brought its first byte.
    public var journey: UInt64
  }

  /// Pieces in the order in which they were complete.
  public private(set) var pieces: [Piece] = []
  private var ways = [Way(), Way()]
  /// Bytes that were passed over since the last piece of each way.
  private var openGap: [UInt64] = [0, 0]

  /// One direction.
  private struct Way: Equatable, Sendable {
    /// The sequence number expected next; nil before the first packet.
    var next: UInt32?
    /// Came before what is in front of them.
    var waiting: [Segment] = []
  }

  private struct Segment: Equatable, Sendable {
    var sequence: UInt32
    var bytes: [UInt8]
    /// Bytes the packet had but the recording has not.
    var lacking: UInt32
    var journey: UInt64

    var length: UInt32 { UInt32(truncatingIfNeeded: bytes.count) &+ lacking }
  }

  /// Begins with nothing.
  public init() {}

  /// Takes a packet of the conversation; packets come in the order of time.
  ///
  /// - Parameters:
  ///   - bytes: what is known of it, from its first byte on.
  ///   - length: bytes it has.
  ///   - link: what it begins with.
  ///   - conversation: whose it is; a packet of another is left out.
  ///   - journey: its journey.
  public mutating func take(
    _ bytes: [UInt8],
    length: Int,
    _ link: LinkKind,
    of conversation: Conversation,
    journey: UInt64
  ) {
    bytes.withUnsafeBytes { known in
      let layout = FrameLayout(
        parsing: known,
        wireLength: length,
        link: link == .ethernet ? .ethernet : .rawIP
      )
      guard let tuple = FiveTuple(known, layout), tuple.transport == conversation.transport,
        Set([tuple.source, tuple.destination]) == Set([conversation.first, conversation.second]),
        let header = try? TCPHeader(
          parsing: UnsafeRawBufferPointer(rebasing: known[Int(layout.transportOffset)...])
        )
      else { return }
      let start = Int(layout.payloadOffset)
      // Without padding: what the network header claims, as far as the packet goes.
      let claimed = Self.claimedEnd(known, layout) ?? length
      let end = min(claimed, length)
      let isSYN = header.flags.contains(.syn)
      let segment = Segment(
        sequence: header.sequence &+ (isSYN ? 1 : 0),
        bytes: start < min(end, known.count) ? Array(known[start..<min(end, known.count)]) : [],
        lacking: UInt32(truncatingIfNeeded: max(0, end - max(start, known.count))),
        journey: journey
      )
      take(segment, isSYN: isSYN, way: tuple.source == conversation.first ? 0 : 1)
    }
  }

  private static func claimedEnd(_ bytes: UnsafeRawBufferPointer, _ layout: FrameLayout) -> Int? {
    let start = Int(layout.networkOffset)
    func word(_ offset: Int) -> Int {
      Int(bytes[start + offset]) << 8 | Int(bytes[start + offset + 1])
    }
    switch layout.network {
    case .ipv4 where bytes.count >= start + 20:
      // 0 stands for a large segment whose length is written when it is cut.
      return word(2) == 0 ? nil : start + word(2)
    case .ipv6 where bytes.count >= start + 40:
      return word(4) == 0 ? nil : start + 40 + word(4)
    default: return nil
    }
  }

  private mutating func take(_ segment: Segment, isSYN: Bool, way: Int) {
    if ways[way].next == nil { ways[way].next = segment.sequence }
    guard segment.length > 0 else { return }
    ways[way].waiting.append(segment)
    advance(way, passesGaps: false)
  }

  /// Says that no packet comes any more: what waits behind a gap follows, and the gap is told.
  public mutating func finish() {
    for way in ways.indices { advance(way, passesGaps: true) }
  }

  private mutating func advance(_ way: Int, passesGaps: Bool) {
    while let next = ways[way].next, !ways[way].waiting.isEmpty {
      func distance(_ segment: Segment) -> Int32 { Int32(bitPattern: segment.sequence &- next) }
      // The one that begins first; of equal ones that which came first.
      guard
        let place = ways[way].waiting.indices.min(by: {
          (distance(ways[way].waiting[$0]), $0) < (distance(ways[way].waiting[$1]), $1)
        })
      else { return }
      var segment = ways[way].waiting[place]
      let ahead = distance(segment)
      guard ahead <= 0 || passesGaps else { return }
      ways[way].waiting.remove(at: place)
      let missing = UInt64(max(0, ahead))
      let seen = UInt32(truncatingIfNeeded: max(0, -Int64(ahead)))
      guard seen < segment.length else { continue }
      let known = min(Int(seen), segment.bytes.count)
      segment.bytes.removeFirst(known)
      add(segment, seen, known, missing, way)
    }
  }

  private mutating func add(
    _ segment: Segment,
    _ seen: UInt32,
    _ known: Int,
    _ missing: UInt64,
    _ way: Int
  ) {
    let lacking = segment.lacking - min(segment.lacking, seen - UInt32(known))
    ways[way].next =
      segment.sequence &+ seen &+ UInt32(truncatingIfNeeded: segment.bytes.count) &+ lacking
    let lost = missing + openGap[way]
    if !segment.bytes.isEmpty {
      pieces.append(
        Piece(
          isForward: way == 0,
          missing: lost,
          bytes: segment.bytes,
          journey: segment.journey
        )
      )
      openGap[way] = 0
    } else {
      openGap[way] = lost
    }
    openGap[way] += UInt64(lacking)
  }

  /// Bytes at the end of a way that were not recorded.
  public func missingAtEnd(isForward: Bool) -> UInt64 { openGap[isForward ? 0 : 1] }
}

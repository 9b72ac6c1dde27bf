extension JourneyIndex {
  /// A packet of a conversation as it was at one hand-off.
  public struct ConversationPacket: Sendable {
    /// Engine nanoseconds of the hand-off.
    public var time: UInt64
    /// Whose bytes they are.
    public var journey: UInt64
    /// Known bytes, from the first one on.
    public var bytes: [UInt8]
    /// Bytes the packet had.
    public var length: Int
    /// What they begin with.
    public var link: LinkKind
  }

  /// The packets of a conversation.
  ///
  /// - Parameters:
  ///   - conversation: whose packets.
  ///   - module: as the module of this name got them; nil: as they began.
  ///   - source: the log behind the index.
  ///   - context: names behind numbers.
  /// - Returns: the packets in the order of their first records.
  public func places(
    of conversation: Conversation,
    at module: String?,
    in source: some HopLogSource,
    _ context: JourneyContext
  ) -> [ConversationPacket] {
    let tuples = FiveTuple(of: conversation)
    var packets: [ConversationPacket] = []
    for place in 0..<count {
      let entry = entry(at: place)
      guard module != nil || ConversationTable.isOriginal(entry) else { continue }
      let link = context.linkKind(of: entry.firstParty)
      guard let first = source.firstBytes(of: entry),
        let tuple = first.prefix.withUnsafeBytes({ FiveTuple($0, link) }),
        tuple == tuples || tuple == tuples.reversed
      else { continue }
      guard let module else {
        packets.append(
          ConversationPacket(
            time: entry.firstTime,
            journey: entry.journey,
            bytes: first.prefix,
            length: Int(first.length),
            link: link
          )
        )
        continue
      }
      guard let journey = (try? source.journey(entry, context)) ?? nil,
        let hop = journey.hops.first(where: { hop in
          hop.edge.rawValue & 1 == 0 && context.structure.parties.name(of: hop.to) == module
        }), let bytes = hop.bytes
      else { continue }
      packets.append(
        ConversationPacket(
          time: hop.time,
          journey: entry.journey,
          bytes: bytes.prefix,
          length: Int(bytes.length),
          link: context.linkKind(of: hop.to)
        )
      )
    }
    return packets
  }
}

extension FiveTuple {
  /// That of a conversation's first packet.
  init(of conversation: Conversation) {
    transport = conversation.transport
    source = conversation.first
    destination = conversation.second
  }
}

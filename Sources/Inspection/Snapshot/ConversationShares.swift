/// The conversations of a recording, the largest first.
public struct ConversationShares: Equatable, Sendable {
  /// Those with the most bytes, as many as were asked for.
  public var conversations: [Conversation]
  /// Conversations there are.
  public var count: Int
  /// Packets that belong to none.
  public var others: UInt64
  /// Every recorded packet has been looked at.
  public var isWhole: Bool

  /// Makes the value from its parts.
  public init(
    conversations: [Conversation] = [],
    count: Int = 0,
    others: UInt64 = 0,
    isWhole: Bool = true
  ) {
    self.conversations = conversations
    self.count = count
    self.others = others
    self.isWhole = isWhole
  }
}

extension ConversationTable {
  /// The conversations with the most bytes.
  ///
  /// - Parameters:
  ///   - wanted: how many at most.
  ///   - index: the journeys they were counted from.
  /// - Returns: the conversations, the largest first.
  public func shares(most wanted: Int, of index: JourneyIndex) -> ConversationShares {
    let sorted = conversations.indices.sorted {
      (conversations[$1].bytes, $0) < (conversations[$0].bytes, $1)
    }
    return ConversationShares(
      conversations: sorted.prefix(wanted).map { conversations[$0] },
      count: conversations.count,
      others: others,
      isWhole: examined >= index.count
    )
  }
}

/// What a front is looking at; the engine puts only this into the detail of its snapshots.
public struct DetailRequest: Equatable, Sendable {
  /// The part of the packet list on the screen.
  public var packets: PacketWindowRequest?
  /// The journey opened; nil for none.
  public var journey: UInt64?
  /// The adapter opened.
  public var adapter: AdapterID?
  /// Ways through the stack to tell at most; 0 for none.
  public var paths: UInt32
  /// The instant that everything asked for is to be of; nil for now.
  public var instant: InstantRequest?
  /// Parts that the known span is to be told in; 0 tells nothing of it.
  public var spanParts: UInt32
  /// Tell of each way also how long its journeys took.
  public var timesPaths: Bool
  /// Conversations to tell at most; 0 for none.
  public var conversations: UInt32
  /// The fork looked at; it runs as long as it is asked for.
  public var whatIf: WhatIfRequest?

  /// Makes the value from its parts.
  public init(
    packets: PacketWindowRequest? = nil,
    journey: UInt64? = nil,
    adapter: AdapterID? = nil,
    paths: UInt32 = 0,
    instant: InstantRequest? = nil,
    spanParts: UInt32 = 0,
    timesPaths: Bool = false,
    conversations: UInt32 = 0,
    whatIf: WhatIfRequest? = nil
  ) {
    self.packets = packets
    self.journey = journey
    self.adapter = adapter
    self.paths = paths
    self.instant = instant
    self.spanParts = spanParts
    self.timesPaths = timesPaths
    self.conversations = conversations
    self.whatIf = whatIf
  }
}

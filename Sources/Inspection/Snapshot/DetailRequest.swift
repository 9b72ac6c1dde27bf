/// What a front is looking at; the engine puts only this into the detail of its snapshots.
public struct DetailRequest: Equatable, Sendable {
  /// The part of the packet list on the screen.
  public var packets: PacketWindowRequest?
  /// The journey opened; nil for none.
  public var journey: UInt64?
  /// The adapter opened.
  public var adapter: AdapterID?

  /// Makes the value from its parts.
  public init(
    packets: PacketWindowRequest? = nil,
    journey: UInt64? = nil,
    adapter: AdapterID? = nil
  ) {
    self.packets = packets
    self.journey = journey
    self.adapter = adapter
  }
}

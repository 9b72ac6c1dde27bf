/// A frame that came into the stack from outside.
public struct InputFrame: Equatable, Sendable {
  /// Engine nanoseconds.
  public var time: UInt64
  /// Where it came in.
  public var adapter: AdapterID
  /// The whole frame.
  public var bytes: [UInt8]

  /// Makes the value from its parts.
  public init(
    time: UInt64,
    adapter: AdapterID,
    bytes: [UInt8]
  ) {
    self.time = time
    self.adapter = adapter
    self.bytes = bytes
  }
}

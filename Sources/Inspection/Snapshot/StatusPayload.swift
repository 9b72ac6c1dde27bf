/// What a status indication carried, as bytes and in its parts.
public struct StatusPayload: Equatable, Sendable {
  /// The documented structure, or bytes of the driver's own making.
  public var bytes: [UInt8]
  /// The parts of the structure; one field of bytes where none is documented here.
  public var fields: [RequestFlight.Field]
  /// What is wrong with the bytes; nil for sound ones.
  public var problem: String?

  /// Makes the value from its parts.
  public init(bytes: [UInt8], fields: [RequestFlight.Field] = [], problem: String? = nil) {
    self.bytes = bytes
    self.fields = fields
    self.problem = problem
  }
}

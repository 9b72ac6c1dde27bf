/// Where a list's data is, and the list's own words.
public struct PacketGeometry: Equatable, Sendable {
  /// Virtual address of the data start: 0 at birth, lower after a retreat, higher after an advance.
  public var origin: Int32
  /// Bytes of data in the first buffer.
  public var dataLength: UInt32
  /// `NblFlags`.
  public var nblFlags: UInt32
  /// `Status`, an NDIS_STATUS.
  public var status: Int32
  /// Buffers in the list.
  public var bufferCount: UInt32
  /// Bytes of data in all buffers.
  public var totalLength: UInt32

  /// Makes the value from its parts.
  public init(
    origin: Int32,
    dataLength: UInt32,
    nblFlags: UInt32,
    status: Int32,
    bufferCount: UInt32,
    totalLength: UInt32
  ) {
    self.origin = origin
    self.dataLength = dataLength
    self.nblFlags = nblFlags
    self.status = status
    self.bufferCount = bufferCount
    self.totalLength = totalLength
  }
}

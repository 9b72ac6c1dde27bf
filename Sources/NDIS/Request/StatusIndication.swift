/// A status on its way up a stack.
///
/// - C: `NDIS_STATUS_INDICATION` · Source: ndis/ns-ndis-_ndis_status_indication
public struct StatusIndication: Sendable {
  /// `NDIS_STATUS_…` code.
  public var code: UInt32
  /// NDIS port number, 0 for the default port.
  public var port: UInt32
  /// The payload as bytes of the documented structure.
  public var payload: [UInt8]
  /// Party that made the indication.
  public var source: UInt32
  /// The binding it is meant for; nil means all.
  public var destination: UInt32?

  /// An indication; by default from the default port and for every binding.
  public init(
    code: UInt32,
    payload: [UInt8] = [],
    source: UInt32,
    port: UInt32 = 0,
    destination: UInt32? = nil
  ) {
    self.code = code
    self.port = port
    self.payload = payload
    self.source = source
    self.destination = destination
  }
}

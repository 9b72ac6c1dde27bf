/// A net plug-and-play event on its way from below through the filters to the protocols.
///
/// - C: `NET_PNP_EVENT_NOTIFICATION` · Source: ndis/ns-ndis-_net_pnp_event_notification
public struct NetPnPEvent: Sendable, Equatable {
  /// What it tells.
  public var code: NetPnPEventCode
  /// The port it comes from, 0 for the default port.
  public var port: UInt32
  /// The event's buffer: port numbers of an activation, the power state of a power event; empty for a NULL buffer.
  public var values: [UInt32]

  /// An event; by default from the default port and without a buffer.
  public init(_ code: NetPnPEventCode, port: UInt32 = 0, values: [UInt32] = []) {
    self.code = code
    self.port = port
    self.values = values
  }
}

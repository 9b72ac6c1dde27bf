/// `ProtocolNetPnPEvent` for everything but pause and restart.
///
/// Source: network/handling-pnp-event-notifications-in-a-protocol-driver
public protocol ProtocolNetPnPReceiving: ProtocolDriver {
  /// - Returns: a refusal counts only where the event can be refused.
  func netPnPEvent(_ event: NetPnPEvent, on binding: ProtocolBinding) -> NDISStatus
}

/// `ProtocolDirectOidRequestComplete` (6.1): a direct request of its own came back.
///
/// Source: network/direct-oid-request-interface-in-ndis-6-1
public protocol ProtocolDirectRequesting: ProtocolDriver {
  func directRequestComplete(
    _ request: OIDRequest,
    status: NDISStatus,
    on binding: ProtocolBinding
  )
}

/// The client of a virtual connection.
public protocol ConnectionClient: AnyObject {
  /// The remote side ended the call: the client ends its own use and calls `closeCall`, now or later.
  ///
  /// - C: `ProtocolClIncomingCloseCall`
  func incomingCloseCall(_ status: NDISStatus, on connection: VirtualConnection)
  /// The call that the client closed is closed.
  ///
  /// - C: `ProtocolClCloseCallComplete`
  func closeCallComplete(_ status: NDISStatus, on connection: VirtualConnection)
}

/// The call manager of a virtual connection.
public protocol ConnectionCallManager: AnyObject {
  /// Ends the call with the network; pending completes it with `closeCallComplete`.
  ///
  /// - C: `ProtocolCmCloseCall`
  func closeCall(_ connection: VirtualConnection) -> Completion
}

/// The miniport under a virtual connection.
public protocol ConnectionMiniport: AnyObject {
  /// Makes ready for data with the call's parameters; pending completes it with `activateComplete`.
  ///
  /// - C: `MiniportCoActivateVc`
  func activate(_ connection: VirtualConnection) -> Completion
  /// Ends data; pending completes it with `deactivateComplete`.
  ///
  /// - C: `MiniportCoDeactivateVc`
  func deactivate(_ connection: VirtualConnection) -> Completion
}

/// A virtual connection: what a client, a call manager and a miniport agree on about one call after another.
///
///     activate ▸ call ▸ (remote close ▸) closeCall ▸ deactivate ▸ delete, or the next call
///
/// A VC is deleted only by its creator's side when it carries no call and is not active.
///
/// Source: network/incoming-request-to-close-a-call, ndis/nf-ndis-ndiscodeletevc
public final class VirtualConnection {
  /// Where the call on it stands.
  public enum Call: Equatable, Sendable {
    /// There is none.
    case none
    /// Data may flow.
    case connected
    /// The remote side ended it and the client has not acknowledged that yet.
    case closedByRemote
    /// The call manager is ending it.
    case closing
  }

  /// The state of the VC itself.
  public private(set) var state = ConnectionState.created
  /// The call it carries.
  public private(set) var call = Call.none
  private unowned let client: any ConnectionClient
  private unowned let manager: any ConnectionCallManager
  private unowned let miniport: any ConnectionMiniport

  /// A new VC without a call.
  ///
  /// - C: `NdisCoCreateVc`
  public init(
    client: any ConnectionClient,
    manager: any ConnectionCallManager,
    miniport: any ConnectionMiniport
  ) {
    self.client = client
    self.manager = manager
    self.miniport = miniport
  }

  private func move(_ event: ConnectionEvent) -> Bool {
    guard let next = ConnectionState.table.next(event, from: state) else { return false }
    state = next
    return true
  }

  /// Makes the miniport ready for a call, or changes the parameters of one.
  ///
  /// - Returns: NOT_ACCEPTED in a state without a cell for it.
  /// - C: `NdisCmActivateVc`
  public func activate() -> NDISStatus {
    guard move(.activate) else { return .notAccepted }
    guard case .done(let status) = miniport.activate(self) else { return .pending }
    activateComplete(status)
    return status
  }

  /// Completes an activation that pended.
  ///
  /// - C: `NdisMCoActivateVcComplete`
  public func activateComplete(_ status: NDISStatus) {
    _ = move(status.isSuccess ? .activateSucceeded : .activateFailed)
  }

  /// The call is up, whichever side made it.
  ///
  /// - C: `NdisCmMakeCallComplete`, `NdisCmDispatchCallConnected`
  public func callConnected() -> NDISStatus {
    guard state == .active, call == .none else { return .notAccepted }
    call = .connected
    return .success
  }

  /// The remote side ends the call: the client is told, and the call stays until the client has closed it.
  ///
  /// - C: `NdisCmDispatchIncomingCloseCall`
  public func dispatchIncomingCloseCall(_ status: NDISStatus) {
    guard call == .connected else { return }
    call = .closedByRemote
    client.incomingCloseCall(status, on: self)
  }

  /// Ends the call, or acknowledges that the remote side did.
  ///
  /// - C: `NdisClCloseCall`
  public func closeCall() -> NDISStatus {
    switch call {
    case .none: return .failure
    case .closing: return .closing
    case .connected, .closedByRemote: call = .closing
    }
    if case .done(let status) = manager.closeCall(self) { closeCallComplete(status) }
    return .pending
  }

  /// Completes the close of a call.
  ///
  /// - C: `NdisCmCloseCallComplete`
  public func closeCallComplete(_ status: NDISStatus) {
    guard call == .closing else { return }
    call = .none
    client.closeCallComplete(status, on: self)
  }

  /// Ends data on the VC.
  ///
  /// - Returns: NOT_ACCEPTED unless it is active.
  /// - C: `NdisCmDeactivateVc`
  public func deactivate() -> NDISStatus {
    guard move(.deactivate) else { return .notAccepted }
    guard case .done(let status) = miniport.deactivate(self) else { return .pending }
    deactivateComplete(status)
    return status
  }

  /// Completes a deactivation that pended.
  ///
  /// - C: `NdisMCoDeactivateVcComplete`
  public func deactivateComplete(_ status: NDISStatus) {
    _ = move(.deactivateCompleted)
  }

  /// Deletes the VC.
  ///
  /// - Returns: NOT_ACCEPTED while it is active or carries a call, CLOSING while its deactivation is pending.
  /// - C: `NdisCoDeleteVc`
  public func delete() -> NDISStatus {
    if state == .deactivating { return .closing }
    guard call == .none, move(.delete) else { return .notAccepted }
    return .success
  }
}

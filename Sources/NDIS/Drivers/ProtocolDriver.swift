public import DataPath

/// A protocol driver's handlers for one binding.
///
/// - C: `NDIS_PROTOCOL_DRIVER_CHARACTERISTICS` · Source: network/initializing-a-protocol-driver
public protocol ProtocolDriver: AnyObject {
  /// Binds: opens the adapter with `binding.open()`, which is legal only in here. Completes with `binding.bindComplete`.
  ///
  /// - C: `ProtocolBindAdapterEx`
  func bind(_ binding: ProtocolBinding) -> Completion

  /// Unbinds: closes with `binding.close()`. Cannot fail; completes with `binding.unbindComplete()`.
  ///
  /// - C: `ProtocolUnbindAdapterEx`
  func unbind(_ binding: ProtocolBinding) -> Completion

  /// `NetEventPause`: no new sends from here; completes with `binding.pauseComplete()` when its own sends are home.
  func pause(_ binding: ProtocolBinding) -> Completion

  /// `NetEventRestart`: `attributesChanged` is false for a NULL event buffer. Completes with `binding.restartComplete`.
  func restart(_ binding: ProtocolBinding, attributesChanged: Bool) -> Completion

  /// Takes received lists; each goes back through `binding.returnReceived` or `binding.drop`. At DISPATCH.
  ///
  /// - C: `ProtocolReceiveNetBufferLists`
  func receive(
    _ chain: consuming NetBufferChain,
    on binding: ProtocolBinding,
    port: UInt32,
    flags: ReceiveFlags
  )

  /// Gets back its finished sends. At DISPATCH.
  ///
  /// - C: `ProtocolSendNetBufferListsComplete`
  func sendComplete(
    _ chain: consuming NetBufferChain,
    on binding: ProtocolBinding,
    flags: SendCompleteFlags
  )

  /// A request of its own came back.
  ///
  /// - C: `ProtocolOidRequestComplete`
  func requestComplete(_ request: OIDRequest, status: NDISStatus, on binding: ProtocolBinding)

  /// A status indication reached the binding.
  ///
  /// - C: `ProtocolStatusEx`
  func status(_ indication: StatusIndication, on binding: ProtocolBinding)
}

/// `ProtocolReceiveNetBufferLists` under RESOURCES: the lists are lent for the length of the call.
public protocol ProtocolBorrowing: ProtocolDriver {
  func receiveLoan(
    _ chain: inout NetBufferChain,
    on binding: ProtocolBinding,
    port: UInt32,
    flags: ReceiveFlags
  )
}

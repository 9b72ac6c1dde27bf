public import DataPath

/// A lightweight filter driver's mandatory handlers for one module.
///
/// The optional handlers are protocols of their own: a driver has a handler exactly if it conforms, and a handler that
/// is absent is never called, costs nothing and yields no hop (data bypass).
///
/// - C: `NDIS_FILTER_DRIVER_CHARACTERISTICS` · Source: network/initializing-a-filter-driver
public protocol FilterDriver: AnyObject {
  /// Readies the module. It may not send, indicate, request or indicate status from here.
  ///
  /// - C: `FilterAttach`
  func attach(_ module: FilterModule) throws(NDISStatus)

  /// Frees what `attach` got; cannot fail.
  ///
  /// - C: `FilterDetach`
  func detach(_ module: FilterModule)

  /// Stops originating, gives back what it holds; completes with `module.pauseComplete()`. Cannot fail.
  ///
  /// - C: `FilterPause`
  func pause(_ module: FilterModule) -> Completion

  /// Starts again; completes with `module.restartComplete(_:)`. A failure detaches the module.
  ///
  /// - C: `FilterRestart`
  func restart(_ module: FilterModule) -> Completion
}

/// `FilterSendNetBufferLists`: sees lists on their way down.
///
/// Called at DISPATCH.
public protocol FilterSending: FilterDriver {
  func send(
    _ chain: consuming NetBufferChain,
    on module: FilterModule,
    port: UInt32,
    flags: SendFlags
  )
}

/// `FilterSendNetBufferListsComplete`: sees finished sends on their way up; keeps its own.
///
/// Called at DISPATCH.
public protocol FilterSendCompleting: FilterDriver {
  func completeSend(
    _ chain: consuming NetBufferChain,
    on module: FilterModule,
    flags: SendCompleteFlags
  )
}

/// `FilterReceiveNetBufferLists`: sees lists on their way up, owned.
///
/// Called at DISPATCH.
public protocol FilterReceiving: FilterDriver {
  func receive(
    _ chain: consuming NetBufferChain,
    on module: FilterModule,
    port: UInt32,
    flags: ReceiveFlags
  )
}

/// `FilterReceiveNetBufferLists` under RESOURCES: the lists are lent for the length of the call.
///
/// The same lists in the same order must be in `chain` when the method returns. A driver without this handler gets copies.
public protocol FilterBorrowing: FilterReceiving {
  func receiveLoan(
    _ chain: inout NetBufferChain,
    on module: FilterModule,
    port: UInt32,
    flags: ReceiveFlags
  )
}

/// `FilterReturnNetBufferLists`: sees lists on their way back down; keeps its own.
///
/// Called at DISPATCH.
public protocol FilterReturning: FilterDriver {
  func returnReceived(
    _ chain: consuming NetBufferChain,
    on module: FilterModule,
    flags: ReturnFlags
  )
}

/// `FilterCancelSendNetBufferLists`: completes its queued sends with this id as `sendAborted`.
///
/// Called at DISPATCH.
public protocol FilterSendCancelling: FilterDriver {
  func cancelSends(withID id: UInt64, on module: FilterModule)
}

/// `FilterOidRequest`, `FilterOidRequestComplete`, `FilterCancelOidRequest`.
public protocol FilterRequesting: FilterDriver {
  /// Answers a request or forwards a clone of it with `module.forward(_:)`.
  func request(_ request: OIDRequest, on module: FilterModule) -> Completion
  /// A clone or a request of its own came back.
  func requestComplete(_ request: OIDRequest, status: NDISStatus, on module: FilterModule)
  func cancelRequest(_ request: OIDRequest, on module: FilterModule)
}

/// `FilterStatus`: sees status indications on their way up and passes them on with `module.indicate(_:)`.
public protocol FilterStatusReceiving: FilterDriver {
  func status(_ indication: StatusIndication, on module: FilterModule)
}

/// `FilterSetModuleOptions`: may change which optional data-path handlers the module has, at each restart.
public protocol FilterModuleOptioning: FilterDriver {
  /// - Returns: the data-path handlers that stay on; those the driver does not implement are ignored.
  func moduleOptions(_ module: FilterModule) -> FilterHandlers
}

/// The optional handlers of a module.
public struct FilterHandlers: OptionSet, Sendable {
  /// A bit for each handler.
  public let rawValue: UInt16
  /// The handlers whose bits are set.
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// `FilterSendNetBufferLists`.
  public static let send = FilterHandlers(rawValue: 1)
  /// `FilterSendNetBufferListsComplete`.
  public static let sendComplete = FilterHandlers(rawValue: 2)
  /// `FilterReceiveNetBufferLists` for lists that are owned.
  public static let receive = FilterHandlers(rawValue: 4)
  /// `FilterReceiveNetBufferLists` for lists lent under RESOURCES.
  public static let receiveLoan = FilterHandlers(rawValue: 8)
  /// `FilterReturnNetBufferLists`.
  public static let returnReceived = FilterHandlers(rawValue: 16)
  /// `FilterCancelSendNetBufferLists`.
  public static let cancelSend = FilterHandlers(rawValue: 32)
  /// `FilterOidRequest`.
  public static let request = FilterHandlers(rawValue: 64)
  /// `FilterOidRequestComplete`.
  public static let requestComplete = FilterHandlers(rawValue: 128)
  /// `FilterCancelOidRequest`.
  public static let cancelRequest = FilterHandlers(rawValue: 256)
  /// `FilterStatus`.
  public static let status = FilterHandlers(rawValue: 512)
  /// `FilterNetPnPEvent`.
  public static let netPnPEvent = FilterHandlers(rawValue: 1024)
  /// `FilterDevicePnPEventNotify`.
  public static let devicePnPEvent = FilterHandlers(rawValue: 2048)
  /// `FilterDirectOidRequest`.
  public static let directRequest = FilterHandlers(rawValue: 4096)
  /// `FilterDirectOidRequestComplete`.
  public static let directRequestComplete = FilterHandlers(rawValue: 8192)
  /// `FilterCancelDirectOidRequest`.
  public static let cancelDirectRequest = FilterHandlers(rawValue: 16384)

  /// The handlers that `FilterSetModuleOptions` may change.
  public static let replaceable: FilterHandlers = [
    .send, .sendComplete, .receive, .receiveLoan, .returnReceived, .cancelSend,
  ]
  /// Every handler.
  public static let all = FilterHandlers(rawValue: 32767)

  /// Names in the order of the documentation's characteristics structure.
  public static let names: [(handler: FilterHandlers, name: String)] = [
    (.send, "SendNetBufferLists"), (.sendComplete, "SendNetBufferListsComplete"),
    (.cancelSend, "CancelSendNetBufferLists"), (.receive, "ReceiveNetBufferLists"),
    (.receiveLoan, "ReceiveNetBufferLists (RESOURCES)"),
    (.returnReceived, "ReturnNetBufferLists"), (.request, "OidRequest"),
    (.requestComplete, "OidRequestComplete"), (.cancelRequest, "CancelOidRequest"),
    (.devicePnPEvent, "DevicePnPEventNotify"), (.netPnPEvent, "NetPnPEvent"),
    (.status, "Status"), (.directRequest, "DirectOidRequest"),
    (.directRequestComplete, "DirectOidRequestComplete"),
    (.cancelDirectRequest, "CancelDirectOidRequest"),
  ]
}

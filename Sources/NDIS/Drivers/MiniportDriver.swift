public import DataPath

/// A miniport driver's handlers for one adapter.
///
/// One object serves one adapter: it is what `MiniportAdapterContext` points to. All calls come on the engine thread, at
/// PASSIVE level except where noted. Handlers that return `Completion` may answer `.pending` and complete later.
///
/// - C: `NDIS_MINIPORT_DRIVER_CHARACTERISTICS` · Source: network/initializing-a-miniport-driver
public protocol MiniportDriver: AnyObject {
  /// Readies the hardware and states what the adapter can do. No sends, receives or requests until it returns.
  ///
  /// - C: `MiniportInitializeEx`
  func initialize(_ adapter: MiniportAdapter) throws(NDISStatus) -> MiniportAttributes

  /// Frees what `initialize` got. No list of the adapter is out when it is called.
  ///
  /// - C: `MiniportHaltEx`
  func halt(_ adapter: MiniportAdapter, action: HaltAction)

  /// Stops: finishes sends in progress, indicates nothing new. Cannot fail; completes with `adapter.pauseComplete()`.
  ///
  /// - C: `MiniportPause`
  func pause(_ adapter: MiniportAdapter) -> Completion

  /// Starts again. May indicate from here on; completes with `adapter.restartComplete(_:)`.
  ///
  /// - C: `MiniportRestart`
  func restart(_ adapter: MiniportAdapter) -> Completion

  /// Takes lists to transmit; each comes back once through `adapter.completeSend` or `adapter.dropSend`. At DISPATCH.
  ///
  /// - C: `MiniportSendNetBufferLists`
  func send(
    _ chain: consuming NetBufferChain,
    on adapter: MiniportAdapter,
    port: UInt32,
    flags: SendFlags
  )

  /// Gets back lists it indicated. At DISPATCH.
  ///
  /// - C: `MiniportReturnNetBufferLists`
  func returnReceived(
    _ chain: consuming NetBufferChain,
    on adapter: MiniportAdapter,
    flags: ReturnFlags
  )

  /// Completes queued sends that carry this cancel id with `sendAborted`. At DISPATCH.
  ///
  /// - C: `MiniportCancelSend`
  func cancelSends(withID id: UInt64, on adapter: MiniportAdapter)

  /// Answers a request; one is outstanding at a time.
  ///
  /// - C: `MiniportOidRequest`
  func request(_ request: OIDRequest, on adapter: MiniportAdapter) -> Completion

  /// Completes the outstanding request with `requestAborted` if it can. At DISPATCH.
  ///
  /// - C: `MiniportCancelOidRequest`
  func cancelRequest(_ request: OIDRequest, on adapter: MiniportAdapter)
}

/// What an adapter states of itself when it initialises.
///
/// NDIS answers many OIDs from this record.
///
/// - C: `NDIS_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES`
public struct MiniportAttributes: Sendable {
  /// What the adapter's frames look like to those above.
  public var medium: Medium
  /// What really carries them.
  public var physicalMedium: PhysicalMedium
  /// Largest payload in bytes, without the MAC header.
  public var mtu: UInt32
  /// Bits per second, both directions; the greatest the hardware can reach.
  public var maximumLinkSpeed: UInt64
  /// The state of the link when it initialises.
  public var link: LinkState
  /// Bytes in front of a frame that the protocol can count on being contiguous.
  public var lookahead: UInt32
  /// OID_GEN_MAC_OPTIONS of the adapter.
  public var macOptions: MACOptions
  /// Kinds of frame that a packet filter may ask for.
  public var supportedPacketFilters: PacketFilter
  /// Addresses of OID_802_3_MULTICAST_LIST, all bindings together.
  public var maximumMulticastListSize: UInt32
  /// 6 bytes each.
  public var permanentAddress: [UInt8]
  /// 6 bytes: the address in use.
  public var currentAddress: [UInt8]
  /// Bytes the miniport wants free in front of data it is given.
  public var dataBackfill: UInt32
  /// Bytes of context space the miniport wants free in lists it is given.
  public var contextBackfill: UInt32
  /// OIDs beside those NDIS answers.
  public var supportedOIDs: [OIDNumber]
  /// OID_GEN_VENDOR_DESCRIPTION, as text.
  public var vendorDescription: String
  /// Three bytes of the vendor's OUI and one of its own.
  public var vendorID: UInt32
  /// OID_GEN_VENDOR_DRIVER_VERSION: major version in the upper 16 bits, minor in the lower.
  public var vendorDriverVersion: UInt32
  /// Task offloads; nil for an adapter that has none to tell of.
  public var offload: OffloadCapabilities?
  /// How it can wake the machine.
  public var power: PowerCapabilities
  /// Receive scaling; nil for an adapter that has none.
  public var receiveScale: ReceiveScaleCapabilities?
  /// True for a miniport without hardware behind it.
  public var isVirtual: Bool
  /// Seconds between two checks for a hang; 0 for the default of two.
  public var checkForHangTime: UInt32
  /// The driver activates its default port itself (NDIS_MINIPORT_CONTROLS_DEFAULT_PORT).
  public var controlsDefaultPort: Bool

  /// A virtual Ethernet adapter; every other attribute has a plain default and may be changed.
  ///
  /// - Parameters:
  ///   - mtu: largest payload in bytes, without the MAC header.
  ///   - address: permanent and current address, 6 bytes.
  ///   - link: state of the link when it initialises.
  ///   - maximumLinkSpeed: bits per second, both directions.
  public init(mtu: UInt32, address: [UInt8], link: LinkState, maximumLinkSpeed: UInt64) {
    medium = .ethernet
    physicalMedium = .ethernet
    self.mtu = mtu
    self.maximumLinkSpeed = maximumLinkSpeed
    self.link = link
    lookahead = mtu
    macOptions = [.noLoopback, .copyLookaheadData, .transfersNotPend, .fullDuplex]
    supportedPacketFilters = [.directed, .multicast, .allMulticast, .broadcast, .promiscuous]
    maximumMulticastListSize = 32
    permanentAddress = address
    currentAddress = address
    dataBackfill = 0
    contextBackfill = 0
    supportedOIDs = []
    vendorDescription = ""
    vendorID = 0xFFFFFF
    vendorDriverVersion = 0x0001_0000
    offload = nil
    power = PowerCapabilities()
    receiveScale = nil
    isVirtual = true
    checkForHangTime = 0
    controlsDefaultPort = false
  }
}

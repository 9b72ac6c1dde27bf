import CLinux
public import DataPath
import Glibc
import Kernel
public import NDIS
import Wire

/// An Ethernet adapter on an interface of this host that is there already, through a packet socket.
///
/// It receives what the interface takes in, beside the host, and sends through it. What the interface takes in follows the
/// packet filter of the bindings: promiscuous mode, all multicast, or the addresses of the multicast list. Frames that are
/// sent here do not come back. Every frame that comes in counts as received; what the packet filter refuses is dropped
/// after that, with its reason, and is no discard.
///
/// A VLAN tag that the host took out of a frame stands in the `Ieee8021Q` slot; a service tag, which has no slot, is put
/// back into the frame. What the host dropped because the buffer was full is read from it and counted:
/// OID_GEN_RCV_NO_BUFFER and ifInDiscards, and an event says so.
///
/// Keywords: `interface`, `mac`, `checksum`, `buffer`, `lists`. With checksums off, frames the host has not finished go up
/// unfinished checksums and all, as a capture on the interface shows them.
///
/// What a person sees: the link goes down when the interface is switched off, unplugged or gone, and up again; its MTU is
/// the adapter's. Drops as those of `tap`.
public final class PacketMiniport: MiniportDriver {
  /// What the driver declares.
  public static let component = ComponentDescription.miniport(
    "packet",
    displayName: "Packet socket adapter",
    summary: "An Ethernet adapter on an interface of this host.",
    keywords: [
      KeywordDescription.required("interface", .text, "Name of the interface."),
      KeywordDescription(
        "mac",
        .hardwareAddress,
        "Station address; that of the interface if absent."
      ),
      KeywordDescription(
        "checksum",
        .choice(["on", "off"]),
        default: .choice("on"),
        "Whether the adapter calculates and verifies checksums."
      ),
      KeywordDescription(
        "buffer",
        .bytes(65_536...1_073_741_824),
        default: .integer(67_108_864),
        "Bytes of frames that wait in the host before it drops."
      ),
      KeywordDescription(
        "lists",
        .integer(64...65_536),
        default: .integer(1_024),
        "Lists for frames that were received and are not back yet."
      ),
    ]
  )

  /// Frames the host dropped because nobody took them, so far.
  public var overruns: UInt64 { edge.overruns }

  let edge: LiveEdge
  private let transmitter: EdgeTransmitter
  private let socket: PacketSocket?

  /// Reads the settings and opens the socket, unless the stack is only tried.
  public init(_ configuration: InstanceConfiguration) throws(DriverError) {
    let settings = configuration.settings
    try LiveEdge.checkName(settings, "interface")
    let socket = configuration.context.isTrial ? nil : try PacketSocket(configuration)
    let configured = settings["mac"] == nil ? nil : try configuration.stationAddress()
    let own = socket?.link.address.withUnsafeBytes { MACAddress(bytes: $0) }
    let edge = LiveEdge(
      configuration,
      address: configured ?? own ?? .zero,
      link: socket?.link,
      transmitFrames: 1,
      isSumming: settings.text("checksum") != "off",
      isSegmenting: (socket?.headerBytes ?? 0) > 0
    )
    self.socket = socket
    self.edge = edge
    transmitter = EdgeTransmitter(edge, headerBytes: socket?.headerBytes ?? 0) { _ in
      socket?.descriptor ?? -1
    }
    edge.takeLosses = { socket?.takeLosses() ?? 0 }
  }

  deinit { edge.unwatch() }

  /// `MiniportInitializeEx`.
  public func initialize(_ adapter: MiniportAdapter) throws(NDISStatus) -> MiniportAttributes {
    guard let socket else { throw .adapterNotFound }
    return try edge.initialize(adapter, vendor: Self.component.displayName) {
      [unowned self] edge throws(MachineError) in
      try edge.watch(socket.descriptor, on: edge.machine.currentProcessor) { [unowned self] in
        receive()
      }
    }
  }

  /// `MiniportHaltEx`.
  public func halt(_ adapter: MiniportAdapter, action: HaltAction) {
    edge.halt()
  }

  /// `MiniportPause`.
  public func pause(_ adapter: MiniportAdapter) -> Completion {
    edge.setOpen(false)
    return adapter.pauseWhenHome()
  }

  /// `MiniportRestart`.
  public func restart(_ adapter: MiniportAdapter) -> Completion {
    edge.setOpen(true)
    return .success
  }

  /// `MiniportSendNetBufferLists`.
  public func send(
    _ chain: consuming NetBufferChain,
    on adapter: MiniportAdapter,
    port: UInt32,
    flags: SendFlags
  ) {
    transmitter.send(chain, on: adapter)
    edge.board.refreshLater()
  }

  /// `MiniportReturnNetBufferLists`.
  public func returnReceived(
    _ chain: consuming NetBufferChain,
    on adapter: MiniportAdapter,
    flags: ReturnFlags
  ) {
    edge.takeBack(chain, adapter)
  }

  /// `MiniportCancelSend`; sends end before the call that made them returns.
  public func cancelSends(withID id: UInt64, on adapter: MiniportAdapter) {}

  /// `MiniportOidRequest`.
  public func request(_ request: OIDRequest, on adapter: MiniportAdapter) -> Completion {
    let status = edge.requests.answer(request, adapter)
    let isSet = request.kind == .set && status.isSuccess
    if isSet, request.oid == .genCurrentPacketFilter || request.oid == .ethernetMulticastList {
      socket?.apply(
        edge.requests.packetFilter,
        edge.requests.multicastList,
        station: edge.address.bytes
      )
    }
    return .done(status)
  }

  /// `MiniportCancelOidRequest`; requests are answered at once.
  public func cancelRequest(_ request: OIDRequest, on adapter: MiniportAdapter) {}

  /// The interrupt of the socket; true if more frames wait.
  private func receive() -> Bool {
    guard let socket else { return false }
    let room = edge.room
    guard room > 0 else {
      edge.throttle()
      return false
    }
    let count = socket.read(room) { frame, packet in take(frame, packet) }
    guard count >= 0 else {
      // The host had a frame that no header can describe: it is lost, and counted.
      if count == -Int(EINVAL) {
        edge.adapter?.statistics.count(errors: 1, .receive)
        edge.warn("the host could not describe a frame of \(socket.link.name); it is lost")
      } else {
        socket.link.refresh()
      }
      return false
    }
    if count > 0 { edge.flush() }
    edge.count(count, 0, inQueue: 0)
    return count > 0
  }

  private func take(_ frame: UnsafeMutableRawBufferPointer, _ packet: nd_packet) {
    guard packet.has_vlan else { return edge.take(frame, packet.header) }
    if packet.vlan_type == 0x8100, packet.vlan_tci != 0 {
      let info = VLANInfo(tagControl: packet.vlan_tci)
      return edge.take(frame, packet.header) { $0.setInfo(.ieee8021Q, info.rawValue) }
    }
    edge.take(Self.tagged(frame, packet), Self.moved(packet.header))
  }

  /// The frame with its tag back in its place; four bytes in front of it are free.
  private static func tagged(
    _ frame: UnsafeMutableRawBufferPointer,
    _ packet: nd_packet
  ) -> UnsafeMutableRawBufferPointer {
    guard frame.count >= 12, let base = frame.baseAddress else { return frame }
    let whole = UnsafeMutableRawBufferPointer(start: base - 4, count: frame.count + 4)
    (base - 4).copyMemory(from: base, byteCount: 12)
    let tag = UInt32(packet.vlan_type) << 16 | UInt32(packet.vlan_tci)
    whole.storeBytes(of: tag.bigEndian, toByteOffset: 12, as: UInt32.self)
    return whole
  }

  /// Offsets of a header whose frame became four bytes longer in front of them.
  private static func moved(_ header: nd_vnet_header) -> nd_vnet_header {
    var header = header
    header.checksum_start &+= 4
    header.header_length &+= 4
    return header
  }
}

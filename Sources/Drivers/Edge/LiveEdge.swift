import CLinux
import DataPath
import Glibc
import Kernel
import NDIS
import Wire

/// What the adapters of live edges share: the interface they follow, its queues as interrupts, and the account of both.
///
/// While no list is free, and while the adapter is paused, frames wait in the host and none is lost here. Whatever the
/// host itself drops is read from it once a second and counted as overrun.
final class LiveEdge {
  let configuration: InstanceConfiguration
  /// The adapter's station address.
  let address: MACAddress
  /// The host's interface; nil in a stack that is only tried.
  let link: HostLink?
  /// Checksums are calculated and verified.
  let isSumming: Bool
  /// Units larger than the MTU pass.
  let isSegmenting: Bool
  let board: SettingsBoard
  var requests: StationRequests
  /// Frames the host dropped because nobody took them, so far.
  private(set) var overruns: UInt64 = 0
  /// Reads how many frames the host dropped since the last call.
  var takeLosses: () -> UInt64 = { 0 }
  /// More values to show, before the interface's own.
  var rows: () -> [(String, String)] = { [] }
  private(set) weak var adapter: MiniportAdapter?
  private(set) var receiveSide: ReceiveSide?
  private var watches: [Watch] = []
  private var isThrottled = false
  private var isOpen = false
  private var lossTimer: TimerID?
  private lazy var lossReading = machine.timers.use("losses of the host") { [weak self] in
    self?.adapter?.party.id
  }

  /// Bytes of the longest frame: a whole IP packet, its header and two tags.
  static let longestFrame = 65_535 + 14 + 8

  init(
    _ configuration: InstanceConfiguration,
    address: MACAddress,
    link: HostLink?,
    transmitFrames: Int,
    isSumming: Bool,
    isSegmenting: Bool
  ) {
    self.configuration = configuration
    self.address = address
    self.link = link
    self.isSumming = isSumming
    self.isSegmenting = isSegmenting
    board = SettingsBoard(configuration)
    requests = StationRequests(
      station: address,
      transmitFrames: transmitFrames,
      receiveFrames: Int(configuration.settings.integer("lists") ?? 1_024)
    )
    link?.onChange = { [unowned self] in linkChanged($0, $1) }
  }

  deinit {
    link?.onChange = { _, _ in }
    unwatch()
  }

  var machine: Machine { configuration.context.machine }

  // MARK: Life

  /// Readies lists and interrupts, and states what the adapter is.
  func initialize(
    _ adapter: MiniportAdapter,
    vendor: String,
    watch: (LiveEdge) throws(MachineError) -> Void
  ) throws(NDISStatus) -> MiniportAttributes {
    guard let link, !link.state.isGone else { throw .adapterNotFound }
    let mtu = link.state.mtu
    do {
      receiveSide = try ReceiveSide(
        adapter,
        lists: Int(requests.receiveFrames),
        longest: Int(min(mtu, 9_216)) + 18,
        largest: Self.longestFrame,
        largeLists: 256
      )
      try link.follow()
      if watches.isEmpty { try watch(self) }
    } catch {
      throw .resources
    }
    self.adapter = adapter
    board.show = { [weak adapter] in adapter?.settings = $0 }
    board.live = { [unowned self] in liveRows }
    configuration.context.register(self)
    readLosses()
    armLossTimer()
    board.refresh()
    var attributes = MiniportAttributes(
      mtu: mtu,
      address: address.bytes,
      link: linkState,
      maximumLinkSpeed: link.speed ?? LinkState.unknownSpeed
    )
    // The offload configuration is answered by NDIS from `offload`.
    attributes.supportedOIDs = StationRequests.supported
    attributes.offload = offload
    attributes.vendorDescription = vendor
    return attributes
  }

  /// What the hardware end of the cable does with frames, see `ReceiveOffload` and `SendOffload`.
  private var offload: OffloadCapabilities {
    var offload = OffloadCapabilities()
    guard isSumming else { return offload }
    let all = OffloadCapabilities.Checksum(
      ipOptions: true,
      tcpOptions: true,
      tcp: true,
      udp: true,
      ipHeader: true
    )
    offload.ipv4Transmit = all
    offload.ipv4Receive = all
    offload.ipv6Transmit = all
    offload.ipv6Transmit.ipHeader = false
    offload.ipv6Receive = offload.ipv6Transmit
    // Checksums behind extension headers are not looked at.
    offload.ipv6Receive.ipOptions = false
    guard isSegmenting else { return offload }
    // An IP packet less the longest headers of IP and TCP.
    offload.largeSendBytes = 65_535 - 60 - 60
    offload.coalesces = true
    return offload
  }

  func halt() {
    if let lossTimer { machine.timers.cancel(lossTimer) }
    lossTimer = nil
    readLosses()
    setOpen(false)
    board.stop()
    adapter = nil
    receiveSide = nil
  }

  /// Lets frames in, or leaves them in the host.
  func setOpen(_ isOpen: Bool) {
    self.isOpen = isOpen
    isThrottled = false
    applyWatches()
  }

  /// Frees lists that came back; frames that waited for them come in again.
  func takeBack(_ chain: consuming NetBufferChain, _ adapter: MiniportAdapter) {
    adapter.free(chain, .receive)
    if isThrottled, room > 0 {
      isThrottled = false
      applyWatches()
    }
  }

  // MARK: Interrupts

  /// Calls `handler` when the queue has frames; true from it asks to be called again.
  func watch(
    _ queue: Int32,
    on processor: Processor,
    _ handler: @escaping () -> Bool
  ) throws(MachineError) {
    watches.append(try machine.watch(queue, on: processor, handler))
    applyWatches()
  }

  func unwatch() {
    for watch in watches { machine.watches.remove(watch) }
    watches = []
  }

  private func applyWatches() {
    let isOn = isOpen && !isThrottled
    for watch in watches {
      do throws(HostError) {
        try machine.watches.setEnabled(watch, isOn)
      } catch {
        warn("the queues of \(link?.name ?? "the interface") cannot be read: \(error)")
      }
    }
  }

  /// Counts what one interrupt of a queue took in; it and its deferred call are one here.
  ///
  /// Frames and bytes of a default queue are NDIS's to count.
  func count(_ frames: Int, _ bytes: UInt64, inQueue number: Int) {
    guard let adapter, number < adapter.receiveQueues.count else { return }
    let counters = adapter.receiveQueues[number].counters
    counters.pointee.packets &+= UInt64(frames)
    counters.pointee.bytes &+= bytes
    counters.pointee.interrupts &+= 1
    counters.pointee.deferredCalls &+= 1
  }

  /// Frames that can be taken in now, whatever their length.
  var room: Int {
    guard let side = receiveSide, side.isOpen else { return 0 }
    return min(side.room(0), side.room(Self.longestFrame))
  }

  /// No list is free: leaves what comes in the host until some are back.
  func throttle() {
    guard !isThrottled else { return }
    isThrottled = true
    applyWatches()
  }

  // MARK: Receive

  /// Takes one frame off the cable, to be indicated by `flush`.
  ///
  /// Every frame counts as received, also one the packet filter refuses; one with an error counts as such.
  func take(
    _ frame: UnsafeMutableRawBufferPointer,
    _ header: nd_vnet_header,
    prepare: (borrowing ListEditor) -> Void = { _ in }
  ) {
    guard let side = receiveSide, let adapter else { return }
    let bytes = UnsafeRawBufferPointer(frame)
    let context = configuration.context
    func fail(_ reason: DropReason, _ cause: CauseID) {
      adapter.statistics.count(errors: 1, .receive)
      side.drop(bytes, reason: reason, cause: cause, isDiscard: false)
    }
    func refuse(_ reason: DropReason, _ cause: CauseID) {
      adapter.statistics.count(frame: bytes, length: bytes.count, .receive)
      side.drop(bytes, reason: reason, cause: cause, isDiscard: false)
    }
    guard bytes.count >= 14 else { return fail(.malformed, context.lengthCause(bytes.count)) }
    let offload: ReceiveOffload
    do throws(ReceiveOffload.Fault) {
      offload = try ReceiveOffload(finishing: frame, header, verifies: isSumming)
    } catch {
      return fail(
        error == .malformed ? .malformed : .offloadUnavailable,
        hostCause(
          "virtio-net header: flags \(header.flags), kind \(header.segment_kind), "
            + "segments of \(header.segment_size), checksum from \(header.checksum_start) "
            + "at \(header.checksum_offset), frame of \(bytes.count) bytes"
        )
      )
    }
    guard requests.admits(bytes) else {
      return refuse(.noMatchingPacketFilter, requests.packetFilterCause(bytes, context.causes))
    }
    let isTaken = side.add(bytes) {
      offload.describe($0)
      prepare($0)
    }
    if !isTaken { refuse(.noResources, configuration.cause("lists")) }
  }

  /// Indicates what was taken.
  func flush() {
    receiveSide?.flush()
    board.refreshLater()
  }

  /// What the host said or has, as the cause of a drop.
  func hostCause(_ subject: String) -> CauseID {
    let general = Cause("\(link?.name ?? "the interface") of the host", source: .host)
    return configuration.context.causes.intern(
      seen: Cause(subject, source: .host),
      general: general
    )
  }

  // MARK: Losses

  /// Frames the host dropped that were never seen here.
  func readLosses() {
    let frames = takeLosses()
    guard frames > 0 else { return }
    overruns += frames
    requests.withoutBuffer += frames
    adapter?.statistics.count(discarded: frames, .receive)
    warn(
      "\(DropReason.queueOverrun): the host dropped \(frames) frames, because the queue of "
        + "\(link?.name ?? "the interface") was full"
    )
    board.refreshLater()
  }

  private func armLossTimer() {
    lossTimer = machine.timers.schedule(
      at: machine.now + .seconds(UInt64(1)),
      for: lossReading
    ) { [weak self] in
      self?.readLosses()
      self?.armLossTimer()
    }
  }

  func warn(_ text: String) {
    configuration.context.stack.emit(.warning(text), party: adapter?.party.id ?? 0)
  }

  private var liveRows: [(String, String)] {
    guard let link else { return [] }
    let counted = link.statistics()
    return rows() + [
      ("interfaceSent", "\(counted.sent_frames) frames, \(counted.sent_bytes) bytes"),
      ("interfaceReceived", "\(counted.received_frames) frames, \(counted.received_bytes) bytes"),
      ("overruns", "\(overruns)"),
    ]
  }
}

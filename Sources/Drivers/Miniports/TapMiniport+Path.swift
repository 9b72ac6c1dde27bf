import CLinux
public import DataPath
import Glibc
import Kernel
public import NDIS
import Wire

/// Frames between the cable and the stack.
extension TapMiniport {
  /// Frames one interrupt takes in.
  private static let budget = 64

  // MARK: Receive

  /// The interrupt of a queue; true if more frames wait.
  func receive(from queue: Int32) -> Bool {
    guard let side = receiveSide, side.isOpen else { return false }
    var taken = 0
    var mayHaveMore = true
    while taken < Self.budget {
      guard hasRoom else {
        throttle(true)
        mayHaveMore = false
        break
      }
      var header = nd_vnet_header()
      let count = nd_tap_read(queue, &header, scratch.baseAddress, scratch.count)
      guard count >= 0 else {
        mayHaveMore = false
        // Anything but an empty queue: the interface is on its way out.
        if count != -Int64(EAGAIN) { device?.link.refresh() }
        break
      }
      taken += 1
      let length = min(Int(count), scratch.count)
      take(UnsafeMutableRawBufferPointer(rebasing: scratch[..<length]), header, side)
    }
    side.flush()
    if taken > 0 { board.refreshLater() }
    return mayHaveMore
  }

  private func take(
    _ frame: UnsafeMutableRawBufferPointer,
    _ header: nd_vnet_header,
    _ side: ReceiveSide
  ) {
    let bytes = UnsafeRawBufferPointer(frame)
    func refuse(_ reason: DropReason, isError: Bool) {
      if isError {
        adapter?.statistics.count(errors: 1, .receive)
      } else {
        adapter?.statistics.count(frame: bytes, length: bytes.count, .receive)
      }
      side.drop(bytes, reason: reason, isDiscard: false)
    }
    guard bytes.count >= 14 else { return refuse(.malformed, isError: true) }
    let offload: ReceiveOffload
    do throws(ReceiveOffload.Fault) {
      offload = try ReceiveOffload(finishing: frame, header, verifies: isSumming)
    } catch {
      return refuse(.malformed, isError: true)
    }
    guard requests.admits(bytes) else { return refuse(.noMatchingPacketFilter, isError: false) }
    if !side.add(bytes, prepare: { offload.describe($0) }) {
      refuse(.noResources, isError: false)
    }
  }

  // MARK: Send

  /// Why a list could not be sent.
  private struct Refusal: Error, Equatable {
    let reason: DropReason
    let status: NDISStatus
    var cause: CauseID = .none
  }

  /// `MiniportSendNetBufferLists`.
  public func send(
    _ chain: consuming NetBufferChain,
    on adapter: MiniportAdapter,
    port: UInt32,
    flags: SendFlags
  ) {
    var rest = chain
    var done = NetBufferChain()
    // Runs refused for one reason stay together.
    var refused = NetBufferChain()
    var refusal: Refusal?
    while !rest.isEmpty {
      var one = rest.split(1)
      guard let list = one.first else { break }
      do throws(Refusal) {
        let large = LargeSendInfo(rawValue: list.info(.largeSend))
        let payload = try transmit(list, large, adapter)
        if large.rawValue != 0 {
          one.write { $0.setInfo(.largeSend, large.isVersion2 ? 1 << 30 : UInt64(payload)) }
        }
        done.append(one)
      } catch {
        if let refusal, refusal != error { drop(refused.takeAll(), refusal, adapter) }
        refusal = error
        refused.append(one)
      }
    }
    if !done.isEmpty { adapter.completeSend(done) }
    if let refusal { drop(refused.takeAll(), refusal, adapter) }
    board.refreshLater()
  }

  private func drop(
    _ chain: consuming NetBufferChain,
    _ refusal: Refusal,
    _ adapter: MiniportAdapter
  ) {
    let isError = refusal.reason == .hostRefused || refusal.reason == .malformed
    if isError { adapter.statistics.count(errors: UInt64(chain.count), .transmit) }
    adapter.dropSend(
      chain,
      reason: refusal.reason,
      cause: refusal.cause,
      status: refusal.status,
      isDiscard: !isError
    )
  }

  /// Sends every buffer of a list; the TCP data bytes of a large send.
  private func transmit(
    _ list: NetBufferList,
    _ large: LargeSendInfo,
    _ adapter: MiniportAdapter
  ) throws(Refusal) -> Int {
    guard let device, device.link.state.isConnected else {
      throw Refusal(reason: .mediaDisconnected, status: .mediaDisconnected)
    }
    let checksum = SendChecksumInfo(rawValue: list.info(.checksum))
    let wantsChecksum = checksum.isIPv4 || checksum.isIPv6
    guard isSumming || !wantsChecksum else { throw unavailable("checksum") }
    guard isSegmenting || large.segmentSize == 0 else { throw unavailable("segmentation") }
    let tag = VLANInfo(rawValue: list.info(.ieee8021Q)).tagControl
    var payload = 0
    var next = list.firstBuffer
    while let buffer = next {
      next = buffer.next
      try check(buffer, isLarge: large.segmentSize > 0)
      let frame = copy(buffer, tag)
      let offload: SendOffload
      do throws(SendOffload.Fault) {
        offload = try SendOffload(finishing: frame, checksum: checksum, large: large)
      } catch {
        throw error == .tooLong
          ? Refusal(reason: .invalidLength, status: .invalidLength)
          : Refusal(reason: .malformed, status: .invalidData)
      }
      payload += offload.payload
      try write(frame, offload.header, device, adapter)
    }
    return payload
  }

  private func unavailable(_ keyword: String) -> Refusal {
    Refusal(
      reason: .offloadUnavailable,
      status: .notSupported,
      cause: configuration.cause(keyword)
    )
  }

  private func check(_ buffer: NetBuffer, isLarge: Bool) throws(Refusal) {
    let length = buffer.dataLength
    guard length >= 14, length <= Self.longestFrame - 4 else {
      throw Refusal(reason: .invalidLength, status: .invalidLength)
    }
    let extra = length - Int(device?.link.state.mtu ?? 0) - 14
    guard !isLarge, extra > 0, extra > 4 || !buffer.isTagged else { return }
    throw Refusal(
      reason: .mtuExceeded,
      status: .invalidLength,
      cause: configuration.cause("mtu")
    )
  }

  /// The frame in one piece, with the tag of its slot in its place.
  private func copy(_ buffer: NetBuffer, _ tag: UInt16) -> UnsafeMutableRawBufferPointer {
    guard tag != 0 else {
      let count = buffer.copyBytes(to: scratch)
      return UnsafeMutableRawBufferPointer(rebasing: scratch[..<count])
    }
    let addresses = UnsafeMutableRawBufferPointer(rebasing: scratch[..<12])
    let rest = UnsafeMutableRawBufferPointer(rebasing: scratch[16...])
    _ = buffer.copyBytes(to: addresses)
    let count = buffer.copyBytes(to: rest, from: 12)
    for (place, byte) in [0x81, 0, UInt8(tag >> 8), UInt8(truncatingIfNeeded: tag)].enumerated() {
      scratch[12 + place] = byte
    }
    return UnsafeMutableRawBufferPointer(rebasing: scratch[..<(16 + count)])
  }

  private func write(
    _ frame: UnsafeMutableRawBufferPointer,
    _ header: nd_vnet_header,
    _ device: TapDevice,
    _ adapter: MiniportAdapter
  ) throws(Refusal) {
    var header = header
    let queue = queue(of: frame, device)
    let written = withUnsafeMutableBytes(of: &header) { start in
      var pieces = (
        iovec(iov_base: start.baseAddress, iov_len: start.count),
        iovec(iov_base: frame.baseAddress, iov_len: frame.count)
      )
      return withUnsafePointer(to: &pieces) { nd_edge_write(queue, $0, 2) }
    }
    if written >= 0 {
      adapter.statistics.count(
        frame: UnsafeRawBufferPointer(frame),
        length: frame.count,
        .transmit
      )
      return
    }
    switch Int32(-written) {
    case EIO, EBADFD, ENODEV, ENETDOWN:
      device.link.refresh()
      throw Refusal(reason: .mediaDisconnected, status: .mediaDisconnected)
    case EAGAIN, ENOBUFS, ENOMEM: throw Refusal(reason: .queueOverrun, status: .resources)
    default: throw Refusal(reason: .hostRefused, status: .failure)
    }
  }

  /// The queue of a frame's flow.
  private func queue(of frame: UnsafeMutableRawBufferPointer, _ device: TapDevice) -> Int32 {
    guard device.queues.count > 1 else { return device.queues.first ?? -1 }
    let hash = FlowHash.of(UnsafeRawBufferPointer(frame))
    return device.queues[Int(hash % UInt64(device.queues.count))]
  }
}

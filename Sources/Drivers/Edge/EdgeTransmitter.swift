import CLinux
import DataPath
import Glibc
import Kernel
import NDIS
import Wire

/// The send side of a live edge: lists become frames with a virtio-net header, written one by one.
///
/// A list ends before `send` returns; one that cannot go ends with its reason.
final class EdgeTransmitter {
  private unowned let edge: LiveEdge
  /// Bytes of the header in front of a frame; 0 for none.
  private let headerBytes: Int
  /// The descriptor a frame is to be written to.
  private let queue: (UnsafeRawBufferPointer) -> Int32
  private let scratch: UnsafeMutableRawBufferPointer

  init(
    _ edge: LiveEdge,
    headerBytes: Int,
    queue: @escaping (UnsafeRawBufferPointer) -> Int32
  ) {
    self.edge = edge
    self.headerBytes = headerBytes
    self.queue = queue
    scratch = .allocate(byteCount: LiveEdge.longestFrame, alignment: 16)
  }

  deinit { scratch.deallocate() }

  /// Why a list could not be sent.
  private struct Refusal: Error, Equatable {
    let reason: DropReason
    let status: NDISStatus
    let cause: CauseID
  }

  /// Sends lists and completes each, with its reason if it could not go.
  func send(_ chain: consuming NetBufferChain, on adapter: MiniportAdapter) {
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
    guard let link = edge.link, link.state.isConnected else {
      throw disconnected
    }
    let checksum = SendChecksumInfo(rawValue: list.info(.checksum))
    let wantsChecksum = checksum.isIPv4 || checksum.isIPv6
    guard edge.isSumming || !wantsChecksum else { throw unavailable("checksum") }
    guard edge.isSegmenting || large.segmentSize == 0 else { throw unavailable("segmentation") }
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
        let subject =
          error == .tooLong
          ? "large send of \(frame.count) bytes is longer than an IP packet can be"
          : Self.contradiction(checksum, large, frame.count)
        throw Refusal(
          reason: error == .tooLong ? .invalidLength : .malformed,
          status: error == .tooLong ? .invalidLength : .invalidData,
          cause: edge.configuration.context.packetCause(subject, byte: 0)
        )
      }
      payload += offload.payload
      try write(frame, offload.header, link, adapter)
    }
    return payload
  }

  /// What a list asks for that its headers do not fit.
  private static func contradiction(
    _ checksum: SendChecksumInfo,
    _ large: LargeSendInfo,
    _ count: Int
  ) -> String {
    large.segmentSize > 0
      ? "TcpLargeSend 0x\(String(large.rawValue, radix: 16)) asked for a frame that is no TCP, \(count) bytes"
      : "TcpIpChecksum 0x\(String(checksum.rawValue, radix: 16)) asked for a frame without such headers, "
        + "\(count) bytes"
  }

  private var disconnected: Refusal {
    Refusal(
      reason: .mediaDisconnected,
      status: .mediaDisconnected,
      cause: edge.hostCause("\(edge.link?.name ?? "the interface") is not connected")
    )
  }

  private func unavailable(_ keyword: String) -> Refusal {
    Refusal(
      reason: .offloadUnavailable,
      status: .notSupported,
      cause: edge.configuration.cause(keyword)
    )
  }

  private func check(_ buffer: NetBuffer, isLarge: Bool) throws(Refusal) {
    let length = buffer.dataLength
    guard length >= 14, length <= LiveEdge.longestFrame - 4 else {
      throw Refusal(
        reason: .invalidLength,
        status: .invalidLength,
        cause: edge.configuration.context.lengthCause(length, most: LiveEdge.longestFrame - 4)
      )
    }
    let extra = length - Int(edge.link?.state.mtu ?? 0) - 14
    guard !isLarge, extra > 0, extra > 4 || !buffer.isTagged else { return }
    throw Refusal(
      reason: .mtuExceeded,
      status: .invalidLength,
      cause: edge.hostCause(
        "mtu = \(edge.link?.state.mtu ?? 0) of \(edge.link?.name ?? "the interface")"
      )
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
    _ link: HostLink,
    _ adapter: MiniportAdapter
  ) throws(Refusal) {
    var header = header
    let descriptor = queue(UnsafeRawBufferPointer(frame))
    let written = withUnsafeMutableBytes(of: &header) { start in
      var pieces = (
        iovec(iov_base: start.baseAddress, iov_len: headerBytes),
        iovec(iov_base: frame.baseAddress, iov_len: frame.count)
      )
      return withUnsafePointer(to: &pieces) { nd_edge_write(descriptor, $0, 2) }
    }
    if written >= 0 {
      adapter.statistics.count(
        frame: UnsafeRawBufferPointer(frame),
        length: frame.count,
        .transmit
      )
      return
    }
    let code = Int32(-written)
    let cause = edge.hostCause("write to \(link.name): \(String(cString: strerror(code)))")
    switch code {
    case EIO, EBADFD, ENODEV, ENXIO, ENETDOWN:
      link.refresh()
      throw Refusal(reason: .mediaDisconnected, status: .mediaDisconnected, cause: cause)
    case EAGAIN, ENOBUFS, ENOMEM:
      throw Refusal(reason: .queueOverrun, status: .resources, cause: cause)
    case EMSGSIZE: throw Refusal(reason: .mtuExceeded, status: .invalidLength, cause: cause)
    default: throw Refusal(reason: .hostRefused, status: .failure, cause: cause)
    }
  }
}

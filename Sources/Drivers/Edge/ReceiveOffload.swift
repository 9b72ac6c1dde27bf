import CLinux
import DataPath
import Wire

/// What an adapter's hardware does with a frame from a live edge before it indicates it.
///
/// The host hands frames over unfinished: the transport checksum may be a pseudo-header sum only, and a TCP unit may be
/// larger than the MTU. The adapter is the hardware end of that cable: it finishes the checksum, so that every byte
/// above is what a wire would carry, and reports a large unit the way receive segment coalescing is reported. Checksums
/// of other frames are verified.
///
/// - A unit of more than one segment is a coalesced one: its headers speak of the whole, `CoalescedSegCount` is what
///   the unit would have been on a wire. It was never cut, so a flag such as FIN may ride on it.
/// - Nothing is reported of fragments, of IPv6 packets with extension headers, or where a length contradicts the bytes.
/// - Source: network/indicating-coalesced-segments, nblchecksum/ns-nblchecksum-…_checksum_net_buffer_list_info
struct ReceiveOffload {
  /// Why a frame is not what its header says.
  enum Fault: Error {
    case malformed
    /// A unit of a kind that this model has no word for.
    case unknownUnit
  }

  /// For the checksum slot; empty if nothing was looked at.
  private(set) var checksum: ReceiveChecksumInfo = []
  /// Segments of a coalesced unit, 0 for an ordinary frame.
  private(set) var segments = 0
  /// Data bytes of each of them but the last.
  private(set) var segmentSize = 0

  /// Finishes a frame of at least 14 bytes in place.
  ///
  /// - `verifies`: look at the checksums of frames that come finished, too.
  /// - Throws: `Fault` if the header names bytes that are not there or a kind of unit that was not agreed on.
  init(
    finishing frame: UnsafeMutableRawBufferPointer,
    _ header: nd_vnet_header,
    verifies: Bool
  ) throws(Fault) {
    let bytes = UnsafeRawBufferPointer(frame)
    let needsChecksum = Int(header.flags) & ND_VNET_NEEDS_CHECKSUM != 0
    let kind = Int(header.segment_kind) & ~ND_VNET_SEGMENT_ECN
    guard verifies || needsChecksum || kind != ND_VNET_SEGMENT_NONE else { return }
    let layout = FrameLayout(parsing: bytes)
    if needsChecksum {
      try Self.finishChecksum(
        of: frame,
        from: Int(header.checksum_start),
        at: Int(header.checksum_offset),
        isUDP: layout.transport == .udp
      )
    }
    if kind != ND_VNET_SEGMENT_NONE {
      guard kind == ND_VNET_SEGMENT_TCP4 || kind == ND_VNET_SEGMENT_TCP6 else {
        throw .unknownUnit
      }
      guard header.segment_size > 0, layout.transport == .tcp else { throw .malformed }
      let size = Int(header.segment_size)
      let count = (layout.payloadLength + size - 1) / size
      if count > 1 {
        segments = min(count, Int(UInt16.max))
        segmentSize = size
      }
    }
    guard verifies, !layout.flags.contains(.malformed) else { return }
    checksum = Self.findings(bytes, layout, isTransportDone: needsChecksum)
  }

  /// Adds up from `start` to the end, over the sum that stands in the field.
  private static func finishChecksum(
    of frame: UnsafeMutableRawBufferPointer,
    from start: Int,
    at offset: Int,
    isUDP: Bool
  ) throws(Fault) {
    let place = start + offset
    guard start >= 14, place + 2 <= frame.count else { throw .malformed }
    var value = InternetChecksum.compute(UnsafeRawBufferPointer(rebasing: frame[start...]))
    // A UDP checksum of zero would mean that there is none.
    if isUDP, value == 0 { value = 0xFFFF }
    frame[place] = UInt8(truncatingIfNeeded: value >> 8)
    frame[place + 1] = UInt8(truncatingIfNeeded: value)
  }

  private static func findings(
    _ bytes: UnsafeRawBufferPointer,
    _ layout: FrameLayout,
    isTransportDone: Bool
  ) -> ReceiveChecksumInfo {
    var found: ReceiveChecksumInfo = []
    let packet = UnsafeRawBufferPointer(rebasing: bytes[Int(layout.networkOffset)...])
    var pseudo: PseudoHeader
    switch layout.network {
    case .ipv4:
      guard let header = try? IPv4Header(parsing: packet) else { return [] }
      found.insert(header.isChecksumCorrect ? .ipSucceeded : .ipFailed)
      guard header.totalLength <= packet.count, header.totalLength >= header.headerLength else {
        return found
      }
      pseudo = header.pseudoHeader
    case .ipv6:
      guard let header = try? IPv6Header(parsing: packet), !layout.flags.contains(.ipOptions),
        header.payloadLength + IPv6Header.length <= packet.count
      else { return [] }
      pseudo = header.pseudoHeader
    default: return []
    }
    guard layout.flags.isDisjoint(with: [.fragment, .laterFragment, .truncated]) else {
      return found
    }
    let start = Int(layout.transportOffset)
    let end = Int(layout.networkOffset) + Int(layout.networkLength)
    guard end <= bytes.count, start < end else { return found }
    let unit = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
    switch layout.transport {
    case .tcp:
      let isRight = isTransportDone || pseudo.checksum(of: .tcp, over: unit) == 0
      found.insert(isRight ? .tcpSucceeded : .tcpFailed)
    case .udp:
      // Zero: the sender calculated none, which only IPv4 allows.
      guard unit.count >= 8, unit[6] | unit[7] != 0 || layout.network == .ipv6 else { return found }
      let isRight = isTransportDone || pseudo.checksum(of: .udp, over: unit) == 0
      found.insert(isRight ? .udpSucceeded : .udpFailed)
    default: break
    }
    return found
  }

  /// Writes what was found into the slots of a received list.
  func describe(_ editor: borrowing ListEditor) {
    if !checksum.isEmpty { editor.setInfo(.checksum, checksum.rawValue) }
    if segments > 0 {
      let info = CoalescingInfo(segmentCount: UInt16(truncatingIfNeeded: segments))
      editor.setInfo(.segmentCoalescing, info.rawValue)
      editor.setSegmentSize(segmentSize)
    }
  }
}

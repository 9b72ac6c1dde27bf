import CLinux
import DataPath
import Wire

/// What an adapter's hardware does with a frame it sends through a live edge.
///
/// - A checksum request: the pseudo-header sum that the transport left in the field is carried on over the bytes, as the
///   documentation has it, so a wrong sum there gives a wrong checksum on the wire. The IPv4 header checksum is
///   calculated anew.
/// - A large send (version 1 or 2): the unit goes out uncut, with the segment size in its virtio-net header, because the
///   other end of this cable takes such units. Its IP length is written, and its TCP checksum is finished over the whole
///   unit, so that a capture on the interface shows a right one. The host cuts it if it has to leave as segments.
/// - Source: network/offloading-checksum-tasks, network/offloading-the-segmentation-of-large-tcp-packets
struct SendOffload {
  /// Why a frame cannot be sent as asked.
  enum Fault: Error {
    /// The headers are not those the request speaks of.
    case malformed
    /// The unit is longer than an IP packet can be.
    case tooLong
  }

  /// What the host is to know of the frame.
  private(set) var header = nd_vnet_header()
  /// TCP data bytes of a large send.
  private(set) var payload = 0

  /// A frame that goes out as it is.
  init() {}

  /// Does in place what a list asks for; both slots hold values as the protocol set them.
  init(
    finishing frame: UnsafeMutableRawBufferPointer,
    checksum: SendChecksumInfo,
    large: LargeSendInfo
  ) throws(Fault) {
    let isLarge = large.segmentSize > 0
    guard isLarge || checksum.isIPv4 || checksum.isIPv6 else { return }
    let layout = FrameLayout(parsing: UnsafeRawBufferPointer(frame))
    let start = Int(layout.networkOffset)
    guard layout.network == .ipv4 || layout.network == .ipv6, start < frame.count,
      !layout.flags.contains(.malformed)
    else { throw .malformed }
    let isIPv6 = layout.network == .ipv6
    if isLarge {
      guard layout.transport == .tcp else { throw .malformed }
      try Self.writeLength(frame, layout, isIPv6)
    }
    if !isIPv6, isLarge || checksum.ipHeader { Self.writeHeaderChecksum(frame, layout) }
    if isLarge {
      let length = frame.count - Int(layout.transportOffset)
      // The transport leaves the length out of its sum, because every segment has another.
      Self.carryOn(
        frame,
        from: Int(layout.transportOffset),
        end: frame.count,
        at: 16,
        adding: length
      )
      payload = frame.count - Int(layout.payloadOffset)
      describe(frame, layout, large.segmentSize, isIPv6)
    } else if checksum.tcp || checksum.udp {
      let end = min(frame.count, start + Int(layout.networkLength))
      let isUDP = checksum.udp
      guard layout.transport == (isUDP ? .udp : .tcp), layout.flags.isDisjoint(with: [.fragment])
      else { throw .malformed }
      Self.carryOn(
        frame,
        from: Int(layout.transportOffset),
        end: end,
        at: isUDP ? 6 : 16,
        adding: 0
      )
    }
  }

  private mutating func describe(
    _ frame: UnsafeMutableRawBufferPointer,
    _ layout: FrameLayout,
    _ size: Int,
    _ isIPv6: Bool
  ) {
    guard payload > size, size <= Int(UInt16.max) else { return }
    let isCongested = frame[Int(layout.transportOffset) + 13] & 0x80 != 0
    header.segment_kind = UInt8(
      truncatingIfNeeded: (isIPv6 ? ND_VNET_SEGMENT_TCP6 : ND_VNET_SEGMENT_TCP4)
        | (isCongested ? ND_VNET_SEGMENT_ECN : 0)
    )
    header.segment_size = UInt16(truncatingIfNeeded: size)
    header.header_length = UInt16(truncatingIfNeeded: Int(layout.payloadOffset))
  }

  /// Version 2 leaves the length 0; it is that of the frame.
  private static func writeLength(
    _ frame: UnsafeMutableRawBufferPointer,
    _ layout: FrameLayout,
    _ isIPv6: Bool
  ) throws(Fault) {
    let start = Int(layout.networkOffset)
    let length = frame.count - start - (isIPv6 ? IPv6Header.length : 0)
    guard length >= 0 else { throw .malformed }
    guard length <= Int(UInt16.max) else { throw .tooLong }
    store(UInt16(length), frame, at: start + (isIPv6 ? 4 : 2))
  }

  private static func writeHeaderChecksum(
    _ frame: UnsafeMutableRawBufferPointer,
    _ layout: FrameLayout
  ) {
    let start = Int(layout.networkOffset)
    let end = start + Int(frame[start] & 15) * 4
    guard end >= start + 20, end <= frame.count else { return }
    store(0, frame, at: start + 10)
    let value = InternetChecksum.compute(UnsafeRawBufferPointer(rebasing: frame[start..<end]))
    store(value, frame, at: start + 10)
  }

  /// Adds the bytes and a length to the sum in the field and writes the complement.
  private static func carryOn(
    _ frame: UnsafeMutableRawBufferPointer,
    from start: Int,
    end: Int,
    at offset: Int,
    adding length: Int
  ) {
    guard start + offset + 2 <= end, end <= frame.count else { return }
    var sum = InternetChecksum()
    sum.add(UInt32(truncatingIfNeeded: length))
    sum.add(UnsafeRawBufferPointer(rebasing: frame[start..<end]))
    let isUDP = offset == 6
    store(isUDP && sum.checksum == 0 ? 0xFFFF : sum.checksum, frame, at: start + offset)
  }

  private static func store(
    _ value: UInt16,
    _ frame: UnsafeMutableRawBufferPointer,
    at place: Int
  ) {
    frame[place] = UInt8(truncatingIfNeeded: value >> 8)
    frame[place + 1] = UInt8(truncatingIfNeeded: value)
  }
}

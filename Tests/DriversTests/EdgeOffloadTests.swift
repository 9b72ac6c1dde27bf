import CLinux
import DataPath
import Testing
import Wire

@testable import Drivers

/// What the hardware end of a live edge does with frames.
@Suite struct EdgeOffloadTests {
  private let station: [UInt8] = [2, 0, 0, 0, 0, 1]
  private let peer: [UInt8] = [2, 0, 0, 0, 0, 2]

  /// A TCP segment over IPv4 with a right checksum, made without the product's own builders.
  private func tcp4(_ data: [UInt8], flags: UInt8 = 0x18) -> [UInt8] {
    var segment: [UInt8] = [
      0x12, 0x34, 0, 80, 0, 0, 0, 1, 0, 0, 0, 2, 0x50, flags, 1, 0, 0, 0, 0, 0,
    ]
    segment += data
    segment.replaceSubrange(16..<18, with: FrameKit.checksum(pseudo4(6, segment.count) + segment))
    let packet = FrameKit.ipv4([10, 0, 0, 1], [10, 0, 0, 2], proto: 6, segment)
    return FrameKit.ethernet(peer, station, [8, 0], packet)
  }

  private func udp4(_ data: [UInt8]) -> [UInt8] {
    let length = 8 + data.count
    var datagram: [UInt8] = [0, 9, 0, 9, UInt8(length >> 8), UInt8(length & 255), 0, 0] + data
    datagram.replaceSubrange(6..<8, with: FrameKit.checksum(pseudo4(17, length) + datagram))
    let packet = FrameKit.ipv4([10, 0, 0, 1], [10, 0, 0, 2], proto: 17, datagram)
    return FrameKit.ethernet(peer, station, [8, 0], packet)
  }

  private func pseudo4(_ proto: UInt8, _ length: Int) -> [UInt8] {
    [10, 0, 0, 1, 10, 0, 0, 2, 0, proto, UInt8(length >> 8), UInt8(length & 255)]
  }

  private func tcp6(_ data: [UInt8]) -> [UInt8] {
    var segment: [UInt8] = [
      0x12, 0x34, 0, 80, 0, 0, 0, 1, 0, 0, 0, 2, 0x50, 0x10, 1, 0, 0, 0, 0, 0,
    ]
    segment += data
    let addresses = [UInt8](repeating: 0xFD, count: 16) + [UInt8](repeating: 0xFE, count: 16)
    let length = segment.count
    let pseudo = addresses + [0, 0, UInt8(length >> 8), UInt8(length & 255), 0, 0, 0, 6]
    segment.replaceSubrange(16..<18, with: FrameKit.checksum(pseudo + segment))
    let header: [UInt8] = [0x60, 0, 0, 0, UInt8(length >> 8), UInt8(length & 255), 6, 64]
    return FrameKit.ethernet(peer, station, [0x86, 0xDD], header + addresses + segment)
  }

  private func finish(
    _ frame: inout [UInt8],
    _ header: nd_vnet_header = nd_vnet_header(),
    verifies: Bool = true
  ) throws -> ReceiveOffload {
    try frame.withUnsafeMutableBytes {
      try ReceiveOffload(finishing: $0, header, verifies: verifies)
    }
  }

  private func partial(start: Int, offset: Int) -> nd_vnet_header {
    var header = nd_vnet_header()
    header.flags = UInt8(ND_VNET_NEEDS_CHECKSUM)
    header.checksum_start = UInt16(start)
    header.checksum_offset = UInt16(offset)
    return header
  }

  /// The frame with only the pseudo-header sum in its checksum field.
  private func unfinished(_ frame: [UInt8], _ proto: UInt8, at place: Int) -> [UInt8] {
    var frame = frame
    let sum = FrameKit.checksum(pseudo4(proto, frame.count - 34)).map { ~$0 }
    frame.replaceSubrange(place..<place + 2, with: sum)
    return frame
  }

  @Test("a checksum the host left to hardware is finished in the bytes and reported as right")
  func finished() throws {
    for data in [[], [1], Array(repeating: 0xA5, count: 1_001)] as [[UInt8]] {
      let whole = tcp4(data)
      var frame = unfinished(whole, 6, at: 50)
      let offload = try finish(&frame, partial(start: 34, offset: 16))
      #expect(frame == whole)
      #expect(offload.checksum == [.ipSucceeded, .tcpSucceeded])
      let datagram = udp4(data)
      var other = unfinished(datagram, 17, at: 40)
      #expect(try finish(&other, partial(start: 34, offset: 6)).checksum.contains(.udpSucceeded))
      #expect(other == datagram)
    }
  }

  @Test("checksums of frames that come finished are verified, not believed")
  func verified() throws {
    var right = tcp4([1, 2, 3])
    #expect(try finish(&right).checksum == [.ipSucceeded, .tcpSucceeded])
    var wrong = tcp4([1, 2, 3])
    wrong[55] ^= 1
    let before = wrong
    #expect(try finish(&wrong).checksum == [.ipSucceeded, .tcpFailed])
    #expect(wrong == before)
    var header = tcp4([])
    header[22] ^= 1
    #expect(try finish(&header).checksum.contains(.ipFailed))
    var six = tcp6([7, 7, 7])
    #expect(try finish(&six).checksum == [.tcpSucceeded])
    var none = udp4([5])
    none.replaceSubrange(40..<42, with: [0, 0])
    #expect(try finish(&none).checksum == [.ipSucceeded])
    var off = tcp4([1])
    #expect(try finish(&off, verifies: false).checksum == [])
  }

  @Test(
    "a unit larger than a segment is a coalesced one with as many segments as a wire would carry"
  )
  func coalesced() throws {
    for (bytes, count) in [(1_000, 0), (1_001, 2), (2_000, 2), (45_001, 46)] {
      var frame = tcp4([UInt8](repeating: 3, count: bytes))
      var header = nd_vnet_header()
      header.segment_kind = UInt8(ND_VNET_SEGMENT_TCP4)
      header.segment_size = 1_000
      let offload = try finish(&frame, header)
      #expect(offload.segments == count)
      #expect(offload.segmentSize == (count == 0 ? 0 : 1_000))
    }
  }

  @Test("headers that name what is not there are refused, whatever they say")
  func hostile() throws {
    var frame = tcp4([1, 2, 3])
    var header = nd_vnet_header()
    header.segment_kind = UInt8(ND_VNET_SEGMENT_TCP4)
    #expect(throws: ReceiveOffload.Fault.malformed) { try finish(&frame, header) }
    header.segment_size = 1
    header.segment_kind = UInt8(ND_VNET_SEGMENT_UDP_L4)
    #expect(throws: ReceiveOffload.Fault.unknownUnit) { try finish(&frame, header) }
    for (start, offset) in [(0, 16), (13, 2), (34, 1_000), (65_535, 65_535), (55, 1), (57, 0)] {
      #expect(throws: ReceiveOffload.Fault.malformed) {
        try finish(&frame, partial(start: start, offset: offset))
      }
    }
    // Every length and every byte of the header: no trap, and no byte outside is touched.
    var seed: UInt64 = 1
    for _ in 0..<20_000 {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      var short = Array(tcp4([1, 2, 3, 4]).prefix(14 + Int(seed >> 40) % 45))
      if !short.isEmpty {
        short[Int(seed >> 20) % short.count] = UInt8(truncatingIfNeeded: seed >> 8)
      }
      var noise = nd_vnet_header()
      noise.flags = UInt8(truncatingIfNeeded: seed >> 50)
      noise.segment_kind = UInt8(truncatingIfNeeded: seed >> 55)
      noise.segment_size = UInt16(truncatingIfNeeded: seed >> 30)
      noise.checksum_start = UInt16(truncatingIfNeeded: seed >> 45) & 63
      noise.checksum_offset = UInt16(truncatingIfNeeded: seed >> 52) & 31
      _ = try? finish(&short, noise)
      _ = try? send(&short, large: LargeSendInfo(rawValue: seed))
      _ = try? send(&short, checksum: SendChecksumInfo(rawValue: seed >> 11))
    }
  }

  @discardableResult
  private func send(
    _ frame: inout [UInt8],
    checksum: SendChecksumInfo = SendChecksumInfo(rawValue: 0),
    large: LargeSendInfo = LargeSendInfo(rawValue: 0)
  ) throws -> SendOffload {
    try frame.withUnsafeMutableBytes {
      try SendOffload(finishing: $0, checksum: checksum, large: large)
    }
  }

  @Test("a checksum request carries the transport's sum on and writes the header's checksum")
  func request() throws {
    let whole = tcp4([9, 8, 7])
    var frame = unfinished(whole, 6, at: 50)
    frame.replaceSubrange(24..<26, with: [0xFF, 0xFF])
    let wanted = SendChecksumInfo(isIPv6: false, tcp: true, ipHeader: true, tcpHeaderOffset: 34)
    #expect(try send(&frame, checksum: wanted).header.segment_kind == 0)
    #expect(frame == whole)
    let datagram = udp4([9])
    var other = unfinished(datagram, 17, at: 40)
    try send(&other, checksum: SendChecksumInfo(isIPv6: false, udp: true))
    #expect(other == datagram)
    var untouched = unfinished(whole, 6, at: 50)
    let before = untouched
    try send(&untouched, checksum: SendChecksumInfo(rawValue: 4))
    #expect(untouched == before)
  }

  @Test("a large send of version 2 goes out uncut, with its length written and its checksum whole")
  func largeSend() throws {
    let data = [UInt8](repeating: 0x5A, count: 5_000)
    let whole = tcp4(data, flags: 0x98)
    var frame = whole
    frame.replaceSubrange(16..<18, with: [0, 0])
    frame.replaceSubrange(24..<26, with: [0, 0])
    // Without the length, as the transport leaves it.
    let sum = FrameKit.checksum(pseudo4(6, 0)).map { ~$0 }
    frame.replaceSubrange(50..<52, with: sum)
    let info = LargeSendInfo(segmentSize: 1_448, tcpHeaderOffset: 34, isIPv6: false)
    let offload = try send(&frame, large: info)
    #expect(frame == whole)
    #expect(offload.payload == 5_000)
    #expect(Int(offload.header.segment_kind) == ND_VNET_SEGMENT_TCP4 | ND_VNET_SEGMENT_ECN)
    #expect(offload.header.segment_size == 1_448)
    #expect(offload.header.header_length == 54)
    #expect(offload.header.flags == 0)
  }

  @Test("a large send that is no longer than a segment goes out as an ordinary frame")
  func smallSend() throws {
    var frame = tcp6([1, 2, 3])
    let whole = frame
    frame.replaceSubrange(18..<20, with: [0, 0])
    let addresses = [UInt8](repeating: 0xFD, count: 16) + [UInt8](repeating: 0xFE, count: 16)
    frame.replaceSubrange(
      70..<72,
      with: FrameKit.checksum(addresses + [0, 0, 0, 0, 0, 0, 0, 6]).map { ~$0 }
    )
    let info = LargeSendInfo(segmentSize: 1_448, tcpHeaderOffset: 54, isIPv6: true)
    #expect(try send(&frame, large: info).header.segment_kind == 0)
    #expect(frame == whole)
  }

  @Test("a large send that no IP packet can hold is refused")
  func tooLong() throws {
    var frame = tcp4([1]) + [UInt8](repeating: 0, count: 65_500)
    let info = LargeSendInfo(segmentSize: 1_448, tcpHeaderOffset: 34, isIPv6: false)
    #expect(throws: SendOffload.Fault.tooLong) { try send(&frame, large: info) }
  }

  @Test("frames of one flow stay on one queue, and many flows use them all")
  func flows() {
    func hash(_ frame: [UInt8]) -> UInt64 { frame.withUnsafeBytes { FlowHash.of($0) } }
    #expect(hash(tcp4([1])) == hash(tcp4([2, 3, 4], flags: 0x11)))
    var seen = Set<UInt64>()
    for port in 0..<64 as Range<UInt8> {
      var frame = tcp4([1])
      frame[35] = port
      seen.insert(hash(frame) % 4)
    }
    #expect(seen.count == 4)
    #expect(hash([1, 2, 3]) == hash([1, 2, 3]))
  }
}

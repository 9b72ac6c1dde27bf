import DataPath
import Testing

@Suite struct OffloadInfoTests {
  @Test("a checksum request has its flags in the lowest bits and the TCP offset at bit 16")
  func sendChecksum() {
    let info = SendChecksumInfo(isIPv6: false, tcp: true, ipHeader: true, tcpHeaderOffset: 34)
    #expect(info.rawValue == 0b10101 | 34 << 16)
    #expect(info.isIPv4 && !info.isIPv6 && info.tcp && !info.udp && info.ipHeader)
    #expect(info.tcpHeaderOffset == 34)
    let other = SendChecksumInfo(isIPv6: true, udp: true)
    #expect(other.rawValue == 0b01010)
  }

  @Test("a large send has size, offset, type and IP version in this order, from the lowest bit")
  func largeSend() {
    let info = LargeSendInfo(segmentSize: 1_448, tcpHeaderOffset: 54, isIPv6: true)
    #expect(info.rawValue == 1_448 | 54 << 20 | 1 << 30 | 1 << 31)
    #expect(info.segmentSize == 1_448)
    #expect(info.tcpHeaderOffset == 54)
    #expect(info.isVersion2 && info.isIPv6)
    #expect(!LargeSendInfo(rawValue: 1_448).isVersion2)
  }

  @Test("a coalesced unit has its segments in the low half and the duplicate ACKs above")
  func coalescing() {
    let info = CoalescingInfo(segmentCount: 45, duplicateAckCount: 2)
    #expect(info.rawValue == 0x2_002D)
    #expect(info.segmentCount == 45)
    #expect(info.duplicateAckCount == 2)
  }
}

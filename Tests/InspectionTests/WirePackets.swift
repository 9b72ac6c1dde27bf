/// Frames for tests, built byte by byte.
enum WirePackets {
  /// A UDP datagram from 10.0.0.9:40000 to 10.0.0.1:9 in an Ethernet frame, with VLAN tags as asked.
  static func udp(
    tags: [UInt16] = [],
    timeToLive: UInt8 = 64,
    payload: [UInt8] = [1, 2, 3, 4]
  )
    -> [UInt8]
  {
    var frame: [UInt8] = [2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2]
    for tag in tags { frame += [0x81, 0x00, UInt8(tag >> 8), UInt8(tag & 0xFF)] }
    frame += [0x08, 0x00]
    let total = UInt16(20 + 8 + payload.count)
    var header: [UInt8] = [0x45, 0, UInt8(total >> 8), UInt8(total & 0xFF), 0, 1, 0, 0, timeToLive]
    header += [17, 0, 0, 10, 0, 0, 9, 10, 0, 0, 1]
    var sum: UInt32 = 0
    for index in stride(from: 0, to: 20, by: 2) {
      sum += UInt32(header[index]) << 8 | UInt32(header[index + 1])
    }
    while sum > 0xFFFF { sum = (sum & 0xFFFF) + (sum >> 16) }
    header[10] = UInt8(~sum >> 8 & 0xFF)
    header[11] = UInt8(~sum & 0xFF)
    let length = UInt16(8 + payload.count)
    // A zero checksum says that there is none.
    frame += header + [0x9C, 0x40, 0, 9, UInt8(length >> 8), UInt8(length & 0xFF), 0, 0]
    return frame + payload
  }
}

import Wire

/// Builds UDP and TCP test frames with correct lengths and checksums.
enum ProbeFrame {
  /// Who speaks to whom.
  struct Flow: Equatable {
    var destination: MACAddress
    var source: MACAddress
    var destinationIP: IPv4Address
    var sourceIP: IPv4Address
    var destinationPort: UInt16
    var sourcePort: UInt16
    var isTCP: Bool
    var tag: VLANTag?
  }

  /// The smallest frame a flow can have, in bytes without check sequence.
  static func minimum(_ flow: Flow) -> Int {
    14 + (flow.tag == nil ? 0 : 4) + 20 + (flow.isTCP ? 20 : 8)
  }

  /// Returns a frame of `size` bytes, or of the smallest size if that is larger; its data counts up from 0.
  static func make(_ flow: Flow, size: Int) throws(WireError) -> [UInt8] {
    let length = max(size, minimum(flow))
    var frame = [UInt8](repeating: 0, count: length)
    let link = 14 + (flow.tag == nil ? 0 : 4)
    let transport = link + 20
    let data = transport + (flow.isTCP ? 20 : 8)
    for index in data..<length { frame[index] = UInt8(truncatingIfNeeded: index - data) }
    let addresses = PseudoHeader.v4(source: flow.sourceIP, destination: flow.destinationIP)
    try frame.emit(at: 0) { bytes throws(WireError) in
      try EthernetHeader.emit(
        into: bytes,
        destination: flow.destination,
        source: flow.source,
        type: flow.tag == nil ? .ipv4 : .vlan
      )
    }
    if let tag = flow.tag {
      try frame.emit(at: 14) { bytes throws(WireError) in try tag.emit(into: bytes, type: .ipv4) }
    }
    try frame.emit(at: link) { bytes throws(WireError) in
      try IPv4Header.emit(
        into: bytes,
        source: flow.sourceIP,
        destination: flow.destinationIP,
        nextProtocol: flow.isTCP ? .tcp : .udp,
        payloadLength: length - transport
      )
    }
    try frame.emit(at: transport) { bytes throws(WireError) in
      if flow.isTCP {
        try TCPHeader.emit(
          into: bytes,
          sourcePort: flow.sourcePort,
          destinationPort: flow.destinationPort,
          sequence: 1,
          acknowledgement: 1,
          flags: [.ack, .psh],
          window: 0xFFFF,
          dataLength: length - data,
          addresses: addresses
        )
      } else {
        try UDPHeader.emit(
          into: bytes,
          sourcePort: flow.sourcePort,
          destinationPort: flow.destinationPort,
          dataLength: length - data,
          addresses: addresses
        )
      }
    }
    return frame
  }

  /// Gives an IPv4 header at `offset` another identification; the checksum follows.
  static func number(_ frame: UnsafeMutableRawBufferPointer, header offset: Int, _ number: UInt16) {
    guard frame.count >= offset + 20 else { return }
    let old = UInt16(frame[offset + 4]) << 8 | UInt16(frame[offset + 5])
    let sum = UInt16(frame[offset + 10]) << 8 | UInt16(frame[offset + 11])
    let updated = InternetChecksum.updated(sum, from: old, to: number)
    frame[offset + 4] = UInt8(number >> 8)
    frame[offset + 5] = UInt8(truncatingIfNeeded: number)
    frame[offset + 10] = UInt8(updated >> 8)
    frame[offset + 11] = UInt8(truncatingIfNeeded: updated)
  }
}

extension [UInt8] {
  /// Lets `body` write from `offset` on.
  @discardableResult
  mutating func emit(
    at offset: Int,
    _ body: (UnsafeMutableRawBufferPointer) throws(WireError) -> Int
  ) throws(WireError) -> Int {
    var written: Result<Int, WireError> = .success(0)
    withUnsafeMutableBytes { bytes in
      do throws(WireError) {
        written = .success(
          try body(
            UnsafeMutableRawBufferPointer(rebasing: bytes[Swift.min(offset, bytes.count)...])
          )
        )
      } catch {
        written = .failure(error)
      }
    }
    return try written.get()
  }
}

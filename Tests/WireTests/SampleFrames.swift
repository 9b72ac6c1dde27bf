import Wire

/// One made frame.
struct SampleFrame: Sendable {
  var name: String
  var bytes: [UInt8]
  /// Above `bytes.count` for a cut one.
  var wireLength: Int

  init(_ name: String, _ bytes: [UInt8], wireLength: Int? = nil) {
    self.name = name
    self.bytes = bytes
    self.wireLength = wireLength ?? bytes.count
  }
}

/// Frames of every kind that is dissected, made with the module's writers and by hand.
enum SampleFrames {
  static let macA = MACAddress(0x0200_0000_00AA)
  static let macB = MACAddress(0x0200_0000_00BB)
  static let ipA = IPv4Address(10, 1, 2, 3)
  static let ipB = IPv4Address(192, 168, 7, 9)
  static let longA = IPv6Address(high: 0xFE80 << 48, low: 0xAA)
  static let longB = IPv6Address(high: 0x2001_0DB8_0000_0000, low: 0xBB)

  /// Room for a header and data behind it, filled by a writer that returns what it wrote.
  static func made(
    _ count: Int,
    data: [UInt8] = [],
    _ write: (UnsafeMutableRawBufferPointer) throws(WireError) -> Int
  ) throws(WireError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count) + data
    var failure: WireError?
    bytes.withUnsafeMutableBytes { buffer in
      do throws(WireError) { _ = try write(buffer) } catch { failure = error }
    }
    if let failure { throw failure }
    return bytes
  }

  static func ethernet(
    _ type: EtherType,
    _ rest: [UInt8],
    to destination: MACAddress = macB
  ) throws(WireError) -> [UInt8] {
    try made(14) { (buffer) throws(WireError) in
      try EthernetHeader.emit(into: buffer, destination: destination, source: macA, type: type)
    } + rest
  }

  static func v4(
    _ kind: IPProtocol,
    _ rest: [UInt8],
    mf: Bool = false,
    offset: Int = 0,
    ttl: UInt8 = 64
  ) throws(WireError) -> [UInt8] {
    try made(20) { (buffer) throws(WireError) in
      try IPv4Header.emit(
        into: buffer,
        source: ipA,
        destination: ipB,
        nextProtocol: kind,
        payloadLength: rest.count,
        identification: 0x1234,
        timeToLive: ttl,
        serviceByte: 0xB9,
        doesNotFragment: !mf && offset == 0,
        hasMoreFragments: mf,
        fragmentOffset: offset
      )
    } + rest
  }

  static func v6(
    _ kind: IPProtocol,
    _ rest: [UInt8],
    from source: IPv6Address = longA,
    to destination: IPv6Address = longB,
    hopLimit: UInt8 = 64
  ) throws(WireError) -> [UInt8] {
    try made(40) { (buffer) throws(WireError) in
      try IPv6Header.emit(
        into: buffer,
        source: source,
        destination: destination,
        nextHeader: kind,
        payloadLength: rest.count,
        hopLimit: hopLimit,
        trafficClass: 0x2E,
        flowLabel: 0xABCDE
      )
    } + rest
  }

  static let pseudo4 = PseudoHeader.v4(source: ipA, destination: ipB)
  static let pseudo6 = PseudoHeader.v6(source: longA, destination: longB)

  static func udp(
    _ data: [UInt8],
    _ addresses: PseudoHeader,
    ports: (UInt16, UInt16) = (40_000, 40_001)
  ) throws(WireError) -> [UInt8] {
    try made(8, data: data) { (buffer) throws(WireError) in
      try UDPHeader.emit(
        into: buffer,
        sourcePort: ports.0,
        destinationPort: ports.1,
        dataLength: data.count,
        addresses: addresses
      )
    }
  }

  static func tcp(
    _ flags: TCPFlags,
    _ data: [UInt8],
    _ addresses: PseudoHeader,
    options: [UInt8] = []
  ) throws(WireError) -> [UInt8] {
    try made(20 + options.count, data: data) { (buffer) throws(WireError) in
      try TCPHeader.emit(
        into: buffer,
        sourcePort: 51_000,
        destinationPort: 4_433,
        sequence: 0xDEAD_BEEF,
        acknowledgement: flags.contains(.ack) ? 0x0102_0304 : 0,
        flags: flags,
        window: 8_192,
        options: options,
        dataLength: data.count,
        addresses: addresses
      )
    }
  }

  static func echo(_ data: [UInt8], isReply: Bool = false) throws(WireError) -> [UInt8] {
    try made(8, data: data) { (buffer) throws(WireError) in
      try ICMPv4Header.emitEcho(
        into: buffer,
        isReply: isReply,
        identifier: 0x77,
        sequence: 5,
        dataLength: data.count
      )
    }
  }

  static func arp(_ operation: ARPPacket.Operation) throws(WireError) -> [UInt8] {
    try made(28) { (buffer) throws(WireError) in
      try ARPPacket.emit(
        into: buffer,
        operation: operation,
        senderHardware: macA,
        senderProtocol: ipA,
        targetHardware: operation == .reply ? macB : .zero,
        targetProtocol: ipB
      )
    }
  }

  static func tagged(
    _ tag: VLANTag,
    _ type: EtherType,
    _ rest: [UInt8]
  ) throws(WireError) -> [UInt8] {
    try made(4) { (buffer) throws(WireError) in try tag.emit(into: buffer, type: type) } + rest
  }

  static let synOptions: [UInt8] = [
    2, 4, 5, 0xB4, 4, 2, 8, 10, 0, 0, 1, 2, 0, 0, 0, 0, 1, 3, 3, 7,
  ]
  static let sackOptions: [UInt8] = [
    1, 1, 5, 10, 0, 0, 0, 9, 0, 0, 0, 19,
  ]

  static func name(_ labels: [String]) -> [UInt8] {
    labels.flatMap { [UInt8($0.utf8.count)] + Array($0.utf8) } + [0]
  }

  static let dnsQuery: [UInt8] =
    [0xAB, 0xCD, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0] + name(["www", "example", "org"]) + [0, 1, 0, 1]
  static let dnsAnswer: [UInt8] =
    [0xAB, 0xCD, 0x81, 0x80, 0, 1, 0, 2, 0, 0, 0, 0] + name(["www", "example", "org"])
    + [0, 1, 0, 1]
    + [0xC0, 12, 0, 5, 0, 1, 0, 0, 0, 60, 0, 6, 3] + Array("web".utf8) + [0xC0, 16]
    + [0xC0, 45, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 192, 0, 2, 33]

  static let dhcpDiscover: [UInt8] =
    [1, 1, 6, 0, 0x11, 0x22, 0x33, 0x44, 0, 3, 0x80, 0] + [UInt8](repeating: 0, count: 16)
    + macA.bytes + [UInt8](repeating: 0, count: 202) + [0x63, 0x82, 0x53, 0x63]
    + [53, 1, 1, 12, 4] + Array("host".utf8) + [50, 4, 10, 0, 0, 7, 55, 3, 1, 3, 6, 255]

  static let spanningTree: [UInt8] =
    [0x42, 0x42, 3, 0, 0, 2, 2, 0x3C, 0x80, 10] + macA.bytes + [0, 0, 0x4E, 0x20, 0x90, 20]
    + macB.bytes + [0x80, 2, 1, 0, 20, 0, 2, 0, 15, 0, 0]

  static let lldp: [UInt8] =
    [2, 7, 4] + macA.bytes + [4, 5, 5] + Array("eth0".utf8) + [6, 2, 0, 120, 10, 3]
    + Array("sw1".utf8) + [14, 4, 0, 4, 0, 4, 0, 0]

  /// All frames as a pcapng file.
  static func capture(_ frames: [SampleFrame] = all) -> [UInt8] {
    var writer = PcapNGWriter(application: "tests")
    writer.addInterface(linkType: .ethernet, name: "made")
    for (index, frame) in frames.enumerated() {
      frame.bytes.withUnsafeBytes {
        writer.addPacket(
          interface: 0,
          timestamp: 1_700_000_000_000_000_000 + UInt64(index),
          bytes: $0,
          wireLength: frame.wireLength
        )
      }
    }
    return writer.takeBytes()
  }
}

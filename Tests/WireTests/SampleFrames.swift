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

  static let all: [SampleFrame] = {
    do { return try make() } catch { return [] }
  }()

  private static func make() throws(WireError) -> [SampleFrame] {
    var random = TestRandom(state: 7)
    var frames: [SampleFrame] = []
    let text = Array("payload of forty-one bytes, to be an odd one".utf8.prefix(41))
    let syn = try tcp(.syn, [], pseudo4, options: synOptions)
    let data = try tcp([.ack, .psh], text, pseudo4)
    let datagram = try udp(text, pseudo4)
    frames.append(SampleFrame("ARP request", try ethernet(.arp, arp(.request), to: .broadcast)))
    frames.append(
      SampleFrame(
        "ARP reply, padded",
        try ethernet(.arp, arp(.reply)) + .init(repeating: 0, count: 18)
      )
    )
    frames.append(SampleFrame("TCP SYN", try ethernet(.ipv4, v4(.tcp, syn))))
    frames.append(SampleFrame("TCP data", try ethernet(.ipv4, v4(.tcp, data))))
    frames.append(
      SampleFrame(
        "TCP SACK",
        try ethernet(.ipv4, v4(.tcp, tcp([.ack, .ece], [], pseudo4, options: sackOptions)))
      )
    )
    frames.append(
      SampleFrame(
        "TCP over IPv6",
        try ethernet(.ipv6, v6(.tcp, tcp([.ack, .fin, .cwr], text, pseudo6)))
      )
    )
    frames.append(SampleFrame("UDP", try ethernet(.ipv4, v4(.udp, datagram))))
    frames.append(SampleFrame("UDP over IPv6", try ethernet(.ipv6, v6(.udp, udp(text, pseudo6)))))
    frames.append(SampleFrame("echo request", try ethernet(.ipv4, v4(.icmpv4, echo(text)))))
    frames.append(
      SampleFrame("echo reply", try ethernet(.ipv4, v4(.icmpv4, echo(text, isReply: true))))
    )
    frames.append(
      SampleFrame(
        "VLAN",
        try ethernet(
          .vlan,
          tagged(
            VLANTag(priority: 5, isDropEligible: true, identifier: 100),
            .ipv4,
            v4(.udp, datagram)
          )
        )
      )
    )
    frames.append(
      SampleFrame(
        "VLAN in service VLAN",
        try ethernet(
          .serviceVLAN,
          tagged(
            VLANTag(priority: 2, identifier: 7),
            .vlan,
            tagged(VLANTag(identifier: 42), .ipv4, v4(.udp, datagram))
          )
        )
      )
    )
    frames.append(
      SampleFrame(
        "old QinQ",
        try ethernet(
          .oldQinQ,
          tagged(
            VLANTag(identifier: 9),
            .vlan,
            tagged(VLANTag(identifier: 43), .arp, arp(.request))
          )
        )
      )
    )
    frames.append(
      SampleFrame(
        "first fragment",
        try ethernet(.ipv4, v4(.udp, Array(datagram[0..<24]), mf: true))
      )
    )
    frames.append(
      SampleFrame(
        "later fragment",
        try ethernet(.ipv4, v4(.udp, Array(datagram[24...]), offset: 24))
      )
    )
    let fragment6 = try made(8) { (buffer) throws(WireError) in
      try IPv6ExtensionHeader.emitFragment(
        into: buffer,
        nextHeader: .udp,
        fragmentOffset: 1_448,
        hasMoreFragments: true,
        identification: 0xCAFE_F00D
      )
    }
    frames.append(
      SampleFrame("IPv6 fragment", try ethernet(.ipv6, v6(.fragment, fragment6 + random.bytes(64))))
    )
    let hop: [UInt8] = [58, 0, 5, 2, 0, 0, 1, 0]
    let report: [UInt8] = [143, 0, 0, 0, 0, 0, 0, 0]
    frames.append(
      SampleFrame(
        "hop-by-hop with a bad ICMPv6 checksum",
        try ethernet(.ipv6, v6(.hopByHop, hop + report))
      )
    )
    let solicitation = try made(32) { (buffer) throws(WireError) in
      try NeighborDiscovery.emitSolicitation(
        into: buffer,
        target: longB,
        source: longA,
        destination: longB.solicitedNode,
        sourceMAC: macA
      )
    }
    frames.append(
      SampleFrame(
        "neighbour solicitation",
        try ethernet(
          .ipv6,
          v6(.icmpv6, solicitation, to: longB.solicitedNode, hopLimit: 255),
          to: longB.solicitedNode.multicastMAC
        )
      )
    )
    let advertisement = try made(32) { (buffer) throws(WireError) in
      try NeighborDiscovery.emitAdvertisement(
        into: buffer,
        target: longA,
        source: longA,
        destination: longB,
        targetMAC: macA,
        isRouter: true
      )
    }
    frames.append(
      SampleFrame(
        "neighbour advertisement",
        try ethernet(.ipv6, v6(.icmpv6, advertisement, hopLimit: 255))
      )
    )
    var router: [UInt8] =
      [134, 0, 0, 0, 64, 0xC0, 7, 8, 0, 0, 3, 0xE8, 0, 0, 0, 9] + [1, 1] + macA.bytes
    router +=
      [5, 1, 0, 0, 0, 0, 5, 0xDC] + [3, 4, 64, 0xC0, 0, 1, 0, 0, 0, 0, 0x80, 0, 0, 0, 0, 0]
    router += IPv6Address(high: 0x2001_0DB8 << 32, low: 0).bytes
    router += [25, 3, 0, 0, 0, 0, 2, 0] + longB.bytes
    frames.append(
      SampleFrame(
        "router advertisement",
        try ethernet(
          .ipv6,
          v6(.icmpv6, sealed(router, to: .allNodes), to: .allNodes, hopLimit: 255)
        )
      )
    )
    frames.append(
      SampleFrame(
        "router solicitation",
        try ethernet(
          .ipv6,
          v6(
            .icmpv6,
            sealed([133, 0, 0, 0, 0, 0, 0, 0], to: .allRouters),
            to: .allRouters,
            hopLimit: 255
          )
        )
      )
    )
    let echo6 = try made(8, data: text) { (buffer) throws(WireError) in
      try ICMPv6Header.emitEcho(
        into: buffer,
        isReply: false,
        identifier: 0x1F,
        sequence: 3,
        dataLength: text.count,
        source: longA,
        destination: longB
      )
    }
    frames.append(SampleFrame("IPv6 echo", try ethernet(.ipv6, v6(.icmpv6, echo6))))
    let quoted = try Array(v4(.udp, datagram)[0..<28])
    var unreachable: [UInt8] = [3, 3, 0, 0, 0, 0, 0, 0] + quoted
    let sum = unreachable.withUnsafeBytes { InternetChecksum.compute($0) }
    unreachable[2] = UInt8(sum >> 8)
    unreachable[3] = UInt8(sum & 255)
    frames.append(SampleFrame("port unreachable", try ethernet(.ipv4, v4(.icmpv4, unreachable))))
    frames.append(
      SampleFrame(
        "packet too big",
        try ethernet(
          .ipv6,
          v6(.icmpv6, sealed([2, 0, 0, 0, 0, 0, 5, 0] + v6(.udp, udp(text, pseudo6)), to: longB))
        )
      )
    )
    frames.append(
      SampleFrame(
        "DNS query",
        try ethernet(.ipv4, v4(.udp, udp(dnsQuery, pseudo4, ports: (50_000, 53))))
      )
    )
    frames.append(
      SampleFrame(
        "DNS answer",
        try ethernet(.ipv4, v4(.udp, udp(dnsAnswer, pseudo4, ports: (53, 50_000))))
      )
    )
    frames.append(
      SampleFrame(
        "DHCP discover",
        try ethernet(.ipv4, v4(.udp, udp(dhcpDiscover, pseudo4, ports: (68, 67))), to: .broadcast)
      )
    )
    frames.append(
      SampleFrame(
        "spanning tree",
        try ethernet(
          EtherType(rawValue: UInt16(spanningTree.count)),
          spanningTree,
          to: MACAddress(0x0180_C200_0000)
        ) + .init(repeating: 0, count: 7)
      )
    )
    frames.append(SampleFrame("LLDP", try ethernet(.lldp, lldp, to: MACAddress(0x0180_C200_000E))))
    frames.append(
      SampleFrame("unknown type", try ethernet(EtherType(rawValue: 0x88B5), random.bytes(46)))
    )
    var optioned = try v4(.udp, datagram)
    optioned.insert(contentsOf: [0x94, 4, 0, 0], at: 20)
    optioned[0] = 0x46
    optioned[3] += 4
    resum(&optioned, 24)
    frames.append(SampleFrame("IPv4 options", try ethernet(.ipv4, optioned)))
    var bad = try ethernet(.ipv4, v4(.tcp, data))
    bad[24] ^= 1
    bad[60] ^= 1
    frames.append(SampleFrame("bad checksums", bad))
    var zero = datagram
    zero[6] = 0
    zero[7] = 0
    frames.append(SampleFrame("UDP without checksum", try ethernet(.ipv4, v4(.udp, zero))))
    let whole = try ethernet(.ipv4, v4(.tcp, data))
    frames.append(SampleFrame("cut in the data", Array(whole.prefix(60)), wireLength: whole.count))
    frames.append(SampleFrame("cut in TCP", Array(whole.prefix(44)), wireLength: whole.count))
    frames.append(SampleFrame("cut in IPv4", Array(whole.prefix(30)), wireLength: whole.count))
    frames.append(SampleFrame("short IPv4 on the wire", Array(whole.prefix(30))))
    return frames
  }

  /// An ICMPv6 message from `longA` with its checksum set.
  private static func sealed(_ message: [UInt8], to destination: IPv6Address) -> [UInt8] {
    var message = message
    let sum = message.withUnsafeBytes {
      PseudoHeader.v6(source: longA, destination: destination).checksum(of: .icmpv6, over: $0)
    }
    message[2] = UInt8(sum >> 8)
    message[3] = UInt8(sum & 255)
    return message
  }

  private static func resum(_ packet: inout [UInt8], _ length: Int) {
    packet[10] = 0
    packet[11] = 0
    let sum = packet[0..<length].withUnsafeBytes { InternetChecksum.compute($0) }
    packet[10] = UInt8(sum >> 8)
    packet[11] = UInt8(sum & 255)
  }

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

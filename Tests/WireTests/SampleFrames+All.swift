import Wire

extension SampleFrames {
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
}

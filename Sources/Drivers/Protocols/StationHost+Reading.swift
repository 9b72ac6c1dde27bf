import Kernel
import Wire

/// Which frames are for this host, and what it answers.
extension StationHost {
  /// Reads one frame; queues the answer if there is one.
  func classify(_ frame: UnsafeRawBufferPointer, _ slot: UInt64) -> Verdict {
    let layout = FrameLayout(parsing: frame)
    let link: EthernetHeader
    do throws(WireError) { link = try EthernetHeader(parsing: frame) } catch {
      return malformed("\(error)", at: 0)
    }
    let data = UnsafeRawBufferPointer(
      rebasing: frame[min(Int(layout.networkOffset), frame.count)...]
    )
    // A tag that nobody took off belongs to a VLAN this host is not in.
    guard layout.vlanCount == 0 else {
      return notForUs("VLAN id", "\(layout.tag?.identifier ?? 0)", "an untagged frame", at: 12)
    }
    let base = Int(layout.networkOffset)
    switch layout.network {
    case .arp: return readARP(data, base, slot)
    case .ipv4: return readIPv4(data, link, layout, slot)
    case .ipv6: return readIPv6(data, link, layout, slot)
    case .none, .llc, .lldp, .other:
      let type = UInt16(frame[12]) << 8 | UInt16(frame[13])
      return notForUs("EtherType", type.hexadecimal, "ARP, IPv4 or IPv6", at: 12)
    }
  }

  private func owns(_ address: IPAddress) -> Bool {
    addresses.contains { $0.address == address }
  }

  // MARK: ARP

  private func readARP(
    _ data: UnsafeRawBufferPointer,
    _ base: Int,
    _ slot: UInt64
  ) -> Verdict {
    let packet: ARPPacket
    do throws(WireError) { packet = try ARPPacket(parsing: data) } catch {
      return malformed("\(error)", at: base)
    }
    let target = packet.targetProtocol
    guard owns(.v4(target)) else { return notOurs("ARP target", .v4(target)) }
    let sender = packet.senderHardware
    if packet.senderProtocol != .unspecified { onNeighbor(.v4(packet.senderProtocol), sender) }
    guard packet.operation == .request else {
      return packet.operation == .reply
        ? .consumed
        : notForUs(
          "ARP operation",
          "\(packet.operation.rawValue)",
          "request or reply",
          at: base + 6
        )
    }
    // A request from the address itself announces; nobody waits for an answer.
    guard packet.senderProtocol != target else { return .consumed }
    return answer(\.arpCount, slot: slot) { () throws(WireError) in
      try StationFrame.arp(
        .reply,
        sender: (station, target),
        target: (sender, packet.senderProtocol),
        to: sender
      )
    }
  }

  // MARK: IPv4

  private func readIPv4(
    _ data: UnsafeRawBufferPointer,
    _ link: EthernetHeader,
    _ layout: FrameLayout,
    _ slot: UInt64
  ) -> Verdict {
    let base = Int(layout.networkOffset)
    let header: IPv4Header
    do throws(WireError) { header = try IPv4Header(parsing: data) } catch {
      return malformed("\(error)", at: base)
    }
    guard header.isChecksumCorrect else {
      let bytes = data[..<header.headerLength]
      return badChecksum(
        "IPv4 header",
        UnsafeRawBufferPointer(rebasing: bytes),
        field: 10,
        at: base
      ) {
        InternetChecksum.compute($0)
      }
    }
    guard owns(.v4(header.destination)) else {
      return notOurs("IPv4 destination", .v4(header.destination))
    }
    guard header.nextProtocol == .icmpv4 else {
      return notForUs("IPv4 protocol", "\(header.nextProtocol)", "ICMP", at: base + 9)
    }
    guard !header.isFragment else {
      let place = "offset \(header.fragmentOffset)"
      return notForUs("IPv4 fragment", place, "a whole packet", at: base + 6)
    }
    let length = header.totalLength
    let start = header.headerLength
    guard length >= start + 8, length <= data.count else {
      let bounds = "\(start + 8) to \(data.count)"
      return malformed("IPv4 total length is \(length), must be \(bounds)", at: base + 2)
    }
    let message = UnsafeRawBufferPointer(rebasing: data[start..<length])
    guard InternetChecksum.compute(message) == 0 else {
      return badChecksum("ICMP", message, field: 2, at: base + start) {
        InternetChecksum.compute($0)
      }
    }
    let icmp: ICMPv4Header
    do throws(WireError) { icmp = try ICMPv4Header(parsing: message) } catch {
      return malformed("\(error)", at: base + start)
    }
    let echo = UnsafeRawBufferPointer(rebasing: message[8...])
    switch icmp.type {
    case 0:
      onEchoReply(.v4(header.source), icmp.identifier, icmp.sequence, echo.count)
      return .consumed
    case 8:
      return answer(\.echoCount, slot: slot) { () throws(WireError) in
        try StationFrame.echo(
          StationFrame.Echo(
            isReply: true,
            identifier: icmp.identifier,
            sequence: icmp.sequence
          ),
          data: echo,
          from: (station, .v4(header.destination)),
          to: (link.source, .v4(header.source))
        )
      }
    default:
      return notForUs("ICMP type", "\(icmp.type)", "an echo", at: base + start)
    }
  }

  // MARK: IPv6

  private func readIPv6(
    _ data: UnsafeRawBufferPointer,
    _ link: EthernetHeader,
    _ layout: FrameLayout,
    _ slot: UInt64
  ) -> Verdict {
    let base = Int(layout.networkOffset)
    let header: IPv6Header
    do throws(WireError) { header = try IPv6Header(parsing: data) } catch {
      return malformed("\(error)", at: base)
    }
    let destination = header.destination
    let isGroup =
      destination == .allNodes
      || addresses.contains {
        if case .v6(let own) = $0.address { own.solicitedNode == destination } else { false }
      }
    guard isGroup || owns(.v6(destination)) else {
      return notOurs("IPv6 destination", .v6(destination))
    }
    guard layout.transport == .icmpv6 else {
      return notForUs("IPv6 next header", "\(layout.ipProtocol)", "ICMPv6", at: base + 6)
    }
    let start = layout.networkHeaderLength
    guard !layout.flags.contains(.fragment) else {
      return notForUs("IPv6 fragment", "a part", "a whole packet", at: base + 40)
    }
    let end = 40 + header.payloadLength
    guard start + 8 <= end, end <= data.count else {
      let bounds = "\(start - 32) to \(data.count - 40)"
      let found = header.payloadLength
      return malformed("IPv6 payload length is \(found), must be \(bounds)", at: base + 4)
    }
    let message = UnsafeRawBufferPointer(rebasing: data[start..<end])
    guard header.pseudoHeader.checksum(of: .icmpv6, over: message) == 0 else {
      return badChecksum("ICMPv6", message, field: 2, at: base + start) {
        header.pseudoHeader.checksum(of: .icmpv6, over: $0)
      }
    }
    let icmp: ICMPv6Header
    do throws(WireError) { icmp = try ICMPv6Header(parsing: message) } catch {
      return malformed("\(error)", at: base + start)
    }
    switch icmp.type {
    case 129:
      onEchoReply(.v6(header.source), icmp.identifier, icmp.sequence, message.count - 8)
      return .consumed
    case 128:
      let own = isGroup ? firstIPv6 ?? destination : destination
      return answer(\.echoCount, slot: slot) { () throws(WireError) in
        try StationFrame.echo(
          StationFrame.Echo(
            isReply: true,
            identifier: icmp.identifier,
            sequence: icmp.sequence
          ),
          data: UnsafeRawBufferPointer(rebasing: message[8...]),
          from: (station, .v6(own)),
          to: (link.source, .v6(header.source))
        )
      }
    case 135, 136:
      return readNeighbor(message, header, link, base, start, slot)
    default:
      return notForUs(
        "ICMPv6 type",
        "\(icmp.type)",
        "an echo or neighbour discovery",
        at: base + start
      )
    }
  }

  private var firstIPv6: IPv6Address? {
    for case .v6(let address) in addresses.map(\.address) { return address }
    return nil
  }

  private func readNeighbor(
    _ message: UnsafeRawBufferPointer,
    _ header: IPv6Header,
    _ link: EthernetHeader,
    _ base: Int,
    _ start: Int,
    _ slot: UInt64
  ) -> Verdict {
    // Discovery that crossed a router is a forgery (RFC 4861 §7.1).
    guard header.hopLimit == 255 else {
      return malformed("IPv6 hop limit is \(header.hopLimit), must be 255", at: base + 7)
    }
    let packet: NeighborDiscovery
    do throws(WireError) { packet = try NeighborDiscovery(parsing: message) } catch {
      return malformed("\(error)", at: base + start)
    }
    guard let target = packet.target else {
      return malformed("neighbour discovery message without a target", at: base + start + 8)
    }
    if packet.kind == .neighborAdvertisement {
      onNeighbor(.v6(target), packet.linkAddress(option: 2) ?? link.source)
      return .consumed
    }
    guard owns(.v6(target)) else { return notOurs("neighbour discovery target", .v6(target)) }
    let isProbe = header.source.isUnspecified
    let asker = packet.linkAddress(option: 1) ?? link.source
    return answer(\.neighborCount, slot: slot) { () throws(WireError) in
      try StationFrame.advertisement(
        of: target,
        from: station,
        to: isProbe
          ? (IPv6Address.allNodes.multicastMAC, IPv6Address.allNodes) : (asker, header.source),
        isSolicited: !isProbe
      )
    }
  }
}

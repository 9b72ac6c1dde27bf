import Kernel
import Wire

/// Which frames are for this host, and what it answers.
extension StationHost {
  /// Reads one frame; queues the answer if there is one.
  func classify(_ frame: UnsafeRawBufferPointer, _ slot: UInt64) -> Verdict {
    let layout = FrameLayout(parsing: frame)
    guard let link = try? EthernetHeader(parsing: frame) else { return .drop(.malformed) }
    let data = UnsafeRawBufferPointer(
      rebasing: frame[min(Int(layout.networkOffset), frame.count)...]
    )
    // A tag that nobody took off belongs to a VLAN this host is not in.
    guard layout.vlanCount == 0 else { return .drop(.notForUs) }
    switch layout.network {
    case .arp: return readARP(data, slot)
    case .ipv4: return readIPv4(data, link, layout, slot)
    case .ipv6: return readIPv6(data, link, layout, slot)
    case .none, .llc, .lldp, .other: return .drop(.notForUs)
    }
  }

  private func owns(_ address: IPAddress) -> Bool {
    addresses.contains { $0.address == address }
  }

  // MARK: ARP

  private func readARP(_ data: UnsafeRawBufferPointer, _ slot: UInt64) -> Verdict {
    guard let packet = try? ARPPacket(parsing: data) else { return .drop(.malformed) }
    let target = packet.targetProtocol
    guard owns(.v4(target)) else { return .drop(.notForUs) }
    let sender = packet.senderHardware
    if packet.senderProtocol != .unspecified { onNeighbor(.v4(packet.senderProtocol), sender) }
    guard packet.operation == .request else {
      return packet.operation == .reply ? .consumed : .drop(.notForUs)
    }
    // A request from the address itself announces; nobody waits for an answer.
    guard packet.senderProtocol != target else { return .consumed }
    guard
      let frame = try? StationFrame.arp(
        .reply,
        sender: (station, target),
        target: (sender, packet.senderProtocol),
        to: sender
      )
    else { return .drop(.malformed) }
    return answer(\.arpCount, frame, slot: slot)
  }

  // MARK: IPv4

  private func readIPv4(
    _ data: UnsafeRawBufferPointer,
    _ link: EthernetHeader,
    _ layout: FrameLayout,
    _ slot: UInt64
  ) -> Verdict {
    guard let header = try? IPv4Header(parsing: data) else { return .drop(.malformed) }
    guard header.isChecksumCorrect else { return .drop(.badChecksum) }
    guard owns(.v4(header.destination)), header.nextProtocol == .icmpv4, !header.isFragment else {
      return .drop(.notForUs)
    }
    let length = header.totalLength
    guard length >= header.headerLength + 8, length <= data.count else { return .drop(.malformed) }
    let message = UnsafeRawBufferPointer(rebasing: data[header.headerLength..<length])
    guard InternetChecksum.compute(message) == 0 else { return .drop(.badChecksum) }
    guard let icmp = try? ICMPv4Header(parsing: message) else { return .drop(.malformed) }
    let echo = UnsafeRawBufferPointer(rebasing: message[8...])
    switch icmp.type {
    case 0:
      onEchoReply(.v4(header.source), icmp.identifier, icmp.sequence, echo.count)
      return .consumed
    case 8:
      guard
        let frame = try? StationFrame.echo(
          StationFrame.Echo(
            isReply: true,
            identifier: icmp.identifier,
            sequence: icmp.sequence
          ),
          data: echo,
          from: (station, .v4(header.destination)),
          to: (link.source, .v4(header.source))
        )
      else { return .drop(.malformed) }
      return answer(\.echoCount, frame, slot: slot)
    default: return .drop(.notForUs)
    }
  }

  // MARK: IPv6

  private func readIPv6(
    _ data: UnsafeRawBufferPointer,
    _ link: EthernetHeader,
    _ layout: FrameLayout,
    _ slot: UInt64
  ) -> Verdict {
    guard let header = try? IPv6Header(parsing: data) else { return .drop(.malformed) }
    let destination = header.destination
    let isGroup =
      destination == .allNodes
      || addresses.contains {
        if case .v6(let own) = $0.address { own.solicitedNode == destination } else { false }
      }
    guard isGroup || owns(.v6(destination)), layout.transport == .icmpv6,
      !layout.flags.contains(.fragment)
    else { return .drop(.notForUs) }
    let start = layout.networkHeaderLength
    let end = 40 + header.payloadLength
    guard start + 8 <= end, end <= data.count else { return .drop(.malformed) }
    let message = UnsafeRawBufferPointer(rebasing: data[start..<end])
    guard header.pseudoHeader.checksum(of: .icmpv6, over: message) == 0 else {
      return .drop(.badChecksum)
    }
    guard let icmp = try? ICMPv6Header(parsing: message) else { return .drop(.malformed) }
    switch icmp.type {
    case 129:
      onEchoReply(.v6(header.source), icmp.identifier, icmp.sequence, message.count - 8)
      return .consumed
    case 128:
      guard let own = isGroup ? firstIPv6 : destination,
        let frame = try? StationFrame.echo(
          StationFrame.Echo(
            isReply: true,
            identifier: icmp.identifier,
            sequence: icmp.sequence
          ),
          data: UnsafeRawBufferPointer(rebasing: message[8...]),
          from: (station, .v6(own)),
          to: (link.source, .v6(header.source))
        )
      else { return .drop(.malformed) }
      return answer(\.echoCount, frame, slot: slot)
    case 135, 136:
      return readNeighbor(message, header, link, slot)
    default: return .drop(.notForUs)
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
    _ slot: UInt64
  ) -> Verdict {
    // Discovery that crossed a router is a forgery (RFC 4861 §7.1).
    guard header.hopLimit == 255, let packet = try? NeighborDiscovery(parsing: message),
      let target = packet.target
    else { return .drop(.malformed) }
    if packet.kind == .neighborAdvertisement {
      onNeighbor(.v6(target), packet.linkAddress(option: 2) ?? link.source)
      return .consumed
    }
    guard owns(.v6(target)) else { return .drop(.notForUs) }
    let isProbe = header.source.isUnspecified
    let asker = packet.linkAddress(option: 1) ?? link.source
    guard
      let frame = try? StationFrame.advertisement(
        of: target,
        from: station,
        to: isProbe
          ? (IPv6Address.allNodes.multicastMAC, IPv6Address.allNodes) : (asker, header.source),
        isSolicited: !isProbe
      )
    else { return .drop(.malformed) }
    return answer(\.neighborCount, frame, slot: slot)
  }
}

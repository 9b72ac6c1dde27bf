import Wire

/// Builds the frames a host sends: address resolution and echo, over either Internet protocol.
enum StationFrame {
  /// An ARP packet; a request goes to every station.
  static func arp(
    _ operation: ARPPacket.Operation,
    sender: (MACAddress, IPv4Address),
    target: (MACAddress, IPv4Address),
    to destination: MACAddress
  ) throws(WireError) -> [UInt8] {
    var frame = [UInt8](repeating: 0, count: 42)
    try link(&frame, from: sender.0, to: destination, .arp)
    try frame.emit(at: 14) { bytes throws(WireError) in
      try ARPPacket.emit(
        into: bytes,
        operation: operation,
        senderHardware: sender.0,
        senderProtocol: sender.1,
        targetHardware: target.0,
        targetProtocol: target.1
      )
    }
    return frame
  }

  /// A neighbour solicitation to the group of the address asked for.
  static func solicitation(
    for target: IPv6Address,
    from source: (MACAddress, IPv6Address)
  ) throws(WireError) -> [UInt8] {
    let group = target.solicitedNode
    var frame = [UInt8](repeating: 0, count: 14 + 40 + 32)
    try link(&frame, from: source.0, to: group.multicastMAC, .ipv6)
    try ipv6(&frame, from: source.1, to: group, hopLimit: 255)
    try frame.emit(at: 54) { bytes throws(WireError) in
      try NeighborDiscovery.emitSolicitation(
        into: bytes,
        target: target,
        source: source.1,
        destination: group,
        sourceMAC: source.0
      )
    }
    return frame
  }

  /// A neighbour advertisement.
  static func advertisement(
    of target: IPv6Address,
    from source: MACAddress,
    to destination: (MACAddress, IPv6Address),
    isSolicited: Bool
  ) throws(WireError) -> [UInt8] {
    var frame = [UInt8](repeating: 0, count: 14 + 40 + 32)
    try link(&frame, from: source, to: destination.0, .ipv6)
    try ipv6(&frame, from: target, to: destination.1, hopLimit: 255)
    try frame.emit(at: 54) { bytes throws(WireError) in
      try NeighborDiscovery.emitAdvertisement(
        into: bytes,
        target: target,
        source: target,
        destination: destination.1,
        targetMAC: source,
        isSolicited: isSolicited
      )
    }
    return frame
  }

  /// What an echo says of itself.
  struct Echo {
    var isReply: Bool
    var identifier: UInt16
    var sequence: UInt16
  }

  /// An ICMP echo with its data.
  static func echo(
    _ echo: Echo,
    data: UnsafeRawBufferPointer,
    from source: (MACAddress, IPAddress),
    to destination: (MACAddress, IPAddress)
  ) throws(WireError) -> [UInt8] {
    switch (source.1, destination.1) {
    case (.v4(let from), .v4(let to)):
      var frame = [UInt8](repeating: 0, count: 14 + 20 + 8 + data.count)
      try link(&frame, from: source.0, to: destination.0, .ipv4)
      frame.replaceSubrange(42..., with: data)
      try frame.emit(at: 14) { bytes throws(WireError) in
        try IPv4Header.emit(
          into: bytes,
          source: from,
          destination: to,
          nextProtocol: .icmpv4,
          payloadLength: 8 + data.count,
          identification: echo.sequence
        )
      }
      try frame.emit(at: 34) { bytes throws(WireError) in
        try ICMPv4Header.emitEcho(
          into: bytes,
          isReply: echo.isReply,
          identifier: echo.identifier,
          sequence: echo.sequence,
          dataLength: data.count
        )
      }
      return frame
    case (.v6(let from), .v6(let to)):
      var frame = [UInt8](repeating: 0, count: 14 + 40 + 8 + data.count)
      try link(&frame, from: source.0, to: destination.0, .ipv6)
      frame.replaceSubrange(62..., with: data)
      try ipv6(&frame, from: from, to: to, hopLimit: 64)
      try frame.emit(at: 54) { bytes throws(WireError) in
        try ICMPv6Header.emitEcho(
          into: bytes,
          isReply: echo.isReply,
          identifier: echo.identifier,
          sequence: echo.sequence,
          dataLength: data.count,
          source: from,
          destination: to
        )
      }
      return frame
    case (.v4, .v6), (.v6, .v4):
      return []
    }
  }

  private static func link(
    _ frame: inout [UInt8],
    from source: MACAddress,
    to destination: MACAddress,
    _ type: EtherType
  ) throws(WireError) {
    try frame.emit(at: 0) { bytes throws(WireError) in
      try EthernetHeader.emit(into: bytes, destination: destination, source: source, type: type)
    }
  }

  private static func ipv6(
    _ frame: inout [UInt8],
    from source: IPv6Address,
    to destination: IPv6Address,
    hopLimit: UInt8
  ) throws(WireError) {
    let length = frame.count - 54
    try frame.emit(at: 14) { bytes throws(WireError) in
      try IPv6Header.emit(
        into: bytes,
        source: source,
        destination: destination,
        nextHeader: .icmpv6,
        payloadLength: length,
        hopLimit: hopLimit
      )
    }
  }
}

extension FrameLayout {
  /// Finds the headers of a frame; never fails: what cannot be read is flagged.
  ///
  /// - `bytes`: what was captured, at most 2³²−1 bytes; more are not looked at.
  /// - `wireLength`: bytes the frame had on the wire; nil if all are here.
  /// - Complexity: one pass over the headers; no allocation.
  public init(
    parsing bytes: UnsafeRawBufferPointer,
    wireLength: Int? = nil,
    link: LinkLayer = .ethernet
  ) {
    self.init()
    self.link = link
    let count = min(bytes.count, Int(UInt32.max))
    payloadEnd = UInt32(truncatingIfNeeded: count)
    if let wireLength, wireLength > count { flags.insert(.truncated) }
    guard let base = bytes.baseAddress else {
      markShort(at: 0)
      return
    }
    switch link {
    case .ethernet: parseEthernet(base, count)
    case .rawIP: parseRawIP(base, count)
    }
  }

  /// Ends the parse at `offset` because the next header is not whole.
  private mutating func markShort(at offset: Int) {
    if !flags.contains(.truncated) { flags.insert(.malformed) }
    setPayload(at: offset)
  }

  private mutating func setPayload(at offset: Int) {
    payloadOffset = min(UInt32(truncatingIfNeeded: offset), payloadEnd)
    if transport == .none, transportOffset < payloadOffset { transportOffset = payloadOffset }
  }

  private mutating func parseRawIP(_ base: UnsafeRawPointer, _ count: Int) {
    guard count > 0 else { return markShort(at: 0) }
    switch base.byte(0) >> 4 {
    case 4: parseIPv4(base, 0, count)
    case 6: parseIPv6(base, 0, count)
    default:
      network = .other
      networkLength = payloadEnd
      flags.insert(.malformed)
    }
  }

  private mutating func parseEthernet(_ base: UnsafeRawPointer, _ count: Int) {
    guard count >= 14 else { return markShort(at: 0) }
    let destination = MACAddress(at: base)
    if destination.isMulticast { flags.insert(.multicast) }
    if destination.isBroadcast { flags.insert(.broadcast) }
    var type = EtherType(rawValue: base.big16(12))
    var offset = 14
    while type.isVLANTag {
      etherType = type
      guard count - offset >= 4 else { return markShort(at: offset) }
      let tag = VLANTag(control: base.big16(offset))
      if vlanCount == 0 { outerTag = tag } else if vlanCount == 1 { innerTag = tag }
      if vlanCount < 255 { vlanCount &+= 1 }
      type = EtherType(rawValue: base.big16(offset + 2))
      offset += 4
    }
    etherType = type
    networkOffset = UInt32(truncatingIfNeeded: offset)
    transportOffset = networkOffset
    networkLength = payloadEnd - networkOffset
    switch type.rawValue {
    case 0x0800: parseIPv4(base, offset, count)
    case 0x86DD: parseIPv6(base, offset, count)
    case 0x0806:
      network = .arp
      guard count - offset >= 28 else { return markShort(at: offset) }
      networkLength = 28
      payloadEnd = UInt32(truncatingIfNeeded: offset + 28)
      setPayload(at: offset + 28)
    case 0x88CC:
      network = .lldp
      setPayload(at: offset)
    default:
      network = type.isLength ? .llc : .other
      if type.isLength {
        let length = Int(type.rawValue)
        if length > count - offset {
          flags.insert(.truncated)
        } else {
          networkLength = UInt32(type.rawValue)
          payloadEnd = UInt32(truncatingIfNeeded: offset + length)
        }
      }
      setPayload(at: offset)
    }
  }

  private mutating func parseIPv4(_ base: UnsafeRawPointer, _ offset: Int, _ count: Int) {
    network = .ipv4
    networkOffset = UInt32(truncatingIfNeeded: offset)
    let available = count - offset
    networkLength = UInt32(truncatingIfNeeded: available)
    guard available >= 20 else { return markShort(at: offset) }
    let header = base + offset
    let headerLength = Int(header.byte(0) & 15) * 4
    guard header.byte(0) >> 4 == 4, headerLength >= 20 else {
      flags.insert(.malformed)
      return setPayload(at: offset)
    }
    guard available >= headerLength else { return markShort(at: offset) }
    ipProtocol = IPProtocol(rawValue: header.byte(9))
    if headerLength > 20 { flags.insert(.ipOptions) }
    let total = Int(header.big16(2))
    // A large send leaves zero here; the bytes tell.
    if total != 0 {
      guard total >= headerLength else {
        flags.insert(.malformed)
        return setPayload(at: offset + headerLength)
      }
      takeLength(total, at: offset, available)
    }
    let fragment = header.big16(6) & 0x3FFF
    if fragment != 0 { flags.insert(.fragment) }
    if fragment & 0x1FFF != 0 {
      flags.insert(.laterFragment)
      return setPayload(at: offset + headerLength)
    }
    parseTransport(base, offset + headerLength)
  }

  /// Takes the network header's word for where the packet ends, unless the bytes end before.
  private mutating func takeLength(_ length: Int, at offset: Int, _ available: Int) {
    if length > available {
      flags.insert(.truncated)
    } else {
      networkLength = UInt32(truncatingIfNeeded: length)
      payloadEnd = UInt32(truncatingIfNeeded: offset + length)
    }
  }

  private mutating func parseIPv6(_ base: UnsafeRawPointer, _ offset: Int, _ count: Int) {
    network = .ipv6
    networkOffset = UInt32(truncatingIfNeeded: offset)
    let available = count - offset
    networkLength = UInt32(truncatingIfNeeded: available)
    guard available >= 40 else { return markShort(at: offset) }
    let header = base + offset
    guard header.byte(0) >> 4 == 6 else {
      flags.insert(.malformed)
      return setPayload(at: offset)
    }
    let length = Int(header.big16(4))
    // Zero belongs to jumbograms and large sends; the bytes tell.
    if length != 0 || header.byte(6) == 59 { takeLength(40 + length, at: offset, available) }
    var next = IPProtocol(rawValue: header.byte(6))
    var position = offset + 40
    while IPv6ExtensionHeader.isExtension(next) {
      flags.insert(.ipOptions)
      ipProtocol = next
      let left = Int(payloadEnd) - position
      guard left >= 8 else { return markShort(at: position) }
      let here = base + position
      let size =
        switch next.rawValue {
        case 44: 8
        case 51: Int(here.byte(1)) * 4 + 8
        default: Int(here.byte(1)) * 8 + 8
        }
      guard left >= size else { return markShort(at: position) }
      let after = IPProtocol(rawValue: here.byte(0))
      position += size
      if next == .fragment {
        let fragment = here.big16(2)
        if fragment & 0xFFF9 != 0 { flags.insert(.fragment) }
        if fragment & 0xFFF8 != 0 {
          flags.insert(.laterFragment)
          ipProtocol = after
          return setPayload(at: position)
        }
      }
      next = after
    }
    ipProtocol = next
    parseTransport(base, position)
  }

  private mutating func parseTransport(_ base: UnsafeRawPointer, _ offset: Int) {
    transportOffset = UInt32(truncatingIfNeeded: offset)
    let available = Int(payloadEnd) - offset
    var length = 8
    switch (ipProtocol.rawValue, network) {
    case (6, _):
      guard available >= 20 else { return markShort(at: offset) }
      length = Int((base + offset).byte(12) >> 4) * 4
      guard length >= 20 else {
        flags.insert(.malformed)
        return setPayload(at: offset)
      }
      guard available >= length else { return markShort(at: offset) }
      transport = .tcp
    case (17, _):
      guard available >= 8 else { return markShort(at: offset) }
      transport = .udp
    case (1, .ipv4):
      guard available >= 8 else { return markShort(at: offset) }
      transport = .icmpv4
    case (58, .ipv6):
      guard available >= 8 else { return markShort(at: offset) }
      transport = .icmpv6
    default:
      if ipProtocol != .noNextHeader { transport = .other }
      length = 0
    }
    setPayload(at: offset + length)
  }
}

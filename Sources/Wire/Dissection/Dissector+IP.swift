extension Dissector {
  /// What the transport above needs to know of its IP packet.
  struct PacketContext {
    var addresses: PseudoHeader
    /// The transport's end as the IP header claims it, from the frame's first byte.
    var end: Int
    var isFragment = false
    var isLaterFragment = false
    /// A packet inside an error message holds only its beginning.
    var isQuoted = false
  }

  /// Returns where the packet ends by its own header.
  @discardableResult
  func dissectIPv4(_ offset: Int, _ frameEnd: Int) -> Int {
    var peek = LayerBuilder(bytes, limit: frameEnd)
    let first = peek.number(offset, 1) ?? 0x45
    let headerLength = Int(first & 15) * 4
    let claimed = Int(peek.number(offset + 2, 2) ?? 0)
    // Large sends leave zero; then the frame's end is the packet's.
    let end = claimed == 0 ? frameEnd : offset + claimed
    var context: PacketContext?
    var next = IPProtocol(rawValue: 0)
    var text = ""
    if let source = peek.number(offset + 12, 4), let destination = peek.number(offset + 16, 4) {
      text =
        "Src: \(IPv4Address(UInt32(source))), Dst: \(IPv4Address(UInt32(destination)))"
    }
    let range = Self.span(offset, min(offset + max(headerLength, 20), frameEnd))
    let whole = layer("ip", range, limit: frameEnd, text: text) { layer in
      layer.bits("ip.version", offset, 1, shift: 4, count: 4)
      layer.add(
        "ip.hdr_len",
        .unsigned(UInt64(headerLength)),
        min(offset, bytes.count)..<min(offset + 1, bytes.count),
        text: "\(headerLength) bytes"
      )
      guard first >> 4 == 4, headerLength >= 20, claimed == 0 || claimed >= headerLength else {
        layer.isMalformed = true
        return
      }
      layer.unsigned("ip.dsfield", offset + 1, 1)
      layer.inside { inner in
        inner.bits("ip.dsfield.dscp", offset + 1, 1, shift: 2, count: 6)
        inner.bits("ip.dsfield.ecn", offset + 1, 1, shift: 0, count: 2, named: Dissector.ecn)
      }
      layer.unsigned("ip.len", offset + 2, 2)
      layer.unsigned("ip.id", offset + 4, 2)
      layer.bits("ip.flags", offset + 6, 1, shift: 5, count: 3)
      layer.inside { inner in
        inner.bits("ip.flags.rb", offset + 6, 1, shift: 7, count: 1)
        inner.bits("ip.flags.df", offset + 6, 1, shift: 6, count: 1)
        inner.bits("ip.flags.mf", offset + 6, 1, shift: 5, count: 1)
      }
      let fragment = layer.number(offset + 6, 2)
      if let fragment {
        // Counted in eight bytes, as Wireshark's filters do; people read bytes.
        let units = fragment & 0x1FFF
        layer.add(
          "ip.frag_offset",
          .unsigned(units),
          (offset + 6)..<(offset + 8),
          text: "\(units * 8) bytes"
        )
      }
      layer.unsigned("ip.ttl", offset + 8, 1)
      let number = layer.unsigned("ip.proto", offset + 9, 1) {
        IPProtocol(rawValue: UInt8($0)).name
      }
      let status: ChecksumStatus =
        isCaptured(offset, offset + headerLength)
        ? verify(nil, .tcp, offset, offset + headerLength) : .unverified
      layer.checksum("ip.checksum", offset + 10, status)
      let source = layer.ipv4("ip.src", offset + 12)
      let destination = layer.ipv4("ip.dst", offset + 16)
      addOptions("ip", offset + 20, offset + headerLength, &layer)
      guard let source, let destination, let number, let fragment else { return }
      next = IPProtocol(rawValue: UInt8(number))
      context = PacketContext(
        addresses: .v4(source: source, destination: destination),
        end: min(end, quoteEnd ?? end),
        isFragment: fragment & 0x3FFF != 0,
        isLaterFragment: fragment & 0x1FFF != 0,
        isQuoted: quoteEnd.map { end > $0 } ?? false
      )
    }
    if whole, let context { dissectTransport(next, offset + headerLength, context) }
    return min(end, frameEnd)
  }

  static func ecn(_ value: UInt64) -> String? {
    ["Not-ECT", "ECT(1)", "ECT(0)", "CE"][Int(value & 3)]
  }

  /// Returns where the packet ends by its own header.
  @discardableResult
  func dissectIPv6(_ offset: Int, _ frameEnd: Int) -> Int {
    var peek = LayerBuilder(bytes, limit: frameEnd)
    let length = Int(peek.number(offset + 4, 2) ?? 0)
    let nextValue = peek.number(offset + 6, 1) ?? 59
    let end = length == 0 && nextValue != 59 ? frameEnd : offset + 40 + length
    var context: PacketContext?
    var text = ""
    if peek.has(offset + 8, 32), let base = bytes.baseAddress {
      let source = IPv6Address(at: base + offset + 8)
      let destination = IPv6Address(at: base + offset + 24)
      text = "Src: \(source), Dst: \(destination)"
      context = PacketContext(
        addresses: .v6(source: source, destination: destination),
        end: min(end, quoteEnd ?? end),
        isQuoted: quoteEnd.map { end > $0 } ?? false
      )
    }
    let range = Self.span(offset, min(offset + 40, frameEnd))
    let whole = layer("ipv6", range, limit: frameEnd, text: text) { layer in
      if layer.bits("ipv6.version", offset, 1, shift: 4, count: 4) != 6 {
        layer.isMalformed = layer.isMalformed || !layer.isCut
      }
      layer.bits("ipv6.tclass", offset, 4, shift: 20, count: 8)
      layer.inside { inner in
        inner.bits("ipv6.tclass.dscp", offset, 4, shift: 22, count: 6)
        inner.bits("ipv6.tclass.ecn", offset, 4, shift: 20, count: 2, named: Dissector.ecn)
      }
      layer.bits("ipv6.flow", offset, 4, shift: 0, count: 20)
      layer.unsigned("ipv6.plen", offset + 4, 2)
      layer.unsigned("ipv6.nxt", offset + 6, 1) { IPProtocol(rawValue: UInt8($0)).name }
      layer.unsigned("ipv6.hlim", offset + 7, 1)
      layer.ipv6("ipv6.src", offset + 8)
      layer.ipv6("ipv6.dst", offset + 24)
    }
    guard whole, var context else { return min(end, frameEnd) }
    var next = IPProtocol(rawValue: UInt8(nextValue))
    var place = offset + 40
    while IPv6ExtensionHeader.isExtension(next), place < end {
      guard let after = dissectExtension(next, place, end, &context) else {
        return min(end, frameEnd)
      }
      place = after.offset
      next = after.next
      if context.isLaterFragment { break }
    }
    dissectTransport(next, place, context)
    return min(end, frameEnd)
  }

  /// One extension header; nil if nothing may follow it.
  private func dissectExtension(
    _ kind: IPProtocol,
    _ offset: Int,
    _ end: Int,
    _ context: inout PacketContext
  ) -> (offset: Int, next: IPProtocol)? {
    var peek = LayerBuilder(bytes, limit: end)
    let units = Int(peek.number(offset + 1, 1) ?? 0)
    let length =
      kind == .fragment ? 8 : kind == .authentication ? units * 4 + 8 : units * 8 + 8
    let name: String
    switch kind {
    case .hopByHop: name = "ipv6.hopopts"
    case .routing: name = "ipv6.routing"
    case .fragment: name = "ipv6.fraghdr"
    case .authentication: name = "ah"
    case .destinationOptions: name = "ipv6.dstopts"
    default:
      data(offset, end)
      return nil
    }
    var next: UInt64?
    var fragment: UInt64 = 0
    let whole = layer(name, Self.span(offset, min(offset + length, end)), limit: end) { layer in
      let prefix = kind == .authentication ? "ah.next_header" : name + ".nxt"
      next = layer.unsigned(prefix, offset, 1) { IPProtocol(rawValue: UInt8($0)).name }
      switch kind {
      case .fragment:
        fragment = layer.number(offset + 2, 2) ?? 0
        layer.bits("ipv6.fraghdr.offset", offset + 2, 2, shift: 3, count: 13)
        layer.bits("ipv6.fraghdr.more", offset + 2, 2, shift: 0, count: 1)
        layer.unsigned("ipv6.fraghdr.ident", offset + 4, 4)
      case .authentication:
        layer.unsigned("ah.length", offset + 1, 1)
        layer.unsigned("ah.spi", offset + 4, 4)
        if length >= 12 { layer.unsigned("ah.sequence", offset + 8, 4) }
      case .routing:
        layer.unsigned("ipv6.routing.len", offset + 1, 1)
        layer.unsigned("ipv6.routing.type", offset + 2, 1)
        layer.unsigned("ipv6.routing.segleft", offset + 3, 1)
      default:
        layer.unsigned(name + ".len", offset + 1, 1)
        addExtensionOptions(offset + 2, min(offset + length, end), &layer)
      }
      _ = layer.has(offset, length)
    }
    guard whole, let next else { return nil }
    if kind == .fragment {
      context.isFragment = fragment & 0xFFF9 != 0
      context.isLaterFragment = fragment & 0xFFF8 != 0
    }
    return (offset + length, IPProtocol(rawValue: UInt8(next)))
  }

  private func addExtensionOptions(_ start: Int, _ end: Int, _ layer: inout LayerBuilder) {
    var place = start
    while place < end, layer.isWhole {
      guard let kind = layer.number(place, 1) else { return }
      let length = kind == 0 ? 1 : 2 + Int(layer.number(place + 1, 1) ?? 0)
      guard layer.isWhole else { return }
      let at = place
      layer.group("ipv6.opt", Self.span(at, min(at + length, end))) { inner in
        inner.unsigned("ipv6.opt.type", at, 1) {
          [0: "Pad1", 1: "PadN", 5: "Router Alert", 0xC2: "Jumbo Payload", 0xC9: "Home Address"][$0]
        }
        if kind != 0 { inner.unsigned("ipv6.opt.length", at + 1, 1) }
        if kind == 5, length == 4 { inner.unsigned("ipv6.opt.router_alert", at + 2, 2) }
      }
      place += length
    }
  }

  /// Options of an IPv4 or TCP header.
  func addOptions(_ prefix: String, _ start: Int, _ end: Int, _ layer: inout LayerBuilder) {
    guard start < end, layer.has(start, end - start) else { return }
    let kindName = prefix == "ip" ? "ip.opt.type" : "tcp.option_kind"
    let lengthName = prefix == "ip" ? "ip.opt.len" : "tcp.option_len"
    var options = OptionList(UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
    while let option = options.next() {
      let place = start + option.offset
      layer.unsigned(kindName, place, 1) {
        prefix == "ip" ? Dissector.ipOption($0) : Dissector.tcpOption($0)
      }
      guard option.length > 1 else { continue }
      layer.unsigned(lengthName, place + 1, 1)
      if prefix == "tcp" { addTCPOption(option, place, &layer) }
    }
    if options.isMalformed {
      layer.add("_ws.malformed", .none, start..<end, text: "options", mark: .malformed)
    }
  }

  static func ipOption(_ kind: UInt64) -> String? {
    switch kind {
    case 0: "End of Options List"
    case 1: "No-Operation"
    case 7: "Record Route"
    case 68: "Time Stamp"
    case 131: "Loose Source Route"
    case 137: "Strict Source Route"
    case 148: "Router Alert"
    default: nil
    }
  }
}

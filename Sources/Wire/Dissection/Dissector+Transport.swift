extension Dissector {
  func dissectTransport(_ kind: IPProtocol, _ offset: Int, _ context: PacketContext) {
    if context.isLaterFragment { return data(offset, context.end) }
    switch kind {
    case .tcp: dissectTCP(offset, context)
    case .udp: dissectUDP(offset, context)
    case .icmpv4: dissectICMPv4(offset, context)
    case .icmpv6: dissectICMPv6(offset, context)
    case .noNextHeader: break
    default: data(offset, context.end)
    }
  }

  /// A checksum over a whole unit; fragments, quoted and cut units cannot be verified.
  func status(
    _ kind: IPProtocol,
    _ offset: Int,
    _ end: Int,
    _ context: PacketContext
  )
    -> ChecksumStatus
  {
    if context.isFragment || context.isQuoted { return .unverified }
    return verify(kind == .icmpv4 ? nil : context.addresses, kind, offset, end)
  }

  private func dissectUDP(_ offset: Int, _ context: PacketContext) {
    var ports: (UInt64, UInt64)?
    var peek = LayerBuilder(bytes, limit: context.end)
    let claimed = Int(peek.number(offset + 4, 2) ?? 0)
    let end = claimed == 0 ? context.end : offset + claimed
    if let source = peek.number(offset, 2), let destination = peek.number(offset + 2, 2) {
      ports = (source, destination)
    }
    let text = ports.map { "Src Port: \($0.0), Dst Port: \($0.1)" } ?? ""
    let range = Self.span(offset, min(offset + 8, context.end))
    let whole = layer("udp", range, limit: context.end, text: text) { layer in
      layer.unsigned("udp.srcport", offset, 2)
      layer.unsigned("udp.dstport", offset + 2, 2)
      layer.unsigned("udp.length", offset + 4, 2)
      if claimed != 0, claimed < 8 || end > context.end && !context.isFragment && !context.isQuoted
      {
        layer.isMalformed = true
      }
      guard let sum = layer.number(offset + 6, 2) else { return }
      var status = self.status(.udp, offset, end, context)
      if sum == 0, case .v4 = context.addresses { status = .notPresent }
      layer.checksum("udp.checksum", offset + 6, status)
      let stop = min(end, bytes.count)
      if stop > offset + 8, !omitsPayload {
        layer.raw("udp.payload", offset + 8, stop - offset - 8)
      }
    }
    guard whole, let ports else { return }
    let start = offset + 8
    let stop = min(end, context.end)
    guard start < stop else { return }
    let either = [ports.0, ports.1]
    if either.contains(53) || either.contains(5353) {
      dissectDNS(either.contains(5353) ? "mdns" : "dns", start, stop)
    } else if either.contains(67) || either.contains(68) {
      dissectDHCP(start, stop)
    } else {
      data(start, stop)
    }
  }

  private func dissectTCP(_ offset: Int, _ context: PacketContext) {
    var peek = LayerBuilder(bytes, limit: context.end)
    let headerLength = Int((peek.number(offset + 12, 1) ?? 0x50) >> 4) * 4
    let dataStart = offset + headerLength
    var text = ""
    if let source = peek.number(offset, 2), let destination = peek.number(offset + 2, 2) {
      text = "Src Port: \(source), Dst Port: \(destination)"
    }
    let range = Self.span(offset, min(offset + max(headerLength, 20), context.end))
    let whole = layer("tcp", range, limit: context.end, text: text) { layer in
      layer.unsigned("tcp.srcport", offset, 2)
      layer.unsigned("tcp.dstport", offset + 2, 2)
      if !context.isFragment, context.end >= dataStart {
        let count = UInt64(context.end - dataStart)
        layer.add("tcp.len", .unsigned(count), offset..<offset)
      }
      layer.unsigned("tcp.seq_raw", offset + 4, 4)
      layer.unsigned("tcp.ack_raw", offset + 8, 4)
      guard layer.number(offset + 12, 2) != nil else { return }
      layer.add(
        "tcp.hdr_len",
        .unsigned(UInt64(headerLength)),
        (offset + 12)..<(offset + 13),
        text: "\(headerLength) bytes"
      )
      addFlags(offset + 12, &layer)
      layer.unsigned("tcp.window_size_value", offset + 14, 2)
      if layer.has(offset + 16, 2) {
        layer.checksum(
          "tcp.checksum",
          offset + 16,
          status(.tcp, offset, context.end, context)
        )
      }
      layer.unsigned("tcp.urgent_pointer", offset + 18, 2)
      guard headerLength >= 20 else {
        layer.isMalformed = true
        return
      }
      if headerLength > 20 {
        layer.raw("tcp.options", offset + 20, headerLength - 20)
        layer.inside { addOptions("tcp", offset + 20, dataStart, &$0) }
      }
      let stop = min(context.end, bytes.count)
      if stop > dataStart, !omitsPayload { layer.raw("tcp.payload", dataStart, stop - dataStart) }
    }
    if whole { data(dataStart, context.end) }
  }

  private func addFlags(_ offset: Int, _ layer: inout LayerBuilder) {
    guard let value = layer.number(offset, 2) else { return }
    let flags = TCPFlags(rawValue: UInt16(value) & 0x1FF)
    layer.add(
      "tcp.flags",
      .unsigned(value & 0xFFF),
      offset..<(offset + 2),
      text: "0x\(hexadecimal(value & 0xFFF, digits: 3)) (\(flags))"
    )
    layer.inside { inner in
      let names = [
        ("ae", 8), ("cwr", 7), ("ece", 6), ("urg", 5), ("ack", 4), ("push", 3), ("reset", 2),
        ("syn", 1), ("fin", 0),
      ]
      for (name, shift) in names {
        inner.bits("tcp.flags." + name, offset, 2, shift: shift, count: 1)
      }
    }
  }

  func addTCPOption(_ option: OptionList.Option, _ place: Int, _ layer: inout LayerBuilder) {
    switch (option.kind, option.length) {
    case (2, 4): layer.unsigned("tcp.options.mss_val", place + 2, 2)
    case (3, 3): layer.unsigned("tcp.options.wscale.shift", place + 2, 1)
    case (5, _):
      var edge = place + 2
      while edge + 8 <= place + option.length {
        layer.unsigned("tcp.options.sack_le", edge, 4)
        layer.unsigned("tcp.options.sack_re", edge + 4, 4)
        edge += 8
      }
    case (8, 10):
      layer.unsigned("tcp.options.timestamp.tsval", place + 2, 4)
      layer.unsigned("tcp.options.timestamp.tsecr", place + 6, 4)
    default: break
    }
  }

  static func tcpOption(_ kind: UInt64) -> String? {
    switch kind {
    case 0: "End of Option List"
    case 1: "No-Operation"
    case 2: "Maximum Segment Size"
    case 3: "Window Scale"
    case 4: "SACK Permitted"
    case 5: "SACK"
    case 8: "Time Stamp Option"
    case 28: "User Timeout"
    case 30: "Multipath TCP"
    case 34: "TCP Fast Open Cookie"
    default: nil
    }
  }
}

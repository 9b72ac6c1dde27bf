extension Dissector {
  func dissectICMPv4(_ offset: Int, _ context: PacketContext) {
    var type: UInt64?
    var peek = LayerBuilder(bytes, limit: context.end)
    let kind = peek.number(offset, 1)
    let text = kind.flatMap(Dissector.icmpType) ?? ""
    let length = kind == 13 || kind == 14 ? 20 : 8
    let range = Self.span(offset, min(offset + length, context.end))
    let whole = layer("icmp", range, limit: context.end, text: text) { layer in
      type = layer.unsigned("icmp.type", offset, 1, named: Dissector.icmpType)
      layer.unsigned("icmp.code", offset + 1, 1)
      if layer.has(offset + 2, 2) {
        layer.checksum(
          "icmp.checksum",
          offset + 2,
          status(.icmpv4, offset, context.end, context)
        )
      }
      switch type {
      case 0, 8, 13, 14:
        layer.unsigned("icmp.ident", offset + 4, 2)
        layer.unsigned("icmp.seq", offset + 6, 2)
      case 3:
        _ = layer.has(offset + 4, 4)
        if layer.number(offset + 1, 1) == 4 { layer.unsigned("icmp.mtu", offset + 6, 2) }
      case 5: layer.ipv4("icmp.redir_gw", offset + 4)
      case 12: layer.unsigned("icmp.pointer", offset + 4, 1)
      default: break
      }
    }
    guard whole, offset + length < context.end else { return }
    switch type {
    case 3, 4, 5, 11, 12: quoted(offset + 8, context.end, isIPv6: false)
    case 13, 14: break
    default: data(offset + 8, context.end)
    }
  }

  static func icmpType(_ type: UInt64) -> String? {
    switch type {
    case 0: "Echo (ping) reply"
    case 3: "Destination unreachable"
    case 4: "Source quench (flow control)"
    case 5: "Redirect"
    case 8: "Echo (ping) request"
    case 9: "Router advertisement"
    case 10: "Router solicitation"
    case 11: "Time-to-live exceeded"
    case 12: "Parameter problem"
    case 13: "Timestamp request"
    case 14: "Timestamp reply"
    default: nil
    }
  }

  /// The beginning of the packet an error speaks of, as branches of their own.
  private func quoted(_ offset: Int, _ end: Int, isIPv6: Bool) {
    guard depth < 4 else { return data(offset, end) }
    depth += 1
    defer { depth -= 1 }
    quoteEnd = end
    defer { quoteEnd = nil }
    if isIPv6 { dissectIPv6(offset, end) } else { dissectIPv4(offset, end) }
  }

  func dissectICMPv6(_ offset: Int, _ context: PacketContext) {
    var peek = LayerBuilder(bytes, limit: context.end)
    let type = peek.number(offset, 1)
    let text = type.flatMap(Dissector.icmpv6Type) ?? ""
    // Errors quote a packet and echoes carry data; of all others the whole body is the message.
    let hasBody = [1, 2, 3, 4, 128, 129].contains(type ?? 0)
    let stop = hasBody ? min(offset + 8, context.end) : context.end
    let whole = layer("icmpv6", Self.span(offset, stop), limit: context.end, text: text) { layer in
      layer.unsigned("icmpv6.type", offset, 1, named: Dissector.icmpv6Type)
      layer.unsigned("icmpv6.code", offset + 1, 1)
      if layer.has(offset + 2, 2) {
        layer.checksum(
          "icmpv6.checksum",
          offset + 2,
          status(.icmpv6, offset, context.end, context)
        )
      }
      switch type {
      case 128, 129:
        layer.unsigned("icmpv6.echo.identifier", offset + 4, 2)
        layer.unsigned("icmpv6.echo.sequence_number", offset + 6, 2)
      case 2: layer.unsigned("icmpv6.mtu", offset + 4, 4)
      case 133: addDiscoveryOptions(offset + 8, context.end, &layer)
      case 134: addRouterAdvertisement(offset, &layer, context.end)
      case 135:
        layer.ipv6("icmpv6.nd.ns.target_address", offset + 8)
        addDiscoveryOptions(offset + 24, context.end, &layer)
      case 136:
        layer.bits("icmpv6.nd.na.flag.r", offset + 4, 4, shift: 31, count: 1)
        layer.bits("icmpv6.nd.na.flag.s", offset + 4, 4, shift: 30, count: 1)
        layer.bits("icmpv6.nd.na.flag.o", offset + 4, 4, shift: 29, count: 1)
        layer.ipv6("icmpv6.nd.na.target_address", offset + 8)
        addDiscoveryOptions(offset + 24, context.end, &layer)
      case 137:
        layer.ipv6("icmpv6.nd.rd.target_address", offset + 8)
        layer.ipv6("icmpv6.rd.na.destination_address", offset + 24)
        addDiscoveryOptions(offset + 40, context.end, &layer)
      default: break
      }
    }
    guard whole, hasBody, offset + 8 < context.end else { return }
    if type == 128 || type == 129 {
      data(offset + 8, context.end)
    } else {
      quoted(offset + 8, context.end, isIPv6: true)
    }
  }

  private func addRouterAdvertisement(_ offset: Int, _ layer: inout LayerBuilder, _ end: Int) {
    layer.unsigned("icmpv6.nd.ra.cur_hop_limit", offset + 4, 1)
    layer.unsigned("icmpv6.nd.ra.flag", offset + 5, 1)
    layer.inside { inner in
      inner.bits("icmpv6.nd.ra.flag.m", offset + 5, 1, shift: 7, count: 1)
      inner.bits("icmpv6.nd.ra.flag.o", offset + 5, 1, shift: 6, count: 1)
    }
    layer.unsigned("icmpv6.nd.ra.router_lifetime", offset + 6, 2)
    layer.unsigned("icmpv6.nd.ra.reachable_time", offset + 8, 4)
    layer.unsigned("icmpv6.nd.ra.retrans_timer", offset + 12, 4)
    addDiscoveryOptions(offset + 16, end, &layer)
  }

  private func addDiscoveryOptions(_ start: Int, _ end: Int, _ layer: inout LayerBuilder) {
    var place = start
    while place < end, layer.isWhole {
      guard let kind = layer.number(place, 1), let units = layer.number(place + 1, 1) else {
        return
      }
      let length = Int(units) * 8
      let at = place
      layer.group(
        "icmpv6.opt",
        Self.span(at, min(at + length, end)),
        text: Dissector.discoveryOptions[kind] ?? "Type \(kind)"
      ) { inner in
        inner.unsigned("icmpv6.opt.type", at, 1) { Dissector.discoveryOptions[$0] }
        inner.unsigned("icmpv6.opt.length", at + 1, 1)
        guard length > 0 else {
          inner.isMalformed = true
          return
        }
        guard inner.has(at, length) else { return }
        addDiscoveryOption(kind, at, length, &inner)
      }
      place += length
    }
  }

  private func addDiscoveryOption(
    _ kind: UInt64,
    _ at: Int,
    _ length: Int,
    _ layer: inout LayerBuilder
  ) {
    switch kind {
    case 1, 2:
      guard length == 8 else { return }
      layer.mac("icmpv6.opt.linkaddr", at + 2)
    case 3:
      layer.unsigned("icmpv6.opt.prefix.length", at + 2, 1)
      layer.bits("icmpv6.opt.prefix.flag.l", at + 3, 1, shift: 7, count: 1)
      layer.bits("icmpv6.opt.prefix.flag.a", at + 3, 1, shift: 6, count: 1)
      layer.unsigned("icmpv6.opt.prefix.valid_lifetime", at + 4, 4)
      layer.unsigned("icmpv6.opt.prefix.preferred_lifetime", at + 8, 4)
      layer.ipv6("icmpv6.opt.prefix", at + 16)
    case 5: layer.unsigned("icmpv6.opt.mtu", at + 4, 4)
    case 25:
      layer.unsigned("icmpv6.opt.rdnss.lifetime", at + 4, 4)
      var server = at + 8
      while server + 16 <= at + length {
        layer.ipv6("icmpv6.opt.rdnss", server)
        server += 16
      }
    default: break
    }
  }

  private static let discoveryOptions: [UInt64: String] = [
    1: "Source link-layer address", 2: "Target link-layer address",
    3: "Prefix information", 4: "Redirected header", 5: "MTU", 14: "Nonce",
    24: "Route Information", 25: "Recursive DNS Server", 31: "DNS Search List Option",
  ]

  static func icmpv6Type(_ type: UInt64) -> String? {
    switch type {
    case 1: "Destination Unreachable"
    case 2: "Packet Too Big"
    case 3: "Time Exceeded"
    case 4: "Parameter Problem"
    case 128: "Echo (ping) request"
    case 129: "Echo (ping) reply"
    case 130: "Multicast Listener Query"
    case 131: "Multicast Listener Report"
    case 132: "Multicast Listener Done"
    case 133: "Router Solicitation"
    case 134: "Router Advertisement"
    case 135: "Neighbor Solicitation"
    case 136: "Neighbor Advertisement"
    case 137: "Redirect"
    case 143: "Multicast Listener Report Message v2"
    default: nil
    }
  }
}

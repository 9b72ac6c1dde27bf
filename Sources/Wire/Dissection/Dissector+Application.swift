/// Just enough of DHCP and DNS to say truthfully what a packet is about.
extension Dissector {
  func dissectDHCP(_ offset: Int, _ end: Int) {
    var peek = LayerBuilder(bytes, limit: end)
    // Without the cookie it is plain BOOTP or something else on the port.
    guard peek.number(offset + 236, 4) == 0x6382_5363 else { return data(offset, end) }
    _ = layer("dhcp", Self.span(offset, end), limit: end) { layer in
      layer.unsigned("dhcp.type", offset, 1) { [1: "Boot Request", 2: "Boot Reply"][$0] }
      layer.unsigned("dhcp.hw.type", offset + 1, 1)
      layer.unsigned("dhcp.hw.len", offset + 2, 1)
      layer.unsigned("dhcp.hops", offset + 3, 1)
      layer.unsigned("dhcp.id", offset + 4, 4)
      layer.unsigned("dhcp.secs", offset + 8, 2)
      layer.unsigned("dhcp.flags", offset + 10, 2)
      layer.ipv4("dhcp.ip.client", offset + 12)
      layer.ipv4("dhcp.ip.your", offset + 16)
      layer.ipv4("dhcp.ip.server", offset + 20)
      layer.ipv4("dhcp.ip.relay", offset + 24)
      layer.mac("dhcp.hw.mac_addr", offset + 28)
      layer.ipv4("dhcp.cookie", offset + 236)
      addDHCPOptions(offset + 240, end, &layer)
    }
  }

  private func addDHCPOptions(_ start: Int, _ end: Int, _ layer: inout LayerBuilder) {
    var place = start
    while place < end, layer.isWhole {
      guard let code = layer.number(place, 1) else { return }
      if code == 0 {
        place += 1
        continue
      }
      layer.unsigned("dhcp.option.type", place, 1) { Dissector.dhcpOptions[$0] }
      if code == 255 { return }
      guard let length = layer.number(place + 1, 1).map({ Int($0) }),
        layer.has(place + 2, length)
      else { return }
      let at = place + 2
      layer.inside { inner in
        inner.unsigned("dhcp.option.length", at - 1, 1)
        inner.raw("dhcp.option.value", at, length)
        addDHCPOption(code, at, length, &inner)
      }
      place = at + length
    }
  }

  private func addDHCPOption(
    _ code: UInt64,
    _ at: Int,
    _ length: Int,
    _ layer: inout LayerBuilder
  ) {
    let addresses: [UInt64: String] = [
      1: "dhcp.option.subnet_mask", 3: "dhcp.option.router",
      6: "dhcp.option.domain_name_server", 50: "dhcp.option.requested_ip_address",
      54: "dhcp.option.dhcp_server_id",
    ]
    switch code {
    case 53 where length == 1:
      layer.unsigned("dhcp.option.dhcp", at, 1, named: Dissector.dhcpMessage)
    case 12: layer.text("dhcp.option.hostname", at, length)
    case 15: layer.text("dhcp.option.domain_name", at, length)
    case 60: layer.text("dhcp.option.vendor_class_id", at, length)
    case 51 where length == 4: layer.unsigned("dhcp.option.ip_address_lease_time", at, 4)
    case 55:
      for index in 0..<length {
        layer.unsigned("dhcp.option.request_list_item", at + index, 1) {
          Dissector.dhcpOptions[$0]
        }
      }
    default:
      guard let name = addresses[code] else { return }
      for index in 0..<(length / 4) { layer.ipv4(name, at + 4 * index) }
    }
  }

  static func dhcpMessage(_ value: UInt64) -> String? {
    let names = [
      "Discover", "Offer", "Request", "Decline", "ACK", "NAK", "Release", "Inform",
    ]
    return (1...8).contains(value) ? names[Int(value) - 1] : nil
  }

  private static let dhcpOptions: [UInt64: String] = [
    1: "Subnet Mask", 3: "Router", 6: "Domain Name Server", 12: "Host Name",
    15: "Domain Name", 26: "Interface MTU", 28: "Broadcast Address",
    42: "Network Time Protocol Servers", 50: "Requested IP Address",
    51: "IP Address Lease Time", 53: "DHCP Message Type", 54: "DHCP Server Identifier",
    55: "Parameter Request List", 57: "Maximum DHCP Message Size", 58: "Renewal Time Value",
    59: "Rebinding Time Value", 60: "Vendor class identifier", 61: "Client identifier",
    81: "Client Fully Qualified Domain Name", 82: "Agent Information Option",
    119: "Domain Search", 121: "Classless Static Route", 255: "End",
  ]

  func dissectDNS(_ name: String, _ offset: Int, _ end: Int) {
    _ = layer(name, Self.span(offset, end), limit: end) { layer in
      layer.unsigned("dns.id", offset, 2)
      guard let flags = layer.unsigned("dns.flags", offset + 2, 2) else { return }
      layer.inside { inner in
        inner.bits("dns.flags.response", offset + 2, 2, shift: 15, count: 1)
        inner.bits("dns.flags.opcode", offset + 2, 2, shift: 11, count: 4)
        let isResponse = flags & 0x8000 != 0
        if isResponse { inner.bits("dns.flags.authoritative", offset + 2, 2, shift: 10, count: 1) }
        inner.bits("dns.flags.truncated", offset + 2, 2, shift: 9, count: 1)
        inner.bits("dns.flags.recdesired", offset + 2, 2, shift: 8, count: 1)
        if isResponse {
          inner.bits("dns.flags.recavail", offset + 2, 2, shift: 7, count: 1)
          inner.bits("dns.flags.rcode", offset + 2, 2, shift: 0, count: 4) {
            [0: "No error", 1: "Format error", 2: "Server failure", 3: "No such name"][$0]
          }
        }
      }
      let names = [
        "dns.count.queries", "dns.count.answers", "dns.count.auth_rr", "dns.count.add_rr",
      ]
      let counts = names.enumerated().map { index, name in
        layer.unsigned(name, offset + 4 + 2 * index, 2) ?? 0
      }
      guard layer.isWhole else { return }
      let message = DNSNames(bytes: bytes, start: offset, end: min(end, bytes.count))
      var place = offset + 12
      for _ in 0..<counts[0] where layer.isWhole {
        addQuestion(message, &place, &layer)
      }
      for _ in 0..<(counts[1] + counts[2] + counts[3]) where layer.isWhole {
        addRecord(message, &place, &layer)
      }
    }
  }

  private func addQuestion(_ message: DNSNames, _ place: inout Int, _ layer: inout LayerBuilder) {
    guard let name = message.name(at: place), layer.has(name.end, 4) else {
      _ = layer.has(place, message.end - place + 1)
      return
    }
    layer.add("dns.qry.name", .text(name.text), place..<name.end)
    layer.unsigned("dns.qry.type", name.end, 2, named: Dissector.dnsType)
    layer.unsigned("dns.qry.class", name.end + 2, 2)
    place = name.end + 4
  }

  private func addRecord(_ message: DNSNames, _ place: inout Int, _ layer: inout LayerBuilder) {
    guard let name = message.name(at: place), layer.has(name.end, 10) else {
      _ = layer.has(place, message.end - place + 1)
      return
    }
    let data = name.end + 10
    layer.add("dns.resp.name", .text(name.text), place..<name.end)
    let type = layer.unsigned("dns.resp.type", name.end, 2, named: Dissector.dnsType)
    layer.unsigned("dns.resp.class", name.end + 2, 2)
    layer.unsigned("dns.resp.ttl", name.end + 4, 4)
    guard let length = layer.unsigned("dns.resp.len", name.end + 8, 2).map({ Int($0) }),
      layer.has(data, length)
    else { return }
    switch (type, length) {
    case (1, 4): layer.ipv4("dns.a", data)
    case (28, 16): layer.ipv6("dns.aaaa", data)
    case (5, _), (2, _), (12, _):
      let field = type == 5 ? "dns.cname" : type == 2 ? "dns.ns" : "dns.ptr.domain_name"
      if let target = message.name(at: data), target.end <= data + length {
        layer.add(field, .text(target.text), data..<(data + length))
      }
    default: break
    }
    place = data + length
  }

  static func dnsType(_ value: UInt64) -> String? {
    [
      1: "A", 2: "NS", 5: "CNAME", 6: "SOA", 12: "PTR", 15: "MX", 16: "TXT", 28: "AAAA",
      33: "SRV", 41: "OPT", 43: "DS", 46: "RRSIG", 47: "NSEC", 48: "DNSKEY", 64: "SVCB",
      65: "HTTPS", 255: "ANY",
    ][value]
  }
}

/// Names of a DNS message, with their pointers followed.
struct DNSNames {
  let bytes: UnsafeRawBufferPointer
  let start: Int
  let end: Int

  /// The name at a place and where the bytes after it begin; nil if it is not whole or its pointers do not end.
  func name(at place: Int) -> (text: String, end: Int)? {
    var labels: [String] = []
    var position = place
    var after: Int?
    var jumps = 0
    var length = 0
    while position < end {
      let count = Int(bytes[position])
      if count == 0 {
        let text = labels.isEmpty ? "<Root>" : labels.joined(separator: ".")
        return (text, after ?? position + 1)
      }
      if count & 0xC0 == 0xC0 {
        guard position + 1 < end, jumps < 32 else { return nil }
        after = after ?? position + 2
        position = start + (count & 0x3F) << 8 + Int(bytes[position + 1])
        jumps += 1
        continue
      }
      length += count + 1
      guard count < 64, length <= 255, position + 1 + count <= end else { return nil }
      let label = bytes[(position + 1)..<(position + 1 + count)]
      labels.append(String(decoding: label, as: UTF8.self))
      position += 1 + count
    }
    return nil
  }
}

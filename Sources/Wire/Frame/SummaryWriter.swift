/// Goes through a dissection's layers, each replacing or refining what the ones before said.
struct SummaryWriter {
  var protocolName = "Unknown"
  var source = ""
  var destination = ""
  var info = ""

  private let layers: [DissectedField]

  init(_ layers: [DissectedField]) {
    self.layers = layers
  }

  mutating func write() {
    var hasTransport = false
    var networkLayers = 0
    for layer in layers {
      let find = LayerFields(layer)
      switch layer.name {
      case "eth": writeEthernet(find)
      case "vlan", "ieee8021ad":
        protocolName = "VLAN"
        if info.isEmpty || !info.hasPrefix("VLAN") { info = "VLAN \(layer.text)" }
      case "llc": (protocolName, info) = ("LLC", "")
      case "arp": writeARP(find)
      case "ip", "ipv6":
        networkLayers += 1
        // A packet quoted inside an error does not speak for the frame.
        guard networkLayers == 1 else { return }
        writeNetwork(find, isIPv6: layer.name == "ipv6")
      case "ipv6.fraghdr":
        let place = (find.number("ipv6.fraghdr.offset") ?? 0) * 8
        let more = find.text("ipv6.fraghdr.more") == "Set" ? "y" : "n"
        info = "IPv6 fragment (off=\(place) more=\(more) ident=\(find.text("ipv6.fraghdr.ident")))"
      case "udp", "tcp", "icmp", "icmpv6":
        hasTransport = true
        writeTransport(layer, find)
      case "stp": writeSpanningTree(find)
      case "lldp": writeLLDP(find)
      case "dhcp": writeDHCP(find)
      case "dns", "mdns": writeDNS(layer, find)
      case "data":
        if !hasTransport, networkLayers == 0, info.isEmpty || protocolName == "LLC" {
          info = layer.text
        }
      default: break
      }
    }
  }

  private mutating func writeEthernet(_ find: LayerFields) {
    source = find.text("eth.src")
    destination = find.text("eth.dst")
    protocolName = find.number("eth.type").map { "0x" + hexadecimal($0, digits: 4) } ?? "Ethernet"
    info = find.number("eth.type") == nil ? "" : "Ethernet II"
  }

  private mutating func writeARP(_ find: LayerFields) {
    protocolName = "ARP"
    let sender = find.text("arp.src.proto_ipv4")
    let target = find.text("arp.dst.proto_ipv4")
    let station = find.text("arp.src.hw_mac")
    guard !sender.isEmpty, !target.isEmpty else {
      info = find.text("arp.opcode")
      return
    }
    switch (find.number("arp.opcode"), sender == target) {
    case (1, true): info = "ARP Announcement for \(sender)"
    case (1, false) where sender == "0.0.0.0": info = "Who has \(target)? (ARP Probe)"
    case (1, false): info = "Who has \(target)? Tell \(sender)"
    case (2, true): info = "Gratuitous ARP for \(sender) (Reply)"
    case (2, false): info = "\(sender) is at \(station)"
    default: info = find.text("arp.opcode")
    }
  }

  private mutating func writeNetwork(_ find: LayerFields, isIPv6: Bool) {
    let prefix = isIPv6 ? "ipv6" : "ip"
    protocolName = isIPv6 ? "IPv6" : "IPv4"
    source = find.text(prefix + ".src")
    destination = find.text(prefix + ".dst")
    info = find.text(isIPv6 ? "ipv6.nxt" : "ip.proto")
    if isIPv6 { return }
    let offset = (find.number("ip.frag_offset") ?? 0) * 8
    if offset != 0 || find.text("ip.flags.mf") == "Set" {
      info =
        "Fragmented IP protocol (proto=\(find.text("ip.proto")), off=\(offset), "
        + "ID=\(hexadecimal(find.number("ip.id") ?? 0, digits: 4)))"
    }
  }

  private mutating func writeTransport(_ layer: DissectedField, _ find: LayerFields) {
    switch layer.name {
    case "udp":
      protocolName = "UDP"
      guard let length = find.number("udp.length") else { break }
      let data = length >= 8 ? length - 8 : 0
      info = "\(find.text("udp.srcport")) → \(find.text("udp.dstport")) Len=\(data)"
    case "tcp":
      protocolName = "TCP"
      guard find.number("tcp.flags") != nil else { break }
      info = tcpInfo(find)
    case "icmp":
      protocolName = "ICMP"
      info = icmpInfo(layer, find)
    default:
      protocolName = "ICMPv6"
      info = icmpv6Info(layer, find)
    }
  }

  private func tcpInfo(_ find: LayerFields) -> String {
    let flags = TCPFlags(rawValue: UInt16(truncatingIfNeeded: find.number("tcp.flags") ?? 0))
    var text =
      "\(find.text("tcp.srcport")) → \(find.text("tcp.dstport")) [\(flags)] "
      + "Seq=\(find.text("tcp.seq_raw"))"
    if flags.contains(.ack) { text += " Ack=\(find.text("tcp.ack_raw"))" }
    text += " Win=\(find.text("tcp.window_size_value"))"
    if let length = find.number("tcp.len") { text += " Len=\(length)" }
    if let size = find.number("tcp.options.mss_val") { text += " MSS=\(size)" }
    if let shift = find.number("tcp.options.wscale.shift") {
      text += " WS=\(UInt64(1) << min(shift, 63))"
    }
    if find.numbers("tcp.option_kind").contains(4) { text += " SACK_PERM" }
    if let value = find.number("tcp.options.timestamp.tsval") {
      text += " TSval=\(value) TSecr=\(find.text("tcp.options.timestamp.tsecr"))"
    }
    return text
  }

  private func icmpInfo(_ layer: DissectedField, _ find: LayerFields) -> String {
    let code = find.number("icmp.code") ?? 0
    switch find.number("icmp.type") {
    case 0, 8:
      guard let identifier = find.number("icmp.ident"), let sequence = find.number("icmp.seq")
      else { return layer.text }
      return "\(layer.text) id=0x\(hexadecimal(identifier, digits: 4)), seq=\(sequence)"
    case 3: return "\(layer.text) (\(Self.unreachable(code)))"
    case 5: return "\(layer.text) (to \(find.text("icmp.redir_gw")))"
    case .some(let type): return layer.text.isEmpty ? "Type \(type)" : layer.text
    case nil: return layer.text
    }
  }

  private static func unreachable(_ code: UInt64) -> String {
    switch code {
    case 0: "Network unreachable"
    case 1: "Host unreachable"
    case 2: "Protocol unreachable"
    case 3: "Port unreachable"
    case 4: "Fragmentation needed"
    case 9: "Network administratively prohibited"
    case 10: "Host administratively prohibited"
    case 13: "Communication administratively filtered"
    default: "code \(code)"
    }
  }

  private func icmpv6Info(_ layer: DissectedField, _ find: LayerFields) -> String {
    let station = find.text("icmpv6.opt.linkaddr")
    switch find.number("icmpv6.type") {
    case 128, 129:
      guard let identifier = find.number("icmpv6.echo.identifier") else { return layer.text }
      return "\(layer.text) id=0x\(hexadecimal(identifier, digits: 4)), "
        + "seq=\(find.text("icmpv6.echo.sequence_number"))"
    case 133, 134: return station.isEmpty ? layer.text : "\(layer.text) from \(station)"
    case 135:
      return "\(layer.text) for \(find.text("icmpv6.nd.ns.target_address"))"
        + (station.isEmpty ? "" : " from \(station)")
    case 136:
      let flags = [("r", "rtr"), ("s", "sol"), ("o", "ovr")]
        .filter { find.text("icmpv6.nd.na.flag." + $0.0) == "Set" }.map(\.1)
      return "\(layer.text) \(find.text("icmpv6.nd.na.target_address"))"
        + (flags.isEmpty ? "" : " (\(flags.joined(separator: ", ")))")
        + (station.isEmpty ? "" : " is at \(station)")
    case .some(let type): return layer.text.isEmpty ? "Type \(type)" : layer.text
    case nil: return layer.text
    }
  }

  private mutating func writeSpanningTree(_ find: LayerFields) {
    protocolName = "STP"
    guard let root = find.number("stp.root.prio"), let cost = find.number("stp.root.cost") else {
      info = find.text("stp.type")
      return
    }
    let kind = find.number("stp.type") == 2 ? "RST" : "Conf"
    let extra = find.number("stp.root.ext") ?? 0
    info =
      "\(kind). Root = \(root)/\(extra)/\(find.text("stp.root.hw"))  Cost = \(cost)  "
      + "Port = \(find.text("stp.port"))"
  }

  private mutating func writeLLDP(_ find: LayerFields) {
    protocolName = "LLDP"
    var parts: [String] = []
    for (name, label) in [
      ("lldp.chassis.id.mac", "MA/"), ("lldp.chassis.id", ""), ("lldp.port.id.mac", "MA/"),
      ("lldp.port.id", ""),
    ] {
      let text = find.text(name)
      if !text.isEmpty { parts.append(label + text) }
    }
    if let seconds = find.number("lldp.time_to_live") { parts.append(String(seconds)) }
    let name = find.text("lldp.tlv.system.name")
    if !name.isEmpty { parts.append("SysN=\(name)") }
    info = parts.joined(separator: " ")
  }

  private mutating func writeDHCP(_ find: LayerFields) {
    protocolName = "DHCP"
    let kind = find.number("dhcp.option.dhcp").flatMap(Dissector.dhcpMessage)
    let name = kind.map { "DHCP \($0)" } ?? find.text("dhcp.type")
    info = "\(name) - Transaction ID \(find.text("dhcp.id"))"
  }

  private mutating func writeDNS(_ layer: DissectedField, _ find: LayerFields) {
    protocolName = layer.name == "mdns" ? "MDNS" : "DNS"
    let isResponse = find.text("dns.flags.response") == "Set"
    info = "Standard query\(isResponse ? " response" : "")"
    if let identifier = find.number("dns.id") { info += " 0x\(hexadecimal(identifier, digits: 4))" }
    if isResponse, let code = find.number("dns.flags.rcode"), code != 0 {
      info += " \(find.text("dns.flags.rcode"))"
    }
    if let type = find.number("dns.qry.type") {
      info += " \(Dissector.dnsType(type) ?? String(type)) \(find.text("dns.qry.name"))"
    }
    for field in find.all where ["dns.a", "dns.aaaa", "dns.cname"].contains(field.name) {
      let kind = field.name == "dns.a" ? "A" : field.name == "dns.aaaa" ? "AAAA" : "CNAME"
      info += " \(kind) \(field.text)"
    }
  }
}

/// The fields of one layer by name.
struct LayerFields {
  let all: [DissectedField]

  init(_ layer: DissectedField) {
    var found: [DissectedField] = []
    layer.visit { found.append($0) }
    all = found
  }

  /// The text of the first field with a name; empty if there is none.
  func text(_ name: String) -> String {
    all.first { $0.name == name }?.text ?? ""
  }

  /// The number of the first field with a name.
  func number(_ name: String) -> UInt64? {
    numbers(name).first
  }

  func numbers(_ name: String) -> [UInt64] {
    all.compactMap { field in
      guard field.name == name, case .unsigned(let value) = field.value else { return nil }
      return value
    }
  }
}

extension Dissector {
  func dissectEthernet() {
    guard bytes.count >= 14 else {
      _ = layer("eth", 0..<bytes.count, limit: wireLength) { layer in
        addAddresses(&layer)
        layer.unsigned("eth.type", 12, 2)
      }
      return
    }
    var peek = LayerBuilder(bytes, limit: wireLength)
    let type = EtherType(rawValue: UInt16(truncatingIfNeeded: peek.number(12, 2) ?? 0))
    var text = ""
    if let destination = peek.number(0, 6), let source = peek.number(6, 6) {
      text = "Src: \(MACAddress(source)), Dst: \(MACAddress(destination))"
    }
    let place = layers.count
    _ = layer("eth", 0..<14, limit: wireLength, text: text) { layer in
      addAddresses(&layer)
      if type.isLength {
        layer.unsigned("eth.len", 12, 2)
      } else {
        layer.unsigned("eth.type", 12, 2) { EtherType(rawValue: UInt16($0)).name }
      }
    }
    let end = dissectType(type, 14, wireLength)
    addTrailer(from: end, to: place)
  }

  private func addAddresses(_ layer: inout LayerBuilder) {
    for (name, offset) in [("eth.dst", 0), ("eth.src", 6)] {
      guard layer.mac(name, offset) != nil else { continue }
      layer.inside { inner in
        inner.bits(name + ".lg", offset, 3, shift: 17, count: 1)
        inner.bits(name + ".ig", offset, 3, shift: 16, count: 1)
      }
    }
  }

  /// What follows a type; returns where the packet says it ends, or the frame's end.
  func dissectType(_ type: EtherType, _ offset: Int, _ end: Int) -> Int {
    if type.isLength {
      let stop = min(end, offset + Int(type.rawValue))
      dissectLLC(offset, stop)
      return stop
    }
    protocols.append("ethertype")
    switch type {
    case .ipv4: return dissectIPv4(offset, end)
    case .ipv6: return dissectIPv6(offset, end)
    case .arp: return dissectARP(offset, end)
    case .vlan, .oldQinQ: return dissectVLAN(offset, end)
    case .serviceVLAN: return dissectServiceVLAN(offset, end)
    case .lldp: dissectLLDP(offset, end)
    default: data(offset, end)
    }
    return end
  }

  private func dissectVLAN(_ offset: Int, _ end: Int) -> Int {
    var next: UInt64?
    var text = ""
    var peek = LayerBuilder(bytes, limit: end)
    if let control = peek.number(offset, 2) {
      let tag = VLANTag(control: UInt16(control))
      text = "PRI: \(tag.priority), DEI: \(tag.isDropEligible ? 1 : 0), ID: \(tag.identifier)"
    }
    let whole = layer("vlan", offset..<(offset + 4), limit: end, text: text) { layer in
      layer.bits("vlan.priority", offset, 2, shift: 13, count: 3)
      layer.bits("vlan.dei", offset, 2, shift: 12, count: 1)
      layer.bits("vlan.id", offset, 2, shift: 0, count: 12)
      guard let value = layer.number(offset + 2, 2) else { return }
      let type = EtherType(rawValue: UInt16(value))
      layer.unsigned(type.isLength ? "vlan.len" : "vlan.etype", offset + 2, 2) { _ in type.name }
      next = value
    }
    guard whole, let next else { return end }
    return dissectType(EtherType(rawValue: UInt16(next)), offset + 4, end)
  }

  private func dissectServiceVLAN(_ offset: Int, _ end: Int) -> Int {
    var next: UInt64?
    let whole = layer("ieee8021ad", offset..<(offset + 4), limit: end) { layer in
      layer.bits("ieee8021ad.priority", offset, 2, shift: 13, count: 3)
      layer.bits("ieee8021ad.dei", offset, 2, shift: 12, count: 1)
      layer.bits("ieee8021ad.id", offset, 2, shift: 0, count: 12)
      next = layer.number(offset + 2, 2)
    }
    guard whole, let next else { return end }
    return dissectType(EtherType(rawValue: UInt16(next)), offset + 4, end)
  }

  /// Adds what lies behind the packet to the Ethernet branch.
  private func addTrailer(from end: Int, to place: Int) {
    guard end < bytes.count, end >= 14, layers.indices.contains(place) else { return }
    // Wireshark calls it padding where the frame would else be below the Ethernet minimum.
    let name = wireLength <= 60 ? "eth.padding" : "eth.trailer"
    var builder = LayerBuilder(bytes, limit: bytes.count)
    builder.raw(name, end, bytes.count - end)
    layers[place].children += builder.fields
  }

  private func dissectARP(_ offset: Int, _ end: Int) -> Int {
    var peek = LayerBuilder(bytes, limit: end)
    let isPlain =
      peek.number(offset, 2) == 1 && peek.number(offset + 2, 2) == 0x0800
      && peek.number(offset + 4, 2) == 0x0604
    let hardware = Int(peek.number(offset + 4, 1) ?? 0)
    let network = Int(peek.number(offset + 5, 1) ?? 0)
    let operation = peek.number(offset + 6, 2)
    let length = 8 + 2 * hardware + 2 * network
    let word = operation.flatMap(Dissector.arpOperation) ?? ""
    _ = layer("arp", Self.span(offset, min(offset + length, end)), limit: end, text: word) {
      layer in
      layer.unsigned("arp.hw.type", offset, 2) { $0 == 1 ? "Ethernet" : nil }
      layer.unsigned("arp.proto.type", offset + 2, 2) { EtherType(rawValue: UInt16($0)).name }
      layer.unsigned("arp.hw.size", offset + 4, 1)
      layer.unsigned("arp.proto.size", offset + 5, 1)
      layer.unsigned("arp.opcode", offset + 6, 2, named: Dissector.arpOperation)
      var place = offset + 8
      var addresses: [IPv4Address?] = []
      for side in ["src", "dst"] {
        if isPlain {
          layer.mac("arp.\(side).hw_mac", place)
          addresses.append(layer.ipv4("arp.\(side).proto_ipv4", place + 6))
        } else {
          layer.raw("arp.\(side).hw", place, hardware)
          layer.raw("arp.\(side).proto", place + hardware, network)
        }
        place += hardware + network
      }
      if addresses.count == 2, let sender = addresses[0], sender == addresses[1] {
        layer.add("arp.isgratuitous", .boolean(true), offset..<offset)
      }
    }
    return min(end, offset + length)
  }

  static func arpOperation(_ value: UInt64) -> String? {
    switch value {
    case 1: "request"
    case 2: "reply"
    case 3: "reverse request"
    case 4: "reverse reply"
    default: nil
    }
  }

  private func dissectLLC(_ offset: Int, _ end: Int) {
    var peek = LayerBuilder(bytes, limit: end)
    let control = peek.number(offset + 2, 1) ?? 3
    let isUnnumbered = control & 3 == 3
    let header = isUnnumbered ? 3 : 4
    let sap = peek.number(offset, 2)
    var organisation: UInt64?
    var type: UInt64?
    let length = sap == 0xAAAA && isUnnumbered ? 8 : header
    let whole = layer("llc", offset..<(offset + length), limit: end) { layer in
      layer.unsigned("llc.dsap", offset, 1)
      layer.unsigned("llc.ssap", offset + 1, 1)
      layer.unsigned("llc.control", offset + 2, isUnnumbered ? 1 : 2)
      guard length == 8 else { return }
      organisation = layer.unsigned("llc.oui", offset + 3, 3)
      let name = organisation == 0 ? "llc.type" : "llc.pid"
      type = layer.unsigned(name, offset + 6, 2) { EtherType(rawValue: UInt16($0)).name }
    }
    guard whole else { return }
    if sap == 0x4242 {
      dissectSpanningTree(offset + header, end)
    } else if organisation == 0, let type, type > 1500 {
      _ = dissectType(EtherType(rawValue: UInt16(type)), offset + 8, end)
    } else {
      data(offset + length, end)
    }
  }
}

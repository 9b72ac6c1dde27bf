/// Protocols bridges speak: spanning tree and LLDP.
extension Dissector {
  func dissectSpanningTree(_ offset: Int, _ end: Int) {
    var peek = LayerBuilder(bytes, limit: end)
    let type = peek.number(offset + 3, 1)
    let length = type == 0x80 ? 4 : type == 2 ? 36 : 35
    _ = layer("stp", Self.span(offset, min(end, offset + length)), limit: end) { layer in
      layer.unsigned("stp.protocol", offset, 2)
      layer.unsigned("stp.version", offset + 2, 1) {
        [0: "Spanning Tree", 2: "Rapid Spanning Tree", 3: "Multiple Spanning Tree"][$0]
      }
      layer.unsigned("stp.type", offset + 3, 1) {
        [0: "Configuration", 2: "Rapid/Multiple Spanning Tree", 0x80: "Topology Change"][$0]
      }
      guard type == 0 || type == 2 else { return }
      layer.unsigned("stp.flags", offset + 4, 1)
      layer.inside { inner in
        inner.bits("stp.flags.tcack", offset + 4, 1, shift: 7, count: 1)
        if type == 2 {
          inner.bits("stp.flags.agreement", offset + 4, 1, shift: 6, count: 1)
          inner.bits("stp.flags.forwarding", offset + 4, 1, shift: 5, count: 1)
          inner.bits("stp.flags.learning", offset + 4, 1, shift: 4, count: 1)
          inner.bits("stp.flags.port_role", offset + 4, 1, shift: 2, count: 2) {
            ["Unknown", "Alternate or Backup", "Root", "Designated"][Int($0)]
          }
          inner.bits("stp.flags.proposal", offset + 4, 1, shift: 1, count: 1)
        }
        inner.bits("stp.flags.tc", offset + 4, 1, shift: 0, count: 1)
      }
      addBridge("stp.root", offset + 5, &layer)
      layer.unsigned("stp.root.cost", offset + 13, 4)
      addBridge("stp.bridge", offset + 17, &layer)
      layer.unsigned("stp.port", offset + 25, 2)
      for (index, name) in ["stp.msg_age", "stp.max_age", "stp.hello", "stp.forward"].enumerated() {
        let place = offset + 27 + 2 * index
        // Counted in 1/256 s.
        guard let units = layer.number(place, 2) else { continue }
        layer.add(name, .real(Double(units) / 256), place..<(place + 2))
      }
    }
  }

  private func addBridge(_ name: String, _ offset: Int, _ layer: inout LayerBuilder) {
    // Priority counts in steps of 4096; the low 12 bits name the tree.
    if let value = layer.number(offset, 2) {
      layer.add(name + ".prio", .unsigned(value & 0xF000), offset..<(offset + 1))
      layer.add(name + ".ext", .unsigned(value & 0xFFF), offset..<(offset + 2))
    }
    layer.mac(name + ".hw", offset + 2)
  }

  func dissectLLDP(_ offset: Int, _ end: Int) {
    _ = layer("lldp", Self.span(offset, end), limit: end) { layer in
      var place = offset
      while place < end, layer.isWhole {
        guard let head = layer.number(place, 2) else { return }
        let type = head >> 9
        let length = Int(head & 0x1FF)
        layer.add(
          "lldp.tlv",
          .none,
          Self.span(place, min(place + 2 + length, bytes.count)),
          text: Dissector.lldpNames[type] ?? "Type \(type)"
        )
        let start = place
        layer.inside { inner in
          inner.bits("lldp.tlv.type", start, 2, shift: 9, count: 7)
          inner.bits("lldp.tlv.len", start, 2, shift: 0, count: 9)
          addLLDPValue(type, start + 2, length, &inner)
        }
        place += 2 + length
        if type == 0 { return }
      }
    }
  }

  private func addLLDPValue(
    _ type: UInt64,
    _ offset: Int,
    _ length: Int,
    _ layer: inout LayerBuilder
  ) {
    guard layer.has(offset, length) else { return }
    switch type {
    case 1, 2:
      let name = type == 1 ? "lldp.chassis" : "lldp.port"
      guard let kind = layer.unsigned(name + ".subtype", offset, 1) else { return }
      // Station addresses are chassis kind 4 and port kind 3; the texts are names people gave.
      if kind == (type == 1 ? 4 : 3), length == 7 {
        layer.mac(name + ".id.mac", offset + 1)
      } else {
        layer.text(name + ".id", offset + 1, length - 1)
      }
    case 3 where length >= 2: layer.unsigned("lldp.time_to_live", offset, 2, unit: "sec")
    case 4: layer.text("lldp.port.desc", offset, length)
    case 5: layer.text("lldp.tlv.system.name", offset, length)
    case 6: layer.text("lldp.tlv.system.desc", offset, length)
    case 7 where length >= 4:
      layer.unsigned("lldp.tlv.system_cap", offset, 2)
      layer.unsigned("lldp.tlv.enable_system_cap", offset + 2, 2)
    default: break
    }
  }

  private static let lldpNames: [UInt64: String] = [
    0: "End of LLDPDU", 1: "Chassis Id", 2: "Port Id", 3: "Time To Live",
    4: "Port Description", 5: "System Name", 6: "System Description",
    7: "Capabilities", 8: "Management Address", 127: "Organization Specific",
  ]
}

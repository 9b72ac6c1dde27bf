/// Writes the layers of a frame from the inside out.
struct CraftWriter {
  private let layers: [CraftLayer]
  /// What is inside of the layer being written.
  private var body: [UInt8] = []
  private var place = 0

  init(_ layers: [CraftLayer]) {
    self.layers = layers
  }

  mutating func write() throws(CraftError) -> [UInt8] {
    for index in layers.indices.reversed() {
      place = index
      let layer = layers[index]
      switch layer.kind {
      case .payload: try writePayload(layer)
      case .eth: try writeEthernet(layer)
      case .vlan: try writeTag(layer)
      case .arp: try writeARP(layer)
      case .ipv4: try writeIPv4(layer)
      case .ipv6: try writeIPv6(layer)
      case .udp: try writeUDP(layer)
      case .tcp: try writeTCP(layer)
      case .icmp, .icmpv6: try writeICMP(layer)
      }
      guard body.count <= FrameCraft.longest + 64 else {
        throw CraftError(
          column: layer.column,
          problem: "the frame has more than \(FrameCraft.longest) bytes",
          mend: "make what is inside shorter"
        )
      }
    }
    return body
  }

  private var inner: CraftLayer? { place + 1 < layers.count ? layers[place + 1] : nil }

  private mutating func wrap(_ header: [UInt8]) {
    body = header + body
  }

  private mutating func writePayload(_ layer: CraftLayer) throws(CraftError) {
    var bytes: [UInt8] = []
    for argument in layer.arguments where argument.key.isEmpty {
      bytes += try layer.bytes(argument)
    }
    if let size = try layer.number("size", upTo: UInt64(FrameCraft.longest)) {
      let fill = try layer.byte("byte")
      for index in 0..<Int(size) { bytes.append(fill ?? UInt8(truncatingIfNeeded: index)) }
    } else if let fill = layer.argument("byte") {
      throw CraftError(
        column: fill.column,
        problem: "byte without a size",
        mend: "write size= before it"
      )
    }
    wrap(bytes)
  }

  // MARK: Link

  private mutating func writeEthernet(_ layer: CraftLayer) throws(CraftError) {
    let group = try destination()
    let type = try innerType()
    var header = Header()
    header.add(try layer.station("dst") ?? group)
    header.add(try layer.station("src") ?? MACAddress(0x0200_0000_0001))
    header.add(try layer.word("type") ?? type)
    wrap(header.bytes)
  }

  /// The tag follows the outer type, which `innerType` of the layer outside has made 0x8100 or what `tpid` says.
  private mutating func writeTag(_ layer: CraftLayer) throws(CraftError) {
    let identifier = try layer.number("id", upTo: 0xFFF) ?? 1
    let priority = try layer.number("pcp", upTo: 7) ?? 0
    let isEligible = try layer.number("dei", upTo: 1) ?? 0
    _ = try layer.word("tpid")
    let type = try innerType()
    var header = Header()
    header.add(UInt16(priority << 13 | isEligible << 12 | identifier))
    header.add(try layer.word("type") ?? type)
    wrap(header.bytes)
  }

  /// The EtherType that the layer inside asks for; 0x88B5, kept for experiments, for bare bytes.
  private func innerType() throws(CraftError) -> UInt16 {
    guard let inner else { return 0x88B5 }
    switch inner.kind {
    case .ipv4: return EtherType.ipv4.rawValue
    case .ipv6: return EtherType.ipv6.rawValue
    case .arp: return EtherType.arp.rawValue
    case .vlan:
      let given = try inner.word("tpid")
      return given ?? EtherType.vlan.rawValue
    default: return 0x88B5
    }
  }

  /// The group's station address for a packet to a group, else every station.
  private func destination() throws(CraftError) -> MACAddress {
    for layer in layers[place...] {
      if layer.kind == .ipv4, let address = try layer.addressV4("dst"), address.isMulticast {
        return address.multicastMAC
      }
      if layer.kind == .ipv6, let address = try layer.addressV6("dst"), address.isMulticast {
        return address.multicastMAC
      }
      if layer.kind == .ipv4 || layer.kind == .ipv6 { break }
    }
    return MACAddress(0xFFFF_FFFF_FFFF)
  }

  private mutating func writeARP(_ layer: CraftLayer) throws(CraftError) {
    let operation: UInt16
    switch layer.argument("op")?.text.lowercased() {
    case nil, "request": operation = 1
    case "reply": operation = 2
    default: operation = try layer.word("op") ?? 1
    }
    var header = Header()
    header.add(try layer.word("htype") ?? 1)
    header.add(try layer.word("ptype") ?? EtherType.ipv4.rawValue)
    header.add(UInt8(6))
    header.add(UInt8(4))
    header.add(operation)
    header.add(try layer.station("sha") ?? MACAddress(0x0200_0000_0001))
    header.add(try layer.addressV4("spa") ?? .unspecified)
    header.add(try layer.station("tha") ?? MACAddress(0))
    header.add(try layer.addressV4("tpa") ?? .unspecified)
    wrap(header.bytes)
  }

  // MARK: Internet

  private func innerProtocol() -> UInt8 {
    switch inner?.kind {
    case .udp?: IPProtocol.udp.rawValue
    case .tcp?: IPProtocol.tcp.rawValue
    case .icmp?: IPProtocol.icmpv4.rawValue
    case .icmpv6?: IPProtocol.icmpv6.rawValue
    case .ipv4?: 4
    case .ipv6?: 41
    // 253 is kept for experiments.
    default: 253
    }
  }

  private mutating func writeIPv4(_ layer: CraftLayer) throws(CraftError) {
    let options = try layer.options()
    let words = try layer.number("ihl", upTo: 15) ?? UInt64(5 + options.count / 4)
    let offset = try layer.number("offset", upTo: 65_528) ?? 0
    guard offset % 8 == 0 else {
      throw CraftError(
        column: layer.argument("offset")?.valueColumn ?? layer.column,
        problem: "offset=\(offset) is no multiple of 8",
        mend: "write the place in bytes, in steps of 8"
      )
    }
    let flags =
      (try layer.number("df", upTo: 1) ?? 0) << 14 | (try layer.number("mf", upTo: 1) ?? 0) << 13
    var header = Header()
    header.add(UInt8((try layer.number("version", upTo: 15) ?? 4) << 4 | words))
    header.add(try layer.byte("tos") ?? 0)
    header.add(try length(20 + options.count, of: layer))
    header.add(try layer.word("id") ?? 0)
    header.add(UInt16(flags | offset / 8))
    header.add(try layer.byte("ttl") ?? 64)
    header.add(try layer.byte("proto") ?? innerProtocol())
    header.add(UInt16(0))
    header.add(try layer.addressV4("src") ?? IPv4Address(10, 0, 0, 1))
    header.add(try layer.addressV4("dst") ?? IPv4Address(10, 0, 0, 2))
    header.bytes += options
    let sum = header.bytes.withUnsafeBytes { InternetChecksum.compute($0) }
    header.set(10, try layer.word("sum") ?? sum)
    wrap(header.bytes)
  }

  private mutating func writeIPv6(_ layer: CraftLayer) throws(CraftError) {
    let version = try layer.number("version", upTo: 15) ?? 6
    let trafficClass = try layer.number("tc", upTo: 255) ?? 0
    let flow = try layer.number("flow", upTo: 0xF_FFFF) ?? 0
    var header = Header()
    header.add(UInt32(version << 28 | trafficClass << 20 | flow))
    header.add(try length(0, of: layer))
    header.add(try layer.byte("next") ?? innerProtocol())
    header.add(try layer.byte("hop") ?? 64)
    header.bytes += (try layer.addressV6("src") ?? Self.sourceV6).bytes
    header.bytes += (try layer.addressV6("dst") ?? Self.destinationV6).bytes
    wrap(header.bytes)
  }

  /// What the length field says: bytes of a header and what is inside of it, unless it is given.
  private func length(_ header: Int, of layer: CraftLayer) throws(CraftError) -> UInt16 {
    if let given = try layer.word("len") { return given }
    guard let length = UInt16(exactly: header + body.count) else {
      throw CraftError(
        column: layer.column,
        problem: "\(header + body.count) bytes do not fit the length of \(layer.kind.rawValue)",
        mend: "make what is inside shorter, or give len="
      )
    }
    return length
  }

  private static let sourceV6 = IPv6Address(high: 0xFD00 << 48, low: 1)
  private static let destinationV6 = IPv6Address(high: 0xFD00 << 48, low: 2)

  /// Addresses of the layer around the one being written; nil if it is no IP.
  private func addresses() throws(CraftError) -> PseudoHeader? {
    guard place > 0 else { return nil }
    let outer = layers[place - 1]
    switch outer.kind {
    case .ipv4:
      return .v4(
        source: try outer.addressV4("src") ?? IPv4Address(10, 0, 0, 1),
        destination: try outer.addressV4("dst") ?? IPv4Address(10, 0, 0, 2)
      )
    case .ipv6:
      return .v6(
        source: try outer.addressV6("src") ?? Self.sourceV6,
        destination: try outer.addressV6("dst") ?? Self.destinationV6
      )
    default: return nil
    }
  }

  // MARK: Transport

  private mutating func writeUDP(_ layer: CraftLayer) throws(CraftError) {
    var header = Header()
    header.add(try layer.word("sport") ?? 49_152)
    header.add(try layer.word("dport") ?? 9)
    header.add(try length(8, of: layer))
    header.add(UInt16(0))
    wrap(header.bytes)
    let sum = checksum(.udp, try addresses())
    // Zero would say that there is no checksum.
    try setChecksum(6, layer, sum == 0 ? 0xFFFF : sum)
  }

  private mutating func writeTCP(_ layer: CraftLayer) throws(CraftError) {
    let options = try layer.options()
    let words = try layer.number("offset", upTo: 15) ?? UInt64(5 + options.count / 4)
    let flags = try layer.flags("flags") ?? TCPFlags.syn.rawValue
    var header = Header()
    header.add(try layer.word("sport") ?? 49_152)
    header.add(try layer.word("dport") ?? 80)
    header.add(try layer.long("seq") ?? 0)
    header.add(try layer.long("ack") ?? 0)
    header.add(UInt16(words << 12) | flags)
    header.add(try layer.word("window") ?? 65_535)
    header.add(UInt16(0))
    header.add(try layer.word("urgent") ?? 0)
    header.bytes += options
    wrap(header.bytes)
    try setChecksum(16, layer, checksum(.tcp, try addresses()))
  }

  private mutating func writeICMP(_ layer: CraftLayer) throws(CraftError) {
    let isV6 = layer.kind == .icmpv6
    var header = Header()
    header.add(try layer.byte("type") ?? (isV6 ? 128 : 8))
    header.add(try layer.byte("code") ?? 0)
    header.add(UInt16(0))
    header.add(try layer.word("id") ?? 1)
    header.add(try layer.word("seq") ?? 1)
    wrap(header.bytes)
    try setChecksum(2, layer, checksum(.icmpv6, isV6 ? try addresses() : nil))
  }

  private func checksum(_ transport: IPProtocol, _ addresses: PseudoHeader?) -> UInt16 {
    body.withUnsafeBytes {
      addresses?.checksum(of: transport, over: $0) ?? InternetChecksum.compute($0)
    }
  }

  private mutating func setChecksum(
    _ offset: Int,
    _ layer: CraftLayer,
    _ computed: UInt16
  ) throws(CraftError) {
    let sum = try layer.word("sum") ?? computed
    body[offset] = UInt8(sum >> 8)
    body[offset + 1] = UInt8(truncatingIfNeeded: sum)
  }
}

/// A header being written, in wire order.
private struct Header {
  var bytes: [UInt8] = []

  mutating func add(_ value: UInt8) {
    bytes.append(value)
  }

  mutating func add(_ value: UInt16) {
    bytes.append(UInt8(value >> 8))
    bytes.append(UInt8(truncatingIfNeeded: value))
  }

  mutating func add(_ value: UInt32) {
    add(UInt16(value >> 16))
    add(UInt16(truncatingIfNeeded: value))
  }

  mutating func add(_ address: MACAddress) {
    bytes += address.bytes
  }

  mutating func add(_ address: IPv4Address) {
    add(address.rawValue)
  }

  mutating func set(_ offset: Int, _ value: UInt16) {
    bytes[offset] = UInt8(value >> 8)
    bytes[offset + 1] = UInt8(truncatingIfNeeded: value)
  }
}

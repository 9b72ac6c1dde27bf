import Drivers
public import Inspection
import NDIS

/// What an adapter states of itself and what it was asked, as values a front may see.
extension StackEngine {
  /// What is known of an adapter, nil if there is no such one; made anew only when the structure has changed.
  public func facts(of id: AdapterID) -> AdapterFacts? {
    stack.adapters.first { $0.party.id == id }.map(facts(of:))
  }

  /// The same of an adapter at hand.
  func facts(of adapter: MiniportAdapter) -> AdapterFacts {
    let id = adapter.party.id
    // The lookahead alone changes without the structure.
    let lookahead = adapter.currentLookahead
    if let known = facts[id], known.shape == stack.shapeGeneration, known.lookahead == lookahead {
      return known.facts
    }
    let sections = [
      driverSection(adapter), linkSection(adapter), addressSection(adapter),
      receiveSection(adapter), limitSection(adapter), offloadSection(adapter), portSection(adapter),
      powerSection(adapter), scalingSection(adapter), interfaceSection(adapter),
      versionSection(adapter), interruptSection(adapter),
    ]
    let made = AdapterFacts(
      adapter: id,
      sections: sections.filter { !$0.rows.isEmpty },
      identifiers: adapter.supportedOIDs.map(Self.row(of:)),
      attachable: components { if case .filter = $0 { true } else { false } },
      bindable: components { if case .protocol = $0 { true } else { false } }
    )
    facts[id] = (stack.shapeGeneration, lookahead, made)
    return made
  }

  private func components(_ isWanted: (DriverFactory) -> Bool) -> [String] {
    catalogue.entries.filter { isWanted($0.factory) }.map(\.component.name)
  }

  private static func row(of number: OIDNumber) -> ObjectIdentifierRow {
    let entry = OIDTable.entry(number)
    return ObjectIdentifierRow(
      number: number.rawValue,
      name: number.description,
      kinds: ObjectIdentifierRow.Kinds(rawValue: entry?.kinds.rawValue ?? 0),
      ndisAnswers: ObjectIdentifierRow.Kinds(rawValue: entry?.ndisAnswers.rawValue ?? 0),
      isMandatory: entry?.isMandatory ?? false,
      form: form(of: number),
      page: entry?.page ?? ""
    )
  }

  /// What the value of an identifier looks like: a structure's name, or words.
  static func form(of number: OIDNumber) -> String {
    OIDCodec.structureName(of: number)
      ?? form(of: OIDTable.entry(number)?.valueType ?? .bytes)
  }

  private static func form(of type: OIDEntry.ValueType) -> String {
    switch type {
    case .u16: "16 bits"
    case .u32: "32 bits"
    case .u64: "64 bits"
    case .counter: "counter"
    case .u32List: "32 bits, list"
    case .bytes: "bytes"
    case .mac: "MAC address"
    case .macList: "MAC addresses"
    case .string: "text"
    case .structure(let name): name
    }
  }

  // Sections.

  private func driverSection(_ adapter: MiniportAdapter) -> FactSection {
    let component = adapter.component
    var rows = [
      FactSection.Row("driver", component.name), .init("name", component.displayName),
      .init("NDIS version", component.ndisVersion.description),
      .init("upper range", component.upperRange.joined(separator: " ")),
      .init("lower range", component.lowerRange.joined(separator: " ")),
    ]
    guard let attributes = adapter.attributes else { return FactSection(.driver, rows) }
    let version = attributes.vendorDriverVersion
    rows += [
      .init("vendor", attributes.vendorDescription),
      .init("vendor id", hexadecimal(UInt64(attributes.vendorID), digits: 6)),
      .init("vendor driver version", "\(version >> 16).\(version & 0xFFFF)"),
      .init("hardware", attributes.isVirtual ? "none: virtual" : "yes"),
    ]
    return FactSection(.driver, rows.filter { !$0.value.isEmpty })
  }

  private func linkSection(_ adapter: MiniportAdapter) -> FactSection {
    let link = adapter.link
    var rows = [
      FactSection.Row("MediaConnectState", link.connect.symbol),
      .init("MediaDuplexState", link.duplex.symbol),
      .init("XmitLinkSpeed", Self.speed(link.transmitLinkSpeed)),
      .init("RcvLinkSpeed", Self.speed(link.receiveLinkSpeed)),
      .init("PauseFunctions", link.pauseFunctions.symbol),
      .init("AutoNegotiationFlags", link.autoNegotiation.description),
    ]
    if let attributes = adapter.attributes {
      rows += [
        .init("MaxXmitLinkSpeed", Self.speed(attributes.maximumLinkSpeed)),
        .init("MediaType", attributes.medium.symbol),
        .init("PhysicalMediumType", attributes.physicalMedium.symbol),
      ]
    }
    return FactSection(.link, rows)
  }

  private func addressSection(_ adapter: MiniportAdapter) -> FactSection {
    var rows: [FactSection.Row] = []
    if let attributes = adapter.attributes, !attributes.permanentAddress.isEmpty {
      rows.append(.init("permanent", attributes.permanentAddress.macText))
      rows.append(.init("current", attributes.currentAddress.macText))
    }
    for (index, address) in adapter.multicastList.enumerated() {
      rows.append(.init("multicast \(index + 1)", address.macText))
    }
    return FactSection(.addresses, rows)
  }

  private func receiveSection(_ adapter: MiniportAdapter) -> FactSection {
    var rows = [FactSection.Row("packet filter", adapter.packetFilter.description)]
    for binding in adapter.bindings {
      rows.append(.init("… of \(binding.name)", binding.packetFilter.description))
    }
    rows.append(.init("lookahead", "\(adapter.currentLookahead) bytes"))
    if let attributes = adapter.attributes {
      rows.append(.init("supported filters", attributes.supportedPacketFilters.description))
    }
    return FactSection(.receive, rows)
  }

  private func limitSection(_ adapter: MiniportAdapter) -> FactSection {
    guard let attributes = adapter.attributes else { return FactSection(.limits, []) }
    return FactSection(
      .limits,
      [
        .init("MtuSize", "\(attributes.mtu) bytes"),
        .init("LookaheadSize", "\(attributes.lookahead) bytes"),
        .init("MacOptions", attributes.macOptions.description),
        .init("MaxMulticastListSize", "\(attributes.maximumMulticastListSize) addresses"),
        .init("DataBackFillSize", "\(attributes.dataBackfill) bytes"),
        .init("ContextBackFillSize", "\(attributes.contextBackfill) bytes"),
      ]
    )
  }

  private func offloadSection(_ adapter: MiniportAdapter) -> FactSection {
    FactSection(.offload, adapter.attributes?.offload.map(Self.rows(of:)) ?? [])
  }

  /// Task offloads, by the members of `NDIS_OFFLOAD`.
  static func rows(of offload: OffloadCapabilities) -> [FactSection.Row] {
    let large = offload.largeSendBytes
    let send =
      large == 0 ? "none" : "\(large) bytes, at least \(offload.minimumSegments) segments"
    return [
      .init("Checksum.IPv4Transmit", words(offload.ipv4Transmit)),
      .init("Checksum.IPv4Receive", words(offload.ipv4Receive)),
      .init("Checksum.IPv6Transmit", words(offload.ipv6Transmit)),
      .init("Checksum.IPv6Receive", words(offload.ipv6Receive)),
      .init("LsoV1, LsoV2", send), .init("Rsc", offload.coalesces ? "IPv4 IPv6" : "none"),
    ]
  }

  private static func words(_ checksum: OffloadCapabilities.Checksum) -> String {
    let words: [(Bool, String)] = [
      (checksum.ipHeader, "IpChecksum"), (checksum.tcp, "TcpChecksum"),
      (checksum.udp, "UdpChecksum"), (checksum.ipOptions, "IpOptionsSupported"),
      (checksum.tcpOptions, "TcpOptionsSupported"),
    ]
    let present = words.filter(\.0).map(\.1)
    return present.isEmpty ? "none" : present.joined(separator: " ")
  }

  private static func speed(_ speed: UInt64) -> String {
    guard speed != LinkState.unknownSpeed else { return "unknown" }
    for (unit, name) in [
      (1_000_000_000 as UInt64, "Gbit/s"), (1_000_000, "Mbit/s"), (1_000, "kbit/s"),
    ]
    where speed >= unit && speed % (unit / 10) == 0 {
      let tenths = speed / (unit / 10)
      return tenths % 10 == 0 ? "\(tenths / 10) \(name)" : "\(tenths / 10).\(tenths % 10) \(name)"
    }
    return "\(speed) bit/s"
  }

  private func hexadecimal(_ value: UInt64, digits: Int) -> String {
    let text = String(value, radix: 16)
    return "0x" + String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}

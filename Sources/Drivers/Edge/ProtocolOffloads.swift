import NDIS
import Wire

/// What an adapter answers in its sleep in its host's name: ARP requests and neighbour solicitations.
///
/// - Source: network/protocol-offloads-for-ndis-power-management, ntddndis/ns-ntddndis-_ndis_pm_protocol_offload
struct ProtocolOffloads {
  /// What is answered, with the addresses that NDIS_PM_PROTOCOL_OFFLOAD gives.
  private enum Kind {
    /// ARP requests for `host`, of `remote` alone unless that is unspecified.
    case arp(remote: IPv4Address, host: IPv4Address)
    /// Solicitations of the targets, of `remote` alone unless that is unspecified.
    case neighbours(remote: IPv6Address, targets: [IPv6Address])

    /// As `SupportedProtocolOffloads` and `EnabledProtocolOffloads` have it.
    var bit: UInt32 {
      switch self {
      case .arp: 1
      case .neighbours: 2
      }
    }
  }

  private struct Entry {
    /// Given by NDIS.
    let id: UInt32
    let kind: Kind
    /// The station that answers tell of.
    let station: MACAddress
    let bytes: [UInt8]
  }

  /// The kinds it can answer.
  let supported: UInt32
  /// The kinds it is to answer in its next sleep.
  var enabled: UInt32 = 0
  private let station: MACAddress
  private var entries: [Entry] = []

  /// Entries of each kind.
  private static let most = 2
  private static let length = 240

  /// What a miniport that can do so lists among its keywords.
  static let keywords = [
    KeywordDescription(
      "*PMARPOffload",
      .integer(0...1),
      "The adapter answers ARP requests in its sleep: 0 no, 1 yes; no if absent, nor before NDIS 6.20."
    ),
    KeywordDescription(
      "*PMNSOffload",
      .integer(0...1),
      "The adapter answers neighbor solicitations in its sleep: 0 no, 1 yes; no if absent, nor before NDIS 6.20."
    ),
  ]

  init(_ settings: KeywordSettings, station: MACAddress) {
    supported =
      (settings.integer("*PMARPOffload") == 1 ? 1 : 0)
      | (settings.integer("*PMNSOffload") == 1 ? 2 : 0)
    self.station = station
  }

  /// Adds what the adapter states of it.
  func state(in power: inout PowerCapabilities) {
    power.protocolOffloads = supported
    power.arpOffloads = supported & 1 == 0 ? 0 : UInt32(Self.most)
    power.neighbourOffloads = supported & 2 == 0 ? 0 : UInt32(Self.most)
  }

  /// The identifiers it answers.
  var identifiers: [OIDNumber] {
    supported == 0 ? [] : [.pmAddProtocolOffload, .pmGetProtocolOffload, .pmRemoveProtocolOffload]
  }

  // MARK: Requests

  mutating func add(_ request: OIDRequest) -> NDISStatus {
    let input = request.input
    guard input.count >= Self.length else { return request.rejectShort(needed: Self.length) }
    guard let entry = Self.entry(input) else { return .invalidParameter }
    guard entry.kind.bit & supported != 0 else { return .notSupported }
    guard entries.count(where: { $0.kind.bit == entry.kind.bit }) < Self.most else {
      return .pmProtocolOffloadListFull
    }
    entries.append(entry)
    request.accept(input.count)
    return .success
  }

  mutating func remove(_ request: OIDRequest) -> NDISStatus {
    let id: UInt32 = request.input.value(at: 0)
    guard let place = entries.firstIndex(where: { $0.id == id }) else { return .invalidParameter }
    entries.remove(at: place)
    request.accept(4)
    return .success
  }

  func get(_ request: OIDRequest) -> NDISStatus {
    guard request.input.count >= 4 else { return request.rejectShort(needed: 4) }
    let id: UInt32 = request.input.value(at: 0)
    guard let entry = entries.first(where: { $0.id == id }) else { return .invalidParameter }
    return request.answer(entry.bytes)
  }

  /// Reads the documented structure; nil for a kind that is none of Ethernet's or an address that cannot be.
  private static func entry(_ input: [UInt8]) -> Entry? {
    let kind: Kind
    let place: Int
    switch input.value(at: 12) as UInt32 {
    case 1:
      kind = .arp(remote: v4(input, 164), host: v4(input, 168))
      place = 172
    case 2:
      let targets = [v6(input, 202), v6(input, 218)].filter { !$0.isUnspecified }
      guard !targets.isEmpty else { return nil }
      kind = .neighbours(remote: v6(input, 164), targets: targets)
      place = 196
    default: return nil
    }
    guard let station = input[place..<place + 6].withUnsafeBytes({ MACAddress(bytes: $0) }) else {
      return nil
    }
    return Entry(id: input.value(at: 148), kind: kind, station: station, bytes: input)
  }

  private static func v4(_ input: [UInt8], _ offset: Int) -> IPv4Address {
    IPv4Address((input.value(at: offset) as UInt32).byteSwapped)
  }

  private static func v6(_ input: [UInt8], _ offset: Int) -> IPv6Address {
    IPv6Address(
      high: (input.value(at: offset) as UInt64).byteSwapped,
      low: (input.value(at: offset + 8) as UInt64).byteSwapped
    )
  }

  // MARK: Answers

  /// The answer to a frame that came in while the adapter sleeps; nil if none is due.
  func answer(to frame: UnsafeRawBufferPointer) -> [UInt8]? {
    guard enabled != 0, let link = try? EthernetHeader(parsing: frame) else { return nil }
    let layout = FrameLayout(parsing: frame)
    guard layout.vlanCount == 0 else { return nil }
    let data = UnsafeRawBufferPointer(
      rebasing: frame[min(Int(layout.networkOffset), frame.count)...]
    )
    let made: [UInt8]?
    switch layout.network {
    case .arp: made = answerARP(data)
    case .ipv6 where layout.transport == .icmpv6: made = answerSolicitation(data, link, layout)
    default: made = nil
    }
    guard var answer = made else { return nil }
    // Whatever station the answer tells of, the frame is the adapter's own.
    answer.replaceSubrange(6..<12, with: station.bytes)
    return answer
  }

  private func answerARP(_ data: UnsafeRawBufferPointer) -> [UInt8]? {
    guard let packet = try? ARPPacket(parsing: data), packet.operation == .request,
      packet.senderProtocol != packet.targetProtocol
    else { return nil }
    for entry in entries where enabled & entry.kind.bit != 0 {
      guard case .arp(let remote, let host) = entry.kind, host == packet.targetProtocol,
        remote == .unspecified || remote == packet.senderProtocol
      else { continue }
      return try? StationFrame.arp(
        .reply,
        sender: (entry.station, host),
        target: (packet.senderHardware, packet.senderProtocol),
        to: packet.senderHardware
      )
    }
    return nil
  }

  private func answerSolicitation(
    _ data: UnsafeRawBufferPointer,
    _ link: EthernetHeader,
    _ layout: FrameLayout
  ) -> [UInt8]? {
    // What crossed a router is a forgery (RFC 4861 §7.1).
    guard let header = try? IPv6Header(parsing: data), header.hopLimit == 255 else { return nil }
    let start = layout.networkHeaderLength
    let end = 40 + header.payloadLength
    guard start + 8 <= end, end <= data.count else { return nil }
    let message = UnsafeRawBufferPointer(rebasing: data[start..<end])
    guard header.pseudoHeader.checksum(of: .icmpv6, over: message) == 0,
      let packet = try? NeighborDiscovery(parsing: message), packet.kind == .neighborSolicitation,
      let target = packet.target
    else { return nil }
    for entry in entries where enabled & entry.kind.bit != 0 {
      guard case .neighbours(let remote, let targets) = entry.kind, targets.contains(target),
        remote.isUnspecified || remote == header.source
      else { continue }
      let isProbe = header.source.isUnspecified
      return try? StationFrame.advertisement(
        of: target,
        from: entry.station,
        to: isProbe
          ? (IPv6Address.allNodes.multicastMAC, IPv6Address.allNodes)
          : (packet.linkAddress(option: 1) ?? link.source, header.source),
        isSolicited: !isProbe
      )
    }
    return nil
  }
}

import Wire

/// Transport, addresses and ports of a packet.
public struct FiveTuple: Hashable, Sendable {
  /// The transport.
  public var transport: Conversation.Transport
  /// Who sent it.
  public var source: Conversation.Endpoint
  /// Whom it is for.
  public var destination: Conversation.Endpoint

  /// Reads a packet's first bytes; nil if it has no whole TCP or UDP ports, as a later fragment.
  ///
  /// - Parameters:
  ///   - bytes: the first bytes.
  ///   - link: what they begin with.
  public init?(_ bytes: UnsafeRawBufferPointer, _ link: LinkKind) {
    let layout = FrameLayout(parsing: bytes, link: link == .ethernet ? .ethernet : .rawIP)
    self.init(bytes, layout)
  }

  init?(_ bytes: UnsafeRawBufferPointer, _ layout: FrameLayout) {
    switch layout.transport {
    case .tcp: transport = .tcp
    case .udp: transport = .udp
    default: return nil
    }
    let ports = Int(layout.transportOffset)
    guard bytes.count >= ports + 4 else { return nil }
    let network = UnsafeRawBufferPointer(rebasing: bytes[Int(layout.networkOffset)...])
    let from: IPAddress
    let to: IPAddress
    switch layout.network {
    case .ipv4:
      guard let header = try? IPv4Header(parsing: network) else { return nil }
      (from, to) = (.v4(header.source), .v4(header.destination))
    case .ipv6:
      guard let header = try? IPv6Header(parsing: network) else { return nil }
      (from, to) = (.v6(header.source), .v6(header.destination))
    default: return nil
    }
    func port(_ offset: Int) -> UInt16 {
      UInt16(bytes[ports + offset]) << 8 | UInt16(bytes[ports + offset + 1])
    }
    source = .init(address: from, port: port(0))
    destination = .init(address: to, port: port(2))
  }

  /// The same packet seen from the other side.
  var reversed: FiveTuple {
    var other = self
    other.source = destination
    other.destination = source
    return other
  }
}

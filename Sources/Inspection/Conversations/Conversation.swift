public import Wire

/// What two endpoints sent each other by TCP or UDP.
public struct Conversation: Equatable, Sendable {
  /// Which transport.
  public enum Transport: UInt8, CaseIterable, Sendable {
    case tcp = 6
    case udp = 17

    /// Its name, as lists and documents spell it.
    public var name: String { self == .tcp ? "TCP" : "UDP" }
  }

  /// An address with a port.
  public struct Endpoint: Hashable, Sendable {
    /// Network address.
    public var address: IPAddress
    /// TCP or UDP port.
    public var port: UInt16

    /// Makes the value from its parts.
    public init(address: IPAddress, port: UInt16) {
      self.address = address
      self.port = port
    }

    /// `10.0.0.1:80`, `[fd77::1]:80`.
    public var text: String {
      switch address {
      case .v4: "\(address):\(port)"
      case .v6: "[\(address)]:\(port)"
      }
    }
  }

  /// What went one way.
  public struct Flow: Equatable, Sendable {
    /// Packets.
    public var packets: UInt64 = 0
    /// Their bytes, link headers included.
    public var bytes: UInt64 = 0
    /// Packets among them that were dropped.
    public var drops: UInt64 = 0

    /// Nothing yet.
    public init() {}
  }

  /// Counted from 0 in the order of first packets, for each transport apart.
  public var number: Int
  /// The transport.
  public var transport: Transport
  /// Who sent the first packet.
  public var first: Endpoint
  /// Who got it.
  public var second: Endpoint
  /// From `first` to `second`.
  public var forward = Flow()
  /// From `second` to `first`.
  public var backward = Flow()
  /// Engine nanoseconds of its first packet.
  public var start: UInt64
  /// Engine nanoseconds of its last packet.
  public var end: UInt64
  /// Journey of its last packet.
  public var newest: UInt64

  /// Begins a conversation without packets.
  public init(number: Int, _ tuple: FiveTuple, start: UInt64, newest: UInt64) {
    self.number = number
    transport = tuple.transport
    first = tuple.source
    second = tuple.destination
    self.start = start
    end = start
    self.newest = newest
  }

  /// Packets both ways.
  public var packets: UInt64 { forward.packets + backward.packets }
  /// Bytes both ways.
  public var bytes: UInt64 { forward.bytes + backward.bytes }
  /// Dropped packets both ways.
  public var drops: UInt64 { forward.drops + backward.drops }

  /// The display filter for its packets.
  public var filter: String {
    let name = transport == .tcp ? "tcp" : "udp"
    func end(_ one: Endpoint, _ side: String, _ port: String) -> String {
      let field =
        switch one.address {
        case .v4: "ip.\(side)"
        case .v6: "ipv6.\(side)"
        }
      return "\(field) == \(one.address) && \(name).\(port) == \(one.port)"
    }
    return "(\(end(first, "src", "srcport")) && \(end(second, "dst", "dstport"))) || "
      + "(\(end(second, "src", "srcport")) && \(end(first, "dst", "dstport")))"
  }
}

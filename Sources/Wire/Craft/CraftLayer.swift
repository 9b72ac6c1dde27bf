/// One layer of a frame as it was written.
struct CraftLayer {
  /// Kinds of layer, each with the name it is written by.
  enum Kind: String, CaseIterable {
    case eth, vlan, ipv4, ipv6, arp, udp, tcp, icmp, icmpv6, payload

    /// Names that may be given a value, in the order of the header.
    var keys: [String] {
      switch self {
      case .eth: ["dst", "src", "type"]
      case .vlan: ["id", "pcp", "dei", "tpid", "type"]
      case .ipv4:
        [
          "src", "dst", "ttl", "tos", "id", "df", "mf", "offset", "proto", "len", "sum", "version",
          "ihl", "options",
        ]
      case .ipv6: ["src", "dst", "hop", "tc", "flow", "next", "len", "version"]
      case .arp: ["op", "sha", "spa", "tha", "tpa", "htype", "ptype"]
      case .udp: ["sport", "dport", "len", "sum"]
      case .tcp:
        ["sport", "dport", "seq", "ack", "flags", "window", "sum", "urgent", "offset", "options"]
      case .icmp, .icmpv6: ["type", "code", "id", "seq", "sum"]
      case .payload: ["size", "byte"]
      }
    }

    /// Layers that can stand inside of it.
    var inner: [Kind] {
      switch self {
      case .eth, .vlan: [.vlan, .ipv4, .ipv6, .arp, .payload]
      case .ipv4, .ipv6: [.udp, .tcp, .icmp, .icmpv6, .ipv4, .ipv6, .payload]
      case .arp, .udp, .tcp, .icmp, .icmpv6, .payload: [.payload]
      }
    }

    /// Layers a frame can begin with.
    static let first: [Kind] = [.eth, .ipv4, .ipv6, .payload]
  }

  /// A value between the parentheses.
  struct Argument {
    /// The name before `=`; empty for a value without one.
    var key: String
    /// Column of the name, or of the value if it has none.
    var column: Int
    /// The value without blanks around it; of a quoted one the text itself.
    var text: String
    /// Bytes of a quoted text; nil for a bare value.
    var quoted: [UInt8]?
    /// Column of the value.
    var valueColumn: Int
  }

  var kind: Kind
  /// Column of its name.
  var column: Int
  var arguments: [Argument]
}

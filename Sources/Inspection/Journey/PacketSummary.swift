import Wire

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
    guard let bytes else { return }
    let known = bytes.prefix
    guard !known.isEmpty else { return }
    let summary = known.withUnsafeBytes { known in
      FrameSummary(
        known,
        wireLength: Int(bytes.length),
        link: linkKind == .ethernet ? .ethernet : .rawIP
      )
    }
    protocolName = summary.protocolName
    source = summary.source
    destination = summary.destination
    // The packet is whole; it is the record of it that ends after its first bytes.
    info = Self.withoutTruncation(summary.info)
  }

  private static func withoutTruncation(_ info: String) -> String {
    let note = Array("[truncated:".utf8)
    let text = Array(info.utf8)
    guard text.count >= note.count else { return info }
    for start in 0...(text.count - note.count)
    where text[start..<(start + note.count)].elementsEqual(note) {
      var end = start
      while end > 0, text[end - 1] == UInt8(ascii: " ") { end -= 1 }
      return String(decoding: text[..<end], as: UTF8.self)
    }
    return info
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

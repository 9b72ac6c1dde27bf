extension StackStructure {
  /// What a kind of hand-off is called as an interface: `Ethernet0/Generator→Capture indicate`.
  func interfaceName(from: PartyID, to: PartyID, _ edge: HopEdge) -> String {
    let adapter = adapter(of: from)?.name ?? ""
    return (adapter.isEmpty ? "" : adapter + "/")
      + "\(parties.name(of: from))→\(parties.name(of: to)) \(edge.name)"
  }

  /// Why a packet was dropped, as the comment of the packet.
  func dropComment(
    at party: PartyID,
    _ reason: DropReasonRow?,
    symbol: String,
    cause: String
  ) -> String {
    var text = "dropped at \(parties.name(of: party)): \(symbol)"
    if let sentence = reason?.sentence, !sentence.isEmpty { text += " (\(sentence))" }
    if !cause.isEmpty { text += "; \(cause)" }
    return text
  }
}

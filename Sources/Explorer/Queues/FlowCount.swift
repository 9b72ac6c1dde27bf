import Inspection

/// Packets of one flow among those at hand.
struct FlowCount: Equatable {
  /// Who talks to whom.
  var summary: PacketSummary
  /// How many there are.
  var packets = 0

  /// Flows of some packets, the largest first; those equally large in the order of their first packet.
  static func flows(of rows: [JourneyRow]) -> [FlowCount] {
    var places: [String: Int] = [:]
    var flows: [FlowCount] = []
    for row in rows {
      var summary = row.summary
      if !summary.source.isEmpty { summary.info = "" }
      let key = "\(summary.protocolName) \(summary.source) \(summary.destination) \(summary.info)"
      let place = places[key] ?? flows.count
      if place == flows.count {
        places[key] = place
        flows.append(FlowCount(summary: summary))
      }
      flows[place].packets += 1
    }
    return flows.enumerated().sorted {
      ($1.element.packets, $0.offset) < ($0.element.packets, $1.offset)
    }.map(\.element)
  }
}

import Wire

/// One journey as pcapng, in the form of `JourneyExport`: an interface per hand-off, verdict and drop reason at the end.
public struct JourneyCapture: Sendable {
  /// The file; empty if no bytes were recorded.
  public let bytes: [UInt8]
  /// Packets in it.
  public let packetCount: Int

  /// Writes a journey.
  ///
  /// - Parameters:
  ///   - journey: the packet.
  ///   - structure: names of parties.
  public init(_ journey: Journey, in structure: StackStructure) {
    var writer = PcapNGWriter(application: "ndissect \(structure.version)")
    var interfaces: [String: Int] = [:]
    var count = 0
    let last = journey.hops.lastIndex { hop in
      hop.edge.rawValue & 1 == 0 && hop.to == journey.ending?.party
    }
    for (place, hop) in journey.hops.enumerated() {
      guard let known = hop.bytes else { continue }
      let name = structure.interfaceName(from: hop.from, to: hop.to, hop.edge)
      let isEthernet = structure.adapter(of: hop.from)?.linkKind != .rawIP
      let interface =
        interfaces[name]
        ?? writer.addInterface(
          linkType: isEthernet ? .ethernet : .rawIP,
          name: name,
          text: "\(ExportedSession.interfaceMark), \(hop.edge.name)"
        )
      interfaces[name] = interface
      var options = PcapNGWriter.PacketOptions(
        flags: hop.edge.direction == .transmit ? 2 : 1,
        packetID: journey.id
      )
      if place == last, let ending = journey.ending {
        var verdict: [UInt8] = [0, ending.outcome.rawValue]
        if let reason = ending.reason {
          let number = reason.rawValue
          verdict += [UInt8(truncatingIfNeeded: number), UInt8(truncatingIfNeeded: number >> 8)]
          options.comment = structure.dropComment(
            at: ending.party,
            reason,
            symbol: reason.symbol,
            cause: ending.cause
          )
        }
        options.verdict = verdict
      }
      known.prefix.withUnsafeBytes { bytes in
        writer.addPacket(
          interface: interface,
          timestamp: hop.time,
          bytes: bytes,
          wireLength: Int(known.length),
          options: options
        )
      }
      count += 1
    }
    packetCount = count
    bytes = count == 0 ? [] : writer.takeBytes()
  }
}

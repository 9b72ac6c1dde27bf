import CNDIS
import DataPath
import Inspection
import Kernel
import NDIS

/// Stopping, serving and letting go.
extension BreakDesk {
  func text(of reason: Reason) -> String {
    switch reason {
    case .point(let index):
      points.indices.contains(index)
        ? "breakpoint \(points[index].value.id): \(points[index].value.condition.text)" : ""
    case .step(let kind): "step to the \(kind.name)"
    }
  }

  /// Serves commands until somebody lets go on; engine time stands still meanwhile.
  @discardableResult
  func stop(
    _ reason: Reason,
    party: PartyID,
    subject: String = "",
    packet: RestingPacket? = nil,
    journey: UInt64 = 0
  ) -> Verdict {
    guard let serve, rest == nil, !isQuitting else { return .release }
    restCount += 1
    hasRested = true
    step = nil
    arm()
    var point: UInt32?
    if case .point(let index) = reason { point = points[index].value.id }
    let words = text(of: reason)
    rest = Rest(
      number: restCount,
      breakpoint: point,
      reason: words,
      party: party,
      subject: subject,
      packet: packet
    )
    engine.tell(
      .notice,
      .breakpoint,
      party: party,
      packet.map { "#\($0.journey) stopped" } ?? "stopped at \(subject)",
      note: packet.map { "\($0.edge.handlerName), \($0.behind) wait behind it" } ?? "",
      cause: words,
      journey: packet?.journey ?? journey
    )
    verdict = nil
    let start = HostTime.sinceEpoch
    standing { serve(RestingEngine(self)) }
    let span = HostTime.sinceEpoch &- start
    let done = verdict ?? .release
    let written = rest?.packet?.editedBytes ?? 0
    rest = nil
    engine.tell(
      .info,
      .breakpoint,
      party: party,
      packet.map { "#\($0.journey) \(done == .drop ? "dropped" : "released")" } ?? "released",
      note: (engine.options.stepped ? "" : "after \(TimeText.span(span)) of host time")
        + (written > 0 ? "\(engine.options.stepped ? "" : ", ")\(written) bytes were written" : ""),
      cause: words,
      journey: packet?.journey ?? journey
    )
    return done
  }

  private func standing(_ body: () -> Void) {
    if let clock = engine.machine.clock as? HostClock {
      clock.standing(while: body)
    } else {
      body()
    }
  }

  /// The packet as a front sees it.
  func packet(_ list: NetBufferList, _ handOff: HandOff) -> RestingPacket {
    let edge = HopEdge(rawValue: handOff.edge.rawValue) ?? .send
    let image = PacketImage(list)
    var info: [InfoSlotValue] = []
    for (slot, value) in image.info.enumerated() where value != 0 {
      info.append(InfoSlotValue(slot: UInt8(slot), rawValue: value, edge: edge))
    }
    return RestingPacket(
      journey: list.journey,
      from: handOff.from.pointee.id,
      edge: edge,
      callFlags: handOff.flags,
      isLoan: handOff.isLoan,
      bytes: image.bytes,
      link: link(of: handOff.to.pointee.id),
      bufferCount: UInt32(clamping: list.bufferCount),
      listFlags: list.flags,
      dataOffset: UInt32(clamping: list.firstBuffer?.dataOffset ?? 0),
      info: info,
      behind: UInt32(clamping: handOff.waiting),
      editRefusal: list.firstBuffer == nil ? "it has no buffer" : "",
      sharing: Self.sharing(list),
      dropRefusal: handOff.edge.isForward ? "" : "it is on its way home: only release ends this"
    )
  }

  private static func sharing(_ list: NetBufferList) -> String {
    if list.isDerived {
      return "its bytes are those of #\(list.prefix.pointee.parent_journey) too"
    }
    if list.record.pointee.ChildRefCount > 0 { return "packets made from it share its bytes" }
    return list.isWriteProtected ? "its bytes are marked read-only" : ""
  }
}

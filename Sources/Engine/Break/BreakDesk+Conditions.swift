import CNDIS
import DataPath
import Inspection
import Kernel
import NDIS
import Wire

/// Whether a list is one that a breakpoint or a step waits for.
extension BreakDesk {
  /// Counts a hit; false if it is one to let pass.
  func count(_ index: Int) -> Bool {
    points[index].value.hits += 1
    guard points[index].value.ignored > 0 else { return true }
    points[index].value.ignored -= 1
    return false
  }

  func follows(_ list: NetBufferList, _ step: Step) -> Bool {
    // What is made from it is followed in its place, but not what somebody receives of it when it has left.
    list.journey == step.journey
      || step.ending == nil && list.prefix.pointee.parent_journey == step.journey
  }

  func isEnd(of step: Step, _ list: NetBufferList, _ handOff: HandOff) -> Bool {
    switch step.kind {
    case .hop: true
    case .module: handOff.to.pointee.role != NDIS.Party.Role.interface.rawValue
    case .change: PacketImage(list) != step.before
    case .drop: false
    }
  }

  func matches(
    _ filter: DisplayFilter,
    _ list: NetBufferList,
    _ handOff: HandOff,
    _ packet: inout Dissection?
  ) -> Bool {
    let values = values(list, handOff)
    var next = list.firstBuffer
    while let buffer = next {
      next = buffer.next
      let isFirst = buffer == list.firstBuffer
      if isFirst, let packet {
        if filter.matches(packet, external: values) { return true }
        continue
      }
      let dissection = dissect(buffer, at: handOff.to)
      if isFirst { packet = dissection }
      if filter.matches(dissection, external: values) { return true }
    }
    return false
  }

  private func dissect(_ buffer: NetBuffer, at party: UnsafeMutablePointer<nd_party>) -> Dissection
  {
    let count = buffer.dataLength
    if scratch.count < count { scratch = [UInt8](repeating: 0, count: max(2_048, count)) }
    let link: LinkLayer = link(of: party.pointee.id) == .rawIP ? .rawIP : .ethernet
    return scratch.withUnsafeMutableBytes { space in
      let copied = buffer.copyBytes(to: UnsafeMutableRawBufferPointer(rebasing: space[..<count]))
      return Dissection(UnsafeRawBufferPointer(rebasing: space[..<copied]), link: link)
    }
  }

  func link(of party: PartyID) -> LinkKind {
    engine.structure?.adapter(of: party)?.linkKind ?? .ethernet
  }

  private func values(
    _ list: NetBufferList,
    _ handOff: HandOff
  ) -> [DisplayFilter.ExternalValue] {
    let party = engine.stack.parties[handOff.to.pointee.id]
    let edge = HopEdge(rawValue: handOff.edge.rawValue) ?? .send
    var values: [DisplayFilter.ExternalValue] = [
      .init("journey", .unsigned(list.journey)),
      .init("hop.module", .text(party?.name ?? "")),
      .init("hop.edge", .text(edge.name)),
      .init("hop.processor", .unsigned(UInt64(MachineHot(engine.machine.hot).processorIndex))),
      .init("direction", .text(edge.direction.name)),
      .init("frame.len", .unsigned(UInt64(list.totalLength))),
    ]
    let parent = list.prefix.pointee.parent_journey
    if parent > 0 { values.append(.init("journey.parent", .unsigned(parent))) }
    if let adapter = party.flatMap({ engine.stack.parties[$0.adapterID] }) {
      values.append(.init("adapter", .text(adapter.name)))
    }
    return values
  }
}

import CNDIS
import DataPath
import Kernel
import Wire

/// Why a received list goes to no binding.
extension InterfaceLayer {
  /// The reason, and the packet filters or the binding behind it.
  func refusal(
    of chain: borrowing NetBufferChain,
    _ wanted: UInt64
  ) -> (reason: DropReason, cause: CauseID) {
    let causes = adapter.stack.causes
    guard wanted == 0 else {
      let subject = "derived lists of \(adapter.name): none is free"
      return (.noResources, causes.intern(Cause(subject, source: .default)))
    }
    guard let list = chain.first, !bindings.isEmpty else {
      let subject = "\(adapter.name) has no open binding"
      return (.noBinding, causes.intern(Cause(subject, source: unbinder)))
    }
    guard list.flags & NBLFlags.isLoopbackPacket.rawValue != 0 else {
      return (.noMatchingPacketFilter, filterCause(of: list))
    }
    let sender = list.record.pointee.MiniportReserved.1
    let origin = bindings.first { UnsafeMutableRawPointer($0.party.record) == sender }
    let binding = origin ?? bindings[0]
    let subject =
      if origin != nil {
        "\(binding.name) sent it and has packet filter = \(binding.packetFilter.short)"
      } else if binding.needsNoLoopback {
        "\(binding.name) has NDIS_PROT_OPTION_NO_LOOPBACK"
      } else {
        "\(binding.name) has packet filter = \(binding.packetFilter.short)"
      }
    let cause = Cause(subject, source: binding.packetFilterSource)
    return (.loopbackSuppressed, causes.intern(cause))
  }

  /// What closed the adapter's last binding, or never opened one.
  private var unbinder: ConfigurationSource {
    adapter.bindings.first?.party.lastMove?.source ?? adapter.party.lastMove?.source ?? .default
  }

  /// The packet filters of the bindings beside the destination that none of them admits.
  private func filterCause(of list: NetBufferList) -> CauseID {
    let filters = bindings.map { "\($0.name) = \($0.packetFilter.short)" }
      .joined(separator: ", ")
    let source = bindings[0].packetFilterSource
    let general = Cause("packet filter of \(filters)", source: source)
    guard adapter.attributes?.medium != .ip, let start = list.firstBuffer?.contiguous,
      let destination = MACAddress(bytes: start)
    else { return adapter.stack.causes.intern(general) }
    return adapter.stack.causes.intern(
      seen: Cause("to \(destination); packet filter of \(filters)", source: source),
      general: general
    )
  }
}

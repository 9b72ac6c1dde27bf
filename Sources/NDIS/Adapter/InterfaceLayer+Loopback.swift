import CNDIS
import DataPath

extension InterfaceLayer {
  /// Finds out whether sends have to be looked at for loopback.
  ///
  /// Source: network/looping-back-ndis-packets
  func updateLoopback() {
    let hasReceivingFilter = adapter.filters.contains { $0.handlers.contains(.receive) }
    needsLoopback = bindings.contains { binding in
      guard !binding.needsNoLoopback else { return false }
      let filter = binding.packetFilter
      if filter.contains(.promiscuous), !filter.contains(.noLocal) { return true }
      return filter.contains(.allLocal) && (bindings.count > 1 || hasReceivingFilter)
    }
  }

  /// Frees looped copies that have come down to the miniport's place; the bottom never sees them.
  func takeBack(_ chain: consuming NetBufferChain, from bottom: UnsafeMutablePointer<nd_party>) {
    bottom.handOff(chain, to: party.record, edge: .return)
  }
}

import CNDIS
import DataPath
import Kernel
import NDIS

/// Pools of one adapter that runs nothing else, for what is done with lists beside handing them on.
final class ListBench {
  let stack: NetworkStack
  let party: UnsafeMutablePointer<nd_party>
  let pool: NetBufferListPool
  let deriver: Deriver
  private let adapter: MiniportAdapter

  /// Lists of 2,048 bytes.
  init() throws {
    stack = try NetworkStack(machine: Machine(clock: VirtualClock()))
    adapter = try MiniportAdapter(
      name: "lists",
      component: .miniport("lists", displayName: "Lists", summary: ""),
      driver: BenchMiniport(),
      stack: stack
    )
    party = adapter.party.record
    pool = try NetBufferListPool(owner: party, direction: .receive, capacity: 256, dataSize: 2_048)
    deriver = Deriver(
      pool: try NetBufferListPool(owner: party, direction: .receive, capacity: 256, dataSize: 0),
      descriptors: try DescriptorSource(capacity: 1_024)
    )
  }

  /// True if everything is back and counted.
  var isHome: Bool {
    pool.outstanding == 0 && deriver.pool.outstanding == 0 && deriver.descriptors.outstanding == 0
      && party.ledger(.receive).pointee.isBalanced
  }
}

import CLinux
import CNDIS
import DataPath
import Kernel
import NDIS

/// The receive path miniport, filters (two of them), protocol, and its return, as the engine runs it.
///
/// Every packet is allocated, gets its header written, is looked at by each filter, and is freed; states are checked and
/// both ledgers kept.
final class FourHopPath {
  private let stack: NetworkStack
  private let adapter: MiniportAdapter
  private let miniport = BenchMiniport()
  private let batch: Int
  private let length: Int

  /// Why a path could not be measured.
  enum Problem: Error {
    case notRunning
    case unbalanced
  }

  init(
    level: UInt8,
    filters: Int = 2,
    batch: Int = 64,
    length: Int = 64,
    setsHash: Bool = false,
    work: FilterWork = .look,
    isVerified: Bool = false
  ) throws {
    miniport.setsHash = setsHash
    self.batch = batch
    self.length = length
    let machine = Machine(clock: VirtualClock())
    stack = try NetworkStack(machine: machine)
    if isVerified { stack.verify() }
    stack.record(into: try RecordingRing(capacity: 64 << 20), snapLength: 128)
    adapter = try MiniportAdapter(
      name: "bench",
      component: .miniport("bench", displayName: "Bench", summary: ""),
      driver: miniport,
      stack: stack
    )
    let binding = ProtocolBinding(
      name: "sink",
      component: .protocol("sink", displayName: "Sink", summary: ""),
      driver: BenchProtocol(),
      adapter: adapter
    )
    let look = ComponentDescription.filter(
      "look",
      displayName: "Look",
      summary: "",
      .modifying(.custom)
    )
    adapter.start(
      filters: try (0..<filters).map { ("look\($0)", look, try Self.filter(work)) },
      bindings: [binding]
    )
    guard adapter.state == .running, binding.state == .running else { throw Problem.notRunning }
    for party in stack.parties.values { party.record.pointee.level = level }
    machine.setIRQL(.dispatch)
  }

  private static func filter(_ work: FilterWork) throws -> any FilterDriver {
    switch work {
    case .look: LookingFilter()
    case .swapAddresses: SwappingFilter()
    case .match(let text): try MatchingFilter(text)
    }
  }

  /// Runs for about `seconds` of this thread's processor time.
  func measure(seconds: Double) throws -> PathFigure {
    let round = max(1, 65_536 / batch)
    // As much before that the whole ring has been written once.
    for _ in 0..<(5 * round / 2) { miniport.indicate(batch, length: length, on: adapter) }
    let allocations = HeapCount.allocations
    let begin = nd_host_thread_cpu()
    let end = begin + UInt64(seconds * 1e9)
    var packets: UInt64 = 0
    var now = begin
    while now < end {
      for _ in 0..<round { miniport.indicate(batch, length: length, on: adapter) }
      packets += UInt64(round * batch)
      now = nd_host_thread_cpu()
    }
    let figure = PathFigure(
      packets: packets,
      processorSeconds: Double(now - begin) / 1e9,
      allocations: HeapCount.allocations - allocations
    )
    guard stack.parties.values.allSatisfy(\.isBalanced) else { throw Problem.unbalanced }
    return figure
  }
}

import CNDIS
import DataPath
import Kernel
import NDIS

extension AlgorithmCase {
  /// A query from a protocol through four filters to the miniport, and its answer back.
  static let request = AlgorithmCase(name: "request-4-filters", unit: "requests") { _ in
    let bench = try RequestBench()
    return AlgorithmRun(operations: 16) {
      let before = bench.forwarded
      for _ in 0..<16 { bench.ask() }
      guard bench.takeAnswers() == 16, bench.forwarded - before == 64 else {
        throw AlgorithmProblem.incomplete("a request has no answer, or passed a filter by")
      }
      return 0
    }
  }
}

/// An adapter with four filters that forward requests, and a protocol that asks.
private final class RequestBench {
  private let stack: NetworkStack
  private let adapter: MiniportAdapter
  private let sink = BenchProtocol()
  private let binding: ProtocolBinding
  private let filters = (0..<4).map { _ in ForwardingFilter() }

  init() throws {
    stack = try NetworkStack(machine: Machine(clock: VirtualClock()))
    adapter = try MiniportAdapter(
      name: "asked",
      component: .miniport("asked", displayName: "Asked", summary: ""),
      driver: BenchMiniport(),
      stack: stack
    )
    binding = ProtocolBinding(
      name: "asks",
      component: .protocol("asks", displayName: "Asks", summary: ""),
      driver: sink,
      adapter: adapter
    )
    let forward = ComponentDescription.filter(
      "forward",
      displayName: "Forward",
      summary: "",
      .modifying(.custom)
    )
    adapter.start(
      filters: filters.enumerated().map { ("forward\($0)", forward, $1) },
      bindings: [binding]
    )
    guard binding.state == .running else {
      throw AlgorithmProblem.incomplete("the adapter does not run")
    }
    _ = sink.takeAnswers()
  }

  func ask() {
    binding.request(.set, OIDNumber.genCurrentLookahead, input: [0, 1, 0, 0])
  }

  func takeAnswers() -> Int { sink.takeAnswers() }

  var forwarded: Int { filters.reduce(0) { $0 + $1.forwarded } }
}

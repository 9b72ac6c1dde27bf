public import Kernel
public import NDIS

/// What the built-in drivers of one stack share: the stack, its clock and randomness, and the cables between adapters.
///
/// Made once per stack and given to every factory; it does not keep the drivers alive.
public final class DriverContext {
  /// The stack the drivers are part of; it keeps them, not they it.
  public unowned let stack: NetworkStack
  /// The clock, timers, processors and randomness of the stack.
  public let machine: Machine
  /// Rules and values behind drops.
  public let causes: CauseTable
  /// Live descriptors that were opened elsewhere.
  public let edges: EdgeDescriptors
  /// True if the drivers are made only to see whether they can be; they open nothing then.
  public let isTrial: Bool
  private var wireEnds: [WireEnd] = []
  private var relayHalves: [RelayHalf] = []
  private var liveEdges: [LiveEnd] = []

  private struct LiveEnd {
    weak var edge: LiveEdge?
  }

  private struct RelayHalf {
    let name: String
    weak var driver: RelayProtocol?
  }

  private struct WireEnd {
    let name: String
    weak var driver: WireMiniport?
  }

  /// Makes the context of a stack.
  public init(
    stack: NetworkStack,
    edges: EdgeDescriptors = EdgeDescriptors(),
    isTrial: Bool = false
  ) {
    self.stack = stack
    machine = stack.machine
    causes = stack.causes
    self.edges = edges
    self.isTrial = isTrial
  }

  /// The adapter of that name, nil if there is none.
  public func adapter(named name: String) -> MiniportAdapter? {
    stack.adapter(named: name)
  }

  /// Reads from the host what it dropped at live edges; they do so themselves only once a second.
  public func readHostLosses() {
    for end in liveEdges { end.edge?.readLosses() }
  }

  /// Frames that hosts dropped at live edges, as far as they have been read.
  public var hostOverruns: UInt64 {
    liveEdges.reduce(0) { $0 &+ ($1.edge?.overruns ?? 0) }
  }

  /// Makes a live edge known.
  func register(_ edge: LiveEdge) {
    liveEdges.removeAll { $0.edge == nil || $0.edge === edge }
    liveEdges.append(LiveEnd(edge: edge))
  }

  /// Makes one half of a relay known under the relay's name.
  func register(_ driver: RelayProtocol, name: String) {
    relayHalves.removeAll { $0.driver == nil }
    relayHalves.append(RelayHalf(name: name, driver: driver))
  }

  /// The other half of a relay; nil if there is none.
  func partner(of driver: RelayProtocol, name: String) -> RelayProtocol? {
    relayHalves.last { $0.name == name && $0.driver !== driver }?.driver
  }

  /// Makes the end of a cable known under its adapter's name.
  func register(_ driver: WireMiniport, name: String) {
    wireEnds.removeAll { $0.driver == nil }
    wireEnds.append(WireEnd(name: name, driver: driver))
  }

  /// The cable end of an adapter, nil if the adapter is none.
  func wireEnd(named name: String) -> WireMiniport? {
    wireEnds.last { $0.name == name }?.driver
  }

  /// The cable end that names `name` as its peer, nil if none does.
  func wireEnd(facing name: String) -> WireMiniport? {
    wireEnds.first { $0.driver?.peerName == name }?.driver
  }
}

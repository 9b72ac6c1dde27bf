/// The tree of a stack at one generation; immutable, shared by every snapshot until it changes.
public final class StackStructure: Sendable {
  /// Grows by one with every change.
  public let generation: UInt64
  /// Name of the stack file.
  public let name: String
  /// Version of the product that runs it.
  public let version: String
  /// By id.
  public let adapters: [AdapterNode]
  /// Every party there is or was.
  public let parties: PartyTable
  /// All drop reasons.
  public let reasons: DropReasonTable
  /// What NDIS keeps beside the tree.
  public let ndis: NDISDetail
  /// Receive scaling of the adapters whose hardware has it, by adapter.
  public let scaling: [ReceiveScalingNode]

  /// Makes the value from its parts.
  public init(
    generation: UInt64,
    name: String,
    version: String,
    adapters: [AdapterNode],
    parties: PartyTable,
    reasons: DropReasonTable,
    ndis: NDISDetail = NDISDetail(),
    scaling: [ReceiveScalingNode] = []
  ) {
    self.generation = generation
    self.name = name
    self.version = version
    self.adapters = adapters
    self.parties = parties
    self.reasons = reasons
    self.ndis = ndis
    self.scaling = scaling
  }

  /// Receive scaling of an adapter; nil if its hardware has none.
  public func scaling(of adapter: AdapterID) -> ReceiveScalingNode? {
    scaling.first { $0.adapter == adapter }
  }

  /// Finds an adapter by its number.
  public func adapter(_ id: AdapterID) -> AdapterNode? {
    adapters.first { $0.id == id }
  }

  /// The adapter of a party.
  public func adapter(of party: PartyID) -> AdapterNode? {
    parties[party]?.adapter.flatMap { adapter($0) }
  }
}

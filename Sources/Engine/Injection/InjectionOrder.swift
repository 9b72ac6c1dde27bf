public import Inspection
import NDIS
public import Wire

/// A packet to inject as the command line names it: the place by name, the frame made.
public struct InjectionOrder: Sendable {
  /// An adapter, `adapter/module`, `adapter/protocol`, or a module or protocol whose name is used once.
  public var place: String
  /// Down or up.
  public var direction: Inspection.Direction
  /// The frame.
  public var frame: [UInt8]
  /// What a frame of a capture begins with; nil for one that a person wrote, who may begin it with anything.
  public var link: LinkLayer?
  /// How often; 0 without end.
  public var count: UInt64
  /// Engine nanoseconds from one to the next.
  public var interval: UInt64

  /// Makes the value from its parts.
  public init(
    place: String,
    direction: Inspection.Direction,
    frame: [UInt8],
    link: LinkLayer? = nil,
    count: UInt64 = 1,
    interval: UInt64 = 0
  ) {
    self.place = place
    self.direction = direction
    self.frame = frame
    self.link = link
    self.count = count
    self.interval = interval
  }
}

extension StackEngine {
  /// Finds the place and injects.
  ///
  /// - Throws: `EngineError` that says why not, and what to do.
  public func inject(_ order: InjectionOrder) throws(EngineError) {
    let request = try request(order)
    note(input: .inject(request))
    try perform(.inject(request))
  }

  /// The request that an order comes to in this stack.
  func request(_ order: InjectionOrder) throws(EngineError) -> InjectionRequest {
    let party = try injectionParty(named: order.place)
    if let link = order.link, let adapter = currentStructure().adapter(of: party) {
      let wanted: LinkLayer = adapter.linkKind == .rawIP ? .rawIP : .ethernet
      guard link == wanted else {
        let names: [LinkLayer: String] = [.ethernet: "Ethernet frames", .rawIP: "raw IP packets"]
        throw .refused(
          "the packet is none of the \(names[wanted] ?? "") of \(adapter.name): "
            + "\(order.place): take one from a capture of that kind"
        )
      }
    }
    return InjectionRequest(
      number: 0,
      party: party,
      direction: order.direction,
      frame: order.frame,
      count: order.count,
      interval: order.interval
    )
  }

  /// The party with this name; see `InjectionOrder.place`.
  func injectionParty(named name: String) throws(EngineError) -> PartyID {
    if let adapter = stack.adapter(named: name) { return adapter.party.id }
    var names: [String] = []
    var bare: [PartyID] = []
    for adapter in stack.adapters {
      names.append(adapter.name)
      let parts =
        adapter.filters.map { ($0.name, $0.party.id) }
        + adapter.bindings.map { ($0.name, $0.party.id) }
      for (part, id) in parts {
        let full = "\(adapter.name)/\(part)"
        if full == name { return id }
        names.append(full)
        if part == name { bare.append(id) }
      }
    }
    if let only = bare.first, bare.count == 1 { return only }
    guard bare.isEmpty else {
      throw .unknownPlace("\(bare.count) have this name: \(name): write adapter/\(name)")
    }
    let near = NearestName.of(name, among: names).map { "did you mean \($0)? " } ?? ""
    throw .unknownPlace(
      "nothing in the stack has this name: \(name): \(near)`ndissect show` lists them all"
    )
  }
}

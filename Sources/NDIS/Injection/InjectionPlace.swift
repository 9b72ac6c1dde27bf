public import DataPath
import Kernel

/// Where the engine can originate a packet: as one of the parties of a stack.
///
///     binding    sends              NdisSendNetBufferLists
///     filter     sends, indicates   NdisFSendNetBufferLists, NdisFIndicateReceiveNetBufferLists
///     miniport   indicates          NdisMIndicateReceiveNetBufferLists
///
/// The list comes home to the party that it was originated as, and goes no further.
public enum InjectionPlace {
  case miniport(MiniportAdapter)
  case filter(FilterModule)
  case binding(ProtocolBinding)

  /// Name of the instance.
  public var name: String { party.name }

  /// Its identity and ledgers on the data path.
  public var party: Party {
    switch self {
    case .miniport(let adapter): adapter.party
    case .filter(let module): module.party
    case .binding(let binding): binding.party
    }
  }

  /// Its state as the documentation names it.
  public var stateName: String {
    switch self {
    case .miniport(let adapter): adapter.state.displayName
    case .filter(let module): module.state.displayName
    case .binding(let binding): binding.state.displayName
    }
  }

  /// True if it may originate packets now.
  public var isRunning: Bool {
    switch self {
    case .miniport(let adapter): adapter.state == .running
    case .filter(let module): module.state == .running
    case .binding(let binding): binding.state == .running
    }
  }

  /// Directions in which packets can begin here.
  public var directions: [Direction] {
    switch self {
    case .miniport: [.receive]
    case .filter: [.transmit, .receive]
    case .binding: [.transmit]
    }
  }

  /// Originates one packet and hands it on.
  ///
  /// Engine thread, outside of any hand-off; drivers are called at DISPATCH.
  ///
  /// - Parameters:
  ///   - frame: as the adapter's medium wants it, 1...65535 bytes.
  ///   - direction: down from a protocol, up from a miniport, either from a filter.
  ///   - parent: journey it is a copy of, 0 for none.
  /// - Returns: its journey.
  /// - Throws: `InjectionError` that says what to do.
  public func inject(
    _ frame: [UInt8],
    _ direction: Direction,
    parent: UInt64 = 0
  ) throws(InjectionError) -> UInt64 {
    guard directions.contains(direction) else { throw .wrongDirection(name, direction) }
    guard !frame.isEmpty else { throw .empty }
    guard frame.count <= Injector.longest else { throw .tooLong(frame.count) }
    guard isRunning else { throw .notRunning(name, state: stateName) }
    let machine = stack.machine
    let before = machine.setIRQL(.dispatch)
    defer { machine.setIRQL(before) }
    switch self {
    case .miniport(let adapter):
      return try adapter.readyInjector().originate(frame, direction, parent: parent) {
        adapter.statistics.count($0, .receive)
      }
    case .filter(let module):
      return try module.readyInjector().originate(frame, direction, parent: parent)
    case .binding(let binding):
      return try binding.readyInjector().originate(frame, direction, parent: parent)
    }
  }

  private var stack: NetworkStack {
    switch self {
    case .miniport(let adapter): adapter.stack
    case .filter(let module): module.stack
    case .binding(let binding): binding.stack
    }
  }
}

extension NetworkStack {
  /// The party with this id as a place to inject at; nil if it is gone or NDIS itself.
  public func injectionPlace(_ party: UInt32) -> InjectionPlace? {
    for adapter in adapters {
      if adapter.party.id == party { return .miniport(adapter) }
      if let module = adapter.filters.first(where: { $0.party.id == party }) {
        return .filter(module)
      }
      if let binding = adapter.bindings.first(where: { $0.party.id == party }) {
        return .binding(binding)
      }
    }
    return nil
  }
}

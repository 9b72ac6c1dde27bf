import Engine
import Inspection
import Kernel
import NDIS

/// What is done to the running stack, chosen at random by what is there.
extension SoakRound {
  /// Does something, or a few things at once.
  mutating func operate() {
    guard let structure = live.snapshot?.structure else { return }
    let adapters = structure.adapters.filter { $0.state != "Halted" }
    guard !adapters.isEmpty else { return }
    let adapter = adapters[below(adapters.count)]
    switch random.bounded(20) {
    case 0, 1, 2: pauseAndRestart(adapter)
    case 3, 4, 5: come(adapter)
    case 6, 7, 8: go(adapters)
    case 9: flap(adapter)
    case 10, 11, 12: storm(adapter)
    case 13, 14: set(adapter)
    case 15, 16: configure(adapters)
    case 17:
      let levels: [UInt8] = [0, 1, 2, 3]
      send(.level, .recordingLevel(party: nil, level: levels[below(4)]))
    default: inject(adapter)
    }
  }

  private mutating func send(_ operation: SoakTally.Operation, _ command: Command) {
    tally.did(operation)
    live.send(command)
  }

  private mutating func below(_ count: Int) -> Int { Int(random.bounded(UInt64(count))) }

  private mutating func pauseAndRestart(_ adapter: AdapterNode) {
    send(.pause, .pauseAdapter(adapter.id))
    send(.restart, .restartAdapter(adapter.id))
  }

  /// A filter or a protocol more.
  private mutating func come(_ adapter: AdapterNode) {
    if adapter.filters.count < 6, random.bounded(2) == 0 {
      let component = ["capture", "impair", "classify"][below(2)]
      send(.attach, .attachFilter(adapter: adapter.id, component: component))
    } else if adapter.bindings.count < 4 {
      send(.bind, .bind(adapter: adapter.id, component: "sink"))
    }
  }

  /// Takes away what came.
  private mutating func go(_ adapters: [AdapterNode]) {
    let filters = adapters.flatMap(\.filters).filter { !SoakStack.lasting.contains($0.name) }
    let bindings = adapters.flatMap(\.bindings)
      .filter { !SoakStack.lasting.contains($0.protocolName) }
    if !filters.isEmpty, random.bounded(2) == 0 {
      send(.detach, .detachFilter(module: filters[below(filters.count)].partyID))
    } else if !bindings.isEmpty {
      send(.unbind, .unbind(binding: bindings[below(bindings.count)].partyID))
    }
  }

  /// The cable out and in again.
  private mutating func flap(_ adapter: AdapterNode) {
    guard adapter.name != "flood" else { return }
    send(.unplug, .unplugMedia(adapter.id))
    send(.plug, .plugMedia(adapter.id))
  }

  /// Every identifier that may be asked, from a random one on.
  private mutating func storm(_ adapter: AdapterNode) {
    let askable = OIDTable.all.filter { $0.kinds.contains(.query) }
    let first = below(askable.count)
    for step in 0..<min(40, askable.count) {
      let number = askable[(first + step) % askable.count].number.rawValue
      send(.query, .queryOID(adapter: adapter.id, number: number))
    }
  }

  private mutating func set(_ adapter: AdapterNode) {
    let values: [(OIDNumber, String)] = [
      (.genCurrentPacketFilter, "NDIS_PACKET_TYPE_PROMISCUOUS"),
      (.genCurrentPacketFilter, "NDIS_PACKET_TYPE_DIRECTED | NDIS_PACKET_TYPE_BROADCAST"),
      (.ethernetMulticastList, "01:00:5e:00:00:05"),
      (.genCurrentLookahead, "256"),
    ]
    let (number, value) = values[below(values.count)]
    send(.set, .setOID(adapter: adapter.id, number: number.rawValue, value: value))
  }

  /// Other rules and losses of the filters that are there.
  private mutating func configure(_ adapters: [AdapterNode]) {
    let filters = adapters.flatMap(\.filters)
    guard !filters.isEmpty else { return }
    let filter = filters[below(filters.count)]
    switch filter.driver {
    case "impair":
      let loss = ["0 %", "2 %", "10 %"][below(3)]
      send(.keyword, .setKeyword(party: filter.partyID, keyword: "loss", value: loss))
    case "classify":
      let rule = ["tcp", "udp port 53", "icmp[7] & 7 = 0"][below(3)]
      send(.keyword, .setKeyword(party: filter.partyID, keyword: "rules[0].match", value: rule))
    default: break
    }
  }

  /// A few broadcast frames from a place of the stack.
  ///
  /// Not at the adapter with a cable to this host: Linux would not know of them.
  private mutating func inject(_ adapter: AdapterNode) {
    guard adapter.name != "host" else { return }
    let frame: [UInt8] =
      [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 2, 0, 0, 0, 0, 9, 0x88, 0xb5]
      + [UInt8](repeating: 0x5a, count: 46)
    var parties = [adapter.partyID]
    parties += adapter.filters.map(\.partyID)
    send(
      .inject,
      .inject(
        InjectionRequest(
          number: 0,
          party: parties[below(parties.count)],
          direction: .receive,
          frame: frame,
          count: 1 + random.bounded(8)
        )
      )
    )
  }
}

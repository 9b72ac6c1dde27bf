import CNDIS
import DataPath
import Drivers
@testable import Engine
import Kernel
import NDIS
import TestSupport
import Testing

/// An engine all of whose drivers answer PENDING wherever they may, with traffic in both directions.
final class SoakRig {
  let engine: StackEngine
  private(set) var counts = Counts()
  private var random: SeededRandom

  /// What was done.
  struct Counts {
    var pauses = 0
    var attaches = 0
    var detaches = 0
    var binds = 0
    var unbinds = 0
    var mediaChanges = 0
    var filterChanges = 0
  }

  static let text = """
    name: soak
    adapters:
      left:
        driver: wire
        peer: right
        rate: 1 Gbit/s
        delay: 20 us
        filters:
          - { driver: vlan, name: tag, id: 7 }
          - { driver: capture, name: watch }
      right:
        driver: wire
        rate: 1 Gbit/s
        delay: 20 us
        filters:
          - { driver: vlan, name: untag, id: 7 }
          - driver: classify
            name: gate
            rules: [{ match: "icmp[7] & 15 = 0", action: drop }]
    protocols:
      caller: { driver: talker, bind: left, address: 10.0.0.1/24, target: 10.0.0.2, interval: 100 us }
      counter: { driver: talker, bind: right, address: 10.0.0.2/24, target: 10.0.0.1, interval: 130 us }
      drain: { driver: sink, bind: right }
    """

  init(seed: UInt64) throws {
    let configuration = try StackFile.read(
      Self.text,
      file: "soak.yaml",
      catalogue: DriverCatalogue.builtIn.components
    )
    var options = StackEngine.Options()
    options.stepped = true
    options.seed = seed
    options.level = 2
    options.ringBytes = 1 << 20
    engine = try StackEngine(configuration, options: options, catalogue: .pending)
    random = SeededRandom(seed: seed).child("soak")
    engine.start()
  }

  func run(for span: UInt64) throws {
    try engine.run(until: engine.now + span)
  }

  var anAdapter: MiniportAdapter {
    engine.stack.adapters[Int(random.bounded(UInt64(engine.stack.adapters.count)))]
  }

  /// Pauses and restarts an adapter's stack; now and then a cable or a packet filter changes meanwhile.
  func pauseAndRestart() throws {
    let adapter = anAdapter
    let before = counts.pauses
    adapter.pauseAndRestart { [unowned self] in counts.pauses += 1 }
    try run(for: random.bounded(200_000))
    if random.bounded(8) == 0 { toggleMedia(anAdapter) }
    if random.bounded(8) == 0 { changePacketFilter(anAdapter) }
    try finish { self.counts.pauses > before }
  }

  /// Puts a filter and a protocol onto a running adapter and takes both away again.
  func attachAndDetach() throws {
    let adapter = anAdapter
    let component = ["capture", "impair"][Int(random.bounded(2))]
    let modules = Set(adapter.filters.map(\.party.id))
    let bindings = Set(adapter.bindings.map(\.party.id))
    try engine.attach(component, to: adapter)
    try engine.bind("sink", to: adapter)
    try run(for: random.bounded(400_000))
    try finish { adapter.isAtRest }
    let module = try #require(adapter.filters.first { !modules.contains($0.party.id) })
    counts.attaches += 1
    let binding = try #require(adapter.bindings.first { !bindings.contains($0.party.id) })
    counts.binds += 1
    try run(for: 100_000 + random.bounded(400_000))
    try detach(module.party.id)
    try run(for: random.bounded(100_000))
    try unbind(binding.party.id)
    try finish { adapter.isAtRest }
    if !adapter.filters.contains(where: { $0 === module }) { counts.detaches += 1 }
    if !adapter.bindings.contains(where: { $0 === binding }) { counts.unbinds += 1 }
  }

  private func toggleMedia(_ adapter: MiniportAdapter) {
    guard let driver = adapter.driver as? any MediaSwitching else { return }
    driver.setMedia(connected: !driver.isMediaConnected, source: .command("soak"))
    counts.mediaChanges += 1
  }

  private func changePacketFilter(_ adapter: MiniportAdapter) {
    guard let binding = adapter.bindings.first, binding.state == .running else { return }
    binding.setPacketFilter(
      random.bounded(2) == 0 ? [.directed, .broadcast, .multicast] : .promiscuous
    )
    counts.filterChanges += 1
  }

  func plugEverything() {
    for adapter in engine.stack.adapters {
      let driver = adapter.driver as? any MediaSwitching
      if driver?.isMediaConnected == false { toggleMedia(adapter) }
    }
  }

  /// Runs until something is so, at most a tenth of a second of engine time.
  private func finish(_ isDone: () -> Bool) throws {
    let end = engine.now + 100_000_000
    while !isDone(), engine.now < end { try run(for: 20_000) }
    #expect(isDone(), "an operation did not end")
  }

  /// Everything that must hold at any quiet point.
  var isSound: Bool {
    for party in engine.stack.parties.values where !party.isBalanced { return false }
    return engine.stack.lostLists == 0 && engine.stack.verifier?.findings.isEmpty == true
  }

  /// Stops and expects everything at home.
  func stopAndCheck() {
    engine.stop()
    let stack = engine.stack
    #expect(engine.problems() == [])
    #expect(stack.lostLists == 0)
    #expect(stack.descriptors.outstanding == 0)
    for adapter in stack.adapters { #expect(adapter.state == .halted) }
    for party in stack.parties.values.sorted(by: { $0.id < $1.id }) {
      for direction in [Direction.transmit, .receive] {
        let ledger = party.record.ledger(direction).pointee
        #expect(ledger.held == 0, "\(party.name) \(direction)")
        #expect(ledger.inside == 0, "\(party.name) \(direction)")
        // Its pools are whole again exactly if it freed what it created.
        #expect(ledger.created == ledger.freed, "\(party.name) \(direction)")
        #expect(party.record.away(direction) == 0, "\(party.name) \(direction)")
      }
    }
  }
}

import CNDIS
import DataPath
import Engine
import Kernel
import NDIS
import TestSupport
import Testing

/// Custody counted on the lists themselves.
@Suite struct SoakCensusTests {
  @Test("every party holds as many lists as carry its id", arguments: [3, 8] as [UInt64])
  func census(_ seed: UInt64) throws {
    let rig = try SoakRig(seed: seed)
    try rig.run(for: 3_000_000)
    var random = SeededRandom(seed: seed)
    var seen: UInt64 = 0
    let pools = rig.pools
    for _ in 0..<50 {
      try rig.run(for: 1_000 + random.bounded(300_000))
      let counts = Verifier.census(of: pools)
      for party in rig.engine.stack.parties.values {
        let count = counts[party.id] ?? (0, 0)
        #expect(count.0 == party.record.ledger(.transmit).pointee.held, "\(party.name) transmit")
        #expect(count.1 == party.record.ledger(.receive).pointee.held, "\(party.name) receive")
        seen += count.0 + count.1
      }
    }
    #expect(seen > 50)
    print("seed \(seed): \(seen) lists counted at 50 quiet points")
    rig.stopAndCheck()
  }
}

extension SoakRig {
  /// Every pool of every driver and interface layer, found by looking into the objects.
  var pools: [NetBufferListPool] {
    var found: [ObjectIdentifier: NetBufferListPool] = [:]
    var visited: Set<ObjectIdentifier> = []
    let elsewhere: Set<String> = ["stack", "machine", "adapter", "module", "binding", "context"]
    func look(_ value: Any) {
      if let pool = value as? NetBufferListPool {
        found[ObjectIdentifier(pool)] = pool
        return
      }
      let mirror = Mirror(reflecting: value)
      if mirror.displayStyle == .class,
        !visited.insert(ObjectIdentifier(value as AnyObject)).inserted
      {
        return
      }
      guard mirror.children.count <= 64 else { return }
      for child in mirror.children where !elsewhere.contains(child.label ?? "") {
        look(child.value)
      }
    }
    for adapter in engine.stack.adapters {
      if let driver = adapter.driver as? PendingMiniport { look(driver.inner) }
      if let layer = adapter.interfaceLayer { look(layer) }
      for module in adapter.filters {
        if let inner = (module.driver as? PendingFilter)?.inner { look(inner) }
      }
      for binding in adapter.bindings {
        if let driver = binding.driver as? PendingProtocol { look(driver.inner) }
      }
    }
    return Array(found.values)
  }
}

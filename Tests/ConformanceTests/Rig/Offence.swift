import CNDIS
import DataPath
import Kernel
@testable import NDIS
import Testing

/// A way to break one rule that takes no driver in C.
struct Offence: CustomTestStringConvertible, Sendable {
  let rule: VerifierRule
  /// The component that is to be named.
  let driver: String
  /// Done to a stack that runs and is at rest.
  let commit: @Sendable (WalkRig) throws -> Void

  var testDescription: String { "\(rule.rawValue) by \(driver)" }

  init(
    _ rule: VerifierRule,
    by driver: String = "walked",
    _ commit: @escaping @Sendable (WalkRig) throws -> Void
  ) {
    self.rule = rule
    self.driver = driver
    self.commit = commit
  }

  static let all = [
    Offence(.adapterState) { $0.adapter.resetComplete(.success, addressingReset: false) },
    Offence(.lostChain) { rig in
      let lists = try #require(rig.miniport.pool).allocate(1, dataLength: 60)
      _ = consume lists
      rig.expectedLostLists = 1
    },
    Offence(.ledgerUnbalanced) { rig in
      let ledger = rig.adapter.party.record.ledger(.receive)
      ledger.pointee.taken += 1
      rig.miniport.indicate([1])
      try rig.run(.milliseconds(1))
      ledger.pointee.taken -= 1
    },
    Offence(.unmarkedChange, by: "scribbler") { rig in
      try rig.with(Scribbler(), named: "scribbler") { rig in rig.miniport.indicate([1, 2]) }
    },
    Offence(.portInactive) { rig in
      let port = try rig.adapter.allocatePort()
      rig.adapter.indicate(.networkChange, port: port)
      #expect(rig.adapter.freePort(port) == .success)
    },
    Offence(.throttleExceeded) { rig in
      rig.miniport.ignoresThrottle = true
      rig.miniport.arrived = [1, 2, 3]
      rig.adapter.receiveLimit = 2
      rig.adapter.raiseInterrupt()
      try rig.run(.milliseconds(1))
      rig.miniport.ignoresThrottle = false
      rig.adapter.receiveLimit = ReceiveThrottle.all
    },
    Offence(.setPowerCannotFail) { rig in
      rig.miniport.onRequest = {
        $0.oid == .pnpSetPower ? .done(.failure) : ScriptedMiniport.obey($0)
      }
      rig.adapter.setPower(.d3)
      try rig.run(.milliseconds(2))
      rig.miniport.onRequest = ScriptedMiniport.obey
    },
    Offence(.requestInLowPower, by: "asker") { rig in
      let asker = ScriptedFilter("asker", log: rig.log)
      try rig.with(asker, named: "asker") { rig in
        rig.adapter.setPower(.d3)
        try rig.run(.milliseconds(2))
        asker.module?.originateRequest(.query, .genVendorId, outputLength: 4)
        rig.adapter.setPower(.d0)
      }
    },
    Offence(.resetLeavesSends) { rig in
      let sender = try #require(rig.someProtocol)
      rig.miniport.holdsSends = true
      sender.send([7])
      try rig.run(.milliseconds(1))
      rig.adapter.reset()
      try rig.run(.milliseconds(1))
      rig.miniport.holdsSends = false
      rig.miniport.completeSends()
    },
    Offence(.restartAttributesEdited, by: "failing") { rig in
      let filter = ScriptedFilter("failing", log: rig.log)
      filter.onRestart = { module in
        module.editRestartAttributes { $0.mtu -= 4 }
        return .done(.failure)
      }
      try rig.with(filter, named: "failing") { _ in }
    },
    Offence(.handlerConsistencyOIDRequest, by: "heedless") { rig in
      try rig.with(Heedless(), named: "heedless") { _ in }
    },
  ]
}

extension WalkRig {
  func run(_ time: Nanoseconds) throws {
    try machine.run(until: machine.now + time)
  }

  /// Attaches a filter at some place, runs `body`, and detaches it if it is still there.
  func with(
    _ driver: any FilterDriver,
    named name: String,
    _ body: (WalkRig) throws -> Void
  ) throws {
    adapter.attach(
      name: name,
      component: ConformanceRig.component(name),
      driver: driver,
      at: bounded(adapter.filters.count + 1)
    )
    try rest()
    try body(self)
    try rest()
    guard let module = adapter.filters.first(where: { $0.name == name }) else { return }
    adapter.detach(module)
    try rest()
  }
}

/// A filter that writes past the accessors that mark what changed.
private final class Scribbler: FilterReceiving, FilterStatusReceiving {
  func attach(_ module: FilterModule) throws(NDISStatus) {}
  func detach(_ module: FilterModule) {}
  func pause(_ module: FilterModule) -> Completion { .success }
  func restart(_ module: FilterModule) -> Completion { .success }
  func status(_ indication: StatusIndication, on module: FilterModule) {
    module.indicate(indication)
  }

  func receive(
    _ chain: consuming NetBufferChain,
    on module: FilterModule,
    port: UInt32,
    flags: ReceiveFlags
  ) {
    chain.forEach { $0.record.pointee.Status = NDISStatus.failure.rawValue }
    module.indicate(chain, port: port, flags: flags)
  }
}

/// A filter that changes the restart attributes and answers no request about them.
private final class Heedless: FilterDriver {
  private var isDone = false

  func attach(_ module: FilterModule) throws(NDISStatus) {}
  func detach(_ module: FilterModule) {}
  func pause(_ module: FilterModule) -> Completion { .success }
  func restart(_ module: FilterModule) -> Completion {
    if !isDone { isDone = module.editRestartAttributes { $0.lookahead -= 4 } }
    return .success
  }
}

import CDrivers
import CNDIS
import DataPath
import Kernel
import Testing

@testable import NDIS

/// A filter without any data-path handler.
private final class BypassedFilter: FilterDriver {
  func attach(_ module: FilterModule) throws(NDISStatus) {}
  func detach(_ module: FilterModule) {}
  func pause(_ module: FilterModule) -> Completion { .success }
  func restart(_ module: FilterModule) -> Completion { .success }
}

/// A filter that sees packets on their way and nothing that comes home.
private final class OneWayFilter: FilterSending, FilterReceiving, FilterStatusReceiving {
  private(set) var sent = 0
  private(set) var received = 0

  func status(_ indication: StatusIndication, on module: FilterModule) {
    module.indicate(indication)
  }

  func attach(_ module: FilterModule) throws(NDISStatus) {}
  func detach(_ module: FilterModule) {}
  func pause(_ module: FilterModule) -> Completion { module.pauseWhenHome() }
  func restart(_ module: FilterModule) -> Completion { .success }

  func send(
    _ chain: consuming NetBufferChain,
    on module: FilterModule,
    port: UInt32,
    flags: SendFlags
  ) {
    sent += chain.count
    module.send(chain, port: port, flags: flags)
  }

  func receive(
    _ chain: consuming NetBufferChain,
    on module: FilterModule,
    port: UInt32,
    flags: ReceiveFlags
  ) {
    received += chain.count
    module.indicate(chain, port: port, flags: flags)
  }
}

@Suite("Injection")
struct InjectionTests {
  private static let frame = [UInt8](repeating: 0x33, count: 60)

  /// Bottom to top: a filter with every handler, one with none, one without those for what comes home, one with all.
  private func stack() throws -> CDriversStack {
    try CDriversStack([
      { _ in ("bottom", .handFilter("bottom"), PassThroughTwin()) },
      { _ in ("bare", .handFilter("bare"), BypassedFilter()) },
      { _ in ("oneWay", .handFilter("oneWay"), OneWayFilter()) },
      { _ in ("top", .handFilter("top"), PassThroughTwin()) },
    ])
  }

  private func expectHome(_ stack: CDriversStack) {
    #expect(stack.findings == [], "\(stack.findings.map(\.detail))")
    #expect(stack.isBalanced)
    #expect(stack.stack.lostLists == 0)
    for party in stack.stack.parties.values {
      for direction in [DataPath.Direction.transmit, .receive] {
        #expect(party.record.away(direction) == 0, "\(party.name)")
        #expect(party.record.ledger(direction).pointee.held == 0, "\(party.name)")
      }
    }
  }

  private func twin(_ stack: CDriversStack, _ index: Int) throws -> PassThroughTwin {
    try #require(stack.adapter.filters[index].driver as? PassThroughTwin)
  }

  @Test("a packet sent from any module goes down, and comes home to that module and no further")
  func sends() throws {
    for (index, passed) in [0, 1, 1, 1].enumerated() {
      let stack = try stack()
      let module = stack.adapter.filters[index]
      let journey = try InjectionPlace.filter(module).inject(Self.frame, .transmit)
      #expect(journey > 0)
      let ledger = module.party.record.ledger(.transmit).pointee
      #expect(ledger.born == 1 && ledger.left == 1 && ledger.inside == 0)
      #expect(ledger.created == 1 && ledger.given == 1 && ledger.taken == 1 && ledger.freed == 1)
      let bottom = try twin(stack, 0)
      let top = try twin(stack, 3)
      #expect(bottom.counts.Sent == UInt64(passed) && bottom.counts.Completed == UInt64(passed))
      #expect(top.counts.Sent == 0 && top.counts.Completed == 0)
      #expect(stack.hand.completions.isEmpty)
      let miniport = stack.adapter.party.record.ledger(.transmit).pointee
      #expect(miniport.entered == 1 && miniport.left == 1)
      expectHome(stack)
    }
  }

  @Test("a packet indicated from any module goes up, and comes home to that module and no further")
  func indications() throws {
    for (index, passed) in [1, 1, 1, 0].enumerated() {
      let stack = try stack()
      let module = stack.adapter.filters[index]
      _ = try InjectionPlace.filter(module).inject(Self.frame, .receive)
      let ledger = module.party.record.ledger(.receive).pointee
      #expect(ledger.born == 1 && ledger.left == 1 && ledger.inside == 0)
      #expect(ledger.created == 1 && ledger.given == 1 && ledger.taken == 1 && ledger.freed == 1)
      let bottom = try twin(stack, 0)
      let top = try twin(stack, 3)
      #expect(bottom.counts.Received == 0 && bottom.counts.Returned == 0)
      #expect(top.counts.Received == UInt64(passed) && top.counts.Returned == UInt64(passed))
      #expect(stack.hand.firstBytes == [0x33])
      #expect(stack.adapter.party.record.ledger(.receive).pointee.taken == 0)
      expectHome(stack)
    }
  }

  @Test("a packet received at the miniport passes every filter and is counted by the adapter")
  func miniport() throws {
    let stack = try stack()
    _ = try InjectionPlace.miniport(stack.adapter).inject(Self.frame, .receive)
    let ledger = stack.adapter.party.record.ledger(.receive).pointee
    #expect(ledger.born == 1 && ledger.left == 1 && ledger.freed == 1)
    #expect(try twin(stack, 0).counts.Received == 1)
    #expect(try twin(stack, 3).counts.Returned == 1)
    #expect(stack.hand.firstBytes == [0x33])
    expectHome(stack)
  }

  @Test("a packet sent as a protocol passes every filter, and its driver never gets it back")
  func binding() throws {
    let stack = try stack()
    _ = try InjectionPlace.binding(stack.binding).inject(Self.frame, .transmit)
    let ledger = stack.binding.party.record.ledger(.transmit).pointee
    #expect(ledger.born == 1 && ledger.left == 1 && ledger.freed == 1)
    #expect(try twin(stack, 0).counts.Completed == 1)
    #expect(stack.hand.completions.isEmpty)
    expectHome(stack)
  }

  @Test(
    "other packets keep their way while injected ones are out, and a bypassed filter stays bypassed"
  )
  func mixed() throws {
    let stack = try stack()
    stack.miniport.completesAtOnce = false
    stack.hand.returnsAtOnce = false
    for module in stack.adapter.filters {
      _ = try InjectionPlace.filter(module).inject(Self.frame, .transmit)
      _ = try InjectionPlace.filter(module).inject(Self.frame, .receive)
      stack.hand.send(3)
      stack.miniport.indicate(2)
    }
    _ = try InjectionPlace.binding(stack.binding).inject(Self.frame, .transmit)
    _ = try InjectionPlace.miniport(stack.adapter).inject(Self.frame, .receive)
    stack.miniport.completeAll()
    stack.hand.returnAll()
    #expect(stack.hand.completions.count == 12)
    // Its own two and no other: who has no handler is passed by.
    let bare = stack.adapter.filters[1].party.record
    #expect(bare.ledger(.transmit).pointee.taken == 1)
    #expect(bare.ledger(.receive).pointee.taken == 1)
    // 12 and 1 from the protocol, and 3 from the modules above; the same come home.
    #expect(try twin(stack, 0).counts.Sent == 16)
    #expect(try twin(stack, 0).counts.Completed == 16)
    expectHome(stack)
  }

  @Test("a pause waits for injected packets, even if the driver says at once that it is done")
  func pauses() throws {
    for index in 0..<4 {
      let stack = try stack()
      stack.miniport.completesAtOnce = false
      let module = stack.adapter.filters[index]
      _ = try InjectionPlace.filter(module).inject(Self.frame, .transmit)
      stack.adapter.pause()
      #expect(module.state == .pausing)
      #expect(stack.adapter.state == .running)
      #expect(throws: InjectionError.self) {
        try InjectionPlace.filter(module).inject(Self.frame, .transmit)
      }
      stack.miniport.completeAll()
      #expect(stack.adapter.state == .paused)
      expectHome(stack)
      stack.adapter.restart()
      _ = try InjectionPlace.filter(module).inject(Self.frame, .receive)
      expectHome(stack)
    }
  }

  @Test("a protocol's pause waits for what was injected in its name")
  func bindingPause() throws {
    let stack = try stack()
    stack.miniport.completesAtOnce = false
    _ = try InjectionPlace.binding(stack.binding).inject(Self.frame, .transmit)
    stack.adapter.pause()
    #expect(stack.binding.state == .pausing)
    stack.miniport.completeAll()
    #expect(stack.adapter.state == .paused)
    expectHome(stack)
  }

  @Test("in another state than Running the answer names the state and what to do")
  func refusals() throws {
    let stack = try stack()
    stack.adapter.pause()
    for place in [
      InjectionPlace.miniport(stack.adapter), .filter(stack.adapter.filters[0]),
      .binding(stack.binding),
    ] {
      do {
        _ = try place.inject(Self.frame, place.directions[0])
        Issue.record("injected at \(place.name) in state \(place.stateName)")
      } catch {
        #expect(
          error.description
            == "nothing can be originated in state Paused: \(place.name): restart the adapter, "
            + "then it is Running"
        )
      }
    }
    expectHome(stack)
    stack.adapter.restart()
    #expect(throws: InjectionError.self) {
      try InjectionPlace.miniport(stack.adapter).inject(Self.frame, .transmit)
    }
    #expect(throws: InjectionError.self) {
      try InjectionPlace.binding(stack.binding).inject(Self.frame, .receive)
    }
    #expect(throws: InjectionError.self) {
      try InjectionPlace.binding(stack.binding).inject([], .transmit)
    }
    let long = [UInt8](repeating: 0, count: 65_536)
    #expect(throws: InjectionError.self) {
      try InjectionPlace.binding(stack.binding).inject(long, .transmit)
    }
    expectHome(stack)
  }

  @Test("a packet taken from another is its child; lists run out with an answer, and come back")
  func childrenAndLimits() throws {
    let stack = try stack()
    stack.miniport.completesAtOnce = false
    let place = InjectionPlace.binding(stack.binding)
    for _ in 0..<Injector.capacity { _ = try place.inject(Self.frame, .transmit, parent: 1) }
    #expect(throws: InjectionError.self) { try place.inject(Self.frame, .transmit) }
    stack.miniport.completeAll()
    _ = try place.inject(Self.frame, .transmit)
    stack.miniport.completeAll()
    // A birth record names the relation and the parent.
    let births = stack.records.filter { $0[4] == 3 && $0[5] == Relation.injected.rawValue }
    #expect(births.count >= Injector.capacity)
    expectHome(stack)
  }

  @Test("frames of any bytes and length pass without harm")
  func anyFrame() throws {
    let stack = try stack()
    for length in [1, 5, 6, 13, 14, 33, 1_514, 9_000, 65_535] {
      let frame = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 37) }
      _ = try InjectionPlace.miniport(stack.adapter).inject(frame, .receive)
      _ = try InjectionPlace.binding(stack.binding).inject(frame, .transmit)
    }
    expectHome(stack)
  }

  @Test("a detached module with a past of injections leaves nothing behind")
  func detach() throws {
    let stack = try stack()
    let module = stack.adapter.filters[1]
    _ = try InjectionPlace.filter(module).inject(Self.frame, .transmit)
    stack.adapter.detach(module)
    stack.hand.send(2)
    stack.miniport.indicate(2)
    #expect(stack.hand.completions.count == 2)
    expectHome(stack)
  }
}

extension CDriversSuite {
  @Suite("Injection around drivers in C")
  struct InjectionAroundC {
    @Test(
      "a filter in C passes injected packets on, and never sees those that begin at it come home"
    )
    func filter() throws {
      let stack = try CDriversStack([
        { _ in ("below", .handFilter("below"), PassThroughTwin()) },
        { stack in
          let image = try CDriverImage(name: "middle", stack: stack, entry: PassThroughEntry)
          return ("middle", .handFilter("middle"), try image.makeFilter())
        },
        { _ in ("above", .handFilter("above"), PassThroughTwin()) },
      ])
      let frame = [UInt8](repeating: 0x44, count: 60)
      stack.miniport.completesAtOnce = false
      for module in stack.adapter.filters {
        _ = try InjectionPlace.filter(module).inject(frame, .transmit)
        _ = try InjectionPlace.filter(module).inject(frame, .receive)
      }
      stack.adapter.pause()
      #expect(stack.adapter.state == .running)
      stack.miniport.completeAll()
      #expect(stack.adapter.state == .paused)
      #expect(stack.findings == [], "\(stack.findings.map(\.detail))")
      #expect(stack.isBalanced)
      let counts = PassThroughCounts()
      #expect(counts.Sent == 1 && counts.Completed == 1)
      // One from below, and the three sends looped back to the promiscuous binding.
      #expect(counts.Received == 4 && counts.Returned == 4)
    }
  }
}

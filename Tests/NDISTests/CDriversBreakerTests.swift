import CDrivers
import CNDIS
import DataPath
import Kernel
import Testing

@testable import NDIS

extension CDriversSuite {
  @Suite("Drivers in C that break a rule")
  struct Breakers {
    /// A row of the C table.
    struct Breaker: CustomTestStringConvertible, Sendable {
      let index: UInt32
      let name: String
      let rule: String
      let kind: UInt32

      init(_ index: UInt32) {
        self.index = index
        let row = BreakerAt(index)
        name = String(cString: row.Name)
        rule = String(cString: row.Rule)
        kind = row.Kind
      }

      var testDescription: String { name }

      static let all = (0..<BreakerCount()).map(Breaker.init)
    }

    /// Rules that a breaker breaks besides its own, because one follows from the other.
    private static let followers: [String: Set<VerifierRule>] = [:]

    @Test("the verifier names the broken rule, its page and the driver", arguments: Breaker.all)
    func breaks(_ breaker: Breaker) throws {
      BreakerBegin()
      defer { BreakerEnd() }
      let rule = try #require(VerifierRule(rawValue: breaker.rule))
      let stack = try run(breaker)
      let rules = Set(stack.findings.map(\.rule))
      let expected = Self.followers[breaker.name, default: []].union([rule])
      #expect(
        rules == expected,
        "\(stack.findings.map { "\($0.rule) by \($0.driver): \($0.detail)" })"
      )
      #expect(
        stack.findings.allSatisfy { $0.driver == breaker.name },
        "\(stack.findings.map { "\($0.rule) by \($0.driver): \($0.detail)" })"
      )
      #expect(!rule.page.isEmpty)
      #expect(stack.isBalanced)
    }

    @Test("at least twenty rules are broken by drivers in C")
    func coverage() {
      #expect(Set(Breaker.all.map(\.rule)).count >= 20)
      #expect(Breaker.all.allSatisfy { VerifierRule(rawValue: $0.rule) != nil })
    }

    @Test("the drivers from which the breakers differ keep every rule")
    func correct() throws {
      BreakerBegin()
      defer { BreakerEnd() }
      let filter = try CDriversStack([Self.filter("base", BaseFilterEntry)])
      exerciseFilter(filter, nil)
      #expect(filter.findings == [], "\(filter.findings.map(\.detail))")
      #expect(filter.isBalanced)
      #expect(filter.adapter.state == .halted)
      #expect(filter.stack.lostLists == 0)

      var image: CDriverImage?
      let miniport = try CDriversStack(
        [],
        miniport: {
          let loaded = try CDriverImage(name: "echo", stack: $0, entry: EchoMiniportEntry)
          image = loaded
          return try loaded.makeMiniport()
        },
        named: "echo"
      )
      exerciseMiniport(miniport, image)
      #expect(miniport.findings == [], "\(miniport.findings.map(\.detail))")
      #expect(miniport.hand.firstBytes == [0x22, 0x22, 0x22])
      #expect(miniport.isBalanced)
      #expect(miniport.adapter.state == .halted)

      let other = try CDriversStack(
        [],
        protocol: {
          let loaded = try CDriverImage(name: "protocol", stack: $0, entry: EchoProtocolEntry)
          image = loaded
          return try loaded.makeProtocol()
        },
        named: "protocol"
      )
      exerciseProtocol(other, image)
      #expect(other.findings == [], "\(other.findings.map(\.detail))")
      #expect(EchoProtocolReceived() > 0)
      #expect(other.isBalanced)
      #expect(other.adapter.state == .halted)
    }

    // MARK: Runs

    private static func filter(
      _ name: String,
      _ entry: @escaping DRIVER_ENTRY_HANDLER,
      monitoring: Bool = false,
      loaded: @escaping (CDriverImage) -> Void = { _ in }
    ) -> CDriversStack.Make {
      { stack in
        let image = try CDriverImage(name: name, stack: stack, entry: entry)
        loaded(image)
        let component = ComponentDescription.handFilter(
          name,
          monitoring: monitoring,
          ndisVersion: image.version ?? .v6_40
        )
        return (name, component, try image.makeFilter())
      }
    }

    private func run(_ breaker: Breaker) throws -> CDriversStack {
      BreakerClearPoke()
      let entry = try #require(BreakerAt(breaker.index).Entry)
      var image: CDriverImage?
      switch Int(breaker.kind) {
      case Int(BREAKER_FILTER), Int(BREAKER_MONITOR):
        let stack = try CDriversStack([
          { _ in ("below", .handFilter("below"), PassThroughTwin()) },
          Self.filter(breaker.name, entry, monitoring: Int(breaker.kind) == Int(BREAKER_MONITOR)) {
            image = $0
          },
          { _ in ("above", .handFilter("above"), PassThroughTwin()) },
        ])
        exerciseFilter(stack, image)
        return stack
      case Int(BREAKER_MINIPORT):
        let stack = try CDriversStack(
          [],
          miniport: {
            let loaded = try CDriverImage(name: breaker.name, stack: $0, entry: entry)
            image = loaded
            return try loaded.makeMiniport()
          },
          named: breaker.name
        )
        exerciseMiniport(stack, image)
        return stack
      case Int(BREAKER_PROTOCOL):
        let stack = try CDriversStack(
          [],
          protocol: {
            let loaded = try CDriverImage(name: breaker.name, stack: $0, entry: entry)
            image = loaded
            return try loaded.makeProtocol()
          },
          named: breaker.name
        )
        exerciseProtocol(stack, image)
        return stack
      default:
        let stack = try CDriversStack([])
        #expect(throws: NDISStatus.self) {
          _ = try CDriverImage(name: breaker.name, stack: stack.stack, entry: entry)
        }
        return stack
      }
    }

    private func poke(_ image: CDriverImage?) {
      image?.run { BreakerRunPoke() }
    }

    private func exerciseFilter(_ stack: CDriversStack, _ image: CDriverImage?) {
      let adapter = stack.adapter
      stack.hand.send(3)
      stack.binding.cancelSends(withID: 1)
      stack.miniport.indicate(3)
      stack.miniport.indicate(2, readOnly: true)
      stack.miniport.indicate(2, lent: true)
      stack.miniport.completesAtOnce = false
      stack.hand.returnsAtOnce = false
      stack.hand.send(2)
      stack.miniport.indicate(2)
      stack.miniport.completeAll()
      stack.hand.returnAll()
      stack.miniport.completesAtOnce = true
      stack.hand.returnsAtOnce = true
      adapter.request(.query, OIDNumber.genVendorDescription, outputLength: 64) { _, _ in }
      stack.miniport.answersRequests = false
      adapter.request(.query, OIDNumber.genVendorDescription, outputLength: 64) { _, _ in }
      stack.miniport.answerAll()
      let cancelled = OIDRequest(
        .query,
        OIDNumber(rawValue: 0x0001_010C),
        input: [],
        outputLength: 64,
        original: nil,
        flight: OIDFlight(id: 99, oid: OIDNumber(rawValue: 0x0001_010C), kind: .query, issuer: 0),
        origin: .none
      )
      adapter.submit(cancelled, below: adapter.filters.count)
      adapter.cancelRequest(cancelled)
      stack.miniport.answersRequests = true
      adapter.setLink(
        LinkState(connect: .connected, duplex: .full, transmitLinkSpeed: 1, receiveLinkSpeed: 1)
      )
      adapter.pauseAndRestart()
      _ = try? stack.machine.run(until: Instant(nanoseconds: 2_000_000_000))
      poke(image)
      stack.hand.send(2)
      stack.miniport.indicate(2)
      adapter.stop()
      // A request that is never completed holds the stack up for a second.
      _ = try? stack.machine.run(until: stack.machine.now + .seconds(5))
      poke(image)
    }

    private func exerciseMiniport(_ stack: CDriversStack, _ image: CDriverImage?) {
      stack.hand.send(3)
      stack.adapter.request(.query, OIDNumber.genVendorDescription, outputLength: 64) { _, _ in }
      stack.adapter.pauseAndRestart()
      stack.adapter.stop()
      poke(image)
    }

    private func exerciseProtocol(_ stack: CDriversStack, _ image: CDriverImage?) {
      poke(image)
      stack.miniport.indicate(3)
      stack.miniport.indicate(2, lent: true)
      stack.adapter.pauseAndRestart()
      poke(image)
      stack.adapter.stop()
    }
  }
}

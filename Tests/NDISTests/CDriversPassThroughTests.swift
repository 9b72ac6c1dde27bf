import CDrivers
import CNDIS
import DataPath
import Kernel
import Testing

@testable import NDIS

/// Suites that run drivers in C run one test at a time: such a driver has globals, as on Windows.
@Suite("Drivers in C", .serialized)
struct CDriversSuite {}

extension CDriversSuite {
  @Suite("Pass-through filter in C")
  struct PassThrough {
    /// The filter under test between two Swift filters.
    private func stack(
      inC: Bool,
      rewrites: Bool,
      verified: Bool,
      level: UInt8 = 3
    ) throws
      -> CDriversStack
    {
      try CDriversStack(
        [
          { _ in ("below", .handFilter("below"), PassThroughTwin()) },
          { stack in
            if inC {
              let image = try CDriverImage(
                name: "middle",
                stack: stack,
                entry: rewrites ? PassThroughRewritingEntry : PassThroughEntry
              )
              return ("middle", .handFilter("middle"), try image.makeFilter())
            }
            // The driver's own party takes an id, so the twin's stack gets one more too.
            _ = stack.makeParty(.driver, name: "middle", adapterID: nil)
            return ("middle", .handFilter("middle"), PassThroughTwin(rewrites: rewrites))
          },
          { _ in ("above", .handFilter("above"), PassThroughTwin()) },
        ],
        verified: verified,
        level: level
      )
    }

    /// Names the first record that differs; the whole recording would fill the screen.
    private func expectSame(_ c: [[UInt8]], _ swift: [[UInt8]]) {
      #expect(c.count == swift.count)
      let index = zip(c, swift).enumerated().first { $0.element.0 != $0.element.1 }?.offset
      #expect(index == nil)
      if let index { #expect(c[index] == swift[index]) }
    }

    private func exercise(_ stack: CDriversStack) {
      stack.hand.send(5)
      stack.miniport.indicate(7)
      stack.miniport.indicate(3, lent: true)
      stack.miniport.completesAtOnce = false
      stack.hand.send(4)
      stack.hand.returnsAtOnce = false
      stack.miniport.indicate(6)
      stack.miniport.completeAll()
      stack.hand.returnAll()
      stack.adapter.request(.query, OIDNumber.genVendorDescription, outputLength: 64) { _, _ in }
      stack.hand.send(2)
      stack.miniport.completeAll()
      stack.adapter.pauseAndRestart()
      stack.hand.send(2)
      stack.miniport.indicate(2)
      stack.adapter.setLink(
        LinkState(connect: .connected, duplex: .full, transmitLinkSpeed: 1, receiveLinkSpeed: 1)
      )
      stack.adapter.cancelSends(withID: 9, below: stack.adapter.filters.count)
      stack.miniport.completeAll()
      stack.hand.returnAll()
    }

    @Test(
      "a filter in C leaves the hops, ledgers and flights of its twin in Swift",
      arguments: [(false, true), (true, true), (false, false), (true, false)]
    )
    func twin(_ rewrites: Bool, _ verified: Bool) throws {
      let c = try stack(inC: true, rewrites: rewrites, verified: verified)
      let swift = try stack(inC: false, rewrites: rewrites, verified: verified)
      exercise(c)
      exercise(swift)
      #expect(c.findings == [], "\(c.findings.map(\.detail))")
      #expect(swift.findings == [])
      #expect(c.isBalanced && swift.isBalanced)
      #expect(c.ledgers == swift.ledgers)
      #expect(c.records.count > 60)
      expectSame(c.records, swift.records)
      #expect(c.hand.completions == swift.hand.completions)
      #expect(c.hand.firstBytes == swift.hand.firstBytes)
      #expect(c.hand.firstBytes.contains(0x5A) == rewrites)
      #expect(
        c.adapter.flights.map { $0.steps.map(\.what) }
          == swift.adapter.flights.map { $0.steps.map(\.what) }
      )
      let twin = try #require(swift.adapter.filters[1].driver as? PassThroughTwin)
      #expect("\(PassThroughCounts())" == "\(twin.counts)")
    }

    @Test(
      "at every recording level the records of a filter in C equal those of its twin",
      arguments: [0, 1, 2, 3] as [UInt8]
    )
    func levels(_ level: UInt8) throws {
      // At level 1 a Swift write renews the list of members, which a write of C cannot be seen to do.
      let rewrites = level != 1
      let c = try stack(inC: true, rewrites: rewrites, verified: false, level: level)
      let swift = try stack(inC: false, rewrites: rewrites, verified: false, level: level)
      exercise(c)
      exercise(swift)
      expectSame(c.records, swift.records)
      #expect(c.ledgers == swift.ledgers)
    }

    @Test("engines on several threads run drivers in C side by side")
    func threads() async throws {
      let alone = try stack(inC: true, rewrites: true, verified: true)
      exercise(alone)
      let expected = alone.records
      let results = await withTaskGroup(of: Bool.self) { group in
        for _ in 0..<4 {
          group.addTask {
            for _ in 0..<20 {
              guard let other = try? stack(inC: true, rewrites: true, verified: true) else {
                return false
              }
              exercise(other)
              guard other.findings.isEmpty, other.records == expected else { return false }
              other.adapter.stop()
            }
            return true
          }
        }
        return await group.reduce(into: [Bool]()) { $0.append($1) }
      }
      #expect(results == [true, true, true, true])
    }

    @Test("a stack with a filter in C stops clean: memory freed, handle closed, nothing lost")
    func stops() throws {
      let c = try stack(inC: true, rewrites: false, verified: true)
      exercise(c)
      c.adapter.stop()
      #expect(c.adapter.state == .halted)
      #expect(c.findings == [], "\(c.findings.map(\.detail))")
      #expect(c.stack.driverHost.memory.isEmpty)
      #expect(c.stack.driverHost.requests.given.isEmpty)
      #expect(c.stack.driverHost.requests.originals.isEmpty)
      #expect(c.stack.lostLists == 0)
      #expect(c.isBalanced)
    }
  }
}

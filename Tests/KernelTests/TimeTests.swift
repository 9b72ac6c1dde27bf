import Testing

@testable import Kernel

@Suite("Time")
struct TimeTests {
  @Test("sums stop at the end of time and differences at zero")
  func saturation() {
    #expect(Instant(nanoseconds: 5) + Nanoseconds(3) == Instant(nanoseconds: 8))
    #expect(Instant(nanoseconds: .max - 1) + Nanoseconds(3) == .distantFuture)
    #expect(Instant(nanoseconds: 3) - Instant(nanoseconds: 5) == .zero)
    #expect(Instant(nanoseconds: 5) - Instant(nanoseconds: 3) == Nanoseconds(2))
    #expect(Nanoseconds(.max) + Nanoseconds(1) == Nanoseconds(.max))
    #expect(Nanoseconds(1) - Nanoseconds(2) == .zero)
    #expect(Nanoseconds.seconds(.max) == Nanoseconds(.max))
  }

  @Test(
    "seconds with a fraction become nanoseconds, whatever they are",
    arguments: [
      (0.5, 500_000_000), (1e-9, 1), (-1, 0), (.nan, 0), (.infinity, .max), (1e300, .max),
    ] as [(Double, UInt64)]
  )
  func seconds(_ seconds: Double, _ count: UInt64) {
    #expect(Nanoseconds(seconds: seconds) == Nanoseconds(count))
  }

  @Test("a virtual clock moves forward only, a host clock on its own")
  func clocks() {
    let virtual = VirtualClock()
    virtual.advance(to: Instant(nanoseconds: 9))
    virtual.advance(to: Instant(nanoseconds: 4))
    #expect(virtual.now == Instant(nanoseconds: 9))
    let host = HostClock()
    let first = host.now
    #expect(first < Instant.start + .seconds(60))
    while host.now == first {}
    #expect(host.now > first)
  }
}

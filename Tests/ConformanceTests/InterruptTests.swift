import CNDIS
import DataPath
import Kernel
@testable import NDIS
import Testing

/// Interrupts and the receive side throttle.
///
/// Pages: `receive-side-throttle-in-ndis-6-20`, `handling-interrupts`.
@Suite struct InterruptTests {
  @Test("no more than the limit is indicated in one deferred call, and what is left runs it again")
  func throttle() throws {
    let rig = try ConformanceRig()
    let top = rig.protocol("top")
    rig.start([], [top])
    rig.miniport.arrived = Array(1...10)
    rig.adapter.receiveLimit = 4
    #expect(rig.adapter.raiseInterrupt())
    #expect(top.received == [], "nothing happens in the service routine")
    try rig.run()
    #expect(top.received == Array(1...10))
    #expect(rig.miniport.batches == [4, 4, 2])
    #expect(rig.miniport.levels.interrupt == IRQL(rawValue: 5))
    #expect(rig.miniport.levels.deferredCall == .dispatch)
    rig.adapter.receiveLimit = ReceiveThrottle.all
    rig.miniport.arrived = Array(1...10)
    rig.adapter.raiseInterrupt()
    try rig.run()
    #expect(rig.miniport.batches == [4, 4, 2, 10])
    try rig.stopSound()
  }

  @Test("a driver that indicates more than it may is named")
  func exceeded() throws {
    let rig = try ConformanceRig()
    rig.start([], [rig.protocol("top")])
    rig.miniport.ignoresThrottle = true
    rig.miniport.arrived = [1, 2, 3]
    rig.adapter.receiveLimit = 2
    rig.adapter.raiseInterrupt()
    try rig.run()
    try rig.stopSound(except: [.throttleExceeded])
  }

  @Test("a driver from before 6.20 knows of no limit")
  func beforeThrottle() throws {
    let rig = try ConformanceRig(version: .v6_1)
    rig.start([], [rig.protocol("top")])
    rig.miniport.arrived = [1, 2, 3]
    rig.adapter.receiveLimit = 2
    rig.adapter.raiseInterrupt()
    try rig.run()
    #expect(rig.miniport.batches == [3])
    try rig.stopSound()
  }

  @Test("another device's interrupt is left alone, and a halted adapter has none")
  func notMine() throws {
    let rig = try ConformanceRig()
    rig.start([], [rig.protocol("top")])
    #expect(!rig.adapter.raiseInterrupt())
    rig.miniport.arrived = [1]
    try rig.stopSound()
    #expect(!rig.adapter.raiseInterrupt())
  }
}

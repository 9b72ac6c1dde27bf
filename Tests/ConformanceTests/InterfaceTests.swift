@testable import NDIS
import Testing

/// Interface objects.
///
/// Pages: `maintaining-a-network-interface-stack`, `net-luid-value`.
@Suite struct InterfaceTests {
  @Test(
    "every adapter and attached module has an interface of its own, and rows say what stands on what"
  )
  func rows() throws {
    let rig = try ConformanceRig()
    rig.start([rig.filter("low"), rig.filter("high")], [rig.protocol("top")])
    let bottom = rig.adapter.interfaceIndex
    let low = rig.adapter.filters[0].interfaceIndex
    let high = rig.adapter.filters[1].interfaceIndex
    #expect([bottom, low, high] == [1, 2, 3])
    #expect(
      rig.stack.interfaces.stack == [
        InterfaceStackEntry(higher: low, lower: bottom),
        InterfaceStackEntry(higher: high, lower: low),
      ]
    )
    rig.adapter.detach(rig.adapter.filters[0])
    #expect(rig.stack.interfaces.stack == [InterfaceStackEntry(higher: high, lower: bottom)])
    #expect(rig.stack.interfaces[low] == nil)
    try rig.stopSound()
    #expect(rig.stack.interfaces.interfaces.map(\.index) == [bottom])
  }

  @Test(
    "an index is the lowest that is free and may come again; a LUID belongs to its name for good"
  )
  func indexes() throws {
    let rig = try ConformanceRig()
    rig.start([rig.filter("low"), rig.filter("high")])
    let low = rig.adapter.filters[0].interface
    rig.adapter.detach(rig.adapter.filters[0])
    let component = ConformanceRig.component("other")
    rig.adapter.attach(name: "other", component: component, driver: rig.filter("other"), at: nil)
    let other = try #require(rig.adapter.filters.last).interface
    #expect(other.index == low.index)
    #expect(other.luid != low.luid)
    rig.adapter.attach(name: "low", component: component, driver: rig.filter("low"), at: 0)
    let again = rig.adapter.filters[0].interface
    #expect(again.luid == low.luid)
    #expect(again.index == 4)
    #expect(again.luid >> 48 == 6)
    #expect(again.luid & 0xFF_FFFF == 0)
    #expect(rig.stack.interfaces.index(of: low.luid) == 4)
    try rig.stopSound()
  }

  @Test("a provider adds interfaces and rows that NDIS cannot know")
  func provider() throws {
    let rig = try ConformanceRig()
    rig.start()
    let team = rig.stack.registerInterface("team", type: 161)
    #expect(team.luid >> 48 == 161)
    let lower = rig.adapter.interfaceIndex
    #expect(rig.stack.addInterfaceStackEntry(higher: team.index, lower: lower) == .success)
    #expect(rig.stack.addInterfaceStackEntry(higher: 77, lower: lower) == .interfaceNotFound)
    rig.adapter.pauseAndRestart()
    #expect(
      rig.stack.interfaces.stack == [
        InterfaceStackEntry(higher: team.index, lower: lower)
      ]
    )
    #expect(rig.stack.removeInterfaceStackEntry(higher: team.index, lower: lower) == .success)
    #expect(
      rig.stack.removeInterfaceStackEntry(higher: team.index, lower: lower) == .interfaceNotFound
    )
    rig.stack.deregisterInterface(team.index)
    #expect(rig.stack.interfaces.interfaces.count == 1)
    try rig.stopSound()
  }
}

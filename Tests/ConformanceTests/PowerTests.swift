@testable import NDIS
import Testing

/// Sleep and wake.
///
/// Page: `ndis-power-management-overview`.
@Suite struct PowerTests {
  @Test("in low power nothing but a change of the power state reaches the miniport")
  func lowPower() throws {
    let rig = try ConformanceRig()
    let top = rig.protocol("top")
    rig.start([rig.filter("low")], [top])
    rig.log.clear()
    rig.adapter.setPower(.d3)
    #expect(
      rig.log.lines == [
        "low FilterNetPnPEvent NetEventSetPower", "top ProtocolNetPnPEvent NetEventSetPower",
        "top NetEventPause", "low FilterPause", "miniport MiniportPause", "low FilterOidRequest",
        "miniport MiniportOidRequest",
      ]
    )
    #expect(rig.miniport.sets.last?.0 == .pnpSetPower)
    #expect(rig.miniport.sets.last?.1 == [4, 0, 0, 0])
    let before = rig.miniport.requests.count
    var statuses: [NDISStatus] = []
    for oid in [OIDNumber.genVendorId, .genStatistics, .pnpQueryPower] {
      rig.adapter.request(.query, oid, outputLength: 256) { _, status in statuses.append(status) }
    }
    #expect(statuses == [.lowPowerState, .lowPowerState, .lowPowerState])
    #expect(rig.miniport.requests.count == before)
    rig.log.clear()
    rig.adapter.setPower(.d0)
    #expect(rig.miniport.sets.last?.1 == [1, 0, 0, 0])
    #expect(
      rig.log.only("MiniportRestart", "FilterRestart", "NetEventRestart", "NetEventSetPower") == [
        "miniport MiniportRestart", "low FilterRestart", "top NetEventRestart",
        "low FilterNetPnPEvent NetEventSetPower", "top ProtocolNetPnPEvent NetEventSetPower",
      ]
    )
    #expect(rig.adapter.state == .running)
    try rig.stopSound()
  }

  @Test("a miniport that manages no power is halted for the sleep and initialised again")
  func halted() throws {
    let rig = try ConformanceRig()
    rig.miniport.state = { $0.supportedOIDs = [] }
    let top = rig.protocol("top")
    rig.start([rig.filter("low")], [top])
    rig.adapter.setPower(.d3)
    #expect(rig.log.lines.last == "miniport MiniportHaltEx poweredDown")
    #expect(!rig.miniport.requests.contains(.pnpSetPower))
    #expect(rig.adapter.state == .halted)
    rig.adapter.setPower(.d0)
    #expect(rig.adapter.state == .running)
    #expect(rig.adapter.filters.map(\.state) == [.running])
    #expect(rig.adapter.bindings.map(\.state) == [.running])
    top.send([1])
    #expect(rig.miniport.sentMarks == [1])
    try rig.stopSound()
  }

  @Test("a miniport that fails a change of power state is named")
  func failure() throws {
    let rig = try ConformanceRig()
    rig.start()
    rig.miniport.onRequest = { _ in .done(.failure) }
    rig.adapter.setPower(.d3)
    #expect(!rig.adapter.isInLowPower)
    try rig.stopSound(except: [.setPowerCannotFail])
  }
}

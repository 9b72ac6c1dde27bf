@testable import NDIS
import Testing

/// Check for hang and reset.
///
/// Page: `miniport-adapter-check-for-hang-and-reset-operations`.
@Suite struct ResetTests {
  @Test(
    "a hang leads to RESET_START, MiniportResetEx and RESET_END, and what was set is sent again"
  )
  func hang() throws {
    let rig = try ConformanceRig()
    let top = rig.protocol("top", [.directed, .multicast])
    rig.start([rig.filter("low")], [top])
    top.binding?.setMulticastList([[1, 0, 0x5E, 0, 0, 1]])
    let before = rig.miniport.sets.count
    try rig.run(seconds: 3)
    #expect(rig.log.only("MiniportCheckForHangEx").count == 1)
    #expect(rig.indications == [])
    rig.miniport.hangs = true
    rig.miniport.onReset = { [unowned rig] _ in
      #expect(rig.indications == ["NDIS_STATUS_RESET_START"])
      rig.miniport.hangs = false
      return .done(.success, addressingReset: true)
    }
    rig.log.clear()
    try rig.run(seconds: 2)
    #expect(rig.indications == ["NDIS_STATUS_RESET_START", "NDIS_STATUS_RESET_END"])
    #expect(
      rig.log.lines == [
        "miniport MiniportCheckForHangEx", "miniport MiniportResetEx",
        "miniport MiniportOidRequest",
        "miniport MiniportOidRequest",
      ]
    )
    let again = rig.miniport.sets[before...].map(\.0)
    #expect(again == [.genCurrentPacketFilter, .ethernetMulticastList])
    #expect(rig.miniport.sets.last?.1 == [1, 0, 0x5E, 0, 0, 1])
    #expect(rig.adapter.state == .running)
    try rig.stopSound()
  }

  @Test("without an addressing reset nothing is sent again")
  func plainReset() throws {
    let rig = try ConformanceRig()
    rig.start([], [rig.protocol("top")])
    let before = rig.miniport.sets.count
    rig.adapter.reset()
    #expect(rig.miniport.sets.count == before)
    try rig.stopSound()
  }

  @Test("a request that outlives two checks leads to a reset")
  func stuckRequest() throws {
    let rig = try ConformanceRig()
    var held: OIDRequest?
    rig.miniport.onRequest = { request in
      held = request
      return .pending
    }
    rig.miniport.onReset = { [unowned rig] _ in
      if let held { rig.miniport.answer(held, .requestAborted) }
      return .done(.success, addressingReset: false)
    }
    rig.start()
    rig.adapter.request(.query, .genVendorId, outputLength: 4) { _, _ in }
    try rig.run(seconds: 3)
    #expect(rig.indications == [])
    try rig.run(seconds: 2)
    #expect(rig.indications == ["NDIS_STATUS_RESET_START", "NDIS_STATUS_RESET_END"])
    rig.miniport.onRequest = ScriptedMiniport.obey
    try rig.stopSound()
  }

  @Test(
    "from NDIS 6.30 on nothing may be held over a reset",
    arguments: [.v6_20, .v6_30] as [NDISVersion]
  )
  func heldOverReset(_ version: NDISVersion) throws {
    let rig = try ConformanceRig(version: version)
    let top = rig.protocol("top")
    rig.start([], [top])
    rig.miniport.holdsSends = true
    top.send([1])
    rig.adapter.reset()
    rig.miniport.completeSends()
    try rig.stopSound(except: version < .v6_30 ? [] : [.resetLeavesSends])
  }

  @Test("the period is the driver's own, in steps of two seconds, and ends with the halt")
  func period() throws {
    let rig = try ConformanceRig()
    rig.miniport.state = { $0.checkForHangTime = 5 }
    rig.start()
    try rig.run(seconds: 13)
    #expect(rig.log.only("MiniportCheckForHangEx").count == 2)
    try rig.stopSound()
    try rig.run(seconds: 20)
    #expect(rig.log.only("MiniportCheckForHangEx").count == 2)
  }

  @Test("a pause may pass a pending reset, and a second completion is named")
  func pauseInReset() throws {
    let rig = try ConformanceRig()
    rig.miniport.onReset = { _ in .pending }
    rig.start([], [rig.protocol("top")])
    rig.adapter.reset()
    rig.adapter.pause()
    #expect(rig.adapter.state == .paused)
    rig.adapter.resetComplete(.success, addressingReset: false)
    rig.adapter.resetComplete(.success, addressingReset: false)
    #expect(rig.findings == [.adapterState])
    try rig.stopSound(except: [.adapterState])
  }
}

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

  @Test("while an adapter is on its way to sleep nobody adds a pattern or an offload")
  func fallingAsleep() throws {
    let rig = try ConformanceRig()
    let top = rig.protocol("top")
    rig.start([], [top])
    top.onEvent = { [unowned top] code in
      guard code == .setPower else { return }
      for oid in [OIDNumber.pmAddWolPattern, .pmAddProtocolOffload] {
        top.binding?.request(.set, oid, input: [UInt8](repeating: 0, count: 240))
      }
    }
    rig.adapter.setPower(.d3)
    #expect(top.results.suffix(2).map(\.status) == [.failure, .failure])
    top.onEvent = { _ in }
    rig.adapter.setPower(.d0)
    try rig.stopSound()
  }

  @Test(
    "abilities that a miniport tells of anew replace those it stated, and NDIS tells of the change"
  )
  func capabilities() throws {
    let rig = try ConformanceRig()
    let top = rig.protocol("top")
    rig.start([rig.filter("low")], [top])
    let text = "SupportedWoLPacketPatterns=NDIS_PM_WOL_MAGIC_PACKET_SUPPORTED, "
    let changed = text + "MinMagicPacketWakeUp=NdisDeviceStateD2"
    let payload = try StatusCodec.encode(.pmHardwareCapabilities, text: "Revision=2, " + changed)
    for _ in 0..<2 { rig.adapter.indicate(.pmHardwareCapabilities, payload: payload) }
    let codes: [StatusCode] = [
      .pmHardwareCapabilities, .pmCapabilitiesChange, .pmHardwareCapabilities,
    ]
    #expect(top.statuses.map(\.code) == codes.map(\.rawValue))
    #expect(top.statuses.map(\.payload).allSatisfy { $0 == payload })
    for oid in [OIDNumber.pmHardwareCapabilities, .pmCurrentCapabilities] {
      rig.adapter.request(.query, oid, outputLength: 256) { request, _ in
        #expect(request.output == payload)
      }
    }
    rig.adapter.indicate(.pmHardwareCapabilities, payload: [0x80, 2, 60, 0, 1])
    #expect(top.statuses.count == 4, "what is cut short changes nothing")
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

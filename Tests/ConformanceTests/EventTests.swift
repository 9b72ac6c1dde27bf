@testable import NDIS
import Kernel
import Testing

/// Status indications and plug-and-play events.
///
/// Pages: `filter-module-status-indications`,
/// `filter-module-pnp-event-notifications`.
@Suite struct EventTests {
  @Test("a link state that a filter keeps to itself is seen by nobody above it")
  func swallowed() throws {
    let rig = try ConformanceRig()
    let low = rig.filter("low")
    let middle = rig.filter("middle")
    let high = rig.filter("high")
    middle.swallowsStatus = { $0.code == StatusCode.linkState.rawValue }
    let top = rig.protocol("top")
    rig.start([low, middle, high], [top])
    rig.adapter.setLink(
      LinkState(connect: .connected, duplex: .full, transmitLinkSpeed: 7, receiveLinkSpeed: 7)
    )
    rig.adapter.indicate(.networkChange)
    let link = StatusCode.linkState.rawValue
    #expect(low.statuses.contains(link))
    #expect(middle.statuses.contains(link))
    #expect(!high.statuses.contains(link))
    #expect(top.statuses.map(\.code) == [StatusCode.networkChange.rawValue])
    try rig.stopSound()
  }

  @Test("net events climb the filters before the protocols, device events go down to the miniport")
  func directions() throws {
    let rig = try ConformanceRig()
    let first = rig.protocol("first")
    rig.start([rig.filter("low"), rig.filter("high")], [first, rig.protocol("second")])
    rig.log.clear()
    #expect(rig.adapter.notify(NetPnPEvent(.reconfigure)) == .success)
    #expect(
      rig.log.lines == [
        "low FilterNetPnPEvent NetEventReconfigure", "high FilterNetPnPEvent NetEventReconfigure",
        "first ProtocolNetPnPEvent NetEventReconfigure",
        "second ProtocolNetPnPEvent NetEventReconfigure",
      ]
    )
    rig.log.clear()
    rig.adapter.notify(.powerProfileChanged)
    #expect(
      rig.log.lines == [
        "high FilterDevicePnPEventNotify NdisDevicePnPEventPowerProfileChanged",
        "low FilterDevicePnPEventNotify NdisDevicePnPEventPowerProfileChanged",
        "miniport MiniportDevicePnPEventNotify NdisDevicePnPEventPowerProfileChanged",
      ]
    )
    first.eventStatus = .failure
    #expect(rig.adapter.notify(NetPnPEvent(.reconfigure)) == .success, "it cannot be refused")
    #expect(rig.adapter.notify(NetPnPEvent(.queryRemoveDevice)) == .failure)
    try rig.stopSound()
  }

  @Test("a surprise removal is told upward and downward, then the stack is taken down in order")
  func surpriseRemoval() throws {
    let rig = try ConformanceRig()
    let top = rig.protocol("top")
    top.eventStatus = .failure
    rig.start([rig.filter("low"), rig.filter("high")], [top])
    rig.log.clear()
    rig.adapter.surpriseRemove()
    #expect(
      rig.log.lines == [
        "low FilterNetPnPEvent NetEventQueryRemoveDevice",
        "high FilterNetPnPEvent NetEventQueryRemoveDevice",
        "top ProtocolNetPnPEvent NetEventQueryRemoveDevice",
        "high FilterDevicePnPEventNotify NdisDevicePnPEventSurpriseRemoved",
        "low FilterDevicePnPEventNotify NdisDevicePnPEventSurpriseRemoved",
        "miniport MiniportDevicePnPEventNotify NdisDevicePnPEventSurpriseRemoved",
        "top NetEventPause", "high FilterPause", "low FilterPause", "miniport MiniportPause",
        "top ProtocolUnbindAdapterEx", "high FilterDetach", "low FilterDetach",
        "miniport MiniportHaltEx surpriseRemoved",
      ]
    )
    #expect(rig.adapter.state == .halted)
    rig.expectSound()
  }

  @Test("requests are not accepted from the surprise on, and lists that are out still come home")
  func removalUnderLoad() throws {
    let rig = try ConformanceRig()
    let top = rig.protocol("top")
    top.holdsReceives = true
    rig.miniport.holdsSends = true
    rig.miniport.onPause = { [unowned rig] adapter in
      rig.miniport.completeSends()
      return adapter.pauseWhenHome()
    }
    top.onPause = { [unowned rig] binding in
      rig.miniport.completeSends()
      return binding.pauseWhenHome()
    }
    rig.start([rig.filter("low")], [top])
    top.send([1, 2])
    rig.miniport.indicate([3])
    rig.adapter.surpriseRemove()
    #expect(rig.adapter.state == .pausing)
    var status: NDISStatus?
    rig.adapter.request(.query, .genVendorId, outputLength: 4) { _, result in status = result }
    #expect(status == .notAccepted)
    top.returnAll()
    #expect(rig.adapter.state == .halted)
    #expect(top.completions.count == 2)
    #expect(rig.miniport.returned == 1)
    rig.expectSound()
  }

  @Test("an adapter removed at its driver's wish is taken down after the call and halted as failed")
  func ownRemoval() throws {
    let rig = try ConformanceRig()
    rig.start([rig.filter("low")], [rig.protocol("top")])
    rig.adapter.requestRemoval()
    #expect(rig.adapter.state == .running)
    try rig.run()
    #expect(rig.log.lines.last == "miniport MiniportHaltEx failed")
    #expect(rig.adapter.state == .halted)
    rig.expectSound()
  }
}

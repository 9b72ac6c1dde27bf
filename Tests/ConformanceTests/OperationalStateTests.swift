@testable import NDIS
import Testing

/// The operational state of an interface, which NDIS tells of.
///
/// Page: `ndis-status-oper-status`.
@Suite struct OperationalStateTests {
  private static func text(_ status: String, _ reasons: String = "") -> String {
    "\(status.lowercased()): " + (reasons.isEmpty ? "NET_IF_OPER_STATUS_\(status)" : reasons)
  }

  private static let up = text("UP")
  private static let paused = text("DORMANT", "NET_IF_OPER_STATUS_DORMANT_PAUSED")

  private func queried(_ rig: ConformanceRig) -> UInt32? {
    var answer: UInt32?
    rig.adapter.request(.query, .genOperationalStatus, outputLength: 4) { request, status in
      if status.isSuccess { answer = request.output.littleEndianValue() }
    }
    return answer
  }

  private func set(_ rig: ConformanceRig, _ connect: MediaConnectState) {
    rig.adapter.setLink(
      LinkState(connect: connect, duplex: .full, transmitLinkSpeed: 7, receiveLinkSpeed: 7)
    )
  }

  @Test(
    "filters and protocols are told by NDIS, behind the link state, whenever the state has changed"
  )
  func told() throws {
    let rig = try ConformanceRig()
    let low = rig.filter("low")
    let top = rig.protocol("top")
    rig.start([low], [top])
    set(rig, .connected)
    set(rig, .disconnected)
    set(rig, .disconnected)
    #expect(queried(rig) == 2)
    set(rig, .connected)
    #expect(queried(rig) == 1)
    let down = Self.text("DOWN", "NET_IF_OPER_STATUS_DOWN_NOT_MEDIA_CONNECTED")
    #expect(rig.operationalStates.suffix(3) == [Self.up, down, Self.up])
    let link = StatusCode.linkState.rawValue
    let state = StatusCode.operStatus.rawValue
    #expect(low.statuses.suffix(4) == [link, state, link, state])
    let last = try #require(top.operationalStates.last)
    #expect(last.payload == [0x80, 1, 12, 0, 1, 0, 0, 0, 0, 0, 0, 0])
    #expect(last.source == rig.adapter.interfaceLayer?.party.id)
    #expect(top.operationalStates.count == rig.operationalStates.count)
    try rig.stopSound()
  }

  @Test("a paused or sleeping adapter is dormant, with both reasons where both hold")
  func dormant() throws {
    let rig = try ConformanceRig()
    let top = rig.protocol("top")
    rig.start([rig.filter("low")], [top])
    set(rig, .connected)
    let before = rig.operationalStates.count
    rig.adapter.pause()
    #expect(queried(rig) == 5)
    rig.adapter.restart()
    rig.adapter.setPower(.d3)
    rig.adapter.setPower(.d0)
    let asleep = Self.text(
      "DORMANT",
      "NET_IF_OPER_STATUS_DORMANT_PAUSED | NET_IF_OPER_STATUS_DORMANT_LOW_POWER"
    )
    #expect(
      rig.operationalStates.dropFirst(before) == [
        Self.paused, Self.up, Self.paused, asleep, Self.paused, Self.up,
      ]
    )
    try rig.stopSound()
  }

  @Test("an interface whose default port is not authorized is down")
  func unauthorized() throws {
    let rig = try ConformanceRig()
    rig.start([], [rig.protocol("top")])
    set(rig, .connected)
    func authorize(_ authorization: NDISPort.Authorization) -> NDISStatus {
      rig.adapter.setPortState(0) {
        $0.receiveControl = .controlled
        $0.receiveAuthorization = authorization
      }
    }
    #expect(authorize(.unauthorized) == .success)
    #expect(authorize(.authorized) == .success)
    let closed = Self.text("DOWN", "NET_IF_OPER_STATUS_DOWN_NOT_AUTHENTICATED")
    #expect(rig.operationalStates.suffix(3) == [Self.up, closed, Self.up])
    #expect(rig.indications.suffix(2) == ["NDIS_STATUS_PORT_STATE", "NDIS_STATUS_PORT_STATE"])
    try rig.stopSound()
  }
}

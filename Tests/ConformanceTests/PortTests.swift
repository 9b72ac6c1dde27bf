import Kernel
@testable import NDIS
import Testing

/// Ports of an adapter.
///
/// Pages: `activating-an-ndis-port`, `freeing-an-ndis-port`, `default-ndis-port`.
@Suite struct PortTests {
  @Test("a list of ports that holds port 0 and another is refused whole")
  func defaultAlone() throws {
    let rig = try ConformanceRig()
    rig.miniport.state = { $0.controlsDefaultPort = true }
    rig.start()
    let port = try rig.adapter.allocatePort()
    #expect(rig.adapter.activatePorts([0, port]) == .invalidPort)
    #expect(rig.adapter.ports.active == [])
    #expect(rig.adapter.activatePorts([port, 99]) == .invalidPort)
    #expect(rig.adapter.activatePorts([]) == .invalidParameter)
    #expect(rig.adapter.ports.active == [])
    #expect(rig.adapter.activatePorts([0]) == .success)
    #expect(rig.adapter.activatePorts([port]) == .success)
    #expect(rig.adapter.activatePorts([port]) == .invalidPortState)
    #expect(rig.adapter.ports.active == [0, port])
    try rig.stopSound()
  }

  @Test("numbers are the lowest that are free, and no driver frees port 0 or an active port")
  func freeing() throws {
    let rig = try ConformanceRig()
    rig.start()
    let numbers = try (0..<3).map { _ in try rig.adapter.allocatePort(.bridge) }
    #expect(numbers == [1, 2, 3])
    #expect(rig.adapter.freePort(0) == .invalidPort)
    #expect(rig.adapter.freePort(9) == .invalidPort)
    #expect(rig.adapter.activatePorts([2]) == .success)
    #expect(rig.adapter.freePort(2) == .invalidPortState)
    #expect(rig.adapter.deactivatePorts([2]) == .success)
    #expect(rig.adapter.freePort(2) == .success)
    #expect(try rig.adapter.allocatePort() == 2)
    #expect(rig.adapter.ports[1]?.kind == .bridge)
    try rig.stopSound()
    #expect(rig.adapter.ports.ports.isEmpty)
  }

  @Test("deactivating port 0 closes every binding; activating it again binds them")
  func deactivateDefault() throws {
    let rig = try ConformanceRig()
    let top = rig.protocol("top")
    rig.start([rig.filter("low")], [top])
    let port = try rig.adapter.allocatePort()
    #expect(rig.adapter.deactivatePorts([0, port]) == .invalidPort)
    #expect(rig.adapter.deactivatePorts([0]) == .success)
    #expect(rig.adapter.bindings.isEmpty)
    #expect(rig.log.lines.contains("top ProtocolUnbindAdapterEx"))
    #expect(rig.adapter.deactivatePorts([0]) == .invalidPortState)
    #expect(rig.adapter.activatePorts([0]) == .success)
    #expect(rig.adapter.bindings.map(\.state) == [.running])
    try rig.stopSound()
  }

  @Test(
    "port 0 is active by itself unless the miniport controls it; until then nothing attaches or binds"
  )
  func defaultPort() throws {
    let plain = try ConformanceRig()
    plain.start([plain.filter("low")], [plain.protocol("top")])
    #expect(plain.adapter.ports.active == [0])
    try plain.stopSound()

    let rig = try ConformanceRig()
    rig.miniport.state = { $0.controlsDefaultPort = true }
    rig.start([rig.filter("low")], [rig.protocol("top")])
    #expect(rig.adapter.ports.active == [])
    #expect(rig.adapter.state == .paused)
    #expect(rig.log.lines == ["miniport MiniportInitializeEx"])
    #expect(rig.adapter.activatePorts([0]) == .success)
    #expect(rig.adapter.filters.map(\.state) == [.running])
    #expect(rig.adapter.bindings.map(\.state) == [.running])
    try rig.stopSound()
  }

  @Test("an inactive port carries no data, no request and no status")
  func inactivePort() throws {
    let rig = try ConformanceRig()
    let top = rig.protocol("top")
    rig.start([], [top])
    let port = try rig.adapter.allocatePort()
    top.send([1], port: port)
    #expect(top.completions.map(\.status) == [.invalidPort])
    rig.miniport.indicate([2], port: port)
    #expect(top.received == [])
    #expect(rig.adapter.party.dropCount(reason: DropReason.portInactive.rawValue) == 1)
    rig.adapter.indicate(.networkChange, port: port)
    #expect(top.statuses.isEmpty)
    #expect(rig.adapter.activatePorts([port]) == .success)
    top.send([3], port: port)
    rig.miniport.indicate([4], port: port)
    rig.adapter.indicate(.networkChange, port: port)
    #expect(rig.miniport.sentMarks == [3])
    #expect(top.received == [4])
    #expect(top.statuses.map(\.port) == [port])
    try rig.stopSound(except: [.portInactive, .portInactive, .portInactive])
  }

  @Test("protocols hear of activated and deactivated ports, and one may refuse an activation")
  func activationEvents() throws {
    let rig = try ConformanceRig()
    let top = rig.protocol("top")
    rig.start([rig.filter("low")], [top])
    let port = try rig.adapter.allocatePort()
    top.eventStatus = .resources
    #expect(rig.adapter.activatePorts([port]) == .resources)
    #expect(rig.adapter.ports.active == [0])
    top.eventStatus = .success
    rig.log.clear()
    #expect(rig.adapter.activatePorts([port]) == .success)
    #expect(rig.adapter.deactivatePorts([port]) == .success)
    #expect(
      rig.log.lines == [
        "low FilterNetPnPEvent NetEventPortActivation",
        "top ProtocolNetPnPEvent NetEventPortActivation",
        "low FilterNetPnPEvent NetEventPortDeactivation",
        "top ProtocolNetPnPEvent NetEventPortDeactivation",
      ]
    )
    try rig.stopSound()
  }

  @Test("a port's authorization changes with a port-state indication and is answered by NDIS")
  func portState() throws {
    let rig = try ConformanceRig()
    let top = rig.protocol("top")
    rig.start([], [top])
    let port = try rig.adapter.allocatePort(.supplicant8021x)
    #expect(rig.adapter.setPortState(port) { $0.sendControl = .controlled } == .invalidPortState)
    #expect(rig.adapter.activatePorts([port]) == .success)
    let status = rig.adapter.setPortState(port) {
      $0.sendControl = .controlled
      $0.sendAuthorization = .unauthorized
    }
    #expect(status == .success)
    #expect(rig.indications.last == "NDIS_STATUS_PORT_STATE")
    #expect(top.statuses.last?.port == port)
    let payload = try #require(top.statuses.last?.payload)
    #expect(payload.count == 48)
    #expect(payload[28] == 1)
    #expect(payload[36] == 2)
    var list: [UInt8] = []
    rig.adapter.request(.query, .genEnumeratePorts, outputLength: 256) { request, _ in
      list = request.output
    }
    #expect(list.count == 16 + 2 * 64)
    #expect(Array(list[4..<8]) == [2, 0, 0, 0])
    #expect(list[16 + 64 + 12] == 3, "its type")
    try rig.stopSound()
  }
}

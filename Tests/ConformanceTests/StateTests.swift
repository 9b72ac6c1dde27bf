@testable import NDIS
import Testing

/// Miniport adapter states.
///
/// Page: `miniport-adapter-states-and-operations`.
@Suite struct StateTests {
  @Test(
    "an event without a cell in the adapter's table is refused, and a halt comes only after a pause"
  )
  func table() throws {
    let rig = try ConformanceRig()
    rig.start([rig.filter("low")], [rig.protocol("top")])
    for event in [AdapterEvent.initialize, .halt, .restart, .pauseCompleted, .initializeFailed] {
      #expect(!rig.adapter.move(event), "\(event.displayName)")
    }
    #expect(rig.adapter.state == .running)
    rig.log.clear()
    rig.adapter.stop()
    #expect(
      rig.log.only("MiniportPause", "MiniportHaltEx stopped") == [
        "miniport MiniportPause", "miniport MiniportHaltEx stopped",
      ]
    )
    try rig.stopSound(except: Array(repeating: .adapterState, count: 5))
  }

  @Test("an adapter is paused, not running, once it is initialised; every layer starts paused")
  func initialised() throws {
    let rig = try ConformanceRig()
    rig.miniport.onRestart = { _ in .pending }
    rig.start([rig.filter("low")], [rig.protocol("top")])
    #expect(
      rig.states == ["Halted > Initializing", "Initializing > Paused", "Paused > Restarting"]
    )
    #expect(rig.adapter.filters.map(\.state) == [.paused])
    #expect(rig.adapter.bindings.map(\.state) == [.paused])
    rig.adapter.restartComplete(.success)
    #expect(rig.adapter.state == .running)
    #expect(rig.adapter.filters.map(\.state) == [.running])
    #expect(rig.adapter.bindings.map(\.state) == [.running])
    try rig.stopSound()
  }

  @Test("a failed initialization leaves the adapter halted, and nothing attaches or binds")
  func failedInitialization() throws {
    let rig = try ConformanceRig()
    rig.miniport.initializeStatus = .resources
    rig.start([rig.filter("low")], [rig.protocol("top")])
    #expect(rig.adapter.state == .halted)
    #expect(rig.log.lines == ["miniport MiniportInitializeEx"])
    rig.expectSound()
  }

  @Test("a reset of a running adapter leaves it running, also while it pends")
  func reset() throws {
    let rig = try ConformanceRig()
    rig.miniport.onReset = { _ in .pending }
    let top = rig.protocol("top")
    rig.start([], [top])
    rig.adapter.reset()
    #expect(rig.adapter.state == .running)
    #expect(rig.adapter.isResetting)
    top.send([1])
    rig.adapter.resetComplete(.success, addressingReset: false)
    #expect(rig.adapter.state == .running)
    #expect(!rig.adapter.isResetting)
    #expect(top.completions.map(\.status) == [.success])
    try rig.stopSound()
  }

  @Test("after MiniportShutdownEx the driver is never called again")
  func shutdown() throws {
    let rig = try ConformanceRig()
    let top = rig.protocol("top")
    top.holdsReceives = true
    rig.start([rig.filter("low")], [top])
    rig.miniport.indicate([1, 2])
    rig.adapter.shutdown(.powerOff)
    let calls = rig.log.lines.filter { $0.hasPrefix("miniport") }
    #expect(calls.last == "miniport MiniportShutdownEx NdisShutdownPowerOff")
    top.send([3])
    top.returnAll()
    rig.adapter.request(.query, OIDNumber.genVendorId, outputLength: 4) { _, status in
      #expect(status == .invalidState)
    }
    rig.adapter.notify(.powerProfileChanged)
    rig.adapter.reset()
    rig.adapter.stop()
    try rig.run(seconds: 10)
    #expect(rig.log.lines.filter { $0.hasPrefix("miniport") } == calls)
    #expect(rig.adapter.state == .shutdown)
    #expect(top.completions.map(\.status) == [.paused])
    rig.expectSound()
  }
}

import CNDIS
import DataPath
@testable import NDIS
import Testing

/// Attaching, failing and bypassed filters.
///
/// Pages: `mandatory-filter-drivers`, `data-bypass-mode` and neighbours.
@Suite struct FilterStackTests {
  @Test("a filter can send, indicate, request and indicate status nowhere in FilterAttach")
  func nothingFromAttach() throws {
    let rig = try ConformanceRig()
    let low = rig.filter("low")
    low.whileAttaching = { module in
      low.sendOwn()
      module.originateRequest(.query, OIDNumber.genVendorId, outputLength: 4)
      module.indicate(
        StatusIndication(code: StatusCode.networkChange.rawValue, source: module.party.id)
      )
    }
    let top = rig.protocol("top")
    rig.start([low], [top])
    #expect(rig.miniport.sentMarks == [])
    #expect(!rig.miniport.requests.contains(.genVendorId))
    #expect(low.completed.first == .invalidState)
    #expect(top.statuses.isEmpty)
    try rig.stopSound(except: [.sendFromAttach, .sendFromAttach, .statusFromAttach])
  }

  @Test("an optional filter whose restart fails is detached, and the stack goes on without it")
  func optionalRestartFails() throws {
    let rig = try ConformanceRig()
    let low = rig.filter("low")
    low.onRestart = { _ in .done(.resources) }
    let top = rig.protocol("top")
    rig.start([low, rig.filter("high")], [top])
    #expect(rig.log.lines.contains("low FilterDetach"))
    #expect(rig.adapter.filters.map(\.name) == ["high"])
    #expect(rig.adapter.state == .running)
    #expect(rig.adapter.bindings.map(\.state) == [.running])
    top.send([1])
    #expect(rig.miniport.sentMarks == [1])
    try rig.stopSound()
  }

  @Test("an optional filter that cannot attach is left out, and the stack goes on")
  func optionalAttachFails() throws {
    let rig = try ConformanceRig()
    let low = rig.filter("low")
    low.attachStatus = .resources
    rig.start([low, rig.filter("high")], [rig.protocol("top")])
    #expect(rig.adapter.filters.map(\.name) == ["high"])
    #expect(rig.adapter.bindings.map(\.state) == [.running])
    try rig.stopSound()
  }

  @Test("while a mandatory filter cannot attach no protocol binds; once it can, they do")
  func mandatoryAttachFails() throws {
    let rig = try ConformanceRig()
    let must = rig.filter("must")
    must.attachStatus = .resources
    let component = ConformanceRig.component("must", .mandatory)
    let top = rig.protocol("top")
    rig.start(parts: [("must", component, must)], [top])
    #expect(rig.adapter.isTornDown)
    #expect(rig.adapter.bindings.isEmpty)
    #expect(!rig.log.lines.contains("top ProtocolBindAdapterEx"))
    #expect(rig.adapter.state == .paused)
    rig.adapter.restart()
    #expect(rig.adapter.state == .paused)
    must.attachStatus = .success
    rig.adapter.attach(name: "must", component: component, driver: must, at: nil)
    #expect(!rig.adapter.isTornDown)
    #expect(rig.adapter.bindings.map(\.state) == [.running])
    try rig.stopSound()
  }

  @Test(
    "a mandatory filter whose restart fails takes the stack down: nothing is bound and nothing runs"
  )
  func mandatoryRestartFails() throws {
    let rig = try ConformanceRig()
    let must = rig.filter("must")
    must.onRestart = { _ in .done(.failure) }
    let low = rig.filter("low")
    rig.start(
      parts: [
        ("low", ConformanceRig.component("low"), low),
        ("must", ConformanceRig.component("must", .mandatory), must),
        ("high", ConformanceRig.component("high"), rig.filter("high")),
      ],
      [rig.protocol("top")]
    )
    #expect(rig.adapter.bindings.isEmpty)
    #expect(rig.adapter.state == .paused)
    #expect(rig.adapter.filters.map(\.state) == [.paused, .paused])
    #expect(!rig.log.lines.contains("high FilterRestart"))
    #expect(!rig.log.lines.contains("top NetEventRestart"))
    try rig.stopSound()
  }

  @Test("a mandatory monitoring filter cannot attach above an optional one that failed")
  func monitorAboveFailure() throws {
    let rig = try ConformanceRig()
    let low = rig.filter("low")
    low.attachStatus = .failure
    rig.start(
      parts: [
        ("low", ConformanceRig.component("low"), low),
        (
          "watch", ConformanceRig.component("watch", monitoring: true, .mandatory),
          rig.filter("watch")
        ),
      ],
      [rig.protocol("top")]
    )
    #expect(!rig.log.lines.contains("watch FilterAttach"))
    #expect(rig.adapter.isTornDown)
    #expect(rig.adapter.bindings.isEmpty)
    try rig.stopSound()
  }

  @Test(
    "a mandatory filter that comes or goes rebinds the protocols, an optional one only pauses them",
    arguments: [FilterRunType.mandatory, .optional]
  )
  func liveChange(_ runType: FilterRunType) throws {
    let rig = try ConformanceRig()
    let top = rig.protocol("top")
    rig.start([], [top])
    rig.log.clear()
    var module: FilterModule?
    rig.adapter.attach(
      name: "new",
      component: ConformanceRig.component("new", runType),
      driver: rig.filter("new"),
      at: nil
    ) { module = $0 }
    let binds = ["top ProtocolUnbindAdapterEx", "top ProtocolBindAdapterEx"]
    let expected = runType == .mandatory ? binds : []
    #expect(
      rig.log.only("ProtocolUnbindAdapterEx", "ProtocolBindAdapterEx", "NetEventPause")
        == ["top NetEventPause"] + expected
    )
    rig.log.clear()
    rig.adapter.detach(try #require(module))
    #expect(
      rig.log.only("ProtocolUnbindAdapterEx", "ProtocolBindAdapterEx") == expected
    )
    #expect(rig.adapter.bindings.map(\.state) == [.running])
    try rig.stopSound()
  }

  @Test(
    "a chain goes past filters without a send handler straight to the next lower one that has it"
  )
  func bypass() throws {
    let rig = try ConformanceRig()
    let high = rig.filter("high")
    high.options = .all.subtracting(.send)
    let top = rig.protocol("top", .directed)
    rig.start(
      parts: [
        ("low", ConformanceRig.component("low"), rig.filter("low")),
        ("bare", ConformanceRig.component("bare"), BareFilter("bare", log: rig.log)),
        ("high", ConformanceRig.component("high"), high),
      ],
      [top]
    )
    rig.log.clear()
    top.send([1])
    #expect(
      rig.log.lines == ["low FilterSendNetBufferLists", "miniport MiniportSendNetBufferLists"]
    )
    let hops = rig.adapter.filters[2].party.record.ledger(.transmit).pointee.taken
    #expect(hops == 1, "it still sees the completion")
    try rig.stopSound()
  }

  @Test("handlers change only through a pause and a restart, which a filter can ask for")
  func replacedHandlers() throws {
    let rig = try ConformanceRig()
    let low = rig.filter("low")
    let top = rig.protocol("top")
    rig.start([low], [top])
    low.options = []
    rig.log.clear()
    top.send([1])
    #expect(rig.log.lines.first == "low FilterSendNetBufferLists")
    rig.adapter.filters[0].restartFilter()
    #expect(rig.adapter.filters[0].handlers.contains(.send), "it happens after the call")
    rig.log.clear()
    try rig.run()
    #expect(
      rig.log.lines.filter { $0.hasPrefix("low") } == [
        "low FilterPause", "low FilterSetModuleOptions", "low FilterRestart",
      ]
    )
    rig.log.clear()
    top.send([2])
    #expect(rig.log.lines == ["miniport MiniportSendNetBufferLists"])
    #expect(rig.adapter.filters[0].handlers.contains(.status), "the others are fixed")
    try rig.stopSound()
  }

  @Test("a filter with a receive handler and without a status handler is rejected")
  func receiveNeedsStatus() throws {
    let rig = try ConformanceRig()
    rig.start(
      parts: [("deaf", ConformanceRig.component("deaf"), DeafReceiver())],
      [rig.protocol("top")]
    )
    #expect(rig.adapter.filters.isEmpty)
    #expect(rig.adapter.bindings.map(\.state) == [.running])
    try rig.stopSound(except: [.handlerConsistencyStatus])
  }

  @Test("two instances of a monitoring filter stand above every modifying one, each on its own")
  func monitors() throws {
    let rig = try ConformanceRig()
    let monitor = ConformanceRig.component("watch", monitoring: true)
    let top = rig.protocol("top")
    rig.start(
      parts: [
        ("low", ConformanceRig.component("low"), rig.filter("low")),
        ("first", monitor, rig.filter("first")), ("second", monitor, rig.filter("second")),
      ],
      [top]
    )
    rig.log.clear()
    rig.miniport.indicate([1])
    #expect(
      rig.log.only("FilterReceiveNetBufferLists") == [
        "low FilterReceiveNetBufferLists", "first FilterReceiveNetBufferLists",
        "second FilterReceiveNetBufferLists",
      ]
    )
    rig.adapter.detach(rig.adapter.filters[1])
    rig.log.clear()
    rig.miniport.indicate([2])
    #expect(
      rig.log.only("FilterReceiveNetBufferLists") == [
        "low FilterReceiveNetBufferLists", "second FilterReceiveNetBufferLists",
      ]
    )
    #expect(top.received == [1, 2])
    try rig.stopSound()
  }

  @Test("a module and a binding that go inside a call into them stay until it has returned")
  func goneInsideACall() throws {
    let rig = try ConformanceRig()
    let low = rig.filter("low")
    let top = rig.protocol("top")
    rig.start([low], [top])
    rig.miniport.holdsSends = true
    top.send([1])
    rig.adapter.stop()
    #expect(rig.adapter.state == .running)
    // The last send comes home through the module: the stack is taken down before this returns.
    rig.miniport.completeSends()
    #expect(rig.adapter.state == .halted)
    #expect(rig.adapter.filters.isEmpty)
    #expect(low.module != nil)
    try rig.run()
    #expect(low.module == nil)
    try rig.stopSound()
  }
}

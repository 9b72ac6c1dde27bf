import CNDIS
import DataPath
@testable import NDIS
import Testing

/// Pausing and restarting a stack.
///
/// Pages: `pausing-a-driver-stack`, `restarting-a-driver-stack` and neighbours.
@Suite struct PauseTests {
  @Test("a send to a pausing or paused adapter completes with PAUSED and does not reach the driver")
  func sendWhilePausing() throws {
    let rig = try ConformanceRig()
    let low = rig.filter("low")
    let top = rig.protocol("top")
    rig.miniport.onPause = { _ in .pending }
    rig.start([low], [top])
    rig.adapter.pause()
    #expect(rig.adapter.state == .pausing)
    let party = rig.adapter.bindings[0].party.record
    rig.log.clear()
    // Straight to the miniport, as a send that was under way already.
    for _ in 0..<2 {
      if var chain = top.pool?.allocate(1, dataLength: 60) {
        chain.fill([7], destination: [2, 0, 0, 0, 0, 7])
        party.begin(&chain, .transmit)
        party.handOff(chain, to: rig.adapter.party.record, edge: .send)
      }
      if rig.adapter.state == .pausing { rig.adapter.pauseComplete() }
    }
    #expect(rig.adapter.state == .paused)
    #expect(top.completions.map(\.status) == [.paused, .paused])
    #expect(rig.log.lines == [])
    rig.miniport.onPause = { $0.pauseWhenHome() }
    try rig.stopSound(except: [.sendWhilePausedByProtocol, .sendWhilePausedByProtocol])
  }

  @Test("an adapter is not paused while a list that it indicated is out")
  func loansOut() throws {
    let rig = try ConformanceRig()
    let top = rig.protocol("top")
    top.holdsReceives = true
    rig.start([rig.filter("low")], [top])
    rig.miniport.indicate([1, 2, 3])
    rig.adapter.pause()
    #expect(rig.adapter.state == .pausing)
    top.returnAll()
    #expect(rig.adapter.state == .paused)
    #expect(rig.miniport.returned == 3)
    try rig.stopSound()
  }

  @Test("a driver that completes its pause with lists out is named")
  func leak() throws {
    let rig = try ConformanceRig()
    let top = rig.protocol("top")
    top.holdsReceives = true
    rig.miniport.onPause = { _ in .success }
    rig.start([], [top])
    rig.miniport.indicate([1])
    rig.adapter.pause()
    #expect(rig.findings == [.leakAtPause])
    top.returnAll()
    try rig.stopSound(except: [.leakAtPause])
  }

  @Test(
    "a stack is paused from the protocols down to the miniport, each step awaiting the one before"
  )
  func pauseOrder() throws {
    let rig = try ConformanceRig()
    let top = rig.protocol("top")
    top.onPause = { _ in .pending }
    rig.start([rig.filter("low"), rig.filter("high")], [top, rig.protocol("next")])
    rig.log.clear()
    rig.adapter.pause()
    #expect(rig.log.lines == ["top NetEventPause"])
    rig.adapter.bindings[0].pauseComplete()
    #expect(
      rig.log.lines == [
        "top NetEventPause", "next NetEventPause", "high FilterPause", "low FilterPause",
        "miniport MiniportPause",
      ]
    )
    top.onPause = { $0.pauseWhenHome() }
    try rig.stopSound()
  }

  @Test(
    "a stack is restarted from the miniport up to the protocols, each step awaiting the one before"
  )
  func restartOrder() throws {
    let rig = try ConformanceRig()
    let low = rig.filter("low")
    low.onRestart = { _ in .pending }
    low.options = [.send, .sendComplete, .receive, .receiveLoan, .returnReceived, .cancelSend]
    rig.start([low, rig.filter("high")], [rig.protocol("top")])
    #expect(rig.log.lines.last == "low FilterRestart")
    rig.adapter.filters[0].restartComplete(.success)
    #expect(
      rig.log.only("MiniportRestart", "FilterRestart", "NetEventRestart") == [
        "miniport MiniportRestart", "low FilterRestart", "high FilterRestart",
        "top NetEventRestart",
      ]
    )
    low.onRestart = { _ in .success }
    try rig.stopSound()
  }

  @Test("every module chooses its options before the first is restarted")
  func optionsFirst() throws {
    let rig = try ConformanceRig()
    rig.start([rig.filter("low"), rig.filter("high")])
    #expect(
      rig.log.only("FilterSetModuleOptions", "FilterRestart") == [
        "low FilterSetModuleOptions", "high FilterSetModuleOptions", "low FilterRestart",
        "high FilterRestart",
      ]
    )
    try rig.stopSound()
  }

  @Test("a miniport may indicate from the moment MiniportRestart is entered")
  func indicateInRestart() throws {
    let rig = try ConformanceRig()
    rig.miniport.onRestart = { [unowned rig] _ in
      rig.miniport.indicate([1, 2])
      return .success
    }
    let top = rig.protocol("top")
    rig.start([rig.filter("low")], [top])
    // Above, nobody runs yet: the lists come straight back.
    #expect(rig.miniport.returned == 2)
    #expect(top.received == [])
    try rig.stopSound()
  }

  @Test("a paused filter gives sends from above back as PAUSED, and may start none")
  func pausedFilter() throws {
    let rig = try ConformanceRig()
    let low = rig.filter("low")
    let top = rig.protocol("top")
    rig.start([low], [top])
    rig.adapter.pause()
    rig.log.clear()
    let party = rig.adapter.bindings[0].party.record
    if var chain = top.pool?.allocate(1, dataLength: 60) {
      chain.fill([7], destination: [2, 0, 0, 0, 0, 7])
      party.begin(&chain, .transmit)
      party.handOff(chain, to: rig.adapter.filters[0].party.record, edge: .send)
    }
    #expect(top.completions.map(\.status) == [.paused])
    #expect(rig.log.lines == [])
    low.sendOwn()
    #expect(rig.findings == [.sendWhilePausedByProtocol, .sendWhilePausedByFilter])
    try rig.stopSound(except: [.sendWhilePausedByProtocol, .sendWhilePausedByFilter])
  }

  @Test("a send in the pausing state is a legal call that is answered, not a violation of state")
  func sendInPausing() throws {
    let rig = try ConformanceRig()
    let low = rig.filter("low")
    low.onPause = { _ in .pending }
    let top = rig.protocol("top")
    rig.start([low], [top])
    rig.adapter.pause()
    #expect(rig.adapter.filters[0].state == .pausing)
    #expect(AdapterState.pausing.data == .draining)
    #expect(FilterState.pausing.data == .draining)
    let miniport = rig.adapter.party.record
    let filter = rig.adapter.filters[0].party.record
    if var chain = low.pool?.allocate(1, dataLength: 60) {
      chain.fill([9], destination: [2, 0, 0, 0, 0, 7])
      filter.begin(&chain, .transmit)
      filter.handOff(chain, to: miniport, edge: .send)
    }
    // The miniport runs still, so its own answer counts.
    #expect(rig.miniport.sentMarks == [9])
    rig.adapter.filters[0].pauseComplete()
    low.onPause = { $0.pauseWhenHome() }
    try rig.stopSound(except: [.sendWhilePausedByFilter])
  }

  @Test("restart attributes reach the protocols only if they changed, and filters may edit them")
  func restartAttributes() throws {
    let rig = try ConformanceRig()
    let low = rig.filter("low")
    let top = rig.protocol("top")
    rig.start([low], [top])
    #expect(top.restarts == [false])
    #expect(rig.adapter.restartAttributes?.mtu == 1500)

    // Nothing changed beneath: the list is NULL and cannot be edited.
    var couldEdit: Bool?
    low.onRestart = { module in
      couldEdit = module.editRestartAttributes { $0.mtu = 9000 }
      return .success
    }
    rig.adapter.pauseAndRestart()
    #expect(couldEdit == false)
    #expect(top.restarts == [false, false])

    // A new module makes NDIS pass the list again.
    low.onRestart = { module in
      module.editRestartAttributes {
        $0.mtu -= 4
        $0.entries.append(.init(OIDNumber.genVlanId, [7, 0, 0, 0]))
      }
      return .success
    }
    let high = rig.filter("high")
    var seen: RestartAttributes?
    high.onRestart = { module in
      seen = module.restartAttributes
      return .success
    }
    rig.adapter.attach(
      name: "high",
      component: ConformanceRig.component("high"),
      driver: high,
      at: nil
    )
    #expect(seen?.mtu == 1496)
    #expect(seen?.entries == [.init(OIDNumber.genVlanId, [7, 0, 0, 0])])
    #expect(top.restarts == [false, false, true])
    #expect(rig.adapter.restartAttributes?.mtu == 1496)
    try rig.stopSound()
  }

  @Test(
    "a filter whose restart fails may not have changed the attributes; its change is taken back"
  )
  func failedEdit() throws {
    let rig = try ConformanceRig()
    let low = rig.filter("low")
    low.onRestart = { module in
      module.editRestartAttributes { $0.mtu = 100 }
      return .done(.failure)
    }
    let top = rig.protocol("top")
    rig.start([low], [top])
    #expect(rig.adapter.filters.isEmpty)
    #expect(rig.adapter.restartAttributes?.mtu == 1500)
    #expect(top.restarts == [false])
    try rig.stopSound(except: [.restartAttributesEdited])
  }
}

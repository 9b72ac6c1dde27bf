import CNDIS
import DataPath
import Kernel
@testable import NDIS
import Testing

/// Requests on their way down.
///
/// Pages: `handling-oid-requests-in-a-miniport-adapter`, `filter-module-oid-requests`.
@Suite struct RequestTests {
  @Test(
    "one regular request is outstanding at a miniport and at each module, direct ones without limit"
  )
  func serialised() throws {
    let rig = try ConformanceRig()
    var waiting: [OIDRequest] = []
    var direct: [OIDRequest] = []
    rig.miniport.onRequest = { request in
      waiting.append(request)
      return .pending
    }
    rig.miniport.onDirectRequest = { request in
      direct.append(request)
      return .pending
    }
    let low = rig.filter("low")
    let top = rig.protocol("top", [])
    rig.start([low], [top])
    for _ in 0..<4 { top.binding?.request(.query, .genVendorId, outputLength: 4) }
    for _ in 0..<4 {
      top.binding?.directRequest(.method, .tcpTaskIpsecOffloadV2AddSa, input: [1], outputLength: 4)
    }
    #expect(waiting.count == 1)
    #expect(direct.count == 4)
    while let next = waiting.first {
      waiting.removeFirst()
      rig.miniport.answer(next, next.answer([9, 0, 0, 0]))
    }
    for request in direct.reversed() {
      rig.adapter.completeDirectRequest(request, status: .success)
    }
    #expect(rig.miniport.mostRequestsInside == 1)
    #expect(low.mostRequestsInside == 1)
    #expect(top.results.map(\.status) == [.success, .success, .success, .success])
    #expect(top.directResults == [.success, .success, .success, .success])
    rig.miniport.onRequest = ScriptedMiniport.obey
    try rig.stopSound()
  }

  @Test("requests serialise per module, not per stack: one can wait above while another is below")
  func perModule() throws {
    let rig = try ConformanceRig()
    var waiting: [OIDRequest] = []
    let low = rig.filter("low")
    let high = rig.filter("high")
    high.onRequest = { request, _ in
      waiting.append(request)
      return .pending
    }
    rig.start([low, high], [])
    rig.adapter.request(.query, .genVendorId, outputLength: 4) { _, _ in }
    #expect(waiting.count == 1)
    rig.log.clear()
    rig.adapter.filters[0].originateRequest(.query, .genVendorId, outputLength: 4)
    #expect(low.completed == [.success], "the one above does not stand in its way")
    rig.adapter.filters[1].forward(try #require(waiting.first))
    high.onRequest = { request, module in
      module.forward(request)
      return .pending
    }
    try rig.stopSound()
  }

  @Test("an OID that is not among the direct ones is refused as a direct request")
  func directOnly() throws {
    let rig = try ConformanceRig()
    let top = rig.protocol("top", [])
    rig.start([], [top])
    top.binding?.directRequest(.query, .genVendorId, outputLength: 4)
    #expect(top.directResults == [.notSupported])
    #expect(!rig.log.lines.contains("miniport MiniportDirectOidRequest"))
    try rig.stopSound()
  }

  @Test("the queries that NDIS answers never reach the miniport, the filters see them")
  func answeredByNDIS() throws {
    let rig = try ConformanceRig()
    let low = rig.filter("low")
    rig.start([low], [])
    let answered: [OIDNumber] = [
      .genSupportedList, .genLinkState, .genMacOptions, .genMaximumLookahead, .genMaximumFrameSize,
      .genMediaSupported, .genMediaInUse, .genDriverVersion, .genPhysicalMedium,
      .genPhysicalMediumEx, .genMediaConnectStatus, .genBytesRcv, .genBytesXmit, .genRcvDiscards,
      .genXmitDiscards, .genEnumeratePorts, .genPortState, .genCurrentPacketFilter,
      .ethernetMulticastList, .genCurrentLookahead,
    ]
    for oid in answered {
      var status: NDISStatus?
      rig.adapter.request(.query, oid, outputLength: 4096) { _, result in status = result }
      #expect(status == .success, "\(oid)")
    }
    #expect(rig.miniport.requests == [])
    #expect(rig.log.only("FilterOidRequest").count == answered.count)
    try rig.stopSound()
  }

  @Test("a counter fills eight bytes, or four with its low half; less is INVALID_LENGTH")
  func counters() throws {
    let rig = try ConformanceRig()
    let top = rig.protocol("top")
    rig.start([], [top])
    rig.adapter.statistics.count(discarded: 0x1_0000_0005, .receive)
    func ask(_ length: Int) -> (NDISStatus, [UInt8], Int) {
      var result: (NDISStatus, [UInt8], Int) = (.failure, [], 0)
      rig.adapter.request(.query, .genRcvDiscards, outputLength: length) { request, status in
        result = (status, request.output, request.bytesNeeded)
      }
      return result
    }
    #expect(ask(8) == (.success, [5, 0, 0, 0, 1, 0, 0, 0], 0))
    #expect(ask(12) == (.success, [5, 0, 0, 0, 1, 0, 0, 0], 0))
    #expect(ask(4) == (.success, [5, 0, 0, 0], 8))
    #expect(ask(7) == (.success, [5, 0, 0, 0], 8))
    #expect(ask(3) == (.invalidLength, [], 8))
    #expect(ask(0) == (.invalidLength, [], 8))
    try rig.stopSound()
  }

  @Test("a cancelled request completes as REQUEST_ABORTED wherever it waits")
  func cancel() throws {
    let rig = try ConformanceRig()
    var held: [OIDRequest] = []
    rig.miniport.onRequest = { request in
      held.append(request)
      return .pending
    }
    rig.start([rig.filter("low")], [])
    var statuses: [NDISStatus] = []
    func ask() -> OIDRequest {
      let request = OIDRequest(
        .query,
        .genVendorId,
        input: [],
        outputLength: 4,
        original: nil,
        flight: OIDFlight(id: 900, oid: .genVendorId, kind: .query, issuer: 0),
        origin: .closure { _, status in statuses.append(status) }
      )
      rig.adapter.submit(request, below: rig.adapter.filters.count)
      return request
    }
    let first = ask()
    let queued = ask()
    rig.adapter.cancelRequest(queued)
    #expect(statuses == [.requestAborted], "it waited behind the first")
    rig.adapter.cancelRequest(first)
    #expect(statuses == [.requestAborted, .requestAborted], "the miniport held its clone")
    #expect(rig.log.lines.contains("miniport MiniportCancelOidRequest"))
    rig.miniport.onRequest = ScriptedMiniport.obey
    try rig.stopSound()
  }

  @Test("without a filter too a request that is cancelled while it waits ends as aborted, at once")
  func cancelledBeforeMiniport() throws {
    let rig = try ConformanceRig()
    rig.start([], [rig.protocol("top")])
    rig.miniport.onRequest = { _ in .pending }
    var statuses: [NDISStatus] = []
    rig.adapter.request(.query, .genVendorId, outputLength: 4) { _, _ in }
    let queued = OIDRequest(
      .query,
      .genVendorId,
      input: [],
      outputLength: 4,
      original: nil,
      flight: OIDFlight(id: 900, oid: .genVendorId, kind: .query, issuer: 0),
      origin: .closure { _, status in statuses.append(status) }
    )
    rig.adapter.submit(queued, below: 0)
    rig.adapter.cancelRequest(queued)
    #expect(statuses == [.requestAborted])
    let held = try #require(rig.adapter.requests.outstanding)
    rig.miniport.answer(held)
    try rig.stopSound()
  }

  @Test("a cancellation goes past a filter without a cancel handler to whoever is lower")
  func cancelWithoutHandler() throws {
    let rig = try ConformanceRig()
    rig.miniport.onRequest = { _ in .pending }
    rig.start(
      parts: [("bare", ConformanceRig.component("bare"), BareFilter("bare", log: rig.log))],
      []
    )
    var status: NDISStatus?
    let request = OIDRequest(
      .query,
      .genVendorId,
      input: [],
      outputLength: 4,
      original: nil,
      flight: OIDFlight(id: 900, oid: .genVendorId, kind: .query, issuer: 0),
      origin: .closure { _, result in status = result }
    )
    rig.adapter.submit(request, below: 1)
    rig.adapter.cancelRequest(request)
    #expect(rig.log.lines.last == "miniport MiniportCancelOidRequest")
    #expect(status == .requestAborted)
    rig.miniport.onRequest = ScriptedMiniport.obey
    try rig.stopSound()
  }

  @Test("a direct request can be cancelled where it is held")
  func cancelDirect() throws {
    let rig = try ConformanceRig()
    let top = rig.protocol("top", [])
    rig.start([rig.filter("low")], [top])
    let request = try #require(
      top.binding?.directRequest(.method, .tcpTaskIpsecOffloadV2DeleteSa, input: [1])
    )
    rig.adapter.cancelRequest(request)
    #expect(top.directResults == [.requestAborted])
    try rig.stopSound()
  }

  @Test("a filter's own request goes only beneath it and is told from one that it forwarded")
  func ownRequest() throws {
    let rig = try ConformanceRig()
    let low = rig.filter("low")
    let high = rig.filter("high")
    rig.start([low, high], [])
    rig.log.clear()
    rig.adapter.filters[1].originateRequest(.query, .genVendorId, outputLength: 4)
    #expect(rig.log.lines == ["low FilterOidRequest", "miniport MiniportOidRequest"])
    #expect(high.completed == [.success])
    var output: [UInt8] = []
    rig.adapter.request(.query, .genVendorId, outputLength: 4) { request, _ in
      output = request.output
    }
    #expect(output == [1, 2, 3, 4])
    #expect(low.completed == [.success, .success])
    try rig.stopSound()
  }

  @Test("what a stalled host leaps over does not make a request leaked")
  func leap() throws {
    let rig = try ConformanceRig()
    let machine = rig.machine
    let slow = rig.filter("slow")
    slow.onRequest = { request, module in
      // Two waits, one after the other, as of a driver that has others to ask.
      let wait = Nanoseconds.milliseconds(10)
      machine.timers.schedule(at: machine.now + wait) {
        machine.timers.schedule(at: machine.now + wait) { module.forward(request) }
      }
      return .pending
    }
    rig.start([slow], [])
    rig.adapter.request(.query, .genVendorId, outputLength: 4) { _, _ in }
    rig.adapter.stop()
    #expect(rig.adapter.state == .paused, "the filter is asked to end what it holds")
    machine.runDue(now: machine.now + Nanoseconds.milliseconds(1_500))
    try rig.stopSound()
  }
}

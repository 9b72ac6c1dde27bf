@testable import NDIS
import DataPath
import Testing

/// Sends, their completion and their cancellation.
///
/// Pages: `sending-data-from-a-protocol-driver`,
/// `canceling-a-send-operation`.
@Suite struct SendTests {
  @Test("every list that was sent completes once, cancelled or not")
  func once() throws {
    let rig = try ConformanceRig()
    rig.miniport.holdsSends = true
    let top = rig.protocol("top")
    rig.start([rig.filter("low")], [top])
    top.send([1, 2], cancelID: 5)
    top.send([3, 4])
    top.binding?.cancelSends(withID: 5)
    #expect(top.completions.map(\.mark) == [1, 2])
    rig.miniport.completeSends()
    top.binding?.cancelSends(withID: 5)
    #expect(top.completions.map(\.mark) == [1, 2, 3, 4])
    #expect(top.completions.map(\.status) == [.sendAborted, .sendAborted, .success, .success])
    try rig.stopSound()
  }

  @Test(
    "a cancellation reaches the filters from the top, then the miniport, and touches only its id"
  )
  func cancel() throws {
    let rig = try ConformanceRig()
    let high = rig.filter("high")
    let low = rig.filter("low")
    rig.miniport.holdsSends = true
    let top = rig.protocol("top")
    rig.start([low, high], [top])
    top.send([1], cancelID: 7)
    top.send([2], cancelID: 8)
    low.holdsSends = true
    top.send([3], cancelID: 7)
    high.holdsSends = true
    top.send([4, 5], cancelID: 7)
    top.send([6], cancelID: 8)
    rig.log.clear()
    top.binding?.cancelSends(withID: 7)
    #expect(
      rig.log.lines == [
        "high FilterCancelSendNetBufferLists", "low FilterCancelSendNetBufferLists",
        "miniport MiniportCancelSend",
      ]
    )
    #expect(top.completions.map(\.mark) == [4, 5, 3, 1])
    #expect(top.completions.allSatisfy { $0.status == .sendAborted })
    rig.adapter.filters[1].send(high.held.takeAll())
    rig.adapter.filters[0].send(low.held.takeAll())
    rig.miniport.completeSends()
    #expect(top.completions.map(\.mark) == [4, 5, 3, 1, 2, 6])
    try rig.stopSound()
  }

  @Test("lists go down in the order in which they were sent and may come back in any other")
  func order() throws {
    let rig = try ConformanceRig()
    rig.miniport.holdsSends = true
    let top = rig.protocol("top")
    rig.start([rig.filter("low"), rig.filter("high")], [top])
    top.send([1, 2, 3])
    top.send([4])
    top.send([5, 6])
    #expect(rig.miniport.sentMarks == [1, 2, 3, 4, 5, 6])
    let front = rig.miniport.held.split(2)
    rig.miniport.completeSends()
    rig.adapter.completeSend(front)
    #expect(top.completions.map(\.mark) == [3, 4, 5, 6, 1, 2])
    try rig.stopSound()
  }

  @Test(
    "a completion finds its originator by source handle: filters keep theirs, bindings get their own"
  )
  func routing() throws {
    let rig = try ConformanceRig()
    rig.miniport.holdsSends = true
    let low = rig.filter("low")
    let first = rig.protocol("first")
    let second = rig.protocol("second")
    rig.start([low], [first, second])
    first.send([1])
    second.send([2])
    low.sendOwn()
    first.send([3])
    rig.miniport.completeSends()
    #expect(first.completions.map(\.mark) == [1, 3])
    #expect(second.completions.map(\.mark) == [2])
    let own = rig.adapter.filters[0].party.record
    #expect(own.away(.transmit) == 0)
    try rig.stopSound()
  }

  @Test("a filter that queues sends without a cancel handler is named when one is cancelled")
  func queueNeedsCancel() throws {
    let rig = try ConformanceRig()
    let low = rig.filter("low")
    low.options = .all.subtracting(.cancelSend)
    low.holdsSends = true
    let top = rig.protocol("top")
    rig.start([low], [top])
    top.send([1], cancelID: 3)
    top.binding?.cancelSends(withID: 3)
    #expect(rig.findings == [.handlerConsistencyCancelSend])
    low.holdsSends = false
    rig.adapter.filters[0].send(low.held.takeAll())
    try rig.stopSound(except: [.handlerConsistencyCancelSend])
  }
}

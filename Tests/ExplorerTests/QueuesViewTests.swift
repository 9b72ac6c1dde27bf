import Inspection
import TUIKit
import Testing

@testable import Explorer

@Suite("Queues")
struct QueuesViewTests {
  /// Of 10.0.0.9:5001 → 10.0.0.1:7, reckoned outside of the product with the key of the documentation's suite, by a
  /// program that gives that suite's own results.
  static let hash: UInt64 = 0x2FCF_C7FD

  private static let ascii = ExplorerOptions(themes: [.mono], charset: .ascii)

  @Test(
    "the view is as reviewed at every size, in colour and without",
    arguments: ScreenTests.sizes
  )
  func view(_ width: Int, _ height: Int) throws {
    for (keys, name) in [("4 down down down", "queues"), ("4 H", "queues-hash")] {
      var explorer = SampleQueues.explorer(width: width, height: height)
      Golden.check(try explorer.press(KeyScript(keys)), "\(name)-\(width)x\(height)")
      var plain = SampleQueues.explorer(width: width, height: height, options: Self.ascii)
      let canvas = try plain.press(KeyScript(keys))
      Golden.check(canvas, "\(name)-\(width)x\(height)-ascii", charset: .ascii)
      #expect(TextEncoder(charset: .ascii).encode(canvas).utf8.allSatisfy { $0 < 0x80 })
    }
  }

  @Test("one queue, scaling switched off, and a stack without adapters are states of their own")
  func states() throws {
    var single = Screen.explorer(
      SampleConnection(SampleQueues.snapshot(tick: 60)),
      size: Size(width: 80, height: 24)
    )
    let one = try single.press(KeyScript("4 )"))
    #expect(one.text.contains("this miniport does not scale"))
    #expect(one.text.contains("1 queue "))
    Golden.check(one, "queues-default")
    var off = SampleQueues.explorer(width: 80, height: 24, mode: .off)
    #expect(try off.press(KeyScript("4 H")).text.contains("nothing is hashed"))
    let canvas = try off.press(KeyScript("4"))
    #expect(canvas.text.contains("receive scaling is off"))
    Golden.check(canvas, "queues-off")
    // An adapter of which the engine has told no queue.
    #expect(try Screen.draw("4").text.contains("no queue is known of this adapter"))
  }

  @Test("the busiest queue against the mean of all is the imbalance")
  func imbalance() throws {
    var explorer = SampleQueues.explorer(width: 80, height: 24)
    let text = try explorer.press(KeyScript("4")).text
    let found = try #require(explorer.model.queueImbalance)
    #expect(found.hottest.number == 3)
    #expect(abs(found.factor - 2.72) < 0.02)
    #expect(text.contains("imbalance 2.7×"))
    #expect(text.contains("▲ hot queue 3"))
  }

  @Test("sorting moves the rows and keeps the selection")
  func sorted() throws {
    var explorer = SampleQueues.explorer(width: 80, height: 24)
    _ = try explorer.press(KeyScript("4 down down s"))
    #expect(explorer.model.queueRows.map(\.node.number).prefix(2) == [3, 4])
    #expect(explorer.model.selectedQueue?.node.number == 2)
    let drops = try explorer.press(KeyScript("s")).text
    #expect(drops.contains("by drops"))
    _ = try explorer.press(KeyScript("s s"))
    #expect(explorer.model.queueRows.map(\.node.number) == Array(0...7))
  }

  @Test("the flows of a queue are counted among the recorded packets, which are told")
  func flows() throws {
    var explorer = SampleQueues.explorer(width: 160, height: 48)
    let text = try explorer.press(KeyScript("4 down down down")).text
    let flows = explorer.model.queueFlows
    let packets = try #require(explorer.model.queuePackets?.window.rows.count)
    #expect(flows.reduce(0) { $0 + $1.packets } == packets)
    #expect(zip(flows, flows.dropFirst()).allSatisfy { $0.packets >= $1.packets })
    #expect(text.contains("Queue 3: who fills it"))
    #expect(text.contains("of \(packets) recorded"))
    _ = try explorer.press(KeyScript("enter"))
    #expect(explorer.model.state.view == .trace)
    #expect(
      explorer.model.state.trace.filter
        == #"adapter == "Ethernet0" && direction == "receive" && hop.processor == 3"#
    )
    _ = try explorer.press(KeyScript("ctrl-o"))
    #expect(explorer.model.state.view == .queues)
    #expect(explorer.model.selectedQueue?.node.number == 3)
  }

  @Test("a hash is followed from its input to the processor and is the one recorded")
  func explained() throws {
    var explorer = SampleQueues.explorer(width: 160, height: 48)
    let text = try explorer.press(KeyScript("4 H")).text
    #expect(text.contains("hash 2fcfc7fd ✔ & 7f = entry 125 → queue 5 → cpu 0:10"))
    #expect(text.contains("input of UDP_IPV4"))
    let back = try explorer.press(KeyScript("H")).text
    #expect(!back.contains("hash 2fcfc7fd"))
  }

  @Test("the explanation agrees with what was reckoned outside, also for no packet at all")
  func reckoned() throws {
    var hop = SampleJourneys.hop(1, 0, .indicate, 7, 6, isUntagged: true)
    #expect(HashExplanation(hop, link: .ethernet, key: SampleQueues.key) == nil)
    hop.info = [
      InfoSlotValue(slot: 1, rawValue: Self.hash, name: "NetBufferListHashValue", fields: []),
      InfoSlotValue(slot: 2, rawValue: 0x4001, name: "NetBufferListHashInfo", fields: []),
    ]
    let found = try #require(HashExplanation(hop, link: .ethernet, key: SampleQueues.key))
    #expect(UInt64(found.computed) == Self.hash)
    #expect(found.computed == found.recorded)
    #expect(found.inputs.flatMap(\.bytes).count == 12)
    #expect(HashExplanation(hop, link: .ethernet, key: []) == nil)
    hop.bytes = nil
    #expect(HashExplanation(hop, link: .ethernet, key: SampleQueues.key) == nil)
  }

  @Test("entries that were changed since the explorer came are marked and counted")
  func edited() throws {
    var explorer = SampleQueues.explorer(width: 120, height: 30, edited: [1, 9, 127])
    let canvas = try explorer.press(KeyScript("4 tab tab"))
    #expect(canvas.text.contains("✎ 3 changed"))
    #expect(canvas.text.contains("entry 0 → queue 0, cpu 0:0  100 frames"))
    let next = try explorer.press(KeyScript("right")).text
    #expect(next.contains("entry 1 → queue 3, cpu 0:6  101 frames"))
    Golden.check(canvas, "queues-edited")
    var narrow = SampleQueues.explorer(width: 80, height: 24, edited: [1, 9, 127])
    let text = try narrow.press(KeyScript("4")).text
    #expect(text.contains("Indirection table, 128 ─") && text.contains(" ✎ 3 ─"))
  }

  @Test("hostile keys on queues of any adapter do no harm")
  func hostile() throws {
    for keys in [
      "4 up up G gg tab pagedown end home tab end right right up left tab H H s < > \\ \\"
    ] {
      var explorer = SampleQueues.explorer(width: 40, height: 12)
      _ = try explorer.press(KeyScript(keys))
      var empty = Screen.explorer(size: Size(width: 40, height: 12))
      _ = try empty.press(KeyScript(keys))
      var tiny = SampleQueues.explorer(width: 3, height: 2)
      _ = try tiny.press(KeyScript(keys))
    }
  }
}

import DataPath
import Drivers
import Kernel
import NDIS
import Testing
import Wire

@Suite("Receive queues of the built-in miniports")
struct ReceiveScalerTests {
  static func table(_ processors: [Int]) -> ReceiveScaleParameters {
    ReceiveScaleParameters(
      hashInformation: 0x3F01,
      table: processors.map { Processor(group: 0, number: UInt8($0)) },
      key: ToeplitzHash.verificationKey
    )
  }

  static func set(_ parameters: ReceiveScaleParameters, _ adapter: MiniportAdapter) {
    adapter.request(
      .set,
      .genReceiveScaleParameters,
      input: parameters.bytes(for: .v6_40)
    ) { _, status in #expect(status == .success) }
  }

  /// Source address, ports and identification of a frame of the generator.
  static func flow(_ frame: [UInt8]) -> (key: [UInt8], number: Int) {
    (Array(frame[26..<38]), Int(frame[18]) << 8 | Int(frame[19]))
  }

  @Test("a flow keeps its order while the table is changed under it and frames wait in the queues")
  func order() throws {
    let rig = try StackRig(processors: 4)
    let scribe = Scribe()
    let adapter = try rig.start(
      "eth0",
      "generator",
      ["profile": "flows", "flows": "24", "rate": "20000 packets/s", "queues": "4", "batch": "64"],
      protocols: [.init("top", scribe)]
    )
    Self.set(Self.table([0, 1, 2, 3]), adapter)
    // With a limit the queues are emptied in many calls, and the table changes between them.
    adapter.receiveLimit = 1
    var round = 0
    func edit() {
      guard round < 60 else { return }
      round += 1
      Self.set(Self.table((0..<4).map { ($0 + round) % 4 }), adapter)
      rig.machine.timers.schedule(at: rig.machine.now + .microseconds(700)) { edit() }
    }
    rig.machine.timers.schedule(at: rig.machine.now + .microseconds(700)) { edit() }
    try rig.run(for: .milliseconds(60))
    #expect(round == 60)
    #expect(scribe.received.count > 1_000)
    var last: [[UInt8]: Int] = [:]
    for frame in scribe.received {
      let (key, number) = Self.flow(frame)
      if let before = last[key] { #expect(number > before) }
      last[key] = number
    }
    #expect(last.count == 24)
    let counters = adapter.receiveQueues.map { $0.counters.pointee }
    #expect(counters.allSatisfy { $0.packets > 0 && $0.deferredCalls > 0 && $0.interrupts > 0 })
    #expect(counters.reduce(0) { $0 + $1.packets - $1.waiting } == UInt64(scribe.received.count))
    try rig.stopAndCheck()
  }

  @Test("frames that wait when the adapter pauses are dropped as paused, and no list is lost")
  func pause() throws {
    let rig = try StackRig(processors: 2)
    let adapter = try rig.start(
      "eth0",
      "generator",
      ["profile": "flows", "rate": "50000 packets/s", "queues": "2"],
      protocols: [.init("drain", "sink")]
    )
    try rig.run(for: .milliseconds(20))
    #expect(adapter.isScaling, "the sink set it up")
    // The pause comes from an interrupt's own round: between it and the deferred call.
    rig.machine.timers.schedule(at: rig.machine.now + .milliseconds(1)) { adapter.stop() }
    try rig.run(for: .milliseconds(20))
    #expect(adapter.state == .halted && adapter.receiveScaling == nil)
    #expect(adapter.receiveQueues.allSatisfy { $0.counters.pointee.waiting == 0 })
    try rig.stopAndCheck()
  }

  @Test("a queue without room drops the frame, names the lists and counts it")
  func overrun() throws {
    let rig = try StackRig(processors: 2)
    let adapter = try rig.start(
      "eth0",
      "generator",
      [
        "profile": "flows", "rate": "1000000 packets/s", "batch": "64", "queues": "2", "lists": "8",
      ],
      protocols: [.init("drain", "sink")]
    )
    try rig.run(for: .milliseconds(5))
    let counters = adapter.receiveQueues.map { $0.counters.pointee }
    let drops = counters.reduce(0) { $0 + $1.drops }
    #expect(drops > 0)
    #expect(adapter.receiveQueues.allSatisfy { $0.capacity == 4 })
    #expect(adapter.party.dropCount(reason: DropReason.noResources.rawValue) == drops)
    try rig.stopAndCheck()
  }

  @Test("switched off by its keyword, or with one queue, there is no receive scaling")
  func absent() throws {
    let without = [
      ["queues": "4", "*RSS": "0"], ["queues": "1"], ["*NumRSSQueues": "1", "queues": "4"],
    ]
    for settings in without {
      let rig = try StackRig(processors: 4)
      let drain = StackRig.Part("drain", "sink")
      let adapter = try rig.start("eth0", "generator", settings, protocols: [drain])
      try rig.run(for: .milliseconds(100))
      #expect(adapter.attributes?.receiveScale == nil && adapter.receiveScaling == nil)
      #expect(adapter.receiveQueues.count == 1 && adapter.receiveQueues[0].message == nil)
      let counters = adapter.counters(of: adapter.receiveQueues[0])
      #expect(counters.packets > 0 && counters.interrupts == 0)
      try rig.stopAndCheck()
    }
  }

  @Test("scaling goes with the binding that set it, and the next one sets its own")
  func owner() throws {
    let rig = try StackRig(processors: 2)
    let adapter = try rig.start(
      "eth0",
      "generator",
      ["profile": "flows", "queues": "2"],
      protocols: [.init("first", "sink")]
    )
    try rig.run(for: .milliseconds(20))
    let binding = try #require(adapter.bindings.first)
    #expect(adapter.scalingOwner == binding.party.id)
    adapter.unbind(binding)
    try rig.run(for: .milliseconds(20))
    #expect(!adapter.isScaling && adapter.receiveScaling?.mode == .off)
    try rig.stopAndCheck()
  }
}

import CNDIS
import DataPath
import Drivers
import Kernel
import NDIS
import TestSupport
import Testing

@Suite struct ImpairTests {
  @Test("with nothing to do the module has no handler for packets and none comes to it")
  func bypassed() throws {
    let line = try ImpairedLine()
    #expect(try line.module.handlers == [.status])
    line.send(0..<100)
    try line.rig.run(for: .milliseconds(1))
    #expect(line.distant.received.map(ImpairedLine.number) == Array(0..<100))
    #expect(try line.module.party.record.ledger(.transmit).pointee.entered == 0)
    try line.rig.stopAndCheck()
  }

  @Test("an impairment of one direction leaves the other bypassed")
  func oneDirection() throws {
    let line = try ImpairedLine(receive: ["delay": "1 ms"])
    #expect(try line.module.handlers == [.receive, .status])
    try line.rig.stopAndCheck()
  }

  @Test(
    "each lost packet is a drop with the setting as cause, and the share is the one configured",
    arguments: [1, 2, 3] as [UInt64]
  )
  func loss(_ seed: UInt64) throws {
    let line = try ImpairedLine(["loss": "10 %"], seed: seed)
    for start in stride(from: 0, to: 4_000, by: 1_000) {
      line.send(start..<start + 1_000, batch: 64)
      try line.rig.run(for: .milliseconds(1))
    }
    let lost = try line.module.party.dropCount(reason: DropReason.simulatedLoss.rawValue)
    // Four standard deviations of a binomial with n = 4000 and p = 0.1 are 76.
    #expect((324...476).contains(lost))
    #expect(try line.driver.sent.lost == lost)
    #expect(line.distant.received.count + Int(lost) == 4_000)
    let numbers = line.distant.received.map(ImpairedLine.number)
    #expect(numbers == numbers.sorted())
    // Whoever sent a lost packet is told that it went out.
    #expect(line.near.statuses.count == 4_000)
    #expect(line.near.statuses.allSatisfy { $0 == .success })
    #expect(line.rig.stack.causes.all.map(\.description).contains("loss = 10 % (rig.yaml:1:1)"))
    try line.rig.stopAndCheck()
  }

  @Test("a mapping counts for its direction and is named in the cause")
  func mapping() throws {
    let line = try ImpairedLine(["loss": "0 %"], send: ["loss": "100 %"])
    line.send(0..<10)
    try line.rig.run(for: .milliseconds(1))
    #expect(line.distant.received.isEmpty)
    #expect(
      line.rig.stack.causes.all.map(\.description)
        .contains("send.loss = 100 % (rig.yaml:40:3)")
    )
    try line.rig.stopAndCheck()
  }

  @Test("every packet is held for the delay and its ledger says so")
  func delay() throws {
    let line = try ImpairedLine(["delay": "5 ms"])
    line.send(0..<50)
    try line.rig.run(for: .microseconds(4_999))
    let ledger = try line.module.party.record.ledger(.transmit)
    #expect(line.distant.received.isEmpty)
    #expect(ledger.pointee.held == 50)
    #expect(ledger.pointee.inside == 50)
    line.rig.expectBalance()
    try line.rig.run(for: .microseconds(2))
    #expect(line.distant.received.map(ImpairedLine.number) == Array(0..<50))
    #expect(ledger.pointee.held == 0)
    try line.rig.stopAndCheck()
  }

  @Test("jitter spreads the times around the delay and keeps the order")
  func jitter() throws {
    let line = try ImpairedLine(["delay": "5 ms", "jitter": "2 ms"])
    line.send(0..<1, batch: 1)
    try line.rig.run(for: .microseconds(2_999))
    #expect(line.distant.received.isEmpty)
    line.send(1..<400, batch: 1)
    try line.rig.run(for: .microseconds(7_001))
    #expect(line.distant.received.map(ImpairedLine.number) == Array(0..<400))
    try line.rig.stopAndCheck()
  }

  @Test("a duplicate is a child with bytes of its own and comes right behind its parent")
  func duplicate() throws {
    let line = try ImpairedLine(["duplicate": "100 %"])
    line.send(0..<200)
    try line.rig.run(for: .milliseconds(1))
    #expect(line.distant.received.map(ImpairedLine.number) == (0..<200).flatMap { [$0, $0] })
    let ledger = try line.module.party.record.ledger(.transmit).pointee
    #expect(ledger.born == 200)
    #expect(ledger.left == 400)
    // The sender gets its own packets back, once each.
    #expect(line.near.statuses.count == 200)
    try line.rig.stopAndCheck()
  }

  @Test("reordered packets are overtaken by later ones and by no more than their delay")
  func reorder() throws {
    let line = try ImpairedLine(["reorder": "20 %", "reorderDelay": "500 us"], seed: 5)
    for number in 0..<1_000 {
      line.send(number..<number + 1)
      try line.rig.run(for: .microseconds(10))
    }
    try line.rig.run(for: .milliseconds(1))
    let numbers = line.distant.received.map(ImpairedLine.number)
    #expect(numbers.count == 1_000)
    #expect(numbers.sorted() == Array(0..<1_000))
    let late = numbers.indices.filter { $0 > 0 && numbers[$0] < numbers[..<$0].max() ?? 0 }
    let reordered = try line.driver.sent.reordered
    #expect((140...260).contains(reordered))
    #expect(late.count <= Int(reordered))
    #expect(late.count >= Int(reordered) - 50)
    for place in late { #expect((numbers[..<place].max() ?? 0) - numbers[place] <= 51) }
    try line.rig.stopAndCheck()
  }

  @Test("a damaged packet differs in one bit, and its original comes back to the sender untouched")
  func corrupt() throws {
    let line = try ImpairedLine(["corrupt": "100 %"])
    line.send(0..<300)
    try line.rig.run(for: .milliseconds(1))
    #expect(line.distant.received.count == 300)
    for (number, frame) in line.distant.received.enumerated() {
      let bits = zip(frame, ImpairedLine.frame(number))
        .reduce(0) { $0 + ($1.0 ^ $1.1).nonzeroBitCount }
      #expect(bits == 1)
    }
    #expect(line.near.completed == (0..<300).map { ImpairedLine.frame($0) })
    let ledger = try line.module.party.record.ledger(.transmit).pointee
    #expect(ledger.born == 300)
    #expect(ledger.delivered == 300)
    try line.rig.stopAndCheck()
  }

  @Test("what was known of a damaged packet's checksums is dropped")
  func corruptChecksum() throws {
    let rig = try StackRig()
    let source = Scribe()
    let slots = SlotKeeper(.checksum)
    try rig.start("left", "wire", ["peer": "right"], protocols: [.init("near", source)])
    try rig.start(
      "right",
      "wire",
      filters: [
        .init("marker", SlotMarker(.checksum, ReceiveChecksumInfo.tcpSucceeded.rawValue)),
        .init("line", "impair", ["corrupt": "50 %"]), .init("keeper", slots),
      ],
      protocols: [.init("far", Scribe())]
    )
    try rig.run(for: .milliseconds(1))
    let frames = (0..<100).map { ImpairedLine.frame($0) }
    source.send(frames)
    try rig.run(for: .milliseconds(1))
    #expect(slots.frames.count == 100)
    for (frame, slot) in zip(slots.frames, slots.values) {
      let isWhole = frames.contains(frame)
      #expect(slot == (isWhole ? ReceiveChecksumInfo.tcpSucceeded.rawValue : 0))
    }
    #expect(slots.values.contains(0))
    try rig.stopAndCheck()
  }

  @Test("a rate lets a burst pass at once, then so many bytes a second, and drops what cannot wait")
  func rate() throws {
    // 1000 bytes a millisecond; ten frames of the burst, then one a millisecond; ten may wait.
    let line = try ImpairedLine(
      ["rate": "8 Mbit/s", "burst": "10000", "limit": "10000"]
    )
    line.send(0..<50, length: 1_000, batch: 50)
    try line.rig.run(for: .microseconds(10))
    #expect(line.distant.received.map(ImpairedLine.number) == Array(0..<10))
    try line.rig.run(for: .microseconds(5_100))
    #expect(line.distant.received.map(ImpairedLine.number) == Array(0..<15))
    try line.rig.run(for: .milliseconds(20))
    #expect(line.distant.received.map(ImpairedLine.number) == Array(0..<20))
    let limited = try line.module.party.dropCount(reason: DropReason.rateLimited.rawValue)
    #expect(limited == 30)
    #expect(
      line.rig.stack.causes.all.map(\.description).contains("rate = 8 Mbit/s (rig.yaml:8:1)")
    )
    #expect(line.near.statuses.filter { $0 == .resources }.count == 30)
    try line.rig.stopAndCheck()
  }

  @Test("a pause ends what is held on the way up as paused, and nothing comes late")
  func pause() throws {
    let line = try ImpairedLine(["delay": "5 ms", "duplicate": "100 %"], onReceive: true)
    line.send(0..<30)
    try line.rig.run(for: .milliseconds(1))
    let module = try line.module
    #expect(module.party.record.ledger(.receive).pointee.held == 60)
    line.right.pauseAndRestart()
    try line.rig.run(for: .milliseconds(1))
    #expect(line.right.state == .running)
    #expect(module.party.dropCount(reason: DropReason.paused.rawValue) == 60)
    line.rig.expectBalance()
    line.send(30..<40)
    try line.rig.run(for: .milliseconds(20))
    #expect(line.distant.received.map(ImpairedLine.number) == (30..<40).flatMap { [$0, $0] })
    try line.rig.stopAndCheck()
  }

  @Test("a pause waits for the sends of a protocol that the line still holds, and loses none")
  func pauseOfSends() throws {
    let line = try ImpairedLine(["delay": "5 ms", "duplicate": "100 %"])
    line.send(0..<30)
    try line.rig.run(for: .milliseconds(1))
    line.left.pauseAndRestart()
    try line.rig.run(for: .milliseconds(1))
    #expect(line.left.bindings.first?.state == .pausing)
    try line.rig.run(for: .milliseconds(4))
    #expect(line.left.state == .running)
    #expect(line.distant.received.map(ImpairedLine.number) == (0..<30).flatMap { [$0, $0] })
    #expect(line.near.statuses == Array(repeating: .success, count: 30))
    try line.rig.stopAndCheck()
  }

  @Test(
    "a cancelled send leaves the line at once, with its duplicates, and the others keep their time"
  )
  func cancel() throws {
    let line = try ImpairedLine(["delay": "5 ms", "duplicate": "100 %"])
    line.send(0..<5, cancelID: 7)
    line.send(5..<10, cancelID: 8)
    try line.rig.run(for: .milliseconds(1))
    let binding = try #require(line.left.bindings.first)
    line.rig.machine.withIRQL(.dispatch) { binding.cancelSends(withID: 7) }
    #expect(line.near.statuses == Array(repeating: .sendAborted, count: 5))
    #expect(try line.module.party.dropCount(reason: DropReason.sendAborted.rawValue) == 10)
    try line.rig.run(for: .milliseconds(10))
    #expect(line.distant.received.map(ImpairedLine.number) == (5..<10).flatMap { [$0, $0] })
    try line.rig.stopAndCheck()
  }

  private static let everything = [
    "loss": "3 %", "delay": "300 us", "jitter": "200 us", "duplicate": "4 %", "reorder": "5 %",
    "reorderDelay": "400 us", "corrupt": "2 %", "rate": "200 Mbit/s",
  ]

  @Test("the same seed gives every packet the same fate, another seed another")
  func determinism() throws {
    func run(_ seed: UInt64) throws -> [[UInt8]] {
      let line = try ImpairedLine(Self.everything, seed: seed)
      for number in 0..<20 {
        line.send(number * 50..<number * 50 + 50)
        try line.rig.run(for: .microseconds(100))
      }
      try line.rig.run(for: .milliseconds(20))
      let received = line.distant.received
      try line.rig.stopAndCheck()
      return received
    }
    let first = try run(4)
    #expect(first == (try run(4)))
    #expect(first != (try run(5)))
  }

  @Test("two modules of one name do not lose the same packets")
  func independent() throws {
    let rig = try StackRig()
    let near = Scribe()
    let distant = Scribe()
    near.filter = [.promiscuous, .noLocal]
    distant.filter = [.promiscuous, .noLocal]
    let lossy = StackRig.Part("line", "impair", ["loss": "50 %"])
    let left = try rig.start(
      "left",
      "wire",
      ["peer": "right"],
      filters: [lossy],
      protocols: [.init("near", near)]
    )
    let right = try rig.start("right", filters: [lossy], protocols: [.init("far", distant)])
    try rig.run(for: .milliseconds(1))
    near.send((0..<400).map { ImpairedLine.frame($0) })
    try rig.run(for: .milliseconds(10))
    let lost = [left, right].map {
      $0.filters[0].party.dropCount(reason: DropReason.simulatedLoss.rawValue)
    }
    #expect(lost[0] > 100 && lost[1] > 50)
    #expect(UInt64(distant.received.count) + lost[0] + lost[1] == 400)
    try rig.stopAndCheck()
  }

  @Test(
    "two hundred pauses under traffic between drivers that pend lose nothing",
    arguments: [1, 2, 3] as [UInt64]
  )
  func soak(_ seed: UInt64) throws {
    let rig = try StackRig(seed: seed)
    rig.isPending = true
    func side(
      _ name: String,
      _ settings: [String: String],
      _ host: StackRig.Part
    ) throws
      -> MiniportAdapter
    {
      try rig.start(
        name,
        "wire",
        settings,
        filters: [
          .init("tag", "vlan", ["id": "7"]), .init("line", "impair", Self.everything),
          .init("watch", "capture"),
        ],
        protocols: [host, .init("drain", "sink")]
      )
    }
    let left = try side(
      "left",
      ["peer": "right", "rate": "100 Mbit/s"],
      .init(
        "ping",
        "talker",
        ["address": "10.0.0.1/24", "target": "10.0.0.2", "interval": "50 us"]
      )
    )
    let right = try side(
      "right",
      ["rate": "100 Mbit/s"],
      .init("host", "responder", ["addresses": "10.0.0.2/24"])
    )
    try rig.run(for: .milliseconds(5))
    var random = SeededRandom(seed: seed)
    for _ in 0..<200 {
      (random.bounded(2) == 0 ? left : right).pauseAndRestart()
      try rig.run(for: .microseconds(random.bounded(2_000)))
      rig.expectBalance()
      guard rig.stack.verifier?.findings.isEmpty == true else { break }
    }
    try rig.run(for: .milliseconds(100))
    #expect(left.state == .running && right.state == .running)
    for adapter in [left, right] {
      let driver = try #require(
        (adapter.filters[1].driver as? PendingFilter)?.inner as? ImpairFilter
      )
      #expect(driver.sent.lost > 0 && driver.sent.duplicated > 0 && driver.sent.corrupted > 0)
      #expect(driver.received.reordered > 0)
    }
    try rig.stopAndCheck()
  }
}

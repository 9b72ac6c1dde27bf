import Testing

@testable import Kernel

@Suite("Watched descriptors")
struct WatchTests {
  @Test("ready descriptors raise their interrupts in the order of registration, at dispatch level")
  func order() throws {
    let machine = Machine(
      clock: HostClock(),
      processors: [.first, Processor(group: 0, number: 1)]
    )
    let boxes = [try Mailbox<Int>(), try Mailbox<Int>(), try Mailbox<Int>()]
    var log: [String] = []
    for (number, box) in boxes.enumerated() {
      let processor = Processor(group: 0, number: UInt8(number % 2))
      _ = try machine.watch(box.descriptor, on: processor) {
        let taken = box.takeAll()
        log.append("\(number) \(taken) \(machine.currentProcessor) \(machine.currentIRQL)")
        return false
      }
    }
    boxes[2].send(7)
    boxes[1].send(8)
    machine.runDue()
    #expect(log == ["1 [8] 0:1 DISPATCH_LEVEL", "2 [7] 0:0 DISPATCH_LEVEL"])
    machine.runDue()
    #expect(log.count == 2)
  }

  @Test("a handler that has more is called once in each round, and the machine has work until then")
  func more() throws {
    let machine = Machine(clock: HostClock())
    let box = try Mailbox<Int>()
    var calls = 0
    _ = try machine.watch(box.descriptor) {
      _ = box.takeAll()
      calls += 1
      return calls < 3
    }
    #expect(machine.nextDeadline == nil)
    box.send(1)
    for expected in 1...3 {
      machine.runDue()
      #expect(calls == expected)
      #expect((machine.nextDeadline != nil) == (expected < 3))
    }
    machine.runDue()
    #expect(calls == 3)
  }

  @Test("a watch that is off raises nothing, and finds what waited when it is on again")
  func switchedOff() throws {
    let machine = Machine(clock: HostClock())
    let box = try Mailbox<Int>()
    var taken: [Int] = []
    let watch = try machine.watch(box.descriptor) {
      taken += box.takeAll()
      return false
    }
    try machine.watches.setEnabled(watch, false)
    box.send(1)
    machine.runDue()
    #expect(taken == [])
    try machine.watches.setEnabled(watch, true)
    machine.runDue()
    #expect(taken == [1])
    machine.watches.remove(watch)
    box.send(2)
    machine.runDue()
    #expect(taken == [1])
    #expect(machine.watches.count == 0)
  }

  @Test("a handler may switch off a watch that is ready in the same round")
  func switchedOffInRound() throws {
    let machine = Machine(clock: HostClock())
    let boxes = [try Mailbox<Int>(), try Mailbox<Int>()]
    var log: [Int] = []
    var second: Watch?
    _ = try machine.watch(boxes[0].descriptor) {
      log += boxes[0].takeAll()
      if let second { machine.watches.remove(second) }
      return false
    }
    second = try machine.watch(boxes[1].descriptor) {
      log += boxes[1].takeAll()
      return false
    }
    for box in boxes { box.send(1) }
    machine.runDue()
    #expect(log == [1])
  }

  @Test("waiting ends when a watched descriptor becomes ready")
  func waiting() throws {
    let machine = Machine(clock: HostClock())
    let box = try Mailbox<Int>()
    _ = try machine.watch(box.descriptor) {
      _ = box.takeAll()
      return false
    }
    let begin = machine.clock.now
    box.send(1)
    machine.waitForWork(atMost: Nanoseconds(60_000_000_000))
    #expect((machine.clock.now - begin).count < 30_000_000_000)
  }

  @Test("a machine with a virtual clock refuses to watch, and says why")
  func stepped() throws {
    let machine = Machine(clock: VirtualClock())
    let box = try Mailbox<Int>()
    #expect(throws: MachineError.watchNeedsHostClock) {
      _ = try machine.watch(box.descriptor) { false }
    }
    #expect("\(MachineError.watchNeedsHostClock)".contains("real clock"))
  }

  @Test("a descriptor the host cannot watch is refused with the host's error")
  func unwatchable() throws {
    let machine = Machine(clock: HostClock())
    #expect(throws: MachineError.watch(HostError(call: "epoll_ctl", code: 9))) {
      _ = try machine.watch(-1) { false }
    }
  }
}

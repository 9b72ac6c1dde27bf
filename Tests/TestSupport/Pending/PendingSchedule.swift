import DataPath
public import Kernel

/// Decides when a pending driver goes on: in random order, the same for a seed.
public final class PendingSchedule {
  private let machine: Machine
  private let longest: Nanoseconds
  private var random: SeededRandom

  /// Makes a schedule of its own random stream.
  ///
  /// - `longest`: how long something pends at most.
  public init(_ machine: Machine, name: String, longest: Nanoseconds = .microseconds(50)) {
    self.machine = machine
    self.longest = longest
    random = machine.random.child("pending/\(name)")
  }

  /// Runs `body` after a random time.
  public func later(_ body: @escaping () -> Void) {
    let wait = Nanoseconds(1 + random.bounded(longest.count))
    machine.timers.schedule(at: machine.now + wait, body)
  }

  /// A random number from 1 to `limit`.
  func some(of limit: Int) -> Int {
    1 + Int(random.bounded(UInt64(max(1, limit))))
  }
}

/// Lists that a pending driver holds on one edge; they go on in order, in batches of random size.
final class HeldLists {
  private var chain = NetBufferChain()
  private var isScheduled = false
  private let schedule: PendingSchedule
  private let forward: (consuming NetBufferChain) -> Void
  /// Called whenever nothing is held any more.
  var whenEmpty: () -> Void = {}
  /// Lists are not held but go on at once.
  var passesDirectly = false

  init(_ schedule: PendingSchedule, forward: @escaping (consuming NetBufferChain) -> Void) {
    self.schedule = schedule
    self.forward = forward
  }

  var isEmpty: Bool { chain.isEmpty }

  func add(_ lists: consuming NetBufferChain) {
    if passesDirectly, chain.isEmpty {
      forward(lists)
      return
    }
    chain.append(lists)
    arm()
  }

  /// Lets everything go on now.
  func drain() {
    while !chain.isEmpty { forward(chain.takeAll()) }
    whenEmpty()
  }

  /// Takes out the lists that belong to a cancelled send.
  func take(cancelID id: UInt64) -> NetBufferChain {
    chain.partition { $0.info(.cancelID) == id }
  }

  private func arm() {
    guard !isScheduled, !chain.isEmpty else { return }
    isScheduled = true
    schedule.later { [self] in
      isScheduled = false
      let part = chain.split(schedule.some(of: chain.count))
      arm()
      if !part.isEmpty { forward(part) }
      if chain.isEmpty { whenEmpty() }
    }
  }
}

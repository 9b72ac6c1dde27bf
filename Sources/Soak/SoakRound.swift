import Drivers
import Engine
import Glibc
import Inspection
import Kernel
import NDIS
import TestSupport

/// One engine's life under load, from start to halt.
struct SoakRound {
  /// What is written while it runs.
  private enum Recording: Int {
    case nothing, file, fullDisk
  }

  let live: LiveEngine
  var random: SeededRandom
  var tally = SoakTally()
  let hasHost: Bool
  private var check = SoakCheck()

  /// Lives one round and tells of it.
  ///
  /// `seconds`: of load; the end comes on top.
  static func run(
    number: Int,
    seed: UInt64,
    seconds: Double,
    host: Bool,
    scratch: String
  ) -> SoakTally {
    let text = SoakStack.text(host: host)
    do {
      let configuration = try StackFile.read(
        text,
        file: "soak.yaml",
        catalogue: DriverCatalogue.pending.components
      )
      let recording = Recording(rawValue: number % 3) ?? .nothing
      let session = "\(scratch)/soak-\(getpid()).ndissect"
      let path: String? =
        switch recording {
        case .nothing: nil
        case .file: session
        case .fullDisk: "/dev/full"
        }
      let files = try path.map { path throws(FileError) in
        try RecordingFiles(session: path, pcapng: nil, text: text)
      }
      defer { unlink(session) }
      var options = StackEngine.Options()
      options.seed = seed
      options.ringBytes = recording == .nothing ? 4 << 20 : 1 << 26
      options.recordedPerSecond = recording == .nothing ? 20_000 : 2_000
      let engineOptions = options
      let removal = UInt64(seconds * 0.8e9)
      let failure = Guarded<String?>(nil)
      let left = Remains()
      let live = try LiveEngine(
        recordingTo: files,
        { () throws(EngineError) in
          let engine = try StackEngine(
            configuration,
            options: engineOptions,
            catalogue: .pending
          )
          removeLater(engine, after: removal)
          left.stack = engine.stack
          left.machine = engine.machine
          return engine
        },
        failed: { error in failure.withLock { $0 = error.description } }
      )
      var round = SoakRound(live, seed: seed, hasHost: host)
      round.load(for: seconds)
      round.countRemoval()
      round.end(recording == .fullDisk ? "/dev/full" : nil)
      if !left.isGone { round.tally.problems.append("the engine is still in memory") }
      if let text = failure.withLock({ $0 }) { round.tally.problems.append(text) }
      if recording == .file { round.readBack(session) }
      return round.tally
    } catch {
      var tally = SoakTally()
      tally.problems.append("a round did not begin: \(error)")
      return tally
    }
  }

  private init(_ live: LiveEngine, seed: UInt64, hasHost: Bool) {
    self.live = live
    self.hasHost = hasHost
    random = SeededRandom(seed: seed).child("soak")
  }

  /// What is left of an engine; written on its thread and read when that has ended.
  private final class Remains: @unchecked Sendable {
    weak var stack: NetworkStack?
    weak var machine: Machine?

    var isGone: Bool { stack == nil && machine == nil }
  }

  /// Takes the adapter `right` away by surprise, at PASSIVE_LEVEL.
  private static func removeLater(_ engine: StackEngine, after span: UInt64) {
    let machine = engine.machine
    machine.timers.schedule(at: machine.now + Nanoseconds(span)) { [weak engine] in
      machine.workItems.queue {
        engine?.stack.adapter(named: "right")?.surpriseRemove()
      }
    }
  }

  /// Works on the stack until the time is up, and takes the host's interface away towards the end.
  private mutating func load(for seconds: Double) {
    let start = Self.hostSeconds
    let fronts = [SoakFront.Manner.attached, .slow, .dead].compactMap {
      try? SoakFront($0, at: live)
    }
    if fronts.count < 3 { tally.problems.append("no thread for a front") }
    self.fronts = fronts
    awaitSnapshot(after: 0)
    var ping = hasHost ? HostInterface.ping() : nil
    var nextCheck = start + 1
    var isRemoved = false
    while Self.hostSeconds - start < seconds, !live.hasEnded {
      operate()
      _ = HostWait.readable(
        [live.endDescriptor],
        timeout: Nanoseconds(1_000_000 + random.bounded(20_000_000))
      )
      let now = Self.hostSeconds
      if now >= nextCheck {
        nextCheck = now + 1
        examine(hasCable: hasHost && !isRemoved)
      }
      if hasHost, !isRemoved, now - start > 0.9 * seconds {
        isRemoved = true
        if let child = ping { HostInterface.stop(child) }
        ping = nil
        examine(hasCable: true, isStill: true)
        if HostInterface.remove() {
          tally.did(.hostRemoval)
        } else {
          tally.problems.append("the interface could not be taken away")
        }
      }
    }
    if let child = ping { HostInterface.stop(child) }
  }

  var fronts: [SoakFront] = []

  /// Asks for a snapshot that is newer than all there are, and checks it.
  ///
  /// - Parameters:
  ///   - hasCable: the host's counters are there to be compared with.
  ///   - isStill: nothing crosses the cable, so that both sides must agree.
  private mutating func examine(hasCable: Bool, isStill: Bool = false) {
    let before = hasCable ? HostInterface.counters : nil
    live.send(.detail(DetailRequest()))
    guard let snapshot = awaitSnapshot(after: live.snapshot?.sequence ?? 0) else { return }
    let after = hasCable ? HostInterface.counters : nil
    tally.problems += check.problems(of: snapshot)
    guard let before, let after,
      let adapter = snapshot.structure.adapters.first(where: { $0.name == "host" })
    else { return }
    tally.comparisons += 1
    let own = snapshot.cable(of: adapter.id)
    let isBetween =
      (before.sentFrames...after.sentFrames).contains(own.sentFrames)
      && (before.sentBytes...after.sentBytes).contains(own.sentBytes)
      && (before.receivedFrames...after.receivedFrames).contains(own.receivedFrames)
      && (before.receivedBytes...after.receivedBytes).contains(own.receivedBytes)
    if !isBetween || isStill && before == after && own != after {
      tally.problems.append(
        "counters off: Linux \(before) to \(after), the adapter \(own)"
      )
    }
  }

  /// Waits for a snapshot newer than a number; nil if the engine ended or shows none for ten seconds.
  @discardableResult
  private mutating func awaitSnapshot(after sequence: UInt64) -> Snapshot? {
    let start = Self.hostSeconds
    while !live.hasEnded, Self.hostSeconds - start < 10 {
      if let snapshot = live.snapshot, snapshot.sequence > sequence { return snapshot }
      _ = HostWait.readable([live.endDescriptor], timeout: Nanoseconds(1_000_000))
    }
    if !live.hasEnded { tally.problems.append("the engine showed nothing for ten seconds") }
    return nil
  }

  /// The adapter that was taken away must be gone.
  private mutating func countRemoval() {
    let start = Self.hostSeconds
    var state = ""
    // Engine time is behind the host's where the load is more than the stack can take.
    while !live.hasEnded, Self.hostSeconds - start < 10 {
      let snapshot = awaitSnapshot(after: live.snapshot?.sequence ?? 0)
      let right = snapshot?.structure.adapters.first { $0.name == "right" }
      state = right?.state ?? "Halted"
      if state == "Halted" { return tally.did(.surpriseRemoval) }
    }
    tally.problems.append("right is \(state) after its surprise removal")
  }

  /// Stops the engine and sees that everything is at home.
  private mutating func end(_ full: String?) {
    live.stop()
    live.waitUntilEnded()
    for front in fronts {
      let (seen, problems) = front.finish()
      tally.snapshots += seen
      tally.problems += problems.map { "\(front.manner.rawValue) front: \($0)" }
      if seen == 0 { tally.problems.append("the \(front.manner.rawValue) front saw nothing") }
    }
    fronts = []
    guard let outcome = live.outcome else {
      tally.problems.append("the engine did not end")
      return
    }
    tally.snapshots += check.count
    tally.problems += outcome.problems
    tally.problems += check.problems(of: outcome.snapshot)
    if let full {
      if outcome.recordingProblems.isEmpty { tally.problems.append("\(full) took a recording") }
    } else {
      tally.problems += outcome.recordingProblems
    }
    let page = outcome.snapshot.counters
    for party in page.partyIDs {
      let ledger = page.ledger(of: party)
      if ledger[.held] != 0 || ledger[.inside] != 0 || ledger[.created] != ledger[.freed] {
        let name = outcome.snapshot.structure.parties.name(of: party)
        tally.problems.append("not at home: \(name): \(ledger.text)")
      }
    }
    for adapter in outcome.snapshot.structure.adapters where adapter.state != "Halted" {
      tally.problems.append("\(adapter.name) is \(adapter.state) after the end")
    }
    tally.handOffs = page.sum(of: .taken)
    tally.drops = page.sum(of: .dropped)
    tally.refusals = UInt64(
      outcome.snapshot.events.count { $0.kind == .command && $0.note.hasPrefix("not done") }
    )
    if page.sum(of: .taken) == 0 { tally.problems.append("nothing was handed on") }
  }

  /// What was recorded is whole, and its last sample is the end.
  private mutating func readBack(_ path: String) {
    do {
      let archive = try SessionArchive.open(path: path)
      if archive.session.index.count == 0 { tally.problems.append("the recording is empty") }
    } catch {
      tally.problems.append("the recording cannot be read: \(error)")
    }
  }

  /// Host seconds since some moment.
  static var hostSeconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

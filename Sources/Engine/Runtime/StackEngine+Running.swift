import CLinux
import Drivers
public import Inspection
import Kernel
import NDIS
import Wire

extension StackEngine {
  /// Brings every stack up, lower adapters first.
  public func start() {
    for name in configuration.plan.startOrder {
      if let adapter = stack.adapter(named: name) { startAdapter(adapter) }
    }
    setLevel(options.level)
    startScenario()
  }

  /// True if some driver is a source that comes to an end.
  public var hasFiniteSource: Bool { !finiteSources.isEmpty }

  /// True if every source that comes to an end has, and nothing of theirs is under way.
  public var areSourcesFinished: Bool { finiteSources.allSatisfy { $0.isFinished } }

  /// Miniports that replay a capture once.
  private var finiteSources: [ReplayMiniport] {
    replays.filter { $0.configuration.settings.boolean("loop") != true }
  }

  private var replays: [ReplayMiniport] {
    configuration.adapters.compactMap { drivers[$0.name] as? ReplayMiniport }
  }

  /// What was replayed so far; nil if the stack replays nothing.
  public func captureSummary() -> CaptureSummary? {
    guard let first = replays.first else { return nil }
    var sum = CaptureSummary(
      file: first.path,
      packets: 0,
      capturedBytes: 0,
      wireBytes: 0,
      truncated: 0
    )
    for replay in replays {
      sum.packets += replay.totals.packets
      sum.capturedBytes += replay.totals.capturedBytes
      sum.wireBytes += replay.totals.wireBytes
      sum.truncated += replay.totals.truncated
    }
    return sum
  }

  /// What kept a capture from being read to its end, and how to mend it.
  public func captureProblem() -> String? {
    for replay in replays {
      if let failure = replay.failure { return "\(failure): \(replay.path): \(failure.advice)" }
      if replay.otherMedia > 0 {
        return
          "\(replay.otherMedia) packets have another link type than the first and were dropped: "
          + "\(replay.path): split the file by link type"
      }
    }
    return nil
  }

  /// Does what is due: in live mode what the clock asks for, in stepped mode the next slice of engine time.
  func advance() {
    guard options.stepped else { return runDue() }
    guard hasMoreToRun else { return }
    let next = machine.nextDeadline?.nanoseconds ?? now + 10_000_000
    let begin = nd_host_monotonic()
    var end = max(next, now + 1_000_000)
    // A slice of host time, so that commands and snapshots are never kept waiting.
    repeat {
      guard (try? run(until: end)) != nil else { return }
      end = max(machine.nextDeadline?.nanoseconds ?? end, now + 1_000_000)
    } while hasMoreToRun && nd_host_monotonic() - begin < 20_000_000
  }

  /// True if stepped time still has to go on by itself: a finite source or the scenario is not done.
  var hasMoreToRun: Bool {
    options.stepped && (hasFiniteSource && !areSourcesFinished || !isScenarioFinished)
  }

  /// Waits for what the machine has to do next or for one of `others`; in stepped mode for `others` alone.
  ///
  /// `lateness`: how long timers may wait for each other where no live edge is watched.
  func waitForWork(
    beside others: [Int32] = [],
    atMost limit: Nanoseconds,
    lateness: Nanoseconds = Nanoseconds(0)
  ) {
    if options.stepped {
      _ = HostWait.readable(others, timeout: limit)
    } else {
      machine.waitForWork(beside: others, atMost: limit, lateness: lateness)
    }
  }

  /// Four wakes in a second are enough for stacks that nobody outside waits for; a command wakes at once.
  static let lateness = Nanoseconds.milliseconds(250)

  /// Carries a command out and makes an event of what went wrong.
  func performReporting(_ command: Command) {
    note(input: command)
    do throws(EngineError) {
      try perform(command)
    } catch {
      tell(.warning, .command, command.name, note: "not done: \(error)", request: command.number)
    }
  }
}

import Glibc

/// Full load and every fault that may happen, for as long as wanted, with every total checked while it lasts.
///
/// One engine lives for a round; a new one follows. It runs live, all its drivers answer PENDING wherever they may, fronts look
/// at it, and it is paused, attached to, bound, unplugged, asked, set and removed under load.
@main
enum Soak {
  static func main() {
    do {
      let options = try SoakOptions(CommandLine.arguments.dropFirst())
      let problems = run(options)
      exit(problems == 0 ? 0 : 1)
    } catch {
      complain("\(error.message)\n\(SoakOptions.usage)")
      exit(2)
    }
  }

  private static func run(_ options: SoakOptions) -> Int {
    let host = HostInterface.isPossible
    if !host { print("skipped: the cable to this host: no interface can be made here") }
    var sum = SoakTally()
    var memory = MemoryUse()
    let start = SoakRound.hostSeconds
    var round = 0
    while SoakRound.hostSeconds - start < Double(options.minutes * 60) {
      let left = Double(options.minutes * 60) - (SoakRound.hostSeconds - start)
      let tally = SoakRound.run(
        number: round,
        seed: options.seed &+ UInt64(round),
        seconds: min(Double(options.round), max(5, left)),
        host: host,
        scratch: options.scratch
      )
      sum += tally
      memory.sample(at: SoakRound.hostSeconds - start)
      round += 1
      print(
        "round \(round): \(tally.handOffs) lists handed on, \(tally.drops) dropped with a reason, "
          + "\(tally.snapshots) snapshots checked, \(MemoryUse.resident >> 10) KiB resident, "
          + "\(tally.problems.count) problems"
      )
      fflush(nil)
      for problem in tally.problems.prefix(200) { complain(problem) }
    }
    print(sum.text)
    print(
      "\(round) rounds, \(sum.handOffs) lists handed on, \(sum.drops) dropped with a reason, "
        + "\(sum.refusals) commands refused, \(sum.snapshots) snapshots and \(sum.comparisons) comparisons "
        + "with Linux's counters checked"
    )
    if let slope = memory.slope {
      print(
        "memory: \(Int(slope.mean) >> 10) KiB, \(Int(slope.bytesPerMinute / 1_024)) KiB a minute, "
          + "standard error \(Int(slope.error / 1_024)), \(slope.samples) rounds"
      )
      if slope.isGrowth { sum.problems.append("memory grows") }
    } else {
      print(
        "memory: \(MemoryUse.resident >> 10) KiB; a slope needs "
          + "\(MemoryUse.warmUp + MemoryUse.enough) rounds"
      )
    }
    print(sum.problems.isEmpty ? "nothing lost" : "\(sum.problems.count) problems")
    return sum.problems.count
  }

  /// A line on standard error.
  private static func complain(_ text: String) {
    fflush(nil)
    let line = Array((text + "\n").utf8)
    _ = write(2, line, line.count)
  }
}

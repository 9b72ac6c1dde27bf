import ArgumentParser
import Engine
import Inspection

/// `ndissect diff`: what became of the same packets in two runs.
struct Diff: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compare two runs packet by packet; exit 1 if path, bytes or outcome of any differ.",
    discussion: """
      A and B are sessions, captures or stacks; what is no session is run first, on a virtual clock. Times are not \
      compared.
      """
  )

  @Argument(help: "A stack, a capture or a session.")
  var a: String

  @Argument(help: "Another one.")
  var b: String

  @Option(
    name: [.customShort("Y"), .customLong("display-filter")],
    help: .init(
      "Only packets whose journey matches in A or in B, such as `icmp` or `outcome == dropped`.",
      valueName: "filter"
    )
  )
  var displayFilter: String?

  @Option(help: .init("Print at most this many; all are counted.", valueName: "number"))
  var limit: UInt?

  @Flag(help: "Print packets that differ in the same way once, with their number.")
  var group = false

  @Option(
    name: .customLong("for"),
    help: .init("Engine time to run a stack, such as 500ms or 2s.", valueName: "time")
  )
  var duration: TimeSpan?

  @Option(help: .init("Seed of everything random; else the stack file's.", valueName: "number"))
  var seed: UInt64?

  @OptionGroup var clock: VirtualClock
  @OptionGroup var output: OutputOptions

  func run() throws {
    let selection = try selection()
    var options = try RunOptions.parse([])
    options.stepped = true
    options.duration = duration
    options.seed = seed
    let one = try RecordedTarget(a, options)
    let two = try RecordedTarget(b, options)
    let counts = try compare(one, one.log, two, two.log, selection)
    for problem in [one.problem, two.problem].compactMap({ $0 }) { complain(problem) }
    if counts.differs || one.problem != nil || two.problem != nil { throw ExitCode(1) }
  }

  private func selection() throws -> JourneySelection {
    do throws(JourneySelection.Problem) {
      return try JourneySelection(displayFilter: displayFilter, captureFilter: nil)
    } catch {
      throw Failure.use(error.description)
    }
  }

  private func compare(
    _ one: RecordedTarget,
    _ firstLog: some HopLogSource,
    _ two: RecordedTarget,
    _ secondLog: some HopLogSource,
    _ selection: JourneySelection
  ) throws -> DifferenceCounts {
    let comparison = RunComparison(
      RecordedRun(index: one.index, log: firstLog, context: one.context),
      RecordedRun(index: two.index, log: secondLog, context: two.context)
    )
    func matches(_ pair: JourneyPair) -> Bool {
      guard displayFilter != nil else { return true }
      if let place = pair.first,
        selection.matches(one.index.entry(at: place), in: firstLog, one.context)
      {
        return true
      }
      guard let place = pair.second else { return false }
      return selection.matches(two.index.entry(at: place), in: secondLog, two.context)
    }
    var counts = DifferenceCounts()
    var groups = DifferenceGroups()
    var kept: [DifferenceGroups.Group] = []
    for pair in comparison.pairs where matches(pair) {
      let difference: JourneyDifference?
      do {
        difference = try comparison.difference(of: pair)
      } catch {
        throw Failure.run("a record is broken: \(a) or \(b): \(error)")
      }
      counts.add(difference)
      guard let difference else { continue }
      if group {
        groups.add(difference)
      } else if kept.count < limit ?? UInt.max {
        kept.append(.init(example: difference, count: 1))
        // A line per packet need not wait for the last.
        if !output.json { show(difference, 1) }
      }
    }
    if group { kept = Array(groups.groups.prefix(Int(clamping: limit ?? UInt.max))) }
    if output.json {
      put(document(kept, counts, one.index.count, two.index.count))
      return counts
    }
    if group { for found in kept { show(found.example, found.count) } }
    if !output.jsonl {
      put(
        "A \(one.index.count), B \(two.index.count) journeys: \(counts.same) the same, "
          + "\(counts.differing) differ, \(counts.onlyInFirst) only in A, \(counts.onlyInSecond) only in B"
      )
    }
    return counts
  }

  private func show(_ difference: JourneyDifference, _ count: Int) {
    if output.jsonl {
      put(DifferenceDocument(difference, count: group ? count : nil).json)
    } else {
      print(DifferenceText(difference, count: group ? count : nil).text, terminator: "")
    }
  }

  private func document(
    _ found: [DifferenceGroups.Group],
    _ counts: DifferenceCounts,
    _ firstCount: Int,
    _ secondCount: Int
  ) -> String {
    var json = JSONWriter()
    json.object { json in
      json.object("a") { json in
        json.member("target", a)
        json.member("journeys", firstCount)
      }
      json.object("b") { json in
        json.member("target", b)
        json.member("journeys", secondCount)
      }
      json.member("same", counts.same)
      json.member("differing", counts.differing)
      json.member("onlyInA", counts.onlyInFirst)
      json.member("onlyInB", counts.onlyInSecond)
      json.array("journeys") { json in
        for one in found {
          DifferenceDocument(one.example, count: group ? one.count : nil).write(to: &json)
        }
      }
    }
    return json.text
  }
}

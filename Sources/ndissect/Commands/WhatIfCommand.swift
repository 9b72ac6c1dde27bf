import ArgumentParser
import Engine
import Inspection

/// `ndissect whatif`: a stack with changes beside the stack as it is.
struct WhatIfCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "whatif",
    abstract: "Run a stack again with changes and compare packet by packet; exit 1 if any differs.",
    discussion: """
      Both run on a virtual clock from the same inputs to the same instant; a session of a stepped run is repeated, \
      and one of a live run begins anew. NAME is an adapter, adapter/filter, a filter or a protocol. Changes are done in \
      the order of the options below.
      """
  )

  @Argument(help: "A stack, a capture or a session.")
  var target = "lab"

  @Option(help: .init("Take a filter out of the way; again for another.", valueName: "name"))
  var bypass: [String] = []

  @Option(
    help: .init("Put a filter above another of its class, as gate=tag.", valueName: "name=other")
  )
  var above: [String] = []

  @Option(
    help: .init("Put a filter below another of its class, as gate=tag.", valueName: "name=other")
  )
  var below: [String] = []

  @Option(
    help: .init(
      "Give a keyword another value, as gate.rules[1].match=arp; an empty one takes it out.",
      valueName: "name.key=value"
    )
  )
  var set: [String] = []

  @Option(
    help: .init(
      "Lead an indirection table elsewhere: queues or processors in turn, as eth0=0,1,0,3, or entries, as eth0=8-15=2.",
      valueName: "adapter=queues"
    )
  )
  var table: [String] = []

  @Option(help: .init("The packet to show; else the first that differs.", valueName: "number"))
  var journey: UInt64?

  @Option(
    name: .customLong("for"),
    help: .init("Engine time to run a stack, such as 500ms or 2s.", valueName: "time")
  )
  var duration: TimeSpan?

  @Option(help: .init("Seed of everything random; else the stack file's.", valueName: "number"))
  var seed: UInt64?

  @Option(help: .init("Print at most this many that differ; all are counted.", valueName: "number"))
  var limit: UInt?

  @Option(help: .init("Record the run with the changes as a session.", valueName: "file"))
  var record: String?

  @Option(help: .init("Write the stack with the changes as a stack file.", valueName: "file"))
  var save: String?

  @OptionGroup var clock: VirtualClock

  @Flag(help: "Print one JSON document.")
  var json = false

  func run() throws {
    let (inputs, base) = try inputs()
    let changes = try changes(inputs.configuration)
    guard !changes.isEmpty else {
      throw Failure.use(
        "nothing is changed: whatif \(target): give --bypass, --above, --below, --set or --table"
      )
    }
    let request = WhatIfRequest(changes: changes, journey: journey)
    var differences: [JourneyDifference] = []
    var made: RunInputs.Made?
    let found: WhatIfOutcome?
    do throws(EngineError) {
      found = try WhatIf(inputs, request, base: base).outcome(
        ran: { made = $0 },
        each: { if differences.count < limit ?? .max { differences.append($0) } }
      )
    } catch {
      switch error {
      case .memory, .machine: throw Failure.run(error.description)
      // Exit 1 says that packets differ; what cannot be changed so is another matter.
      default: throw Failure.use(error.description)
      }
    }
    guard let outcome = found, let made else { return }
    if json {
      put(WhatIfDocument(outcome, changes: changes, differences: differences).json)
    } else {
      show(outcome, changes, differences)
    }
    do throws(EngineError) {
      try keep(made)
    } catch {
      throw Failure.run(error.description)
    }
    if outcome.counts.differs { throw ExitCode(1) }
  }

  // MARK: What is run

  private func inputs() throws -> (RunInputs, SessionArchive?) {
    var options = StackEngine.Options()
    options.seed = seed
    switch Target(target) {
    case .session(let path):
      guard seed == nil, duration == nil else {
        throw Failure.use(
          "a session has a seed and a time of its own: \(path): leave out --seed and --for"
        )
      }
      let archive = try Loading.session(path)
      do throws(EngineError) {
        let request = WhatIfRequest(changes: [], journey: journey)
        return (try archive.inputs(for: request), archive)
      } catch {
        throw Failure.use("\(error)")
      }
    case .capture(let path):
      let (configuration, _) = try Loading.replayStack(nil, capture: path)
      return (
        RunInputs(configuration, options: options, end: duration?.nanoseconds ?? .max), nil
      )
    case .stack(let name):
      let (configuration, _) = try Loading.stack(name)
      return (
        RunInputs(configuration, options: options, end: duration?.nanoseconds ?? 2_000_000_000), nil
      )
    }
  }

  private func changes(_ stack: StackConfiguration) throws -> [WhatIfChange] {
    var changes = bypass.map { WhatIfChange.bypass(place: $0) }
    for text in above {
      let (place, other) = try Self.divided(text, "--above", "gate=tag")
      changes.append(.above(place: place, other: other))
    }
    for text in below {
      let (place, other) = try Self.divided(text, "--below", "gate=tag")
      changes.append(.below(place: place, other: other))
    }
    for text in set { changes.append(try setting(text, stack)) }
    for text in table {
      let (adapter, queues) = try Self.divided(text, "--table", "eth0=0,1")
      let edit = queues.contains("=") ? queues : "all = \(queues)"
      changes.append(.table(adapter: adapter, edit: edit))
    }
    return changes
  }

  private static func divided(
    _ text: String,
    _ option: String,
    _ example: String
  ) throws -> (String, String) {
    guard let sign = text.firstIndex(of: "="), sign > text.startIndex,
      sign < text.index(before: text.endIndex)
    else { throw Failure.use("no two names: \(option) \(text): write such as \(example)") }
    return (String(text[..<sign]), String(text[text.index(after: sign)...]))
  }

  /// A name may have dots itself: what stands before the last of them that is a name in the stack is the place.
  private func setting(_ text: String, _ stack: StackConfiguration) throws -> WhatIfChange {
    let example = "gate.rules[1].match=arp"
    guard let sign = text.firstIndex(of: "="), text[..<sign].contains(".") else {
      throw Failure.use("no name, keyword and value: --set \(text): write such as \(example)")
    }
    let path = text[..<sign]
    let value = String(text[text.index(after: sign)...])
    let dots = path.indices.filter { path[$0] == "." }
    let dot = dots.last { stack.hasPlace(String(path[..<$0])) } ?? dots[0]
    return .set(
      place: String(path[..<dot]),
      keyword: String(path[path.index(after: dot)...]),
      value: value
    )
  }

  // MARK: What is printed

  private func show(
    _ outcome: WhatIfOutcome,
    _ changes: [WhatIfChange],
    _ differences: [JourneyDifference]
  ) {
    put("what if: " + changes.map(\.text).joined(separator: ", "))
    if outcome.isFresh {
      put("both began anew with the configuration of the moment: dynamic state fresh")
    }
    for remark in outcome.remarks { put(remark) }
    if let comparison = outcome.comparison {
      print(ComparisonText(comparison).text, terminator: "")
    }
    if limit != nil {
      for difference in differences { print(DifferenceText(difference).text, terminator: "") }
    }
    let counts = outcome.counts
    put(
      "\(counts.same) the same, \(counts.differing) differ, \(counts.onlyInFirst) only in A, "
        + "\(counts.onlyInSecond) only in B"
    )
  }

  private func keep(_ made: RunInputs.Made) throws(EngineError) {
    let stack = made.engine.configuration
    if let save {
      let text = StackFile.write(stack)
      do throws(FileError) {
        let sink = try FileSink(path: save)
        sink.write(Array(text.utf8), waits: true)
        if let error = sink.finish() { throw error }
      } catch {
        throw .refused(error.description)
      }
    }
    guard let record else { return }
    do throws(FileError) {
      let text = StackFile.write(stack)
      let recorder = try SessionRecorder(path: record, engine: made.engine, waits: true, text: text)
      if let error = recorder.finish(made.engine) { throw error }
    } catch {
      throw .refused(error.description)
    }
  }
}

import ArgumentParser
import Engine
import Inspection

/// `ndissect trace`: journeys, hop by hop.
struct Trace: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the journeys of packets, hop by hop."
  )

  @Argument(help: "A stack, a capture or a session.")
  var target = "lab"

  @Option(
    name: [.customShort("Y"), .customLong("display-filter")],
    help: .init(
      "Only journeys that match, such as `icmp.type == 8` or `outcome == dropped`.",
      valueName: "filter"
    )
  )
  var displayFilter: String?

  @Option(
    name: [.customShort("f"), .customLong("capture-filter")],
    help: .init(
      "Only journeys whose first bytes match, such as `udp port 53`; see pcap-filter(7).",
      valueName: "filter"
    )
  )
  var captureFilter: String?

  @Option(help: .init("At most this many journeys.", valueName: "number"))
  var limit: UInt?

  @OptionGroup var options: RunOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    // A filter that cannot be read is told before anything runs.
    let selection = try selection()
    switch Target(target) {
    case .session(let path):
      let archive = try Loading.session(path)
      try print(selection, archive.session.index, archive.log, archive.context)
      if let offset = archive.session.truncation {
        throw Failure.run(
          "the session is cut short: \(path): at offset \(offset): what was whole is shown"
        )
      }
    case .capture(let path):
      let (configuration, text) = try Loading.replayStack(nil, capture: path)
      var options = options
      options.stepped = true
      let session = try HeadlessSession(
        configuration,
        text: text,
        options: options,
        keepsAll: true
      )
      note(try session.run())
      try print(
        selection,
        session.engine.list.index,
        session.engine.log,
        session.engine.journeyContext()
      )
      if let problem = session.engine.captureProblem() { throw Failure.run(problem) }
    case .stack(let name):
      let (configuration, text) = try Loading.stack(name)
      let session = try HeadlessSession(
        configuration,
        text: text,
        options: options,
        keepsAll: true
      )
      note(try session.run(defaultDuration: 2_000_000_000))
      try print(
        selection,
        session.engine.list.index,
        session.engine.log,
        session.engine.journeyContext()
      )
    }
  }

  private func selection() throws -> JourneySelection {
    do throws(JourneySelection.Problem) {
      return try JourneySelection(displayFilter: displayFilter, captureFilter: captureFilter)
    } catch {
      throw Failure.use(error.description)
    }
  }

  /// A measurement is no journey, so it goes to standard error.
  private func note(_ cost: HostCost?) {
    if let cost { complain(cost.line) }
  }

  private func print(
    _ selection: JourneySelection,
    _ index: JourneyIndex,
    _ log: some HopLogSource,
    _ context: JourneyContext
  ) throws {
    var left = limit ?? UInt.max
    var documents: [String] = []
    for place in 0..<index.count where left > 0 {
      let entry = index.entry(at: place)
      guard selection.matches(entry, in: log, context),
        let journey = try? log.journey(entry, context)
      else { continue }
      left -= 1
      if output.jsonl {
        put(TraceDocument(journey, in: context.structure).json)
      } else if output.json {
        documents.append(TraceDocument(journey, in: context.structure).json)
      } else {
        put(TraceText(journey, in: context.structure).text)
      }
    }
    if output.json { put("[" + documents.joined(separator: ",") + "]") }
  }
}

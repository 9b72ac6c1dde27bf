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
    help: "Only journeys that match, such as `icmp.type == 8` or `outcome == dropped`."
  )
  var displayFilter: String?

  @Option(
    name: [.customShort("f"), .customLong("capture-filter")],
    help: "Only journeys whose first bytes match this BPF expression."
  )
  var captureFilter: String?

  @Option(help: "At most this many journeys.")
  var limit: Int?

  @OptionGroup var options: RunOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    switch Target(target) {
    case .session(let path):
      let archive = try Loading.session(path)
      try print(archive.session.index, archive.log, archive.context)
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
      try session.run()
      try print(
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
      try session.run(defaultDuration: 2_000_000_000)
      try print(
        session.engine.list.index,
        session.engine.log,
        session.engine.journeyContext()
      )
    }
  }

  private func print(
    _ index: JourneyIndex,
    _ log: some HopLogSource,
    _ context: JourneyContext
  ) throws {
    let selection: JourneySelection
    do throws(JourneySelection.Problem) {
      selection = try JourneySelection(
        displayFilter: displayFilter,
        captureFilter: captureFilter
      )
    } catch {
      throw Failure.use(error.description)
    }
    var left = limit ?? .max
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

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
    let recorded = try RecordedTarget(target, options)
    // A measurement is no journey, so it goes to standard error.
    if let cost = recorded.cost { complain(cost.line) }
    try print(selection, recorded.index, recorded.log, recorded.context)
    if let problem = recorded.problem { throw Failure.run(problem) }
  }

  private func selection() throws -> JourneySelection {
    do throws(JourneySelection.Problem) {
      return try JourneySelection(displayFilter: displayFilter, captureFilter: captureFilter)
    } catch {
      throw Failure.use(error.description)
    }
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

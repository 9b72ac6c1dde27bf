import ArgumentParser
import Engine
import Inspection

/// `ndissect trace`: journeys, hop by hop.
struct Trace: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the journeys of packets, hop by hop, or what they sum up to."
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

  @Option(help: .init("At most this many journeys, paths or conversations.", valueName: "number"))
  var limit: UInt?

  @Flag(
    help: .init(
      "Group packets by the path they took: count, share, median and 99th percentile of engine time, with --timing "
        + "also of what they cost the host, and the drop reason."
    )
  )
  var signatures = false

  @Flag(
    help:
      "List TCP and UDP conversations: packets and bytes both ways, drops, beginning and length."
  )
  var conversations = false

  @Option(
    help: .init(
      "Print the payload of this TCP conversation, put together again; see --conversations.",
      valueName: "number"
    )
  )
  var follow: Int?

  @Option(
    help: .init("With --follow: the payload as this module got it.", valueName: "module")
  )
  var at: String?

  @Flag(help: "Print comma-separated values: a line per hop, path or conversation.")
  var csv = false

  @Flag(help: "With --signatures: print the flow as a graph for Graphviz.")
  var dot = false

  @OptionGroup var options: RunOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard [signatures, conversations, follow != nil].count(where: { $0 }) <= 1 else {
      throw ValidationError(
        "two things are asked for: --signatures --conversations --follow: give one of them"
      )
    }
    guard [output.json, output.jsonl, csv, dot].count(where: { $0 }) <= 1 else {
      throw ValidationError(
        "two forms of output are asked for: --json --jsonl --csv --dot: give one of them"
      )
    }
    guard !dot || signatures else {
      throw ValidationError("a graph of what: --dot: give --signatures with it")
    }
    guard at == nil || follow != nil else {
      throw ValidationError("nothing is followed: --at: give --follow with it")
    }
    guard follow == nil || !csv else {
      throw ValidationError("a payload has no columns: --csv: give --jsonl with --follow")
    }
    if let follow, follow < 0 {
      throw ValidationError("no such number: --follow \(follow): conversations count from 0")
    }
  }

  func run() throws {
    // A filter that cannot be read is told before anything runs.
    let selection = try selection()
    // Of a payload every byte is wanted.
    let recorded = try RecordedTarget(target, options, keepsPackets: follow != nil)
    // A measurement is no journey, so it goes to standard error.
    if let cost = recorded.cost { complain(cost.line) }
    if signatures {
      try printSignatures(selection, recorded, recorded.log)
    } else if conversations {
      printConversations(selection, recorded, recorded.log)
    } else if let follow {
      try printPayload(of: follow, selection, recorded, recorded.log)
    } else {
      printJourneys(selection, recorded, recorded.log)
    }
    if let problem = recorded.problem { throw Failure.run(problem) }
  }

  private func selection() throws -> JourneySelection {
    do throws(JourneySelection.Problem) {
      return try JourneySelection(displayFilter: displayFilter, captureFilter: captureFilter)
    } catch {
      throw Failure.use(error.description)
    }
  }

  private func printJourneys(
    _ selection: JourneySelection,
    _ recorded: RecordedTarget,
    _ log: some HopLogSource
  ) {
    let (index, context) = (recorded.index, recorded.context)
    var left = limit ?? UInt.max
    var documents: [String] = []
    if csv { put(CSVText.line(TraceDocument.columns)) }
    for place in 0..<index.count where left > 0 {
      let entry = index.entry(at: place)
      guard selection.matches(entry, in: log, context),
        let journey = try? log.journey(entry, context)
      else { continue }
      left -= 1
      if csv {
        for row in TraceDocument(journey, in: context.structure).rows { put(CSVText.line(row)) }
      } else if output.jsonl {
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

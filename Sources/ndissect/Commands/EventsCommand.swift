import ArgumentParser
import Engine
import Inspection

/// `ndissect events`: what happens in a stack besides packets.
struct EventsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "events",
    abstract: "Print what happens: states, status indications, PnP, drops, broken rules.",
    discussion: """
      A line is printed when it happens. With --json one document follows the run, with the drops of every module and \
      what the verifier found.
      """
  )

  @Argument(help: "A stack, or a session.")
  var target = "lab"

  @Option(
    name: .customLong("at-least"),
    help: .init(
      "Leave out what matters less: \(Self.names(EventSeverity.allCases.map(\.name))).",
      valueName: "severity"
    )
  )
  var minimum: String?

  @Option(
    name: .customLong("kind"),
    help: .init(
      "Only these, one or several with commas: \(Self.names(EventKind.allCases.map(\.name))).",
      valueName: "kinds"
    )
  )
  var kinds: String?

  @OptionGroup var options: RunOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let selection = try EventSelection(minimum: minimum, kinds: kinds)
    if case .session(let path) = Target(target) {
      let archive = try Loading.session(path)
      let context = archive.context
      var printer = EventPrinter(selection: selection, output: output)
      for event in archive.session.events {
        printer.take(EventDocument(event, in: context.structure), event)
      }
      return printer.finish(stack: context.structure.name, drops: [], in: context.structure)
    }
    let (configuration, text) = try Loading.stack(target)
    let session = try HeadlessSession(
      configuration,
      text: text,
      options: options,
      keepsAll: false
    )
    var printer = EventPrinter(selection: selection, output: output)
    var told: UInt64 = 0
    let cost = try session.run(defaultDuration: 2_000_000_000) { engine in
      let history = engine.events.history
      guard let last = history.last?.sequence, last > told else { return }
      let structure = engine.snapshot().structure
      for event in history[history.place(from: told + 1)...] {
        printer.take(
          EventDocument(
            event,
            payload: engine.events.payload(of: event.sequence),
            in: structure
          ),
          event
        )
      }
      told = last
    }
    if let cost { complain(cost.line) }
    let snapshot = session.engine.snapshot()
    printer.finish(
      stack: snapshot.structure.name,
      drops: snapshot.counters.drops,
      findings: session.engine.findings(),
      in: snapshot.structure
    )
  }

  private static func names(_ names: [String]) -> String { names.joined(separator: ", ") }
}

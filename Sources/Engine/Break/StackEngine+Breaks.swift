import Drivers
public import Inspection
import NDIS

extension StackEngine {
  /// Who serves what rests: called on the engine's thread with each stop, returns once it is released.
  ///
  /// Without it breakpoints stop nothing.
  public func serveRests(_ serve: ((RestingEngine) -> Void)?) {
    breaks.serve = serve
  }

  /// The breakpoints, in the order of their numbers.
  public var breakpoints: [Breakpoint] { breaks.points.map(\.value) }

  /// True once it was asked to end while something rested.
  public var isQuitting: Bool { breaks.isQuitting }

  /// Between batches: what a stop cost is told, and commands that waited for the release are carried out.
  func finishBreaks() {
    guard breaks.rest == nil else { return }
    breaks.follow()
    while !breaks.waiting.isEmpty {
      performReporting(.atRest(breaks.waiting.removeFirst()))
    }
  }

  /// Frames that hosts dropped at live edges while something rested are counted, and told of.
  func tellOverruns() {
    let before = context.hostOverruns
    readHostLosses()
    let lost = context.hostOverruns &- before
    guard lost > 0 else { return }
    tell(
      .warning,
      .breakpoint,
      "\(lost) frame\(lost == 1 ? "" : "s") overran while something rested",
      note: "counted as overruns of their adapters",
      cause: "the host's queues were full"
    )
  }

  /// Counters while something rests: the ledgers of now, and of what belongs to drivers that of the last quiet point.
  func countersAtRest() -> CounterPage {
    guard var page = quietCounters else { return counters() }
    countParties(into: &page)
    return page
  }
}

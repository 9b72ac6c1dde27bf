public import Inspection

/// The stack as it is beside the stack with changes: both run on the calling thread, from the same inputs to the same
/// instant, and compared packet by packet.
public struct WhatIf {
  private var inputs: RunInputs
  private let request: WhatIfRequest
  private let base: SessionArchive?
  private let structure: StackStructure?

  /// Makes the question.
  ///
  /// - Parameters:
  ///   - inputs: what both engines run.
  ///   - request: the changes, and the packet that is looked at.
  ///   - base: a session that is the run as it is; nil runs that, too.
  ///   - structure: the stack as it runs, for changes of indirection tables; nil takes that of the run as it is.
  public init(
    _ inputs: RunInputs,
    _ request: WhatIfRequest,
    base: SessionArchive? = nil,
    structure: StackStructure? = nil
  ) {
    self.inputs = inputs
    self.request = request
    self.base = inputs.isFresh ? nil : base
    self.structure = structure
  }

  /// Runs and compares.
  ///
  /// - Parameters:
  ///   - goesOn: asked now and then, with the parts of a hundred that are done; false ends it.
  ///   - ran: gets the run of the changed stack.
  ///   - each: gets every difference, in order.
  /// - Returns: what it came to; nil if it was ended.
  /// - Throws: `EngineError` with what cannot be, where, and how to mend it.
  public func outcome(
    goesOn: (Int) -> Bool = { _ in true },
    ran: (RunInputs.Made) -> Void = { _ in },
    each: (JourneyDifference) -> Void = { _ in }
  ) throws(EngineError) -> WhatIfOutcome? {
    // A change that cannot be is told before anything runs; of a table only a run knows.
    if request.changes.allSatisfy({ !$0.isOfTable }) || structure != nil {
      _ = try inputs.changed(by: request.changes, in: structure)
    }
    if let base {
      let run = RecordedRun(index: base.session.index, log: base.log, context: base.context)
      let outcome = try outcome(run, probe: nil, share: 0, goesOn, ran, each)
      return withExtendedLifetime(base) { outcome }
    }
    guard let made = try inputs.run(goesOn: { goesOn($0 * 2 / 5) }) else { return nil }
    // Both stand at the same instant.
    var second = self
    second.inputs.end = made.engine.now
    second.inputs.countsFromRest = false
    return try second.outcome(made.recorded, probe: made.probe, share: 40, goesOn, ran, each)
  }

  private func outcome(
    _ first: RecordedRun<some HopLogSource>,
    probe: UInt64?,
    share: Int,
    _ goesOn: (Int) -> Bool,
    _ ran: (RunInputs.Made) -> Void,
    _ each: (JourneyDifference) -> Void
  ) throws(EngineError) -> WhatIfOutcome? {
    let structure = structure ?? first.context.structure
    let second = try inputs.run(request.changes, in: structure) { percent in
      goesOn(share + percent * (80 - share) / 100)
    }
    guard let second else { return nil }
    ran(second)
    let remarks =
      inputs.remarks
      + inputs.configuration.remarks(on: request.changes, towards: second.engine.configuration)
      + second.problems
    var outcome = WhatIfOutcome(
      comparison: nil,
      counts: DifferenceCounts(),
      time: inputs.end,
      isFresh: inputs.isFresh,
      remarks: remarks
    )
    let comparison = RunComparison(first, second.recorded)
    let chosen = probe ?? request.journey
    if let chosen, comparison.pair(ofFirst: chosen) == nil {
      throw .refused("the run has no such packet: #\(chosen): choose one that `trace` lists")
    }
    do throws(HopLogError) {
      for (place, pair) in comparison.pairs.enumerated() {
        if place & 0xFF == 0, !goesOn(80 + place * 20 / comparison.pairs.count) { return nil }
        let difference = try comparison.difference(of: pair)
        outcome.counts.add(difference)
        guard let difference else { continue }
        each(difference)
        if chosen == nil, outcome.comparison == nil {
          outcome.comparison = try comparison.comparison(of: pair)
        }
      }
      if let pair = chosen.flatMap(comparison.pair) {
        outcome.comparison = try comparison.comparison(of: pair)
      }
    } catch {
      throw .refused("a record is broken: \(error): record the run again")
    }
    return outcome
  }
}

extension WhatIfChange {
  fileprivate var isOfTable: Bool { if case .table = self { true } else { false } }
}

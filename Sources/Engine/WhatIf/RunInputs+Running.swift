public import Inspection
import Drivers
import Kernel

extension RunInputs {
  /// A run that was made.
  public struct Made {
    /// The engine that ran, standing at the end; its recording is whole.
    public let engine: StackEngine
    /// The journey of the packet that was put in; nil if none was.
    public let probe: UInt64?
    /// What of the inputs it could not take, each a sentence.
    public let problems: [String]

    /// The run as it is compared.
    public var recorded: RecordedRun<RingLog> {
      RecordedRun(
        index: engine.list.index,
        log: engine.log,
        context: engine.journeyContext()
      )
    }
  }

  /// Runs the stack, or the stack with changes, on the calling thread.
  ///
  /// - Parameters:
  ///   - changes: what is otherwise.
  ///   - structure: the stack as it runs, for changes of indirection tables.
  ///   - goesOn: asked now and then, with the parts of a hundred that are done; false ends the run.
  /// - Returns: the run; nil if it was ended.
  /// - Throws: `EngineError` with what cannot be, where, and how to mend it.
  public func run(
    _ changes: [WhatIfChange] = [],
    in structure: StackStructure? = nil,
    goesOn: (Int) -> Bool = { _ in true }
  ) throws(EngineError) -> Made? {
    let stack = try changed(by: changes, in: structure)
    let engine = try StackEngine(stack, options: options)
    let player = InputPlayer(self, engine)
    engine.serveRests { player.serve($0) }
    engine.start()
    // What made a stack up while it ran is done to one that stands.
    if isFresh || countsFromRest { engine.settle() }
    let end = countsFromRest ? engine.now + end : end
    var probed: UInt64?
    while true {
      let next = min(player.nextTime ?? .max, probe == nil || probed != nil ? .max : Self.probeTime)
      guard try run(engine, until: min(next, end), of: end, goesOn) else { return nil }
      guard next <= end, next < .max else { break }
      if next == Self.probeTime, probed == nil, let probe {
        probed = try put(probe, into: engine)
      } else if player.nextTime.map({ $0 <= engine.now }) == true {
        // Else what rested meanwhile has taken it.
        player.play()
      }
    }
    var problems = [engine.captureProblem()].compactMap { $0 }
    if player.skipped > 0 {
      problems.append("\(player.skipped) of the commands named what this stack has not")
    }
    return Made(engine: engine, probe: probed, problems: problems)
  }

  /// The stack with changes.
  ///
  /// - Throws: `EngineError` with what cannot be, where, and how to mend it.
  public func changed(
    by changes: [WhatIfChange],
    in structure: StackStructure? = nil
  ) throws(EngineError) -> StackConfiguration {
    try configuration.changed(
      by: changes,
      in: structure,
      catalogue: DriverCatalogue.builtIn.components
    )
  }

  /// Engine time between two questions whether to go on.
  private static let slice: UInt64 = 20_000_000

  private func run(
    _ engine: StackEngine,
    until time: UInt64,
    of end: UInt64,
    _ goesOn: (Int) -> Bool
  ) throws(EngineError) -> Bool {
    repeat {
      if time == .max, engine.areSourcesFinished, engine.isScenarioFinished { return true }
      guard goesOn(Self.percent(engine.now, of: end)) else { return false }
      // A gap in a capture is passed at once.
      let due = engine.machine.nextDeadline?.nanoseconds ?? time
      try engine.run(until: min(time, max(due, engine.now + Self.slice)))
    } while engine.now < time
    return true
  }

  private static func percent(_ time: UInt64, of end: UInt64) -> Int {
    Int(Double(min(time, end)) / Double(max(1, end)) * 100)
  }

  private func put(_ probe: Probe, into engine: StackEngine) throws(EngineError) -> UInt64 {
    let last = engine.events.history.last?.sequence ?? 0
    try engine.inject(
      InjectionOrder(place: probe.place, direction: probe.direction, frame: probe.frame)
    )
    let told = engine.events.history.first {
      $0.sequence > last && $0.journey != 0 && $0.text.hasPrefix(InjectionRequest.word)
    }
    return told?.journey ?? 0
  }
}

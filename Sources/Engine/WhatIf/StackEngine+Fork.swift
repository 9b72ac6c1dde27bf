import Inspection

extension StackEngine {
  /// Begins the fork that a front asks for, and ends one that nobody asks for any more.
  func followFork() {
    guard fork?.request != request.whatIf else { return }
    fork = nil
    guard let wanted = request.whatIf, !wanted.changes.isEmpty else { return }
    do throws(EngineError) {
      let inputs = try inputs(for: wanted)
      fork = WhatIfFork(wanted, of: inputs, structure: structureNow, changed: whenForkChanges)
    } catch {
      fork = WhatIfFork(wanted, failed: error)
    }
    if whenForkChanges == nil { fork?.wait() }
  }

  /// What a second engine runs: of a stepped engine everything up to now, of a live one its configuration of the moment.
  func inputs(for wanted: WhatIfRequest) throws(EngineError) -> RunInputs {
    let structure = structureNow
    guard !options.stepped else {
      return RunInputs(
        configuration,
        options: options,
        commands: inputs,
        names: RunInputs.names(structure),
        end: now,
        isFresh: false
      )
    }
    var inputs = RunInputs(
      running,
      options: options,
      commands: [],
      names: [:],
      end: RunInputs.freshTime,
      isFresh: true
    )
    guard let id = wanted.journey else { return inputs }
    guard let journey = journey(id, journeyContext()) else {
      throw .refused("it is no longer recorded: packet #\(id): choose a newer one")
    }
    try inputs.put(journey, structure)
    return inputs
  }
}

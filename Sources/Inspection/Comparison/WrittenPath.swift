/// The hand-offs of a journey by names.
struct WrittenPath: Equatable {
  private struct Step: Equatable {
    var from: String
    var to: String
    var edge: HopEdge
  }

  private let steps: [Step]

  init(_ journey: Journey, _ context: JourneyContext) {
    let parties = context.structure.parties
    steps = journey.hops.map {
      Step(from: parties.name(of: $0.from), to: parties.name(of: $0.to), edge: $0.edge)
    }
  }

  /// Legs of one kind of hand-off after each other: `send caller → watch → gate, complete gate → caller`.
  var text: String {
    var legs: [String] = []
    var last: Step?
    for step in steps {
      if let last, last.edge == step.edge, last.to == step.from {
        legs[legs.count - 1] += " → " + step.to
      } else {
        legs.append("\(step.edge.name) \(step.from) → \(step.to)")
      }
      last = step
    }
    return legs.isEmpty ? "no hand-off" : legs.joined(separator: ", ")
  }
}

/// How a journey ended, in names; the rule without the place it was read from.
struct Ending: Equatable {
  let text: String

  init(_ journey: Journey, _ context: JourneyContext) {
    guard let ending = journey.ending else {
      text = JourneyOutcome.held.name
      return
    }
    var line = "\(ending.outcome.name) at \(context.structure.parties.name(of: ending.party))"
    if let reason = ending.reason { line += ": \(reason.symbol)" }
    let rule = CauseText(ending.cause).subject
    if !rule.isEmpty { line += " by \(rule)" }
    text = line
  }
}

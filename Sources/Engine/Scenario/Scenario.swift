public import Kernel
public import NDIS

/// What a stack file says shall be done to the stack, and what must hold afterwards.
///
///     steps:
///       - advance: 5 ms                                  # engine time goes on
///       - receive: { at: eth0, frame: eth/arp, name: first }
///       - pause: eth0
///       - expect: { state: eth0, is: Paused }            # asked now
///     expect:                                            # asked at the end
///       - { packet: first, outcome: dropped, reason: NotForUs }
///       - { verifier: silent }
///
/// A step is one of `ScenarioVerb.table`, an expectation one of `ScenarioExpectation.table`. Each begins when the one before
/// is done. A verb whose first value is all it takes may be written as that value.
public struct Scenario: Hashable, Sendable {
  /// Something to do or to expect.
  public enum Action: Hashable, Sendable {
    /// Something to do.
    case verb(ScenarioVerb)
    /// Something to expect.
    case expectation(ScenarioExpectation)
  }

  /// One step with its values and its place in the file.
  public struct Step: Hashable, Sendable {
    /// What it is.
    public let action: Action
    /// Its values, in the order of the description.
    public let settings: KeywordSettings
    /// Where it stands.
    public let source: ConfigurationSource
  }

  /// In the order of the file.
  public var steps: [Step] = []
  /// Expected once the steps are done.
  public var expectations: [Step] = []

  /// True if the file has neither.
  public var isEmpty: Bool { steps.isEmpty && expectations.isEmpty }

  /// Steps, then what is expected at the end.
  var all: [Step] { steps + expectations }

  var withoutSources: Scenario {
    Scenario(
      steps: steps.map(\.withoutSource),
      expectations: expectations.map(\.withoutSource)
    )
  }
}

extension Scenario.Step {
  fileprivate var withoutSource: Self {
    Self(action: action, settings: settings.withoutSources, source: .default)
  }

  /// The step in a line, as it could be written.
  public var text: String {
    var values: [String] = []
    for setting in settings.all {
      let value = setting.value.value.description
      values.append(values.isEmpty ? value : "\(setting.name) \(value)")
    }
    return "\(action.name) \(values.joined(separator: ", "))"
  }
}

extension Scenario.Action {
  /// The word it begins with.
  public var name: String {
    switch self {
    case .verb(let verb): verb.rawValue
    case .expectation(let expectation): "expect \(expectation.rawValue)"
    }
  }

  /// Its values.
  var keys: [ScenarioKey] {
    switch self {
    case .verb(let verb): verb.entry.keys
    case .expectation(let expectation): expectation.entry.keys
    }
  }
}

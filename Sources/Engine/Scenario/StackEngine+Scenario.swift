import Inspection
import Kernel
import NDIS
import Wire

/// Carries the scenario of the stack file out: each step once the one before is done.
extension StackEngine {
  /// How long a step may take until it counts as failed, in engine nanoseconds.
  private static let patience: UInt64 = 10_000_000_000

  /// True if every step is done, or there is none.
  public var isScenarioFinished: Bool { scenario?.isFinished ?? true }

  /// Expectations that held and all there are; nil without a scenario.
  public var scenarioResult: (held: Int, failed: Int)? {
    scenario.map { ($0.held, $0.failures.count) }
  }

  func startScenario() {
    guard !configuration.scenario.isEmpty, !options.isTrial else { return }
    scenario = ScenarioProgress(configuration.scenario)
    goOnWithScenario(after: .zero)
  }

  /// Steps run at passive level, so that they may do what a person may.
  private func goOnWithScenario(after wait: Nanoseconds) {
    machine.timers.schedule(at: machine.now + wait) { [unowned self] in
      machine.workItems.queue { [unowned self] in continueScenario() }
    }
  }

  private func continueScenario() {
    follow()
    while true {
      guard isStepDone else {
        if now - (scenario?.begin ?? now) < Self.patience {
          return goOnWithScenario(after: .microseconds(100))
        }
        fail(
          ScenarioFailure(
            "the step does not come to its end",
            mend: "leave it out, or see `events`"
          )
        )
        scenario?.awaited = 0
        scenario?.isAsking = false
        return endScenario()
      }
      guard let progress = scenario, progress.next < progress.steps.count else {
        return endScenario()
      }
      let step = progress.steps[progress.next]
      scenario?.next += 1
      scenario?.begin = now
      if let wait = take(step) { return goOnWithScenario(after: wait) }
    }
  }

  private func endScenario() {
    guard let progress = scenario, !progress.isFinished else { return }
    scenario?.isFinished = true
    let failed = progress.failures.count
    tell(
      failed == 0 ? .notice : .error,
      .command,
      subject: "scenario",
      "\(progress.next) of \(progress.steps.count) steps done",
      note: "\(progress.held) expectations held, \(failed) failed"
    )
  }

  /// True if nothing of the last step is under way; what its command came to is noted.
  private var isStepDone: Bool {
    guard stack.adapters.allSatisfy(\.isAtRest), let progress = scenario, !progress.isAsking
    else { return false }
    guard progress.awaited != 0 else { return true }
    let answer = events.history.last {
      $0.kind == .command && $0.request == progress.awaited && $0.note != EngineEvent.asked
    }
    guard let answer else { return false }
    scenario?.awaited = 0
    judge(answer)
    return true
  }

  /// A command that was not done fails its step; a request may be meant to end with another status.
  private func judge(_ answer: EngineEvent) {
    guard let step = scenario?.current else { return }
    let refused = answer.severity == .warning
    let status = refused ? String(answer.note.dropFirst("not done: ".count)) : ""
    if let wanted = step.settings.text("status"), case .verb(.oid) = step.action {
      let got = refused ? status : NDISStatus.success.symbol
      if got != wanted {
        fail(
          ScenarioFailure("\(step.text): it ended with \(got)", mend: "mend status: or the request")
        )
      }
    } else if refused {
      fail(ScenarioFailure("\(step.text) was not done: \(status)", mend: "see `events`"))
    }
  }

  func fail(_ failure: ScenarioFailure) {
    let source = scenario?.current?.source
    let place = source.map { "\($0)" } ?? configuration.file
    scenario?.failures.append("\(failure.what): \(place): \(failure.mend)")
    tell(.error, .command, subject: "scenario", failure.what, note: place)
  }

  /// Does one step.
  ///
  /// - Returns: how long to wait before the next; nil for not at all.
  private func take(_ step: Scenario.Step) -> Nanoseconds? {
    guard let progress = scenario else { return nil }
    do throws(ScenarioFailure) {
      switch step.action {
      case .verb(let verb):
        tell(
          .info,
          .command,
          subject: "scenario",
          "step \(progress.next) of \(progress.steps.count)",
          note: step.text
        )
        if verb == .advance { return step.settings.duration("time") ?? .zero }
        try perform(verb, step.settings)
        // What a verb asks of the stack begins in its own time.
        return .zero
      case .expectation(let expectation):
        try check(expectation, step.settings)
        // A query is judged when its answer comes.
        if expectation != .oid { hold(step) }
      }
    } catch {
      fail(error)
    }
    return nil
  }

  /// Notes that an expectation held.
  func hold(_ step: Scenario.Step) {
    scenario?.held += 1
    tell(.notice, .command, subject: "scenario", step.text, note: "holds")
  }

  private func perform(
    _ verb: ScenarioVerb,
    _ values: KeywordSettings
  ) throws(ScenarioFailure) {
    let before = commandCount
    do throws(EngineError) {
      switch verb {
      case .advance: return
      case .send: return try inject(values, .transmit)
      case .receive: return try inject(values, .receive)
      case .inject: return try inject(values, values.text("way") == "send" ? .transmit : .receive)
      case .oid: try perform(oidCommand(values))
      case .pause: try perform(.pauseAdapter(adapterID(values)))
      case .restart: try perform(.restartAdapter(adapterID(values)))
      case .plug: try perform(.plugMedia(adapterID(values)))
      case .unplug: try perform(.unplugMedia(adapterID(values)))
      case .attach:
        try perform(
          .attachFilter(adapter: adapterID(values), component: values.text("driver") ?? "")
        )
      case .bind:
        try perform(.bind(adapter: adapterID(values), component: values.text("driver") ?? ""))
      case .detach:
        try perform(.detachFilter(module: injectionParty(named: values.text("filter") ?? "")))
      case .unbind:
        try perform(.unbind(binding: injectionParty(named: values.text("protocol") ?? "")))
      }
    } catch {
      throw ScenarioFailure("\(error)", mend: "mend the step")
    }
    if commandCount > before { scenario?.awaited = commandCount }
  }

  /// The adapter that a step names.
  func adapterID(
    _ values: KeywordSettings,
    _ key: String = "adapter"
  ) throws(EngineError) -> AdapterID {
    let name = values.text(key) ?? ""
    guard let adapter = stack.adapter(named: name) else { throw .unknownTarget("adapter \(name)") }
    return adapter.party.id
  }

  private func oidCommand(_ values: KeywordSettings) throws(EngineError) -> Command {
    let number = OIDTable.entry(named: values.text("name") ?? "")?.number.rawValue ?? 0
    let id = try adapterID(values)
    guard let text = values.text("value") else { return .queryOID(adapter: id, number: number) }
    return .setOID(adapter: id, number: number, value: text)
  }

  private func inject(
    _ values: KeywordSettings,
    _ direction: Inspection.Direction
  ) throws(EngineError) {
    let frame: [UInt8]
    do throws(CraftError) {
      frame = try FrameText.bytes(of: values.text("frame") ?? "")
    } catch {
      throw .refused("\(error)")
    }
    let last = events.history.last?.sequence ?? 0
    let order = InjectionOrder(
      place: values.text("at") ?? "",
      direction: direction,
      frame: frame,
      count: UInt64(values.integer("count") ?? 1),
      interval: values.duration("interval")?.count ?? 0
    )
    // A step is no input from outside: whoever runs the stack again runs its steps.
    try perform(.inject(request(order)))
    guard let name = values.text("name") else { return }
    let told = events.history.first {
      $0.sequence > last && $0.journey != 0 && $0.text.hasPrefix(InjectionRequest.word)
    }
    scenario?.packets[name] = told?.journey
  }
}

import DataPath
import Inspection
import Kernel
import NDIS

extension StackEngine {
  /// Originates the first packet of an injection now and the others by the clock.
  ///
  /// - Throws: `EngineError` if the first packet cannot go; then there are no others.
  func inject(_ request: InjectionRequest) throws(EngineError) {
    guard request.count != 0 || request.interval > 0 else {
      throw .refused("no end and no pause: the injection: give a count or an interval")
    }
    machine.publishNow()
    var injection = Injection(request: request)
    try injectOnce(&injection)
    if !injection.isFinished {
      lastInjection += 1
      let id = lastInjection
      let interval = Nanoseconds(request.interval)
      injections[id] = injection
      injections[id]?.timer = machine.timers.schedule(
        at: machine.now + interval,
        every: interval.count > 0 ? interval : nil
      ) { [unowned self] in goOn(id) }
    }
    // What became due by it is done before anything else is asked; while handlers run this does nothing.
    if options.stepped { machine.runDue() }
    follow()
  }

  /// Ends the repetition of injections with a number that a front gave.
  func stopInjection(_ number: UInt64) throws(EngineError) {
    let ids = injections.filter { $0.value.request.number == number }.keys.sorted()
    guard !ids.isEmpty else {
      throw .refused("nothing is being injected: injection \(number): it has ended already")
    }
    for id in ids { end(id, "stopped after \(injections[id]?.progress ?? "")") }
  }

  /// Ends every repetition, because the stacks stop.
  func stopInjections() {
    for id in injections.keys.sorted() {
      end(id, "stopped after \(injections[id]?.progress ?? "")")
    }
  }

  /// True while packets are left to be injected.
  public var isInjecting: Bool { injections.values.contains { $0.request.count > 0 } }

  private func goOn(_ id: UInt64) {
    guard var injection = injections[id] else { return }
    do throws(EngineError) {
      try injectOnce(&injection)
    } catch {
      end(id, "stopped after \(injection.progress): \(error.description)", .warning)
      return
    }
    injections[id] = injection
    if injection.isFinished {
      end(id, "\(injection.progress) done")
    } else if injection.request.interval == 0 {
      injections[id]?.timer = machine.timers.schedule(at: machine.now) { [unowned self] in
        goOn(id)
      }
    }
  }

  private func injectOnce(_ injection: inout Injection) throws(EngineError) {
    let request = injection.request
    guard let place = stack.injectionPlace(request.party) else {
      throw .unknownTarget("party \(request.party)")
    }
    let journey: UInt64
    do {
      journey = try place.inject(
        request.frame,
        request.direction == .transmit ? .transmit : .receive,
        parent: request.parent
      )
    } catch {
      throw .refused(error.description)
    }
    injection.sent += 1
    let way = request.direction == .transmit ? "sent" : "received"
    let count = request.frame.count
    tell(
      .notice,
      .command,
      party: request.party,
      "\(InjectionRequest.word) #\(journey) \(way) at \(place.name), \(count) byte\(count == 1 ? "" : "s")",
      note: request.count == 1 ? "" : injection.progress,
      cause: request.parent == 0 ? "" : "taken from #\(request.parent)",
      journey: journey,
      request: request.number
    )
  }

  private func end(_ id: UInt64, _ note: String, _ severity: EventSeverity = .info) {
    guard let injection = injections.removeValue(forKey: id) else { return }
    if let timer = injection.timer { machine.timers.cancel(timer) }
    let request = injection.request
    tell(
      severity,
      .command,
      party: request.party,
      InjectionRequest.word,
      note: note,
      request: request.number
    )
  }
}

import CNDIS
public import Inspection
import Drivers
import Kernel
import NDIS

extension StackEngine {
  /// Carries a command out, or queues it behind the operation under way; what comes of it is an event.
  ///
  /// - Throws: `EngineError.unknownTarget` if what it names is not there, `EngineError.driver` if a driver cannot be
  ///   made.
  public func perform(_ command: Command) throws(EngineError) {
    switch command {
    case .anytime(let command): try performNow(command)
    case .atRest(let command):
      if breaks.rest != nil {
        breaks.wait(command)
      } else {
        try performAtRest(command)
      }
    }
  }

  /// Carries out what may be asked at any time, even while something rests.
  func performNow(_ command: AnytimeCommand) throws(EngineError) {
    switch command {
    case .freeze, .resume:
      // The front freezes what it shows.
      return
    case .quit: breaks.quit()
    case .detail(let request):
      self.request = request
      followFork()
    case .recordingLevel(let party, let level):
      let answer = begin(party ?? 0, "recording level \(min(level, 3))")
      setLevel(level, party: party)
      answer(nil)
    case .addBreakpoint(let text): try breaks.add(text)
    case .enableBreakpoint(let id, let isEnabled): try breaks.enable(id, isEnabled)
    case .ignoreBreakpoint(let id, let count): try breaks.ignore(id, count)
    case .deleteBreakpoint(let id): try breaks.delete(id)
    case .step(let kind): try breaks.step(kind)
    case .release: try breaks.release()
    case .dropPacket: try breaks.drop()
    case .editPacket(let bytes): try breaks.edit(bytes)
    case .runBack(let place): try breaks.run(forward: false, from: place)
    case .runForward(let place): try breaks.run(forward: true, from: place)
    }
  }

  /// Carries out what is asked of the stack; nothing may rest in it.
  func performAtRest(_ command: AtRestCommand) throws(EngineError) {
    stack.asker = commandSource(command.name)
    defer { stack.asker = nil }
    switch command {
    case .pauseAdapter(let id):
      let adapter = try adapter(id)
      let answer = begin(id, "pause")
      adapter.pause { answer(Self.reason(adapter, isNot: .paused)) }
    case .restartAdapter(let id):
      let adapter = try adapter(id)
      let answer = begin(id, "restart")
      adapter.restart { answer(Self.reason(adapter, isNot: .running)) }
    case .attachFilter(let id, let component):
      let adapter = try adapter(id)
      let answer = begin(id, "attach \(component)")
      told(answer) { () throws(EngineError) in
        try attach(component, to: adapter) { answer($0 == nil ? "the driver refused" : nil) }
      }
    case .detachFilter(let id):
      guard let module = stack.adapters.flatMap(\.filters).first(where: { $0.party.id == id })
      else { throw .unknownTarget("filter module \(id)") }
      let answer = begin(id, "detach")
      let adapter = module.adapter
      adapter.detach(module) { [unowned self] in
        let isAttached = adapter.filters.contains { $0 === module }
        if !isAttached, let next = try? running.detaching(module.name, from: adapter.name) {
          running = next
        }
        answer(isAttached ? "it is still attached" : nil)
      }
    case .bind(let id, let component):
      let adapter = try adapter(id)
      let answer = begin(id, "bind \(component)")
      told(answer) { () throws(EngineError) in
        try bind(component, to: adapter) {
          answer($0.state == .unbound ? "the protocol did not bind" : nil)
        }
      }
    case .unbind(let id):
      guard let binding = stack.adapters.flatMap(\.bindings).first(where: { $0.party.id == id })
      else { throw .unknownTarget("binding \(id)") }
      let answer = begin(id, "unbind")
      let adapter = binding.adapter
      adapter.unbind(binding) { [unowned self] in
        let isUnbound = binding.state == .unbound
        if isUnbound, let next = try? running.unbinding(binding.name, from: adapter.name) {
          running = next
        }
        answer(isUnbound ? nil : "it is \(binding.state.displayName)")
      }
    case .plugMedia(let id):
      try setMedia(adapter(id), connected: true)
    case .unplugMedia(let id):
      try setMedia(adapter(id), connected: false)
    case .queryOID(let id, let number):
      try query(id, OIDNumber(rawValue: number))
    case .setOID(let id, let number, let value):
      try set(id, OIDNumber(rawValue: number), value)
    case .setKeyword(let party, let keyword, let value):
      try setKeyword(keyword, of: party, to: value)
    case .saveStack(let path, let replaces):
      save(path, replaces: replaces)
    case .inject(let request):
      // Every packet is an event of its own.
      return try inject(request)
    case .stopInjection(let number):
      return try stopInjection(number)
    }
  }

  /// Tells of a command that is taken, and gives what tells of its end: with nil that it is done, else why not.
  func begin(_ party: PartyID, _ text: String) -> (String?) -> Void {
    commandCount += 1
    let number = commandCount
    let start = now
    tell(.info, .command, party: party, text, note: EngineEvent.asked, request: number)
    return { [unowned self] problem in
      let span = now > start ? " in \(TimeText.span(now - start))" : ""
      tell(
        problem == nil ? .notice : .warning,
        .command,
        party: party,
        text,
        note: problem.map { "not done: \($0)" } ?? "done\(span)",
        request: number
      )
    }
  }

  /// Lets an error end a command that has been told of, instead of leaving it open.
  func told(
    _ answer: (String?) -> Void,
    _ body: () throws(EngineError) -> Void
  ) {
    do throws(EngineError) {
      try body()
    } catch {
      answer(error.description)
    }
  }

  private static func reason(_ adapter: MiniportAdapter, isNot wanted: AdapterState) -> String? {
    adapter.state == wanted ? nil : "the adapter is \(adapter.state.displayName)"
  }

  func adapter(_ id: AdapterID) throws(EngineError) -> MiniportAdapter {
    guard let adapter = stack.adapters.first(where: { $0.party.id == id }) else {
      throw .unknownTarget("adapter \(id)")
    }
    return adapter
  }

  private func setMedia(_ adapter: MiniportAdapter, connected: Bool) throws(EngineError) {
    let answer = begin(adapter.party.id, connected ? "plug the cable in" : "pull the cable out")
    guard let driver = drivers[adapter.name] as? any MediaSwitching else {
      return answer("\(adapter.component.displayName) has no cable")
    }
    let source = commandSource(connected ? "plugMedia" : "unplugMedia")
    driver.setMedia(connected: connected, source: source)
    note(media: connected ? "connected" : "disconnected", of: adapter, source)
    answer(nil)
  }

  /// Sets the recording level of one party or of all.
  public func setLevel(_ level: UInt8, party: UInt32? = nil) {
    for each in stack.parties.values where party == nil || each.id == party {
      each.record.pointee.level = min(level, 3)
    }
    structure = nil
  }
}

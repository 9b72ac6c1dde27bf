import CNDIS
public import Inspection
import Drivers
import Kernel
import NDIS

extension StackEngine {
  /// Carries a command out, or queues it behind the operation under way.
  ///
  /// - Throws: `EngineError.unknownTarget` if what it names is not there.
  public func perform(_ command: Command) throws(EngineError) {
    switch command {
    case .freeze, .resume, .quit:
      // The front freezes what it shows; the engine thread ends itself.
      return
    case .detail(let request):
      self.request = request
      return
    case .recordingLevel(let party, let level):
      setLevel(level, party: party)
    case .pauseAdapter(let id):
      try adapter(id).pause()
    case .restartAdapter(let id):
      try adapter(id).restart()
    case .attachFilter(let id, let component):
      try attach(component, to: adapter(id))
    case .detachFilter(let id):
      guard let module = stack.adapters.flatMap(\.filters).first(where: { $0.party.id == id })
      else { throw .unknownTarget("filter module \(id)") }
      module.adapter.detach(module)
    case .bind(let id, let component):
      try bind(component, to: adapter(id))
    case .unbind(let id):
      guard let binding = stack.adapters.flatMap(\.bindings).first(where: { $0.party.id == id })
      else { throw .unknownTarget("binding \(id)") }
      binding.adapter.unbind(binding)
    case .plugMedia(let id):
      try setMedia(adapter(id), connected: true)
    case .unplugMedia(let id):
      try setMedia(adapter(id), connected: false)
    }
    events.add(
      EngineEvent(
        sequence: 0,
        time: now,
        severity: .notice,
        party: 0,
        kind: .command,
        subject: command.name,
        text: "\(command)"
      )
    )
  }

  private func adapter(_ id: AdapterID) throws(EngineError) -> MiniportAdapter {
    guard let adapter = stack.adapters.first(where: { $0.party.id == id }) else {
      throw .unknownTarget("adapter \(id)")
    }
    return adapter
  }

  private func setMedia(_ adapter: MiniportAdapter, connected: Bool) throws(EngineError) {
    guard let driver = drivers[adapter.name] as? any MediaSwitching else {
      throw .unknownTarget("a cable on \(adapter.name)")
    }
    driver.setMedia(
      connected: connected,
      source: .command(connected ? "plugMedia" : "unplugMedia")
    )
  }

  /// Sets the recording level of one party or of all.
  public func setLevel(_ level: UInt8, party: UInt32? = nil) {
    for each in stack.parties.values where party == nil || each.id == party {
      each.record.pointee.level = min(level, 3)
    }
    structure = nil
  }
}

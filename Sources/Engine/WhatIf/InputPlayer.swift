import Inspection

/// Gives an engine the commands that another one took, each when its time has come.
///
/// Parties are known by name: with a filter less the same module has another number. What names nothing of this stack is
/// left out and counted.
final class InputPlayer {
  private let commands: [InputCommand]
  private let names: [PartyID: String]
  private unowned let engine: StackEngine
  private var next = 0
  /// Commands that could not be given.
  private(set) var skipped = 0

  init(_ inputs: RunInputs, _ engine: StackEngine) {
    commands = inputs.commands
    names = inputs.names
    self.engine = engine
  }

  /// Engine time of the next command; nil after the last.
  var nextTime: UInt64? { next < commands.count ? commands[next].time : nil }

  /// Serves what rests as it was served, and releases it after the last command of its time.
  func serve(_ resting: RestingEngine) {
    while !resting.isReleased {
      guard nextTime.map({ $0 <= engine.now }) == true, let command = take() else {
        return resting.perform(.release)
      }
      switch command {
      case .anytime(let command): resting.perform(command)
      case .atRest(let command): resting.wait(command)
      }
    }
  }

  /// Carries the next command out between batches.
  func play() {
    guard let command = take() else { return }
    engine.performReporting(command)
    engine.finishBreaks()
  }

  private func take() -> Command? {
    while next < commands.count {
      let command = commands[next].request.command
      next += 1
      if let translated = translated(command) { return translated }
      skipped += 1
      guard nextTime.map({ $0 <= engine.now }) == true else { return nil }
    }
    return nil
  }

  private func party(_ id: PartyID) -> PartyID? {
    guard let name = names[id] else { return nil }
    return try? engine.injectionParty(named: name)
  }

  /// The command as it is said of this stack; nil if that has not what it names.
  private func translated(_ command: Command) -> Command? {
    switch command {
    case .anytime(.recordingLevel(let id?, let level)):
      return party(id).map { .recordingLevel(party: $0, level: level) }
    case .anytime: return command
    case .atRest(let command): return translated(command).map(Command.atRest)
    }
  }

  private func translated(_ command: AtRestCommand) -> AtRestCommand? {
    switch command {
    case .pauseAdapter(let id): party(id).map { .pauseAdapter($0) }
    case .restartAdapter(let id): party(id).map { .restartAdapter($0) }
    case .attachFilter(let id, let component):
      party(id).map { .attachFilter(adapter: $0, component: component) }
    case .detachFilter(let id): party(id).map { .detachFilter(module: $0) }
    case .bind(let id, let component):
      party(id).map { .bind(adapter: $0, component: component) }
    case .unbind(let id): party(id).map { .unbind(binding: $0) }
    case .plugMedia(let id): party(id).map { .plugMedia($0) }
    case .unplugMedia(let id): party(id).map { .unplugMedia($0) }
    case .queryOID(let id, let number):
      party(id).map { .queryOID(adapter: $0, number: number) }
    case .setOID(let id, let number, let value):
      party(id).map { .setOID(adapter: $0, number: number, value: value) }
    case .setKeyword(let id, let keyword, let value):
      party(id).map { .setKeyword(party: $0, keyword: keyword, value: value) }
    case .inject(let request):
      party(request.party).map { party in
        var request = request
        request.party = party
        return .inject(request)
      }
    case .saveStack, .stopInjection: command
    }
  }
}

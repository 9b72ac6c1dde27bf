@preconcurrency import Glibc
public import Inspection
public import TUIKit

/// The explorer on a terminal: draws snapshots of an engine and sends it commands until the person quits.
///
/// While nothing happens it sleeps; frames are at most 30 in a second, and what changes in between is drawn at once.
public final class ExplorerApp {
  private let connection: any EngineConnection
  private let terminal: CursesTerminal
  private let companion: (any ExplorerCompanion)?
  private var model: ExplorerModel
  private var sentWish: DetailRequest?
  private var lastFrame: ContinuousClock.Instant?
  /// Frames drawn since the linked panes last followed the selection.
  private var unsettledFrames = 0
  /// The least time between two frames of what the engine sends.
  private static let frameTime = Duration.milliseconds(33)
  /// tshark, while it reads a packet.
  private var tshark: TsharkProcess?
  /// When a snapshot was last taken in.
  private var lastData: ContinuousClock.Instant?
  /// A newer snapshot waits for its time.
  private var isBehind = false
  /// The least time between two snapshots that answer nothing; a little less than a sample, so that an engine of as many
  /// a second is never late.
  private let dataTime: Duration
  /// When the terminal was asked for its ground.
  private var asked: ContinuousClock.Instant?
  /// The least time between two answers to keys.
  private static let keyTime = Duration.milliseconds(8)

  /// Takes the process's terminal.
  ///
  /// - Parameters:
  ///   - connection: the engine.
  ///   - options: themes, characters, colours, view.
  ///   - past: older snapshots in order, for the rates of the last minute.
  ///   - companion: a program that shares the terminal.
  ///   - environment: looks up environment variables.
  /// - Throws: `TerminalError` if there is no terminal, or none that can be used.
  public convenience init(
    connection: any EngineConnection,
    options: ExplorerOptions = ExplorerOptions(),
    past: [Snapshot] = [],
    companion: (any ExplorerCompanion)? = nil,
    environment: (String) -> String?
  ) throws(TerminalError) {
    var setup = CursesTerminal.Options()
    setup.depth = options.depth
    setup.charset = options.charset
    setup.theme = options.themes[0]
    let terminal = try CursesTerminal(setup, environment: environment)
    self.init(
      connection: connection,
      options: options,
      past: past,
      terminal: terminal,
      companion: companion
    )
  }

  /// Uses a terminal that is open already.
  ///
  /// - Parameters:
  ///   - connection: the engine.
  ///   - options: themes, characters, view.
  ///   - past: older snapshots in order, for the rates of the last minute.
  ///   - terminal: the screen; `run` closes it.
  ///   - companion: a program that shares the terminal.
  public init(
    connection: any EngineConnection,
    options: ExplorerOptions = ExplorerOptions(),
    past: [Snapshot] = [],
    terminal: CursesTerminal,
    companion: (any ExplorerCompanion)? = nil
  ) {
    self.connection = connection
    self.companion = companion
    self.terminal = terminal
    var options = options
    options.charset = options.charset ?? terminal.charset
    dataTime = .milliseconds(960 / max(1, options.samplesPerSecond))
    model = ExplorerModel(options: options, size: terminal.size)
    for snapshot in past { model.take(snapshot) }
  }

  /// Runs until the person quits or the terminal is gone; then gives the terminal back and sends `quit`.
  ///
  /// - Parameter keys: bytes of the keyboard that somebody else has read already.
  public func run(keys: [UInt8] = []) {
    defer {
      terminal.close()
      connection.send(.quit)
    }
    var loop = EventLoop(input: terminal.input)
    if companion != nil { loop.handover = Self.programKey }
    loop.push(keys)
    let clock = ContinuousClock()
    // An engine tells of itself within milliseconds; a picture without it would only delay the one with it.
    if connection.snapshot == nil { awaitEngine() }
    takeSnapshot()
    sendWish()
    present(at: clock.now)
    // Asked after the first picture, which never waits for the answer.
    if model.options.followsTerminal, terminal.askBackground() { asked = clock.now }
    var isDirty = false
    while true {
      let watched = companion?.descriptors ?? []
      loop.extra = [connection.descriptor] + watched + (tshark.map { [$0.descriptor] } ?? [])
      let wake = loop.wait(timeout: timeout(isDirty, clock.now))
      if wake.isHungUp { break }
      if wake.ready.contains(where: watched.contains), companion?.attend() == false { break }
      if tshark != nil { isDirty = attendTshark() || isDirty }
      if wake.isResized || wake.isContinued {
        if wake.isContinued { terminal.reclaim() } else { terminal.resize() }
        model.size = terminal.size
        isDirty = true
      }
      if wake.isSuspended {
        suspend()
        isDirty = true
      }
      var wasPressed = false
      for event in wake.input {
        wasPressed = true
        switch take(event) {
        case .none: break
        case .redraw: terminal.invalidate()
        case .suspend: suspend()
        case .program:
          guard goToProgram(&loop) else { return }
          isDirty = true
        case .quit: return
        case .dissect(let bytes, let length, let isEthernet):
          dissect(bytes, length: length, isEthernet: isEthernet)
        case .write(let name, let ending, let bytes):
          model.say(ExportFile.write(bytes, name: name, ending: ending))
        case .copy(let text):
          if !terminal.copy(text) { model.say("this terminal takes no text for a clipboard") }
        }
      }
      if !wake.ready.isEmpty || isBehind { isDirty = takeSnapshot() || isDirty }
      sendWish()
      if wasPressed, model.state.time.awaited != nil { awaitInstant() }
      if wasPressed, sinceFrame(clock.now) >= Self.keyTime {
        // The answer to a key is drawn at once; what hangs on the selection follows in the next frame, and no
        // later while a key is held down.
        if unsettledFrames >= 2 { settle() }
        present(at: clock.now)
        unsettledFrames = model.isUnsettled ? unsettledFrames + 1 : 0
        isDirty = model.isUnsettled
      } else if wasPressed {
        isDirty = true
      } else if isDirty, timeToFrame(clock.now) <= .zero {
        settle()
        present(at: clock.now)
        isDirty = false
      }
    }
  }

  private func take(_ event: InputEvent) -> ExplorerModel.Effect {
    switch event {
    case .key(let key): return model.handle(key)
    case .paste(let text): model.paste(text)
    case .mouse(let mouse): model.handle(mouse)
    case .focus: break
    case .background(let color):
      // Later than this the person has begun to look at the screen as it is.
      if let asked, ContinuousClock().now - asked < .seconds(1) { model.take(background: color) }
    }
    return .none
  }

  @discardableResult
  private func takeSnapshot() -> Bool {
    // In this order a snapshot that comes in between wakes the loop again.
    connection.acknowledge()
    guard let snapshot = connection.snapshot else { return false }
    let now = ContinuousClock().now
    if let latest = model.latest {
      if latest.sequence == snapshot.sequence { return false }
      // An answer is shown at once; an engine that only counts on is looked at twice a second.
      let isAnswer =
        latest.detail.request != snapshot.detail.request || model.awaitedEvent != nil
        || model.state.time.awaited != nil
      if !isAnswer, timeToData(now) > .zero {
        isBehind = true
        return false
      }
    }
    isBehind = false
    lastData = now
    model.take(snapshot)
    return true
  }

  /// Starts tshark, in the place of one that is still at an older packet.
  private func dissect(_ bytes: [UInt8], length: UInt32, isEthernet: Bool) {
    tshark = nil
    do throws(TsharkProcess.Failure) {
      tshark = try TsharkProcess(bytes: bytes, length: length, isEthernet: isEthernet)
    } catch {
      model.take(deep: .failed(error.text))
    }
  }

  /// Takes what tshark has written; whether there is something new to see.
  private func attendTshark() -> Bool {
    guard let stage = tshark?.advance() else { return false }
    tshark = nil
    model.take(deep: stage)
    return true
  }

  private func awaitEngine() {
    var watched = pollfd(fd: connection.descriptor, events: Int16(POLLIN), revents: 0)
    _ = poll(&watched, 1, Self.engineTime)
  }

  /// Gives the engine a moment for an instant that was asked for, so that all panes go there in one frame.
  private func awaitInstant() {
    for _ in 0..<4 where !model.isSettled {
      var watched = pollfd(fd: connection.descriptor, events: Int16(POLLIN), revents: 0)
      guard poll(&watched, 1, Self.instantTime) > 0, takeSnapshot() else { return }
      settle()
    }
  }

  /// Milliseconds that a frame waits for each answer about an instant.
  private static let instantTime: Int32 = 8

  /// Milliseconds that the first picture waits for an engine; what takes longer is told on the screen.
  private static let engineTime: Int32 = 100

  private func timeout(_ isDirty: Bool, _ now: ContinuousClock.Instant) -> Duration? {
    if isDirty { return timeToFrame(now) }
    if tshark != nil { return .seconds(1) }
    return isBehind ? timeToData(now) : nil
  }

  private func timeToData(_ now: ContinuousClock.Instant) -> Duration {
    lastData.map { max(.zero, dataTime - (now - $0)) } ?? .zero
  }

  private func sendWish() {
    for command in model.takeCommands() { connection.send(command) }
    let wish = model.wish
    guard wish != sentWish else { return }
    sentWish = wish
    connection.send(.detail(wish))
  }

  /// The byte of the key that leads to the program and back.
  private static let programKey: UInt8 = 0x1D

  /// Gives the terminal to the program until it or the person is done there; false ends the explorer.
  private func goToProgram(_ loop: inout EventLoop) -> Bool {
    guard let companion else { return true }
    terminal.yield()
    guard let rest = companion.show(keys: loop.takeRest()) else { return false }
    terminal.reclaim()
    model.size = terminal.size
    loop.push(rest)
    return true
  }

  private func suspend() {
    terminal.suspend()
    model.size = terminal.size
  }

  private func settle() {
    model.settle()
    sendWish()
    unsettledFrames = 0
  }

  private func sinceFrame(_ now: ContinuousClock.Instant) -> Duration {
    lastFrame.map { now - $0 } ?? .seconds(1)
  }

  private func timeToFrame(_ now: ContinuousClock.Instant) -> Duration {
    max(.zero, Self.frameTime - sinceFrame(now))
  }

  private func present(at now: ContinuousClock.Instant) {
    if terminal.charset != model.state.charset { terminal.charset = model.state.charset }
    if terminal.theme != model.theme { terminal.theme = model.theme }
    terminal.present(model.draw())
    lastFrame = now
  }
}

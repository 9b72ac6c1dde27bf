import Engine
import Inspection

/// One run without a screen, as `run`, `replay`, `show` and `trace` make it.
struct HeadlessSession {
  let engine: StackEngine
  let options: RunOptions
  let text: String
  private let keepsAll: Bool

  init(
    _ configuration: StackConfiguration,
    text: String,
    options: RunOptions,
    keepsAll: Bool,
    keepsPackets: Bool = false
  )
    throws
  {
    self.options = options
    self.keepsAll = keepsAll
    self.text = text
    engine = try Loading.engine(
      configuration,
      options.engineOptions(keepsAll: keepsAll, keepsPackets: keepsPackets)
    )
  }

  /// Runs to the end, recording and exporting as asked.
  ///
  /// - Parameters:
  ///   - defaultDuration: engine time without `--for`; nil runs until the capture is done.
  ///   - each: called at each quiet point.
  /// - Returns: what the run cost the host, with `--timing`.
  /// - Throws: `Failure` with its exit code.
  @discardableResult
  func run(
    defaultDuration: UInt64? = nil,
    each: (StackEngine) -> Void = { _ in }
  ) throws -> HostCost? {
    Interruption.watch()
    let orders = try options.injections.map(InjectOption.order)
    // Files that cannot be written are told before anything runs.
    let follower = try openFiles()
    let cost: HostCost?
    do throws(EngineError) {
      cost = try HeadlessRun(engine).run(
        for: options.duration?.nanoseconds ?? defaultDuration,
        isTimed: options.timing,
        isInterrupted: { Interruption.hasCome },
        started: { engine throws(EngineError) in
          for order in orders { try engine.inject(order) }
        },
        each: {
          follower?.follow($0)
          each($0)
        }
      )
    } catch {
      if case .unknownPlace = error { throw Failure.use(error.description) }
      throw Failure.run(error.description)
    }
    guard let follower else { return cost }
    do throws(FileError) {
      try follower.finish(engine)
    } catch {
      throw Failure.run(error.description)
    }
    if follower.unstoredBytes > 0 {
      complain(
        "\(follower.unstoredBytes) bytes of the session could not be stored: "
          + "\(options.record ?? ""): write to a faster disk"
      )
    }
    return cost
  }

  private func openFiles() throws -> LogFollower? {
    do throws(FileError) {
      let sink: FileSink? =
        if let path = options.pcapng { try FileSink(path: path) } else { nil }
      let recorder: SessionRecorder? =
        if let path = options.record {
          try SessionRecorder(path: path, engine: engine, waits: options.stepped, text: text)
        } else {
          nil
        }
      guard sink != nil || recorder != nil else { return nil }
      return LogFollower(
        engine,
        recorder: recorder,
        capture: sink,
        text: text,
        keepsAll: keepsAll
      )
    } catch {
      throw Failure.use(error.description)
    }
  }
}

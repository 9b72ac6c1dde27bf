import Engine
import Inspection

/// A stack, a capture or a session with all its journeys: what is no session is run first.
struct RecordedTarget {
  let index: JourneyIndex
  let log: any HopLogSource
  let context: JourneyContext
  /// What the run cost the host, with `--timing`.
  let cost: HostCost?
  /// Why the journeys are not all there are; nil if they are.
  let problem: String?
  /// Whose memory `log` reads from.
  private let owner: AnyObject

  /// Reads a session, replays a capture through the ready stack, or runs a stack: 2 s unless told otherwise.
  ///
  /// - Parameters:
  ///   - target: what a person named.
  ///   - options: how what is no session is run.
  ///   - keepsPackets: all bytes of every packet are recorded, not the first ones alone.
  /// - Throws: `Failure` with its exit code.
  init(_ target: String, _ options: RunOptions, keepsPackets: Bool = false) throws {
    switch Target(target) {
    case .session(let path):
      self.init(try Loading.session(path), path)
    case .capture(let path):
      var options = options
      options.stepped = true
      let (configuration, text) = try Loading.replayStack(nil, capture: path)
      try self.init(configuration, text, options, keepsPackets, defaultDuration: nil)
    case .stack(let name):
      let (configuration, text) = try Loading.stack(name)
      try self.init(configuration, text, options, keepsPackets, defaultDuration: 2_000_000_000)
    }
  }

  private init(_ archive: SessionArchive, _ path: String) {
    index = archive.session.index
    log = archive.log
    context = archive.context
    cost = nil
    problem = archive.session.truncation.map { offset in
      "the session is cut short: \(path): at offset \(offset): what was whole is shown"
    }
    owner = archive
  }

  private init(
    _ configuration: StackConfiguration,
    _ text: String,
    _ options: RunOptions,
    _ keepsPackets: Bool,
    defaultDuration: UInt64?
  ) throws {
    let session = try HeadlessSession(
      configuration,
      text: text,
      options: options,
      keepsAll: true,
      keepsPackets: keepsPackets
    )
    cost = try session.run(defaultDuration: defaultDuration)
    index = session.engine.list.index
    log = session.engine.log
    context = session.engine.journeyContext()
    problem = session.engine.captureProblem()
    owner = session.engine
  }
}

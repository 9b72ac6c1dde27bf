/// What a front asks of an engine; the answer is an event that carries the request's number.
public enum Command: Equatable, Sendable {
  /// Engine time stops.
  case freeze
  /// Engine time goes on.
  case resume
  /// What the front looks at from now on.
  case detail(DetailRequest)
  /// Recording level 0...3 of one party, or of all.
  case recordingLevel(party: PartyID?, level: UInt8)
  /// Pauses an adapter's stack.
  case pauseAdapter(AdapterID)
  /// Restarts a paused adapter's stack.
  case restartAdapter(AdapterID)
  /// Attaches a module of a filter component; its place follows from the description.
  case attachFilter(adapter: AdapterID, component: String)
  /// Detaches a filter module.
  case detachFilter(module: UInt32)
  /// Binds a protocol component to an adapter.
  case bind(adapter: AdapterID, component: String)
  /// Unbinds a binding.
  case unbind(binding: UInt32)
  /// Connects an adapter's medium.
  case plugMedia(AdapterID)
  /// Disconnects an adapter's medium.
  case unplugMedia(AdapterID)
  /// Asks an adapter for the value of an object identifier, through the filters.
  case queryOID(adapter: AdapterID, number: UInt32)
  /// Sets the value of an object identifier; the text is read as the identifier's form wants it.
  case setOID(adapter: AdapterID, number: UInt32, value: String)
  /// Gives a keyword of a filter module or an adapter another value.
  ///
  /// `keyword` is a path such as `loss`, `receive.loss` or `rules[2].match`; an empty value takes it out.
  case setKeyword(party: PartyID, keyword: String, value: String)
  /// Writes the stack as it is now to a stack file.
  case saveStack(path: String, replaces: Bool)
  /// Originates a packet at a place of the stack; see `InjectionRequest`.
  case inject(InjectionRequest)
  /// Ends the repetition of the injection with this number.
  case stopInjection(UInt64)
  /// Ends the engine: releases what rests, then pauses the stack.
  case quit

  /// What the text of the event that answers `saveStack` begins with.
  public static let saved = "save the stack as"
  /// What the reason says if a file of that name is there.
  public static let isThere = "a file of that name is there"

  /// When an engine carries a command out.
  public enum Timing: Equatable, Sendable {
    /// At once, even inside a hop.
    case anytime
    /// Between batches; waits while a packet rests.
    case atRest
  }

  /// When an engine carries this command out.
  public var timing: Timing {
    switch self {
    case .freeze, .resume, .detail, .recordingLevel, .quit: .anytime
    case .pauseAdapter, .restartAdapter, .attachFilter, .detachFilter, .bind, .unbind, .plugMedia,
      .unplugMedia, .queryOID, .setOID, .setKeyword, .saveStack, .inject, .stopInjection:
      .atRest
    }
  }

  /// The command's name in events and documents.
  public var name: String {
    switch self {
    case .freeze: "freeze"
    case .resume: "resume"
    case .detail: "detail"
    case .recordingLevel: "recordingLevel"
    case .pauseAdapter: "pauseAdapter"
    case .restartAdapter: "restartAdapter"
    case .attachFilter: "attachFilter"
    case .detachFilter: "detachFilter"
    case .bind: "bind"
    case .unbind: "unbind"
    case .plugMedia: "plugMedia"
    case .unplugMedia: "unplugMedia"
    case .queryOID: "queryOID"
    case .setOID: "setOID"
    case .setKeyword: "setKeyword"
    case .saveStack: "saveStack"
    case .inject: InjectionRequest.word
    case .stopInjection: "stopInjection"
    case .quit: "quit"
    }
  }

  /// The number that answers carry; 0 for a command whose answers nobody awaits.
  public var number: UInt64 {
    switch self {
    case .inject(let request): request.number
    case .stopInjection(let number): number
    default: 0
    }
  }
}

/// What a front asks of an engine; the answer is an event that carries the request's number.
///
/// A command belongs to one of two kinds, and whoever serves a packet at rest can be given only those of the first.
public enum Command: Equatable, Sendable {
  /// Carried out at once, even inside a hop.
  case anytime(AnytimeCommand)
  /// Carried out between batches; waits while a packet rests.
  case atRest(AtRestCommand)

  /// The command's name in events and documents.
  public var name: String {
    switch self {
    case .anytime(let command): command.name
    case .atRest(let command): command.name
    }
  }

  /// The number that answers carry; 0 for a command whose answers nobody awaits.
  public var number: UInt64 {
    switch self {
    case .atRest(.inject(let request)): request.number
    case .atRest(.stopInjection(let number)): number
    default: 0
    }
  }

  /// Whether it waits while a packet rests.
  public var isAtRest: Bool {
    if case .atRest = self { true } else { false }
  }
}

/// What can be asked of an engine at any time: it only reads, or touches nothing but the packet at rest.
public enum AnytimeCommand: Equatable, Sendable {
  /// Engine time stops.
  case freeze
  /// Engine time goes on.
  case resume
  /// What the front looks at from now on.
  case detail(DetailRequest)
  /// Recording level 0...3 of one party, or of all.
  case recordingLevel(party: PartyID?, level: UInt8)
  /// Sets a breakpoint; the text is as `BreakpointCondition` reads it.
  case addBreakpoint(String)
  /// Turns a breakpoint on or off.
  case enableBreakpoint(UInt32, Bool)
  /// Lets a breakpoint pass so many times before it stops again.
  case ignoreBreakpoint(UInt32, UInt64)
  /// Takes a breakpoint away.
  case deleteBreakpoint(UInt32)
  /// Lets what rests go on, up to a place on its way.
  case step(StepKind)
  /// Lets what rests go on.
  case release
  /// Ends the packet at rest, with a reason and the breakpoint as its cause.
  case dropPacket
  /// Writes the packet at rest: all its bytes, as many as it has.
  case editPacket([UInt8])
  /// Finds the nearest recorded packet or event before a place at which a breakpoint would have stopped.
  case runBack(RecordedPlace)
  /// Finds the nearest one after it.
  case runForward(RecordedPlace)
  /// Ends the engine: releases what rests, then pauses the stack.
  case quit

  /// The command's name in events and documents.
  public var name: String {
    switch self {
    case .freeze: "freeze"
    case .resume: "resume"
    case .detail: "detail"
    case .recordingLevel: "recordingLevel"
    case .addBreakpoint: "addBreakpoint"
    case .enableBreakpoint: "enableBreakpoint"
    case .ignoreBreakpoint: "ignoreBreakpoint"
    case .deleteBreakpoint: "deleteBreakpoint"
    case .step: "step"
    case .release: "release"
    case .dropPacket: "dropPacket"
    case .editPacket: "editPacket"
    case .runBack: "runBack"
    case .runForward: "runForward"
    case .quit: "quit"
    }
  }
}

/// What is asked of the stack itself, between batches.
public enum AtRestCommand: Equatable, Sendable {
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

  /// The command's name in events and documents.
  public var name: String {
    switch self {
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
    }
  }
}

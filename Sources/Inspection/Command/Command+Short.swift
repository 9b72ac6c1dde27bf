/// The commands by their names alone.
extension Command {
  /// What the text of the event that answers `saveStack` begins with.
  public static let saved = "save the stack as"
  /// What the reason says if a file of that name is there.
  public static let isThere = "a file of that name is there"

  /// `freeze`.
  public static let freeze = Command.anytime(.freeze)
  /// `resume`.
  public static let resume = Command.anytime(.resume)
  /// `release`.
  public static let release = Command.anytime(.release)
  /// `dropPacket`.
  public static let dropPacket = Command.anytime(.dropPacket)
  /// `quit`.
  public static let quit = Command.anytime(.quit)
  /// `detail`.
  public static func detail(_ request: DetailRequest) -> Command { .anytime(.detail(request)) }
  /// `recordingLevel`.
  public static func recordingLevel(party: PartyID?, level: UInt8) -> Command {
    .anytime(.recordingLevel(party: party, level: level))
  }
  /// `addBreakpoint`.
  public static func addBreakpoint(_ text: String) -> Command { .anytime(.addBreakpoint(text)) }
  /// `enableBreakpoint`.
  public static func enableBreakpoint(_ id: UInt32, _ isEnabled: Bool) -> Command {
    .anytime(.enableBreakpoint(id, isEnabled))
  }
  /// `ignoreBreakpoint`.
  public static func ignoreBreakpoint(_ id: UInt32, _ count: UInt64) -> Command {
    .anytime(.ignoreBreakpoint(id, count))
  }
  /// `deleteBreakpoint`.
  public static func deleteBreakpoint(_ id: UInt32) -> Command { .anytime(.deleteBreakpoint(id)) }
  /// `step`.
  public static func step(_ kind: StepKind) -> Command { .anytime(.step(kind)) }
  /// `editPacket`.
  public static func editPacket(_ bytes: [UInt8]) -> Command { .anytime(.editPacket(bytes)) }
  /// `runBack`.
  public static func runBack(_ place: RecordedPlace = RecordedPlace()) -> Command {
    .anytime(.runBack(place))
  }
  /// `runForward`.
  public static func runForward(_ place: RecordedPlace = RecordedPlace()) -> Command {
    .anytime(.runForward(place))
  }

  /// `pauseAdapter`.
  public static func pauseAdapter(_ id: AdapterID) -> Command { .atRest(.pauseAdapter(id)) }
  /// `restartAdapter`.
  public static func restartAdapter(_ id: AdapterID) -> Command { .atRest(.restartAdapter(id)) }
  /// `attachFilter`.
  public static func attachFilter(adapter: AdapterID, component: String) -> Command {
    .atRest(.attachFilter(adapter: adapter, component: component))
  }
  /// `detachFilter`.
  public static func detachFilter(module: UInt32) -> Command {
    .atRest(.detachFilter(module: module))
  }
  /// `bind`.
  public static func bind(adapter: AdapterID, component: String) -> Command {
    .atRest(.bind(adapter: adapter, component: component))
  }
  /// `unbind`.
  public static func unbind(binding: UInt32) -> Command { .atRest(.unbind(binding: binding)) }
  /// `plugMedia`.
  public static func plugMedia(_ id: AdapterID) -> Command { .atRest(.plugMedia(id)) }
  /// `unplugMedia`.
  public static func unplugMedia(_ id: AdapterID) -> Command { .atRest(.unplugMedia(id)) }
  /// `queryOID`.
  public static func queryOID(adapter: AdapterID, number: UInt32) -> Command {
    .atRest(.queryOID(adapter: adapter, number: number))
  }
  /// `setOID`.
  public static func setOID(adapter: AdapterID, number: UInt32, value: String) -> Command {
    .atRest(.setOID(adapter: adapter, number: number, value: value))
  }
  /// `setKeyword`.
  public static func setKeyword(party: PartyID, keyword: String, value: String) -> Command {
    .atRest(.setKeyword(party: party, keyword: keyword, value: value))
  }
  /// `saveStack`.
  public static func saveStack(path: String, replaces: Bool) -> Command {
    .atRest(.saveStack(path: path, replaces: replaces))
  }
  /// `inject`.
  public static func inject(_ request: InjectionRequest) -> Command { .atRest(.inject(request)) }
  /// `stopInjection`.
  public static func stopInjection(_ number: UInt64) -> Command { .atRest(.stopInjection(number)) }
}

extension Command {
  /// Whether the stack goes another way with it than without it, so that it belongs to what a run is run again with.
  public var isInput: Bool {
    switch self {
    case .anytime(.freeze), .anytime(.resume), .anytime(.detail), .anytime(.runBack),
      .anytime(.quit), .atRest(.saveStack):
      false
    default: true
    }
  }
}

import ArgumentParser
import CLinux
import Engine
@preconcurrency import Glibc
import Inspection
import TUIKit

/// `ndissect oid`: the object identifiers of an adapter, asked and set.
struct OIDCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "oid",
    abstract: "Ask an adapter for its object identifiers (OIDs), or set one.",
    discussion: """
      Without NAME every identifier is asked for its value. With NAME that one is, and who had the request is told. With \
      VALUE it is set, then asked again. A value is written as it is printed: a number, `A | B` for flags, a name, \
      `Member=value, …` for a structure, `value, …` for a list; `ndissect oid` says what is allowed where one does not fit. \
      What a person sets stands beside what the bindings set: of packet filter, multicast list and lookahead the adapter \
      gets what all want together.
      """
  )

  @Argument(help: "A stack file or the name of a ready stack.")
  var stack: String

  @Argument(help: "The adapter.")
  var adapter: String

  @Argument(help: "A documented name such as OID_GEN_LINK_STATE, or a number such as 0x00010207.")
  var name: String?

  @Argument(help: "The value to set.")
  var value: String?

  @Flag(help: "List also what nobody answers.")
  var all = false

  @Flag(help: "VALUE is the bytes of the request, in base 16.")
  var raw = false

  @Flag(help: "Hand VALUE over as a method request, where the identifier can also be set.")
  var method = false

  @Option(
    help: .init("Bytes of room for the answer; else as many as it needs.", valueName: "bytes")
  )
  var room: UInt16?

  @Option(help: .init("The port it is about; else the default port.", valueName: "number"))
  var port: UInt32 = 0

  @Option(
    name: .customLong("then"),
    help: .init("Another identifier to ask after the set; may be given again.", valueName: "name")
  )
  var others: [String] = []

  @OptionGroup var options: RunOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let (configuration, text) = try Loading.stack(stack)
    let number = try name.map { name in
      try Self.telling { () throws(EngineError) in
        try OIDInquiry.number(of: name)
      }
    }
    let session = try HeadlessSession(
      configuration,
      text: text,
      options: options,
      keepsAll: false
    )
    let engine = session.engine
    // An adapter that is not there is told before anything runs.
    _ = try Self.telling { () throws(EngineError) in try OIDInquiry(engine, adapter: adapter) }
    let cost = try session.run(defaultDuration: 100_000_000)
    if let cost { complain(cost.line) }
    let inquiry = try Self.telling { () throws(EngineError) in
      try OIDInquiry(engine, adapter: adapter)
    }
    guard let number else { return try list(inquiry) }
    if let value { return try set(inquiry, number, value) }
    let answer = try Self.telling { () throws(EngineError) in
      try inquiry.query(number, room: room.map(Int.init), port: port)
    }
    let document = OIDDocument(in: engine.snapshot().structure)
    if output.isJSON {
      put(document.json(answer, hasFlight: true))
    } else {
      for line in document.lines(answer) { put(line) }
    }
    try end(answer)
  }

  private func list(_ inquiry: OIDInquiry) throws {
    let answers = try Self.telling { () throws(EngineError) in try inquiry.all() }
    let snapshot = inquiry.engine.snapshot()
    let document = OIDDocument(in: snapshot.structure)
    guard let node = snapshot.structure.adapter(inquiry.adapter) else { return }
    if output.json {
      put(document.json(answers, of: node, at: snapshot.time))
    } else if output.jsonl {
      for answer in answers { put(document.json(answer, hasFlight: false)) }
    } else {
      put("\(node.name)  NDIS \(node.miniport.ndisVersion)")
      for line in document.lines(answers, isWhole: all, room: Self.terminal) { put(line) }
    }
  }

  /// Columns of the terminal that is printed on, and what ends a line cut there; nil where it is no terminal.
  private static var terminal: (columns: Int, ellipsis: String)? {
    var (columns, rows) = (Int32(0), Int32(0))
    guard isatty(STDOUT_FILENO) == 1, nd_terminal_size(STDOUT_FILENO, &columns, &rows), columns > 0
    else { return nil }
    let charset = Charset.automatic(environment: ScreenOptions.environment)
    return (Int(columns), charset.rendering(of: Glyph.ellipsis, columns: 1))
  }

  private func set(_ inquiry: OIDInquiry, _ number: UInt32, _ value: String) throws {
    let engine = inquiry.engine
    let before = engine.events.history.last?.sequence ?? 0
    let answer = try Self.telling { () throws(EngineError) in
      try inquiry.set(number, value, port: port, isMethod: method ? true : nil, isRaw: raw)
    }
    var readBack: OIDAnswer?
    if answer.kinds.contains(.query), answer.flight?.kind == .set {
      readBack = try Self.telling { () throws(EngineError) in
        try inquiry.query(number, port: port)
      }
    }
    var asked: [OIDAnswer] = []
    for name in others {
      asked.append(
        try Self.telling { () throws(EngineError) in
          try inquiry.query(try OIDInquiry.number(of: name), port: port)
        }
      )
    }
    let structure = engine.snapshot().structure
    let events = engine.events.history
    let told = events[events.place(from: before + 1)...].filter { $0.kind == .statusIndication }
      .map { EventDocument($0, payload: engine.events.payload(of: $0.sequence), in: structure) }
    let document = OIDDocument(in: structure)
    if output.isJSON {
      put(document.json(answer, hasFlight: true, readBack: readBack, asked: asked, events: told))
    } else {
      for line in document.lines(answer) { put(line) }
      for event in told { put(event.line) }
      if let readBack {
        put("")
        for line in document.lines(readBack) { put(line) }
      }
      for answer in asked {
        put("")
        for line in document.lines(answer) { put(line) }
      }
    }
    try end(answer)
  }

  /// A request that fails is a failed run.
  private func end(_ answer: OIDAnswer) throws {
    guard answer.flight?.hasSucceeded != true else { return }
    throw Failure.run(
      "the request was not answered with success: \(answer.name) at \(adapter): \(answer.status ?? "")"
    )
  }

  private static func telling<Result>(
    _ body: () throws(EngineError) -> Result
  ) throws -> Result {
    do throws(EngineError) {
      return try body()
    } catch {
      if case .unknownPlace = error { throw Failure.use(error.description) }
      throw Failure.run(error.description)
    }
  }
}

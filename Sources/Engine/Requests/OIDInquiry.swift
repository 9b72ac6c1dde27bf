public import Inspection
import Kernel
import NDIS

/// Asks an adapter of an engine that runs, and waits for the answers.
public struct OIDInquiry {
  /// The engine; its stack runs.
  public let engine: StackEngine
  /// Whom to ask.
  public let adapter: AdapterID
  private let miniport: MiniportAdapter

  /// Engine nanoseconds after which a request that nobody answers is given up.
  static let patience: UInt64 = 5_000_000_000

  /// An inquiry at the adapter of that name.
  ///
  /// - Throws: `EngineError.unknownPlace` that names the nearest.
  public init(_ engine: StackEngine, adapter name: String) throws(EngineError) {
    guard let found = engine.stack.adapter(named: name) else {
      let known = engine.stack.adapters.map(\.name)
      let mend =
        NearestName.of(name, among: known).map { "did you mean \($0)?" }
        ?? "one of \(known.joined(separator: ", "))"
      throw .unknownPlace("the stack has no adapter of this name: \(name): \(mend)")
    }
    self.engine = engine
    miniport = found
    adapter = found.party.id
  }

  /// The number behind a name or `0x…` number.
  ///
  /// - Throws: `EngineError.unknownPlace` that names the nearest, or says where the list is.
  public static func number(of name: String) throws(EngineError) -> UInt32 {
    if let entry = OIDTable.entry(named: name) { return entry.number.rawValue }
    if name.hasPrefix("0x"), let number = UInt32(name.dropFirst(2), radix: 16) { return number }
    let mend =
      OIDTable.nearest(to: name).map { "did you mean \($0.symbol)?" }
      ?? "ndissect oid STACK ADAPTER --all lists them"
    throw .unknownPlace("no object identifier has this name: \(name): \(mend)")
  }

  /// True if setting is what the identifier allows; false where a value goes in as a method's input, or not at all.
  public static func isSettable(_ number: UInt32) -> Bool {
    let kinds = OIDTable.entry(OIDNumber(rawValue: number))?.kinds ?? []
    return kinds.isEmpty || kinds.contains(.set)
  }

  /// Asks for the value of every identifier that the documentation lets be queried; the others are told of unasked.
  public func all() throws(EngineError) -> [OIDAnswer] {
    var answers: [OIDAnswer] = []
    for entry in OIDTable.all {
      let isAsked =
        entry.kinds.isEmpty ? miniport.knows(entry.number) : entry.kinds.contains(.query)
      answers.append(
        isAsked ? try query(entry.number.rawValue) : answer(entry.number, flight: nil)
      )
    }
    return answers
  }

  /// Asks for a value about a port; without `room`, which counts bytes, the answer has as many as it needs.
  public func query(
    _ number: UInt32,
    room: Int? = nil,
    port: UInt32 = 0
  ) throws(EngineError) -> OIDAnswer {
    let oid = OIDNumber(rawValue: number)
    var length = room ?? OIDCodec.usualLength(of: oid)
    while true {
      let flight = try wait(for: miniport.manage(.query, oid, outputLength: length, port: port))
      let needed = Int(flight.bytesNeeded)
      if room == nil, !flight.hasSucceeded, needed > length, needed <= OIDFlight.keptLength * 16 {
        length = needed
        continue
      }
      return answer(oid, flight: flight)
    }
  }

  /// Sets a value, or hands it to a method; the text is read as the identifier's form wants it.
  ///
  /// - `isMethod`: whether it is a method's input; nil for what the identifier allows, a set first.
  /// - `isRaw`: the text is the bytes themselves, in base 16.
  ///
  /// - Throws: `EngineError.unknownPlace` for a text that is no value, with what would be.
  public func set(
    _ number: UInt32,
    _ text: String,
    port: UInt32 = 0,
    isMethod: Bool? = nil,
    isRaw: Bool = false
  ) throws(EngineError) -> OIDAnswer {
    let oid = OIDNumber(rawValue: number)
    let isMethod = isMethod ?? !Self.isSettable(number)
    let bytes: [UInt8]
    do throws(RecordError) {
      bytes =
        isRaw
        ? try OIDCodec.bytes(text)
        : try OIDCodec.encode(oid, text: text, side: isMethod ? .methodInput : .value)
    } catch {
      throw .unknownPlace("\(error.problem): \(oid)\(error.path): \(error.mend)")
    }
    let flight = miniport.manage(
      isMethod ? .method : .set,
      oid,
      input: bytes,
      outputLength: isMethod ? OIDCodec.usualLength(of: oid) : 0,
      port: port
    )
    return answer(oid, flight: try wait(for: flight))
  }

  /// Runs the engine until the request has come back, at most for as long as there is patience.
  private func wait(for flight: OIDFlight) throws(EngineError) -> RequestFlight {
    let end = engine.now &+ Self.patience
    while flight.status == nil, engine.now < end {
      if engine.options.stepped {
        let next = engine.machine.nextDeadline?.nanoseconds ?? end
        try engine.run(until: min(end, max(next, engine.now &+ 1)))
      } else {
        engine.runDue()
        if flight.status == nil { engine.waitForWork(atMost: Nanoseconds(10_000_000)) }
      }
    }
    return StackEngine.row(of: flight, adapter)
  }

  private func answer(_ oid: OIDNumber, flight: RequestFlight?) -> OIDAnswer {
    let entry = OIDTable.entry(oid)
    var reading: OIDCodec.Reading?
    if let flight, flight.hasSucceeded {
      let value = flight.kind == .set ? flight.input : flight.output
      reading = OIDCodec.read(oid, bytes: value)
    }
    return OIDAnswer(
      number: oid.rawValue,
      name: oid.description,
      family: entry?.family.rawValue ?? "",
      kinds: .init(rawValue: entry?.kinds.rawValue ?? 0),
      ndisAnswers: .init(rawValue: entry?.ndisAnswers.rawValue ?? 0),
      mandatory: .init(rawValue: entry?.mandatory.rawValue ?? 0),
      standing: entry?.standing.rawValue ?? "",
      since: entry?.since.description ?? "",
      until: entry?.until?.description,
      form: StackEngine.form(of: oid),
      isSupported: miniport.knows(oid),
      flight: flight,
      text: reading?.text ?? "",
      problem: reading?.problem
    )
  }
}

extension MiniportAdapter {
  /// True if the list of supported identifiers has it.
  fileprivate func knows(_ oid: OIDNumber) -> Bool { supportedOIDs.contains(oid) }
}

extension RecordError {
  /// Where in the value, as part of a place.
  fileprivate var path: String { field.isEmpty ? "" : " \(field)" }
}

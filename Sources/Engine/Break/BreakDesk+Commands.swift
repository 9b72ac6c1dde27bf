import DataPath
import Glibc
import Inspection
import Kernel
import NDIS
import Wire

/// What a person does with breakpoints and with what rests.
extension BreakDesk {
  /// Sets a breakpoint.
  ///
  /// - Throws: `EngineError.refused` with what is wrong with the text and how to mend it.
  @discardableResult
  func add(_ text: String) throws(EngineError) -> UInt32 {
    let condition: BreakpointCondition
    do {
      condition = try BreakpointCondition(parsing: text)
    } catch {
      throw .refused(error.description)
    }
    var point = Point(value: Breakpoint(id: 0, condition: condition))
    if let place = condition.place { point.party = try engine.injectionParty(named: place) }
    switch condition.subject {
    case .packet(let filter):
      point.filter = try? DisplayFilter(parsing: filter, additional: BreakpointCondition.fields)
    case .handler(let edge):
      if let party = point.party { try requireHandler(edge, of: party) }
    case .oid(let name, _):
      try require(name, among: OIDTable.all.map(\.symbol), what: "object identifier")
    case .state(let name):
      try require(name, among: Self.stateNames, what: "state", hasAny: false)
    case .rule(let name):
      try require(name, among: VerifierRule.allCases.map(\.symbol), what: "rule of the verifier")
    }
    // A party must not appear while something rests: the counters of that moment have no line for it.
    _ = engine.stack.hand
    point.value.id = takeNumber()
    points.append(point)
    arm()
    tellDone("breakpoint \(point.value.id): \(condition.text)", "set", party: point.party ?? 0)
    return point.value.id
  }

  /// Answers a command.
  private func tellDone(
    _ text: String,
    _ note: String = "done",
    party: PartyID = 0,
    journey: UInt64 = 0
  ) {
    engine.tell(.info, .command, party: party, text, note: note, journey: journey)
  }

  private func requireHandler(_ edge: HopEdge, of party: PartyID) throws(EngineError) {
    guard let record = engine.stack.parties[party]?.record,
      let wanted = Edge(rawValue: edge.rawValue),
      !record.hasEntry(wanted)
    else { return }
    let name = engine.stack.parties[party]?.name ?? ""
    let has = Edge.allCases.filter { record.hasEntry($0) }
      .compactMap { HopEdge(rawValue: $0.rawValue)?.handlerName }
    throw .refused(
      "\(name) has no handler for this: \(edge.handlerName): "
        + (has.isEmpty ? "it has none now" : "it has \(has.joined(separator: ", "))")
    )
  }

  private func require(
    _ name: String,
    among names: [String],
    what: String,
    hasAny: Bool = true
  ) throws(EngineError) {
    if names.contains(name) || hasAny && name == "any" { return }
    let near = NearestName.of(name, among: names).map { "did you mean \($0)?" }
    throw .refused(
      "no \(what) has this name: \(name): \(near ?? "write it as the documentation does")"
    )
  }

  private static let stateNames: [String] = {
    var names: [String] = []
    for name in AdapterState.allCases.map(\.displayName) + FilterState.allCases.map(\.displayName)
      + BindingState.allCases.map(\.displayName) where !names.contains(name)
    {
      names.append(name)
    }
    return names
  }()

  private func index(of id: UInt32) throws(EngineError) -> Int {
    guard let index = points.firstIndex(where: { $0.value.id == id }) else {
      throw .refused("there is no such breakpoint: \(id): `b` lists them")
    }
    return index
  }

  func enable(_ id: UInt32, _ isEnabled: Bool) throws(EngineError) {
    points[try index(of: id)].value.isEnabled = isEnabled
    arm()
    tellDone("breakpoint \(id)", isEnabled ? "on" : "off")
  }

  func ignore(_ id: UInt32, _ count: UInt64) throws(EngineError) {
    points[try index(of: id)].value.ignored = count
    tellDone("breakpoint \(id)", "passes \(count) times before it stops")
  }

  func delete(_ id: UInt32) throws(EngineError) {
    points.remove(at: try index(of: id))
    arm()
    tellDone("breakpoint \(id)", "deleted")
  }

  private func requireRest() throws(EngineError) {
    guard rest != nil, verdict == nil else {
      throw .refused("nothing rests: release: set a breakpoint first")
    }
  }

  /// Lets what rests go on.
  func release() throws(EngineError) {
    try requireRest()
    verdict = .release
    tellDone("release", party: rest?.party ?? 0, journey: rest?.packet?.journey ?? 0)
  }

  /// Lets the packet at rest go on up to a place; anything else at rest goes on without one.
  func step(_ kind: StepKind) throws(EngineError) {
    try requireRest()
    verdict = .release
    tellDone("step to the \(kind.name)", party: rest?.party ?? 0)
    guard let packet = rest?.packet, !packet.isDropped, let list = held.first else { return }
    step = Step(journey: packet.journey, kind: kind, before: PacketImage(list))
    arm()
  }

  /// Ends the packet at rest.
  func drop() throws(EngineError) {
    try requireRest()
    guard let packet = rest?.packet else { throw .refused("no packet rests: drop: release it") }
    guard packet.dropRefusal.isEmpty else {
      throw .refused("#\(packet.journey) cannot be dropped: \(packet.dropRefusal)")
    }
    verdict = .drop
    tellDone("drop #\(packet.journey)", party: rest?.party ?? 0, journey: packet.journey)
  }

  /// Writes the packet at rest, from the first byte that differs to the last.
  func edit(_ bytes: [UInt8]) throws(EngineError) {
    try requireRest()
    guard var packet = rest?.packet else { throw .refused("no packet rests: edit: stop one first") }
    guard packet.editRefusal.isEmpty else {
      throw .refused("#\(packet.journey) cannot be written: \(packet.editRefusal)")
    }
    guard bytes.count == packet.bytes.count else {
      throw .refused(
        "\(bytes.count) bytes for a packet of \(packet.bytes.count): #\(packet.journey): "
          + "an edit keeps its length"
      )
    }
    let changed = bytes.indices.filter { bytes[$0] != packet.bytes[$0] }
    guard let first = changed.first, let last = changed.last else {
      throw .refused("no byte differs: #\(packet.journey): change one")
    }
    if !packet.sharing.isEmpty, !copyHeld(first..<last + 1) {
      throw .refused(
        "#\(packet.journey) cannot be written: \(packet.sharing), and there is no memory for a copy: "
          + "end other programs"
      )
    }
    held.write { editor in
      bytes[first...last].withUnsafeBytes { _ = editor.overwrite(at: first, with: $0) }
    }
    if let party = rest?.party, let holder = engine.stack.parties[party]?.record,
      let edge = Edge(rawValue: packet.edge.rawValue)
    {
      held.recordWritten(by: engine.stack.hand.record, at: holder, edge: edge)
    }
    let copied = packet.sharing.isEmpty ? "" : ", in a copy: \(packet.sharing)"
    packet.sharing = ""
    packet.bytes = bytes
    packet.editedBytes += UInt32(clamping: changed.count)
    rest?.packet = packet
    engine.tell(
      .notice,
      .command,
      party: rest?.party ?? 0,
      "#\(packet.journey) edited",
      note: (changed.count == 1
        ? "byte \(first)" : "\(changed.count) bytes from \(first) to \(last)") + copied,
      cause: rest?.reason ?? "",
      journey: packet.journey
    )
  }

  /// Gives the packet at rest bytes of its own.
  private func copyHeld(_ range: Range<Int>) -> Bool {
    var isDone = false
    held.edit { editor in
      isDone = editor.ownBytes(range) { size in
        // Whoever shares the list's memory may look at it for as long as the stack lives.
        let place = malloc(max(1, size))
        if let place { copies.append(place) }
        return place
      }
    }
    return isDone
  }

  /// Puts a command aside until the release.
  func wait(_ command: AtRestCommand) {
    waiting.append(command)
    rest?.waiting.append(command.name)
  }

  /// Lets everything go on for good, because the engine ends.
  func quit() {
    isQuitting = true
    points.indices.forEach { points[$0].value.isEnabled = false }
    step = nil
    if rest != nil { verdict = .release }
    arm()
  }

  // MARK: Other stops

  /// Stops at a state or a broken rule if a breakpoint waits for it.
  func note(_ event: StackEvent) {
    guard serve != nil, rest == nil, !points.isEmpty else { return }
    for index in points.indices where points[index].isActive {
      guard points[index].party ?? event.party == event.party else { continue }
      switch (points[index].value.condition.subject, event.kind) {
      case (.state(let name), .state(let from, let to, _)) where name == to:
        if count(index) { stop(.point(index), party: event.party, subject: "\(from) → \(to)") }
        return
      case (.rule(let name), .finding(let finding))
      where name == "any" || name == finding.rule.symbol:
        if count(index) {
          stop(
            .point(index),
            party: event.party,
            subject: "\(finding.rule.symbol): \(finding.detail)",
            journey: finding.journey
          )
        }
        return
      default: continue
      }
    }
  }

  /// Stops at a request if a breakpoint waits for it.
  func note(_ request: OIDRequest, at party: PartyID) {
    guard serve != nil, rest == nil else { return }
    let kind = request.kind == .set ? "set" : request.kind == .method ? "method" : "query"
    for index in points.indices where points[index].isActive {
      guard points[index].party ?? party == party,
        case .oid(let name, let wanted) = points[index].value.condition.subject,
        name == "any" || name == request.oid.description, wanted ?? kind == kind
      else { continue }
      if count(index) {
        stop(.point(index), party: party, subject: "\(request.oid.description) \(kind)")
      }
      return
    }
  }

  // MARK: Quiet points

  /// Between batches: what a stop cost, what a step came to, what the stack has become.
  func follow() {
    if let step, let ending = step.ending {
      self.step = nil
      arm()
      engine.tell(
        .notice,
        .breakpoint,
        "#\(step.journey) has ended before the \(step.kind.name)",
        note: ending,
        journey: step.journey
      )
    }
    followStructure()
    guard hasRested else { return }
    hasRested = false
    engine.tellOverruns()
  }
}

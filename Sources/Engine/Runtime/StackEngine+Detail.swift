public import Inspection

extension StackEngine {
  /// What the front asked to look at.
  func detail() -> SnapshotDetail {
    var detail = SnapshotDetail(request: request)
    let past = request.instant.flatMap { history?.instant($0, self) }
    detail.past = past
    if request.packets != nil || request.journey != nil {
      let context = journeyContext()
      if var wanted = request.packets {
        wanted.until = past?.time ?? wanted.until
        detail.packets = window(wanted, context)
      }
      if let journey = request.journey { detail.journey = self.journey(journey, context) }
    }
    if let adapter = request.adapter {
      // While something rests nobody asks a driver anything.
      let isResting = breaks.rest != nil
      detail.adapter =
        past.flatMap { history?.facts(of: adapter, at: $0.time) }
        ?? (isResting ? facts[adapter]?.facts : facts(of: adapter))
      if past == nil {
        detail.keywords =
          isResting ? keywordRows[adapter]?.rows ?? [] : keywordRows(of: adapter)
      }
      detail.timers = past == nil ? timers(of: adapter) : nil
      detail.flights = flights(of: adapter)
      if let past { detail.flights = detail.flights.compactMap { $0.asOf(past.time) } }
    }
    if request.paths > 0 {
      let most = Int(request.paths)
      detail.paths =
        past.map { list.index.paths(most: most, until: $0.time, in: log, journeyContext()) }
        ?? list.index.paths(most: most, isTimed: request.timesPaths)
    }
    if request.conversations > 0 {
      conversations.update(list.index, in: log, journeyContext(), budget: Self.examinedAtOnce)
      detail.conversations = conversations.shares(
        most: Int(request.conversations),
        of: list.index
      )
    }
    if request.spanParts > 0 { detail.span = history?.span(self, parts: Int(request.spanParts)) }
    if request.whatIf != nil {
      detail.whatIf = fork?.report
      // A second engine reads all of its values anew.
      if let adapter = request.adapter.flatMap({ structureNow.adapter($0) }) {
        detail.keywords = running.keywordRows(of: adapter)
      }
    }
    detail.findings = findings(last: 50)
    if let past { detail.findings.removeAll { $0.time > past.time } }
    return detail
  }

  /// The part of the packet list that is asked for: the one given last while that is new enough.
  private func window(_ wanted: PacketWindowRequest, _ context: JourneyContext) -> PacketWindow {
    if let last = lastWindow, last.request == wanted, now - last.time < wanted.pace {
      return last.window
    }
    let window = list.window(wanted, in: log, context, budget: Self.examinedAtOnce)
    lastWindow = list.isExamined ? (wanted, now, window) : nil
    return window
  }

  /// Journeys that are looked at with a filter before the engine turns to something else.
  private static let examinedAtOnce = 1_000

  /// True while a filter has journeys left to look at.
  var hasMoreToExamine: Bool {
    (request.packets != nil && !list.isExamined)
      || (request.conversations > 0 && conversations.examined < list.index.count)
  }

  /// Looks at some more journeys with the filter, so that neither commands nor packets wait for all of them.
  func examineMore() {
    if request.conversations > 0 {
      conversations.update(list.index, in: log, journeyContext(), budget: Self.examinedAtOnce)
    }
    guard var wanted = request.packets else { return }
    wanted.count = 0
    _ = list.window(wanted, in: log, journeyContext(), budget: Self.examinedAtOnce)
  }

  /// One journey, hop by hop; nil if the recording has nothing of it any more.
  public func journey(_ id: UInt64, _ context: JourneyContext) -> Journey? {
    guard let entry = list.index.entry(of: id) else { return nil }
    return (try? log.journey(entry, context)) ?? nil
  }

  /// What rebuilding a journey needs.
  public func journeyContext() -> JourneyContext {
    JourneyContext(structure: structureNow, causes: causeTable())
  }

  /// The structure as it is now, or as it last was if something rests.
  var structureNow: StackStructure {
    breaks.rest == nil ? currentStructure() : structure ?? currentStructure()
  }
}

public import Inspection

extension StackEngine {
  /// What the front asked to look at.
  func detail() -> SnapshotDetail {
    var detail = SnapshotDetail(request: request)
    if request.packets != nil || request.journey != nil {
      let context = journeyContext()
      if let wanted = request.packets {
        detail.packets = list.window(wanted, in: log, context, budget: Self.examinedAtOnce)
      }
      if let journey = request.journey { detail.journey = self.journey(journey, context) }
    }
    if let adapter = request.adapter {
      detail.adapter = facts(of: adapter)
      detail.keywords = keywordRows(of: adapter)
      detail.flights = flights(of: adapter)
    }
    if request.paths > 0 {
      detail.paths = list.index.paths(most: Int(request.paths), isTimed: request.timesPaths)
    }
    if request.conversations > 0 {
      conversations.update(list.index, in: log, journeyContext(), budget: Self.examinedAtOnce)
      detail.conversations = conversations.shares(
        most: Int(request.conversations),
        of: list.index
      )
    }
    detail.findings = findings(last: 50)
    return detail
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
    JourneyContext(structure: currentStructure(), causes: causeTable())
  }
}

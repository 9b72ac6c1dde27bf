public import Inspection

extension StackEngine {
  /// What the front asked to look at.
  func detail() -> SnapshotDetail {
    let context = journeyContext()
    var detail = SnapshotDetail(request: request)
    if let wanted = request.packets { detail.packets = list.window(wanted, in: log, context) }
    if let journey = request.journey { detail.journey = self.journey(journey, context) }
    detail.findings = Array(findings().suffix(50))
    return detail
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

import Inspection

/// Which events are printed.
struct EventSelection {
  private var minimum = EventSeverity.info
  private var kinds = Set(EventKind.allCases)

  /// Reads the options.
  ///
  /// - Throws: `Failure` that names what there is.
  init(minimum: String?, kinds: String?) throws {
    if let minimum {
      guard let found = EventSeverity.allCases.first(where: { $0.name == minimum }) else {
        throw Failure.use(
          "no severity has this name: --at-least \(minimum): one of "
            + EventSeverity.allCases.map(\.name).joined(separator: ", ")
        )
      }
      self.minimum = found
    }
    if let kinds {
      self.kinds = []
      for name in kinds.split(separator: ",", omittingEmptySubsequences: false) {
        guard let found = EventKind.allCases.first(where: { $0.name == name }) else {
          throw Failure.use(
            "no kind of event has this name: --kind \(name): one of "
              + EventKind.allCases.map(\.name).joined(separator: ", ")
          )
        }
        self.kinds.insert(found)
      }
    }
  }

  /// True if the event is to be printed.
  func has(_ event: EngineEvent) -> Bool {
    event.severity >= minimum && kinds.contains(event.kind)
  }
}

/// The states of a filter module.
///
/// Source: filter-module-states-and-operations
public enum FilterState: UInt8, MachineState {
  /// Not attached.
  case detached
  /// In FilterAttach.
  case attaching
  /// Attached; no data flows.
  case paused
  /// On its way to running.
  case restarting
  /// Data flows.
  case running
  /// On its way to paused.
  case pausing

  /// The name as documented.
  public var displayName: String {
    switch self {
    case .detached: "Detached"
    case .attaching: "Attaching"
    case .paused: "Paused"
    case .restarting: "Restarting"
    case .running: "Running"
    case .pausing: "Pausing"
    }
  }

  /// The row "send and receive operations".
  public var data: DataPermission {
    switch self {
    case .running: .allowed
    case .pausing: .draining
    case .detached, .attaching, .paused, .restarting: .forbidden
    }
  }

  /// The row "OID requests": true if the module may be given requests and may make its own.
  public var permitsRequests: Bool {
    switch self {
    case .paused, .restarting, .running, .pausing: true
    case .detached, .attaching: false
    }
  }
}

/// The events of a filter module.
public enum FilterEvent: UInt8, MachineEvent {
  /// FilterAttach is called.
  case attach
  /// FilterAttach succeeded.
  case attachSucceeded
  /// FilterAttach failed.
  case attachFailed
  /// FilterDetach is called.
  case detach
  /// FilterRestart is called.
  case restart
  /// The restart succeeded.
  case restartSucceeded
  /// The restart failed.
  case restartFailed
  /// FilterPause is called.
  case pause
  /// The pause is complete.
  case pauseCompleted

  /// The handler called, or its outcome.
  public var displayName: String {
    switch self {
    case .attach: "FilterAttach"
    case .attachSucceeded: "attach succeeded"
    case .attachFailed: "attach failed"
    case .detach: "FilterDetach"
    case .restart: "FilterRestart"
    case .restartSucceeded: "restart succeeded"
    case .restartFailed: "restart failed"
    case .pause: "FilterPause"
    case .pauseCompleted: "pause complete"
    }
  }
}

extension FilterState {
  /// The documented table.
  public static let table = TransitionTable<FilterState, FilterEvent>([
    (.attach, [.detached], .attaching),
    (.attachSucceeded, [.attaching], .paused),
    (.attachFailed, [.attaching], .detached),
    (.detach, [.paused], .detached),
    (.restart, [.paused], .restarting),
    (.restartSucceeded, [.restarting], .running),
    (.restartFailed, [.restarting], .paused),
    (.pause, [.running], .pausing),
    (.pauseCompleted, [.pausing], .paused),
  ])

  /// Returns the state that `event` leads to; nil if it may not happen here.
  public func next(_ event: FilterEvent) -> FilterState? { Self.table.next(event, from: self) }
}

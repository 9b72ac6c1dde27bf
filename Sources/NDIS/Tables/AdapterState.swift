/// The states of a miniport adapter.
///
/// Source: miniport-adapter-states-and-operations
public enum AdapterState: UInt8, MachineState {
  /// Not initialized, or halted again.
  case halted
  /// The system has shut down; the end.
  case shutdown
  /// In MiniportInitializeEx.
  case initializing
  /// Initialized; no data flows.
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
    case .halted: "Halted"
    case .shutdown: "Shutdown"
    case .initializing: "Initializing"
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
    case .halted, .shutdown, .initializing, .paused, .restarting: .forbidden
    }
  }

  /// True if the miniport may indicate receives: already while it restarts, still while it pauses.
  public var permitsIndications: Bool {
    self == .restarting || self == .running || self == .pausing
  }

  /// The row "OID requests": true if the miniport may be given requests.
  public var permitsRequests: Bool {
    switch self {
    case .paused, .restarting, .running, .pausing: true
    case .halted, .shutdown, .initializing: false
    }
  }
}

/// The events of a miniport adapter.
public enum AdapterEvent: UInt8, MachineEvent {
  /// MiniportInitializeEx is called.
  case initialize
  /// MiniportInitializeEx succeeded.
  case initializeSucceeded
  /// MiniportInitializeEx failed.
  case initializeFailed
  /// MiniportShutdownEx is called.
  case shutdown
  /// MiniportHaltEx is called.
  case halt
  /// MiniportRestart is called.
  case restart
  /// The restart succeeded.
  case restartSucceeded
  /// The restart failed.
  case restartFailed
  /// MiniportPause is called.
  case pause
  /// The pause is complete.
  case pauseCompleted

  /// The handler called, or its outcome.
  public var displayName: String {
    switch self {
    case .initialize: "MiniportInitializeEx"
    case .initializeSucceeded: "initialization succeeded"
    case .initializeFailed: "initialization failed"
    case .shutdown: "MiniportShutdownEx"
    case .halt: "MiniportHaltEx"
    case .restart: "MiniportRestart"
    case .restartSucceeded: "restart succeeded"
    case .restartFailed: "restart failed"
    case .pause: "MiniportPause"
    case .pauseCompleted: "pause complete"
    }
  }
}

extension AdapterState {
  /// The documented table.
  public static let table = TransitionTable<AdapterState, AdapterEvent>([
    (.initialize, [.halted], .initializing),
    (.initializeSucceeded, [.initializing], .paused),
    (.initializeFailed, [.initializing], .halted),
    (.shutdown, [.paused, .restarting, .running, .pausing], .shutdown),
    (.halt, [.paused], .halted),
    (.restart, [.paused], .restarting),
    (.restartSucceeded, [.restarting], .running),
    (.restartFailed, [.restarting], .paused),
    (.pause, [.running], .pausing),
    (.pauseCompleted, [.pausing], .paused),
  ])

  /// Returns the state that `event` leads to; nil if it may not happen here.
  public func next(_ event: AdapterEvent) -> AdapterState? { Self.table.next(event, from: self) }
}

/// The states of a protocol's binding.
///
/// Source: protocol-binding-states-and-operations
public enum BindingState: UInt8, MachineState {
  /// Not bound.
  case unbound
  /// In ProtocolBindAdapterEx, or waiting for the open to complete.
  case opening
  /// In ProtocolUnbindAdapterEx, or waiting for the close to complete.
  case closing
  /// Open; no data flows.
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
    case .unbound: "Unbound"
    case .opening: "Opening"
    case .closing: "Closing"
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
    case .unbound, .opening, .closing, .paused, .restarting: .forbidden
    }
  }

  /// The row "OID requests": true if the binding may make requests, also while it closes.
  public var permitsRequests: Bool {
    switch self {
    case .closing, .paused, .restarting, .running, .pausing: true
    case .unbound, .opening: false
    }
  }
}

/// The events of a protocol's binding.
public enum BindingEvent: UInt8, MachineEvent {
  /// ProtocolBindAdapterEx is called.
  case bind
  /// The bind succeeded.
  case bindSucceeded
  /// The bind failed.
  case bindFailed
  /// ProtocolUnbindAdapterEx is called.
  case unbind
  /// The unbind is complete.
  case unbindCompleted
  /// The net plug-and-play event Pause arrives.
  case pause
  /// The pause is complete.
  case pauseCompleted
  /// The net plug-and-play event Restart arrives.
  case restart
  /// The restart succeeded.
  case restartSucceeded
  /// The restart failed.
  case restartFailed

  /// The handler or event, or its outcome.
  public var displayName: String {
    switch self {
    case .bind: "ProtocolBindAdapterEx"
    case .bindSucceeded: "bind succeeded"
    case .bindFailed: "bind failed"
    case .unbind: "ProtocolUnbindAdapterEx"
    case .unbindCompleted: "unbind complete"
    case .pause: "NetEventPause"
    case .pauseCompleted: "pause complete"
    case .restart: "NetEventRestart"
    case .restartSucceeded: "restart succeeded"
    case .restartFailed: "restart failed"
    }
  }
}

extension BindingState {
  /// The documented table.
  public static let table = TransitionTable<BindingState, BindingEvent>([
    (.bind, [.unbound], .opening),
    (.bindSucceeded, [.opening], .paused),
    (.bindFailed, [.opening], .unbound),
    (.unbind, [.paused], .closing),
    (.unbindCompleted, [.closing], .unbound),
    (.pause, [.running], .pausing),
    (.pauseCompleted, [.pausing], .paused),
    (.restart, [.paused], .restarting),
    (.restartSucceeded, [.restarting], .running),
    (.restartFailed, [.restarting], .paused),
  ])

  /// Returns the state that `event` leads to; nil if it may not happen here.
  public func next(_ event: BindingEvent) -> BindingState? { Self.table.next(event, from: self) }
}

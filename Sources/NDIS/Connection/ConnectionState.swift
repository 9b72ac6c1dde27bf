/// The states of a virtual connection (VC).
///
/// The documentation describes the operations, not a table; this is the one that follows from them.
///
/// Source: network/activating-a-vc, network/deactivating-a-vc, network/deleting-a-vc
public enum ConnectionState: UInt8, MachineState {
  /// Made, without parameters of a call in the miniport.
  case created
  /// In MiniportCoActivateVc, or waiting for its completion.
  case activating
  /// The miniport is ready for data.
  case active
  /// In MiniportCoDeactivateVc, or waiting for its completion.
  case deactivating
  /// Gone.
  case deleted

  /// The name people read.
  public var displayName: String {
    switch self {
    case .created: "Created"
    case .activating: "Activating"
    case .active: "Active"
    case .deactivating: "Deactivating"
    case .deleted: "Deleted"
    }
  }

  static let table = TransitionTable<ConnectionState, ConnectionEvent>([
    (.activate, [.created, .active], .activating),
    (.activateSucceeded, [.activating], .active),
    (.activateFailed, [.activating], .created),
    (.deactivate, [.active], .deactivating),
    (.deactivateCompleted, [.deactivating], .created),
    (.delete, [.created], .deleted),
  ])
}

/// The events of a virtual connection.
public enum ConnectionEvent: UInt8, MachineEvent {
  /// MiniportCoActivateVc is called; of an active VC it changes the quality of service.
  case activate
  /// The activation succeeded.
  case activateSucceeded
  /// The activation failed.
  case activateFailed
  /// MiniportCoDeactivateVc is called.
  case deactivate
  /// The deactivation is complete.
  case deactivateCompleted
  /// The creator deletes it.
  case delete

  /// The name people read.
  public var displayName: String {
    switch self {
    case .activate: "MiniportCoActivateVc"
    case .activateSucceeded: "MiniportCoActivateVc succeeded"
    case .activateFailed: "MiniportCoActivateVc failed"
    case .deactivate: "MiniportCoDeactivateVc"
    case .deactivateCompleted: "MiniportCoDeactivateVc complete"
    case .delete: "NdisCoDeleteVc"
    }
  }
}

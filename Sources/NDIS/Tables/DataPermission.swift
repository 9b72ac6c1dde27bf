/// What a state says of sends and receives.
public enum DataPermission: Sendable {
  /// None may happen.
  case forbidden
  /// They flow.
  case allowed
  /// Calls are legal, but only to bring home what is out: new sends are answered with `NDIS_STATUS_PAUSED`.
  case draining

  /// True if a call is no violation.
  public var permitsCalls: Bool { self != .forbidden }
}

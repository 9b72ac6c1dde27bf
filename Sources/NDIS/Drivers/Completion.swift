/// How a handler that may pend answered.
///
/// `NDIS_STATUS_PENDING` is a result, not an error: the driver completes later through the object it was called for.
public enum Completion: Equatable, Sendable {
  case done(NDISStatus)
  case pending

  /// Done, with `NDIS_STATUS_SUCCESS`.
  public static let success = Completion.done(.success)
}

/// A deferred procedure call: runs once per queueing, at dispatch level, on its processor.
public final class DeferredCall {
  /// True from queueing until just before the handler runs.
  public internal(set) var isQueued = false
  let handler: () -> Void

  /// Makes a call that runs `handler`.
  public init(_ handler: @escaping () -> Void) {
    self.handler = handler
  }
}

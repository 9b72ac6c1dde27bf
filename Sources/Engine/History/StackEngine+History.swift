/// What an engine remembers of its past, so that any instant of it can be asked for.
extension StackEngine {
  /// Begins to remember, before the stacks are started.
  ///
  /// `bytes`: of counters at most; packets are in the ring.
  public func remember(bytes: Int) {
    history = EngineHistory(self, budget: bytes)
  }

  /// Takes in what happened since last time; at a quiet point, now and then.
  public func followHistory() { history?.follow(self) }
}

import Kernel

/// Nothing goes away with a request or a reset under way: both are ended first.
///
/// Source: network/halting-a-miniport-adapter, network/detaching-a-filter-module
extension MiniportAdapter {
  /// Ends what the miniport still has to do, then calls `done`.
  func settle(_ done: @escaping () -> Void) {
    guard !isResetting else {
      whenReset = { [self] in settle(done) }
      return
    }
    for request in directRequests { directRequester?.cancelDirectRequest(request, on: self) }
    // A driver in C that keeps a request is told so by name when it is halted.
    guard foreign == nil else { return done() }
    abort(requests, done)
  }

  /// Ends what a module still has to do, then calls `done`.
  func settle(_ module: FilterModule, _ done: @escaping () -> Void) {
    for request in module.directRequests {
      module.directRequester?.cancelDirectRequest(request, on: module)
    }
    guard module.foreign == nil else { return done() }
    abort(module.requests, done)
  }

  /// Takes out what waits in a queue and asks the holder of what was delivered to end it, for at most a second.
  private func abort(_ queue: OIDQueue, _ done: @escaping () -> Void) {
    for request in queue.takeWaiting() { complete(request, .requestAborted) }
    if let held = queue.outstanding { askToAbort(held.flight) }
    guard !queue.isIdle else { return done() }
    let timer = afterSecond(for: timerUses.settling) { [self] in
      guard let held = queue.outstanding else { return }
      if let holder = holder(of: held.flight) {
        stack.report(.oidLeak, party: holder.id, "\(held.oid.description) was never completed")
      }
      held.isAbandoned = true
      _ = queue.finish(held)
      complete(held, .requestAborted)
      queue.noteIdle()
    }
    queue.whenIdle = { [self] in
      _ = stack.machine.timers.cancel(timer)
      done()
    }
  }
}

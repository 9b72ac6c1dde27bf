/// What happens to the instances of a driver that deregisters.
///
/// Source: ndis/nf-ndis-ndisfderegisterfilterdriver and its neighbours for miniports and protocols
extension NetworkStack {
  /// Detaches the modules that `isOwn` names, wherever they are, then calls `finished`.
  public func detachModules(
    where isOwn: (FilterModule) -> Bool,
    finished: @escaping () -> Void = {}
  ) {
    let modules = adapters.flatMap(\.filters).filter(isOwn)
    eachInTurn(modules, { $0.adapter.detach($0, finished: $1) }, then: finished)
  }

  /// Unbinds the bindings that `isOwn` names, wherever they are, then calls `finished`.
  public func unbind(
    where isOwn: (ProtocolBinding) -> Bool,
    finished: @escaping () -> Void = {}
  ) {
    let bindings = adapters.flatMap(\.bindings).filter(isOwn)
    eachInTurn(bindings, { $0.adapter.unbind($0, finished: $1) }, then: finished)
  }

  /// Halts the adapters that `isOwn` names, then calls `finished`.
  public func halt(
    where isOwn: (MiniportAdapter) -> Bool,
    finished: @escaping () -> Void = {}
  ) {
    let running = adapters.filter { isOwn($0) && $0.state != .halted && $0.state != .shutdown }
    eachInTurn(running, { $0.stop(finished: $1) }, then: finished)
  }
}

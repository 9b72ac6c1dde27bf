import CNDIS
import DataPath

/// How a driver stack starts, restarts, pauses, changes and stops, in the documented order.
///
///     start    initialise miniport · attach filters bottom→top · bind protocols · restart
///     restart  miniport · filters bottom→top · protocols
///     pause    protocols · filters top→bottom · miniport
///     modify   pause · change · restart
///     stop     pause · unbind protocols · detach filters top→bottom · halt miniport
///
/// Source: network/starting-a-driver-stack and its neighbours
extension MiniportAdapter {
  /// True while no operation runs or waits.
  public var isAtRest: Bool { operations.isIdle }

  /// Brings the stack up with these modules (bottom to top) and bindings.
  public func start(
    filters modules: [(String, ComponentDescription, any FilterDriver)],
    bindings: [ProtocolBinding],
    finished: @escaping () -> Void = {}
  ) {
    wantedBindings = bindings
    let steps: [StackOperation.Step] = [
      { next in self.initialize(next) },
      { next in
        guard self.state == .paused else { return next() }
        for (name, component, driver) in modules {
          _ = self.attachModule(name: name, component: component, driver: driver, at: nil)
        }
        next()
      },
      { next in self.bindAll(next) },
      { next in self.restartStack(next) },
    ]
    operations.add(StackOperation("start", steps, finished: finished))
  }

  /// Pauses the whole stack and restarts it.
  public func pauseAndRestart(finished: @escaping () -> Void = {}) {
    operations.add(
      StackOperation(
        "pause and restart",
        [{ next in self.pauseStack(next) }, { next in self.restartStack(next) }],
        finished: finished
      )
    )
  }

  /// Pauses the whole stack and leaves it so.
  public func pause(finished: @escaping () -> Void = {}) {
    operations.add(
      StackOperation("pause", [{ next in self.pauseStack(next) }], finished: finished)
    )
  }

  /// Restarts a paused stack.
  public func restart(finished: @escaping () -> Void = {}) {
    operations.add(
      StackOperation("restart", [{ next in self.restartStack(next) }], finished: finished)
    )
  }

  /// Attaches a filter to the running stack; a mandatory one unbinds and rebinds the protocols.
  ///
  /// - Parameters:
  ///   - name: name of the module.
  ///   - component: what the driver is; its run type decides whether it is mandatory.
  ///   - driver: serves this module alone; the module keeps it.
  ///   - index: place counted from the miniport, nil for the top.
  ///   - finished: called on the engine thread once the stack runs again, with nil if the driver refused.
  public func attach(
    name: String,
    component: ComponentDescription,
    driver: any FilterDriver,
    at index: Int?,
    finished: @escaping (FilterModule?) -> Void = { _ in }
  ) {
    let isMandatory = component.filter?.runType == .mandatory
    var module: FilterModule?
    let steps: [StackOperation.Step] = [
      { next in self.pauseStack(next) },
      { next in isMandatory ? self.unbindAll(next) : next() },
      { next in
        module = self.attachModule(name: name, component: component, driver: driver, at: index)
        next()
      },
      { next in isMandatory ? self.bindAll(next) : next() },
      { next in self.restartStack(next) },
    ]
    operations.add(StackOperation("attach \(name)", steps) { finished(module) })
  }

  /// Detaches a filter from the running stack; a mandatory one unbinds and rebinds the protocols.
  public func detach(_ module: FilterModule, finished: @escaping () -> Void = {}) {
    let steps: [StackOperation.Step] = [
      { next in self.pauseStack(next) },
      { next in module.isMandatory ? self.unbindAll(next) : next() },
      { next in
        self.detachModule(module)
        next()
      },
      { next in module.isMandatory ? self.bindAll(next) : next() },
      { next in self.restartStack(next) },
    ]
    operations.add(StackOperation("detach \(module.name)", steps, finished: finished))
  }

  /// Binds a protocol to the running stack.
  public func bind(_ binding: ProtocolBinding, finished: @escaping () -> Void = {}) {
    let steps: [StackOperation.Step] = [
      { next in self.pauseStack(next) },
      { next in
        self.wantedBindings.append(binding)
        binding.bind { _ in next() }
      },
      { next in self.restartStack(next) },
    ]
    operations.add(StackOperation("bind \(binding.name)", steps, finished: finished))
  }

  /// Unbinds a protocol from the running stack.
  public func unbind(_ binding: ProtocolBinding, finished: @escaping () -> Void = {}) {
    let steps: [StackOperation.Step] = [
      { next in self.pauseStack(next) },
      { next in
        self.wantedBindings.removeAll { $0 === binding }
        binding.unbind(next)
      },
      { next in self.restartStack(next) },
    ]
    operations.add(StackOperation("unbind \(binding.name)", steps, finished: finished))
  }

  /// Runs `change` while the stack is paused.
  public func modify(
    _ name: String,
    _ change: @escaping () -> Void,
    finished: @escaping () -> Void = {}
  ) {
    let steps: [StackOperation.Step] = [
      { next in self.pauseStack(next) },
      { next in
        change()
        next()
      },
      { next in self.restartStack(next) },
    ]
    operations.add(StackOperation(name, steps, finished: finished))
  }

  /// Takes the stack down and halts the miniport.
  public func stop(action: HaltAction = .stopped, finished: @escaping () -> Void = {}) {
    let steps: [StackOperation.Step] = [
      { next in self.pauseStack(next) },
      { next in self.unbindAll(next) },
      { next in
        for module in self.filters.reversed() { self.detachModule(module) }
        next()
      },
      { next in
        self.halt(action)
        next()
      },
    ]
    operations.add(StackOperation("stop", steps, finished: finished))
  }

  // MARK: Steps

  private func initialize(_ done: @escaping () -> Void) {
    guard move(.initialize) else { return done() }
    do throws(NDISStatus) {
      let stated = try driver.initialize(self)
      attributes = stated
      statistics.hasDestinations = stated.medium != .ip
      link = stated.link
      currentLookahead = stated.lookahead
      move(.initializeSucceeded)
    } catch {
      stack.emit(.warning("MiniportInitializeEx failed: \(error.symbol)"), party: party.id)
      move(.initializeFailed)
    }
    done()
  }

  private func halt(_ action: HaltAction) {
    guard state == .paused else { return }
    if party.record.away(.receive) > 0 {
      stack.report(
        .leakAtDetach,
        party: party.id,
        "\(party.record.away(.receive)) indicated lists are still out at halt"
      )
    }
    stack.verified(party, "MiniportHaltEx") { driver.halt(self, action: action) }
    move(.halt)
  }

  private func bindAll(_ done: @escaping () -> Void) {
    guard state == .paused, !isTornDown else { return done() }
    eachInTurn(
      wantedBindings.filter { $0.state == .unbound },
      { binding, next in binding.bind { _ in next() } },
      then: done
    )
  }

  private func unbindAll(_ done: @escaping () -> Void) {
    eachInTurn(bindings, { binding, next in binding.unbind(next) }, then: done)
  }

  private func pauseStack(_ done: @escaping () -> Void) {
    eachInTurn(bindings, { $0.pause($1) }) {
      eachInTurn(self.filters.reversed(), { $0.pause($1) }) { self.pauseMiniport(done) }
    }
  }

  private func restartStack(_ done: @escaping () -> Void) {
    guard state == .paused else { return done() }
    restartMiniport { status in
      guard status.isSuccess else { return done() }
      for module in self.filters { module.chooseOptions() }
      self.rebuildPath()
      eachInTurn(self.filters, self.restartFilter) {
        guard !self.isTornDown else { return done() }
        eachInTurn(
          self.bindings,
          { binding, next in binding.restart(attributesChanged: false) { _ in next() } },
          then: done
        )
      }
    }
  }

  private func restartFilter(_ module: FilterModule, _ next: @escaping () -> Void) {
    module.restart { status in
      guard !status.isSuccess else { return next() }
      self.stack.emit(
        .warning("FilterRestart failed (\(status.symbol)): the module is detached"),
        party: module.party.id
      )
      let wasMandatory = module.isMandatory
      self.detachModule(module)
      guard wasMandatory else { return next() }
      // Without a mandatory filter no protocol may use the adapter.
      self.isTornDown = true
      self.unbindAll(next)
    }
  }

  private func pauseMiniport(_ done: @escaping () -> Void) {
    guard state == .running, move(.pause) else { return done() }
    pendingStep = done
    let answer = stack.verified(party, "MiniportPause") { driver.pause(self) }
    if case .done = answer { pauseComplete() }
  }

  private func restartMiniport(_ done: @escaping (NDISStatus) -> Void) {
    guard move(.restart) else { return done(.failure) }
    pendingRestart = done
    let answer = stack.verified(party, "MiniportRestart") { driver.restart(self) }
    if case .done(let status) = answer { restartComplete(status) }
  }

  /// Completes a pause that pended.
  ///
  /// - C: `NdisMPauseComplete`
  public func pauseComplete() {
    guard state == .pausing, let next = pendingStep, injector?.isPauseWaiting != true else {
      stack.report(
        .doublePauseCompletion,
        party: party.id,
        "pause completed in state \(state.displayName) with no pause under way"
      )
      return
    }
    if let injector, injector.outstanding > 0 {
      injector.isPauseWaiting = true
      return
    }
    pendingStep = nil
    pausesWhenHome = false
    if !isHome {
      stack.report(
        .leakAtPause,
        party: party.id,
        "\(party.record.away(.receive)) indicated lists are out and "
          + "\(party.record.ledger(.transmit).pointee.held) sends are not completed"
      )
    }
    move(.pauseCompleted)
    next()
  }

  /// Completes a restart that pended.
  ///
  /// - C: `NdisMRestartComplete`
  public func restartComplete(_ status: NDISStatus) {
    guard state == .restarting, let next = pendingRestart else {
      stack.report(
        .doubleRestartCompletion,
        party: party.id,
        "restart completed in state \(state.displayName) with no restart under way"
      )
      return
    }
    pendingRestart = nil
    move(status.isSuccess ? .restartSucceeded : .restartFailed)
    next(status)
  }

  /// Attaches one module while the stack is paused.
  ///
  /// A mandatory one that fails takes the stack down.
  func attachModule(
    name: String,
    component: ComponentDescription,
    driver: any FilterDriver,
    at index: Int?
  ) -> FilterModule? {
    let module = FilterModule(name: name, component: component, driver: driver, adapter: self)
    module.move(.attach)
    module.isAttaching = true
    defer { module.isAttaching = false }
    do throws(NDISStatus) {
      try stack.attachVerified(module)
      module.move(.attachSucceeded)
      filters.insert(module, at: min(index ?? filters.count, filters.count))
      rebuildPath()
      return module
    } catch {
      module.move(.attachFailed)
      stack.emit(.warning("FilterAttach failed: \(error.symbol)"), party: module.party.id)
      if module.isMandatory { isTornDown = true }
      return nil
    }
  }

  /// Detaches one module while it is paused.
  func detachModule(_ module: FilterModule) {
    guard module.state == .paused else { return }
    stack.verified(module.party, "FilterDetach") { module.driver.detach(module) }
    if !module.holdsNothing {
      let record = module.party.record
      stack.report(
        .leakAtDetach,
        party: module.party.id,
        "\(record.away(.transmit) + record.away(.receive)) lists of its own are out and it holds "
          + "\(record.ledger(.transmit).pointee.held + record.ledger(.receive).pointee.held)"
      )
    }
    module.move(.detach)
    filters.removeAll { $0 === module }
    rebuildPath()
  }
}

import CNDIS
import DataPath
import Kernel

/// The steps that the operations of a stack are made of.
///
/// Source: network/starting-a-driver-stack and its neighbours
extension MiniportAdapter {
  func initialize(_ done: @escaping () -> Void) {
    guard move(.initialize) else { return done() }
    isRemoved = false
    isInLowPower = false
    ports.reset()
    management.reset()
    scaleRecord = ScaleRecord()
    forgetPatterns()
    do throws(NDISStatus) {
      let stated = try driver.initialize(self)
      attributes = stated
      // Without receive scaling what comes in comes into one queue, whatever there was before the halt.
      if receiveScaling == nil, receiveQueues.first?.kind == .scaling {
        let first = stack.machine.processors[0]
        makeReceiveQueues(1, .default, processors: [first], hasMessages: false)
      }
      statistics.hasDestinations = stated.medium != .ip
      link = stated.link
      currentLookahead = stated.lookahead
      if !stated.controlsDefaultPort { ports.setActive([0], true) }
      restartState = RestartState()
      checkSupportedList(stated)
      move(.initializeSucceeded)
      startHangCheck()
    } catch {
      stack.emit(.warning("MiniportInitializeEx failed: \(error.symbol)"), party: party.id)
      ports.removeAll()
      move(.initializeFailed)
    }
    done()
  }

  func halt(_ action: HaltAction) {
    guard state == .paused else { return }
    stopHangCheck()
    if party.record.away(.receive) > 0 {
      stack.report(
        .leakAtDetach,
        party: party.id,
        "\(party.record.away(.receive)) indicated lists are still out at halt"
      )
    }
    stack.verified(party, "MiniportHaltEx") { driver.halt(self, action: action) }
    receiveScaling = nil
    ports.removeAll()
    missingMandatory = []
    move(.halt)
  }

  /// Attaches the modules that waited, bottom to top.
  ///
  /// Where an optional filter fails, the mandatory monitoring filters above it cannot attach either.
  func attachWanted(_ done: @escaping () -> Void) {
    guard state == .paused, ports.isDefaultActive else { return done() }
    let wanted = wantedModules
    wantedModules = []
    var hasFailed = false
    for (name, component, driver) in wanted {
      if hasFailed, component.isMandatoryMonitor {
        stack.emit(
          .warning("\(name) cannot attach: a filter beneath it failed"),
          party: party.id
        )
        missingMandatory.append(name)
        continue
      }
      let module = attachModule(name: name, component: component, driver: driver, at: nil)
      if module == nil { hasFailed = true }
    }
    done()
  }

  func bindAll(_ done: @escaping () -> Void) {
    guard state == .paused, !isTornDown, ports.isDefaultActive else { return done() }
    eachInTurn(
      wantedBindings.filter { $0.state == .unbound },
      { binding, next in binding.bind { _ in next() } },
      then: done
    )
  }

  func unbindAll(_ done: @escaping () -> Void) {
    eachInTurn(bindings, { binding, next in binding.unbind(next) }, then: done)
  }

  func pauseStack(_ done: @escaping () -> Void) {
    eachInTurn(bindings, { $0.pause($1) }) {
      eachInTurn(self.filters.reversed(), { $0.pause($1) }) {
        self.beginPause(.pause, "MiniportPause", done) { self.driver.pause(self) }
      }
    }
  }

  /// Restarts miniport, filters and protocols; a stack without a mandatory filter or without its default port stays paused.
  func restartStack(_ done: @escaping () -> Void) {
    guard state == .paused, !isTornDown, ports.isDefaultActive else { return done() }
    beginRestartAttributes()
    beginRestart(
      .restart,
      "MiniportRestart",
      { status in
        guard status.isSuccess else { return done() }
        for module in self.filters { module.chooseOptions() }
        self.rebuildPath()
        eachInTurn(self.filters, self.restartFilter) {
          guard !self.isTornDown else { return done() }
          let isChanged = self.endRestartAttributes()
          eachInTurn(
            self.bindings,
            { binding, next in binding.restart(attributesChanged: isChanged) { _ in next() } },
            then: done
          )
        }
      },
      { driver.restart(self) }
    )
  }

  private func restartFilter(_ module: FilterModule, _ next: @escaping () -> Void) {
    guard !isTornDown else { return next() }
    let before = restartState.attributes
    module.restart { status in
      self.checkRestartAttributes(of: module, before: before, status)
      guard !status.isSuccess else { return next() }
      self.stack.emit(
        .warning("FilterRestart failed (\(status.symbol)): the module is detached"),
        party: module.party.id
      )
      self.detachSettled(module) {
        guard module.isMandatory else { return next() }
        // Without a mandatory filter no protocol may use the adapter: what runs already is paused again.
        self.missingMandatory.append(module.name)
        self.unbindAll { self.pauseStack(next) }
      }
    }
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
      try module.checkHandlers()
      try stack.attachVerified(module)
      module.move(.attachSucceeded)
      filters.insert(module, at: min(index ?? filters.count, filters.count))
      missingMandatory.removeAll { $0 == name }
      restartState.isChanged = true
      rebuildPath()
      return module
    } catch {
      module.move(.attachFailed)
      stack.interfaces.deregister(module.interfaceIndex)
      stack.emit(.warning("FilterAttach failed: \(error.symbol)"), party: module.party.id)
      if module.isMandatory { missingMandatory.append(name) }
      return nil
    }
  }

  /// Detaches one module once its requests are done.
  func detachSettled(_ module: FilterModule, _ done: @escaping () -> Void) {
    guard module.state == .paused else { return done() }
    settle(module) {
      self.detachModule(module)
      done()
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
    stack.letGoLater(module)
    stack.interfaces.deregister(module.interfaceIndex)
    restartState.isChanged = true
    rebuildPath()
  }
}

extension ComponentDescription {
  /// A monitoring filter without which the stack must not run.
  fileprivate var isMandatoryMonitor: Bool {
    filter?.type == .monitoring && filter?.runType == .mandatory
  }
}

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

  /// A filter that is to attach, and the driver object that serves it alone.
  typealias WantedModule = (String, ComponentDescription, any FilterDriver)

  /// Brings the stack up with these modules (bottom to top) and bindings.
  ///
  /// A miniport that controls its default port gets them when it activates that.
  public func start(
    filters modules: [(String, ComponentDescription, any FilterDriver)],
    bindings: [ProtocolBinding],
    finished: @escaping () -> Void = {}
  ) {
    wantedModules = modules
    wantedBindings = bindings
    let steps: [StackOperation.Step] = [
      { next in self.initialize(next) },
      { next in self.attachWanted(next) },
      { next in self.bindAll(next) },
      { next in self.restartStack(next) },
    ]
    operations.add(StackOperation("start", steps, finished: finished))
  }

  /// Attaches, binds and restarts what waited for the default port.
  func buildUp() {
    let steps: [StackOperation.Step] = [
      { next in self.attachWanted(next) },
      { next in self.bindAll(next) },
      { next in self.restartStack(next) },
    ]
    operations.add(StackOperation("activate the default port", steps))
  }

  /// Closes every binding, without restarting the stack.
  func closeBindings(finished: @escaping () -> Void) {
    let steps: [StackOperation.Step] = [
      { next in self.pauseStack(next) },
      { next in self.unbindAll(next) },
    ]
    operations.add(StackOperation("deactivate the default port", steps, finished: finished))
  }

  /// Completes a pause that pended.
  ///
  /// - C: `NdisMPauseComplete`
  public func pauseComplete() { finishPause() }

  /// Completes a restart that pended.
  ///
  /// - C: `NdisMRestartComplete`
  public func restartComplete(_ status: NDISStatus) { finishRestart(status) }

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
    attach(name: name, component: component, driver: driver, place: { index }, finished: finished)
  }

  /// The same with a place that is found when its turn has come: operations before it may change what stands there.
  public func attach(
    name: String,
    component: ComponentDescription,
    driver: any FilterDriver,
    place: @escaping () -> Int?,
    finished: @escaping (FilterModule?) -> Void = { _ in }
  ) {
    let isMandatory = component.filter?.runType == .mandatory
    var module: FilterModule?
    let steps: [StackOperation.Step] = [
      { next in self.pauseStack(next) },
      { next in isMandatory ? self.unbindAll(next) : next() },
      { next in
        module = self.attachModule(name: name, component: component, driver: driver, at: place())
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
      { next in self.detachSettled(module, next) },
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

  /// Runs `change` while the stack is paused; a stack that was paused before stays so.
  public func modify(
    _ name: String,
    _ change: @escaping () -> Void,
    finished: @escaping () -> Void = {}
  ) {
    var wasPaused = false
    let steps: [StackOperation.Step] = [
      { next in
        wasPaused = self.state == .paused
        self.pauseStack(next)
      },
      { next in
        change()
        next()
      },
      { next in wasPaused ? next() : self.restartStack(next) },
    ]
    operations.add(StackOperation(name, steps, finished: finished))
  }

  /// Takes the stack down, runs `change` while the miniport is halted, and brings the stack up again as it was.
  ///
  /// This is how a device takes other values of its keywords: filter modules are attached anew and bindings bound anew.
  /// If the miniport does not initialise with them, `revert` runs and it is initialised once more.
  ///
  /// Source: network/halting-a-miniport-adapter, network/initializing-a-miniport-adapter
  public func reinitialize(
    _ name: String,
    _ change: @escaping () -> Void,
    revert: @escaping () -> Void,
    finished: @escaping () -> Void = {}
  ) {
    var wasPaused = false
    let steps: [StackOperation.Step] = [
      { next in
        wasPaused = self.state == .paused
        self.wantedModules = self.filters.map { ($0.name, $0.component, $0.driver) }
        self.takeDown(.stopped, next)
      },
      { next in
        change()
        self.initialize(next)
      },
      { next in
        guard self.state == .halted else { return next() }
        revert()
        self.initialize(next)
      },
      { next in self.attachWanted(next) },
      { next in self.bindAll(next) },
      { next in wasPaused ? next() : self.restartStack(next) },
    ]
    operations.add(StackOperation(name, steps, finished: finished))
  }

  /// Takes the stack down and halts the miniport.
  public func stop(action: HaltAction = .stopped, finished: @escaping () -> Void = {}) {
    operations.add(
      StackOperation("stop", [{ next in self.takeDown(action, next) }], finished: finished)
    )
  }
}

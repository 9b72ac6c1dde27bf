import CNDIS
import DataPath
import Kernel

/// What an adapter, a filter module and a binding have in common: a party, a documented state machine, and a pause and a
/// restart that may pend.
protocol StackMember: AnyObject {
  associatedtype State: OperatingState
  var party: Party { get }
  var stack: NetworkStack { get }
  /// The operations of its adapter's stack.
  var operations: OperationQueue { get }
  var state: State { get set }
  /// What goes on once a pause, or a binding's unbind, is complete.
  var pendingStep: (() -> Void)? { get set }
  /// What goes on once a restart, or a binding's bind, is complete.
  var pendingResult: ((NDISStatus) -> Void)? { get set }
  /// The pause under way completes by itself when everything is home.
  var pausesWhenHome: Bool { get set }
  /// What the engine originates in its name; nil before the first.
  var injector: Injector? { get }
  /// The rule that an event in a state without a cell for it breaks.
  static var stateRule: VerifierRule { get }
  /// True if nothing keeps it from being paused.
  var isHome: Bool { get }
  /// What keeps it from being paused, as a sentence.
  var whatIsOut: String { get }
  /// Tells the data path what the state allows.
  func applyState()
  /// Called once a change of the state has been told of.
  func stateChanged()
}

extension StackMember {
  func stateChanged() {}

  /// Moves the state machine; a blank cell of the table is a violation and moves nothing.
  @discardableResult
  func move(_ event: State.Event) -> Bool {
    guard let next = State.table.next(event, from: state) else {
      stack.report(
        Self.stateRule,
        party: party.id,
        "\(event.displayName) is not allowed in state \(state.displayName)"
      )
      return false
    }
    let before = state
    state = next
    party.record.pointee.state = next.rawValue
    applyState()
    party.lastMove = (next.displayName, mover)
    stack.changed()
    stack.emit(
      .state(from: before.displayName, to: next.displayName, event: event.displayName),
      party: party.id
    )
    stateChanged()
    return true
  }

  /// Who moves its state now: a command, or the operation under way.
  private var mover: ConfigurationSource {
    operations.current == nil ? stack.asker ?? .default : operations.source
  }

  /// Begins a pause: `handler` is asked, and `done` is called when it has answered for good.
  func beginPause(
    _ event: State.Event,
    _ function: String,
    _ done: @escaping () -> Void,
    _ handler: () -> Completion
  ) {
    guard state == .running, move(event) else { return done() }
    pendingStep = done
    if case .done = stack.verified(party, function, handler) { finishPause() }
  }

  /// Ends the pause under way, or reports that there is none.
  func finishPause() {
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
    if !isHome { stack.report(.leakAtPause, party: party.id, whatIsOut) }
    move(.pauseCompleted)
    next()
  }

  /// Begins a restart: `handler` is asked, and `done` gets the result.
  func beginRestart(
    _ event: State.Event,
    _ function: String,
    _ done: @escaping (NDISStatus) -> Void,
    _ handler: () -> Completion
  ) {
    guard move(event) else { return done(.failure) }
    pendingResult = done
    if case .done(let status) = stack.verified(party, function, handler) { finishRestart(status) }
  }

  /// Ends the restart under way, or reports that there is none.
  func finishRestart(_ status: NDISStatus) {
    guard state == .restarting, let next = pendingResult else {
      stack.report(
        .doubleRestartCompletion,
        party: party.id,
        "restart completed in state \(state.displayName) with no restart under way"
      )
      return
    }
    pendingResult = nil
    move(status.isSuccess ? .restartSucceeded : .restartFailed)
    next(status)
  }

  /// Answers a pause: done at once, or when everything is home.
  func finishPauseWhenHome() -> Completion {
    if isHome { return .success }
    pausesWhenHome = true
    return .pending
  }

  /// Ends a pause that waited for the last list.
  func checkHome() {
    guard pausesWhenHome, isHome else { return }
    pausesWhenHome = false
    finishPause()
  }
}

/// A state of something that is paused and restarted.
protocol OperatingState: MachineState {
  associatedtype Event: OperatingEvent
  static var running: Self { get }
  static var pausing: Self { get }
  static var restarting: Self { get }
  static var table: TransitionTable<Self, Event> { get }
}

/// An event of something that is paused and restarted.
protocol OperatingEvent: MachineEvent {
  static var pauseCompleted: Self { get }
  static var restartSucceeded: Self { get }
  static var restartFailed: Self { get }
}

extension AdapterState: OperatingState {
  typealias Event = AdapterEvent
}
extension AdapterEvent: OperatingEvent {}
extension FilterState: OperatingState {
  typealias Event = FilterEvent
}
extension FilterEvent: OperatingEvent {}
extension BindingState: OperatingState {
  typealias Event = BindingEvent
}
extension BindingEvent: OperatingEvent {}

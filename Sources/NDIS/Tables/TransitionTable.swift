/// A state of a documented state machine; raw values count the documentation's columns from 0.
public protocol MachineState: RawRepresentable, CaseIterable, Hashable, Sendable
where RawValue == UInt8 {
  /// The name people read, as documented.
  var displayName: String { get }
}

/// An event of a documented state machine; raw values count the documentation's rows from 0.
public protocol MachineEvent: RawRepresentable, CaseIterable, Hashable, Sendable
where RawValue == UInt8 {
  /// The name people read: the handler called or its outcome.
  var displayName: String { get }
}

/// Which event leads from which state to which; a pair that is not listed is a violation.
public struct TransitionTable<State: MachineState, Event: MachineEvent>: Sendable {
  /// One filled cell of the documentation's table.
  public struct Transition: Hashable, Sendable {
    /// The row.
    public let event: Event
    /// The column.
    public let from: State
    /// What the cell says.
    public let to: State
  }

  /// The filled cells, row by row.
  public let transitions: [Transition]
  private let next: [State?]

  init(_ rows: [(event: Event, from: [State], to: State)]) {
    transitions = rows.flatMap { row in
      row.from.map { Transition(event: row.event, from: $0, to: row.to) }
    }
    var cells = [State?](repeating: nil, count: Event.allCases.count * State.allCases.count)
    for transition in transitions {
      cells[Self.index(transition.event, transition.from)] = transition.to
    }
    next = cells
  }

  /// Returns the state that `event` leads to; nil for a blank cell.
  public func next(_ event: Event, from state: State) -> State? {
    next[Self.index(event, state)]
  }

  /// The states in which `event` may happen, in the order of the columns.
  public func origins(of event: Event) -> [State] {
    State.allCases.filter { next(event, from: $0) != nil }
  }

  private static func index(_ event: Event, _ state: State) -> Int {
    Int(event.rawValue) * State.allCases.count + Int(state.rawValue)
  }
}

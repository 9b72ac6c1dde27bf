import Inspection

/// Where a person has been, to go back and forward again.
struct VisitHistory: Equatable {
  /// One place: a view and what was selected in it.
  struct Place: Equatable {
    var view: ViewID
    var row: StackRow.ID?
    var journey: UInt64?
    var hop = 0
    var adapter: AdapterID?
    var flight: UInt64?
    var queue: UInt32?
    var event: UInt64?
    /// An instant of the past; nil for the newest.
    var instant: InstantRequest?
    var listing: TraceState.Listing = .packets
  }

  /// Places kept at most.
  static let limit = 100

  private(set) var back: [Place] = []
  private(set) var forward: [Place] = []

  /// Notes a place that is about to be left; what was ahead is given up.
  mutating func leave(_ place: Place) {
    forward = []
    guard back.last != place else { return }
    back.append(place)
    if back.count > Self.limit { back.removeFirst() }
  }

  /// The place before; `here` becomes the one ahead.
  mutating func goBack(from here: Place) -> Place? {
    guard let place = back.popLast() else { return nil }
    forward.append(here)
    return place
  }

  /// The place ahead; `here` becomes the one before.
  mutating func goForward(from here: Place) -> Place? {
    guard let place = forward.popLast() else { return nil }
    back.append(here)
    return place
  }
}

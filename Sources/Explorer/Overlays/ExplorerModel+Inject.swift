import Inspection
import TUIKit
import Wire

/// Choosing, checking and sending a packet that is injected.
extension ExplorerModel {
  /// A place where packets can begin.
  struct InjectPlace: Equatable {
    var party: PartyID
    /// Index among the structure's adapters.
    var adapter: Int
    var directions: [Direction]
  }

  /// Every place of the stack, in the order of the tree.
  var injectPlaces: [InjectPlace] {
    guard let structure = snapshot?.structure else { return [] }
    return structure.adapters.enumerated().flatMap { index, adapter in
      adapter.bindings.map {
        InjectPlace(party: $0.partyID, adapter: index, directions: [.transmit])
      }
        + adapter.filters.map {
          InjectPlace(party: $0.partyID, adapter: index, directions: [.transmit, .receive])
        }
        + [InjectPlace(party: adapter.partyID, adapter: index, directions: [.receive])]
    }
  }

  /// The place that is chosen; nil if it is gone.
  func place(of inject: InjectState) -> InjectPlace? {
    injectPlaces.first { $0.party == inject.place }
  }

  // Opening.

  /// Opens the box with the packet of the Trace view, or for the selected module.
  mutating func openInject() {
    let places = injectPlaces
    guard let first = places.first else {
      state.message = "the stack has no place to inject a packet at"
      return
    }
    if state.view == .trace, let taken = takenFromTrace(places) {
      state.overlay = .inject(taken)
      return
    }
    var wanted: PartyID?
    if let row = selectedRow, let structure = snapshot?.structure {
      if case .party(let party) = row.id {
        wanted = party
      } else {
        wanted = structure.adapters[row.adapter].partyID
      }
    }
    let place = places.first { $0.party == wanted } ?? first
    state.overlay = .inject(
      InjectState(place: place.party, direction: place.directions.first ?? .transmit)
    )
  }

  /// The packet at the selected hop, to begin where it was handed off; nil without a packet.
  private func takenFromTrace(_ places: [InjectPlace]) -> InjectState? {
    guard let journey, let index = hopIndex else { return nil }
    let hop = journey.hops[index]
    let direction = hop.edge.direction
    // Where the hop cannot begin anew: the other side of it, then an end of the adapter.
    let candidates = [hop.from, hop.to].compactMap { party in
      places.first { $0.party == party && $0.directions.contains(direction) }
    }
    let structure = snapshot?.structure
    guard
      let place = candidates.first
        ?? places.first(where: {
          structure?.adapters[$0.adapter].id == journey.adapter
            && $0.directions.contains(direction)
        }) ?? places.first
    else { return nil }
    var inject = InjectState(
      place: place.party,
      direction: place.directions.contains(direction) ? direction : place.directions[0]
    )
    inject.parent = journey.id
    let known = hop.bytes?.prefix ?? []
    inject.frame.set(InjectState.hex(known))
    if let bytes = hop.bytes, bytes.isComplete {
      inject.remark = "all \(known.count) bytes of #\(journey.id)"
    } else {
      inject.isCut = true
      inject.remark =
        known.isEmpty
        ? "no byte of #\(journey.id) was recorded at this hop"
        : "only the first \(known.count) of \(hop.bytes?.length ?? 0) bytes of #\(journey.id) are known"
    }
    return inject
  }

  // Keys.

  /// A key in the box.
  mutating func handle(_ event: KeyEvent, injecting old: InjectState) -> Effect {
    var inject = old
    switch (event.key, event.modifiers) {
    case (.escape, _):
      state.overlay = nil
      return .none
    case (.enter, _):
      if inject.focus == .result, case .done(let journey, _)? = inject.answer {
        showInjected(journey)
        return .none
      }
      send(&inject)
    case (.tab, []), (.down, _): move(&inject, by: 1)
    case (.tab, .shift), (.up, _): move(&inject, by: -1)
    case (.left, _) where inject.focus == .place: choosePlace(&inject, by: -1)
    case (.right, _) where inject.focus == .place: choosePlace(&inject, by: 1)
    case (.character(" "), _) where inject.focus == .place: choosePlace(&inject, by: 1)
    case (.left, _) where inject.focus == .way, (.right, _) where inject.focus == .way,
      (.character(" "), _) where inject.focus == .way:
      turn(&inject)
    default: inject.type(event)
    }
    state.overlay = .inject(inject)
    return .none
  }

  private func move(_ inject: inout InjectState, by step: Int) {
    var rows = InjectState.Row.allCases
    if case .done? = inject.answer {} else { rows.removeLast() }
    let place = rows.firstIndex(of: inject.focus) ?? 0
    inject.focus = rows[(place + step + rows.count) % rows.count]
  }

  private func choosePlace(_ inject: inout InjectState, by step: Int) {
    let places = injectPlaces
    guard !places.isEmpty else { return }
    let index = places.firstIndex { $0.party == inject.place } ?? 0
    let next = places[(index + step + places.count) % places.count]
    inject.place = next.party
    if !next.directions.contains(inject.direction) { inject.direction = next.directions[0] }
  }

  private func turn(_ inject: inout InjectState) {
    guard let place = place(of: inject), place.directions.count > 1 else { return }
    inject.direction = inject.direction == .transmit ? .receive : .transmit
  }

  // Sending.

  /// Why the packet cannot be sent as it stands; nil if it can.
  func problem(of inject: InjectState) -> String? {
    if place(of: inject) == nil { return "this place is gone: choose another" }
    if inject.isCut { return "a packet cut short is not sent: edit it to send what is here" }
    if case .failure(let error) = inject.made { return error.description }
    guard let times = inject.times else {
      return "no count: write a number; 0 goes on until stopped"
    }
    guard let pause = inject.pause else { return "no time: write such as 10ms or 1s" }
    if times == 0, pause == 0 { return "no end and no pause: write a count or a time" }
    return nil
  }

  private mutating func send(_ inject: inout InjectState) {
    if let problem = problem(of: inject) {
      inject.answer = .refused(problem)
      return
    }
    guard case .success(let frame) = inject.made, let times = inject.times,
      let pause = inject.pause
    else { return }
    state.lastRequest += 1
    inject.answer = .awaited(state.lastRequest)
    if times != 1 { state.repetitions.append(state.lastRequest) }
    outbox.append(
      .inject(
        InjectionRequest(
          number: state.lastRequest,
          party: inject.place,
          direction: inject.direction,
          frame: frame,
          parent: inject.parent,
          count: times,
          interval: pause
        )
      )
    )
  }

  /// Ends every repetition that has not ended by itself.
  mutating func stopInjecting() {
    let events = latest?.events ?? EventHistory()
    // The last event of a repetition names no packet.
    let going = state.repetitions.filter { number in
      !events.contains { $0.answers(injection: number) && $0.journey == 0 }
    }
    state.repetitions = []
    guard !going.isEmpty else {
      state.message = "nothing is being injected again and again"
      return
    }
    for number in going { send(.stopInjection(number)) }
  }

  /// Whether the engine owes the box an answer.
  var awaitsInjection: Bool {
    if case .inject(let inject)? = state.overlay, case .awaited? = inject.answer { return true }
    return false
  }

  /// Finds the answer to the last packet among the newest events.
  mutating func takeInjectionAnswers(_ events: EventHistory) {
    guard case .inject(var inject)? = state.overlay, case .awaited(let number)? = inject.answer,
      let event = events.first(where: { $0.answers(injection: number) })
    else { return }
    if event.journey > 0 {
      inject.answer = .done(
        event.journey,
        String(event.text.dropFirst(InjectionRequest.word.count + 1))
      )
      inject.focus = .result
    } else {
      let mark = "not done: "
      let reason =
        event.note.hasPrefix(mark) ? String(event.note.dropFirst(mark.count)) : event.note
      inject.answer = .refused(
        event.text == InjectionRequest.word ? reason : "\(event.text): \(reason)"
      )
    }
    state.overlay = .inject(inject)
  }

  /// Closes the box and goes to the packet's journey.
  private mutating func showInjected(_ journey: UInt64) {
    state.overlay = nil
    if frozen != nil { toggleFreeze() }
    remember()
    setTraceFilter("")
    show(.trace)
    state.trace.hop = 0
    goTo(journey: journey)
    fit()
  }
}

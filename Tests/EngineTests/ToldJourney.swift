import Inspection
import Testing

@testable import Engine

/// A journey in names, times and bytes: equal to one of another engine if everything that was recorded of both is.
struct ToldJourney: Equatable {
  struct Step: Equatable {
    var time: UInt64
    var edge: HopEdge
    var from: String
    var to: String
    var processor: UInt16
    var geometry: PacketGeometry?
    var info: [InfoSlotValue]
    var bytes: RecordedBytes?

    /// The hand-off alone, as far as it is the same in a stack with a filter less.
    var way: Way { Way(edge: edge, from: from, to: to) }
  }

  struct Way: Hashable {
    var edge: HopEdge
    var from: String
    var to: String
  }

  var id: UInt64
  var parent: UInt64?
  var summary: String
  var birth: UInt64
  var steps: [Step]
  var outcome: JourneyOutcome
  var endedAt: String
  var reason: String
  /// Without the place a rule was read from, which is another in another file.
  var cause: String

  var ways: [Way] { steps.map(\.way) }

  /// It was handed to one of these, by one of these, or ended there.
  func touches(_ places: Set<String>) -> Bool {
    places.contains(endedAt)
      || steps.contains { places.contains($0.from) || places.contains($0.to) }
  }

  /// How it ended, without the time.
  var ending: [String] { [outcome.name, endedAt, reason, cause] }

  /// Everything an engine recorded.
  static func all(_ engine: StackEngine) throws -> [ToldJourney] {
    engine.follow()
    let context = engine.journeyContext()
    let structure = context.structure
    func name(_ party: PartyID) -> String {
      let own = structure.parties.name(of: party)
      guard let adapter = structure.adapter(of: party)?.name, adapter != own else { return own }
      return "\(adapter)/\(own)"
    }
    let index = engine.list.index
    return try (0..<index.count).map { place in
      let journey = try #require(try engine.log.journey(index.entry(at: place), context))
      return ToldJourney(
        id: journey.id,
        parent: journey.parent?.journey,
        summary: journey.summary.line,
        birth: journey.birth,
        steps: journey.hops.map {
          Step(
            time: $0.time,
            edge: $0.edge,
            from: name($0.from),
            to: name($0.to),
            processor: $0.processor,
            geometry: $0.geometry,
            info: $0.info,
            bytes: $0.bytes
          )
        },
        outcome: journey.outcome,
        endedAt: journey.ending.map { name($0.party) } ?? "",
        reason: journey.ending?.reason?.symbol ?? "",
        cause: CauseText(journey.ending?.cause ?? "").subject
      )
    }
  }
}

extension [ToldJourney] {
  /// Of every journey what ties it to others: a ping with its reply and all that is made of them, or the ancestor.
  ///
  /// All of address resolution is one, because who is resolved decides what is sent at all.
  var families: [UInt64: String] {
    var found: [UInt64: String] = [:]
    for journey in self {
      if let number = journey.summary.from("id=") {
        found[journey.id] = number
      } else if journey.summary.hasPrefix("ARP") {
        found[journey.id] = "ARP"
      } else {
        let own = "#\(journey.summary) \(journey.birth)"
        found[journey.id] = journey.parent.flatMap { found[$0] } ?? own
      }
    }
    return found
  }
}

extension String {
  /// What follows a word, with it; nil if it is not there.
  fileprivate func from(_ word: String) -> String? {
    var rest = self[...]
    while !rest.isEmpty {
      if rest.hasPrefix(word) { return String(rest) }
      rest = rest.dropFirst()
    }
    return nil
  }
}

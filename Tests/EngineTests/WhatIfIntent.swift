import Inspection
import Testing

/// What a change is meant to make different, told from the paths of both runs without comparing them as the product does.
struct WhatIfIntent {
  private let change: WhatIfChange
  private let before: [UInt64: ToldJourney]
  private let after: [UInt64: ToldJourney]
  private let differences: [JourneyDifference]
  /// Families with a member that came by the place of the change, in either run.
  private let families: Set<String>
  private let familyBefore: [UInt64: String]
  private let familyAfter: [UInt64: String]
  private let places: Set<String>
  /// The drivers of modifying filters: their order is one for all adapters.
  private let drivers: [String: String]
  /// Filters are moved on adapters that the change does not name.
  let reordersElsewhere: Bool

  init(
    _ change: WhatIfChange,
    _ before: [ToldJourney],
    _ after: [ToldJourney],
    _ differences: [JourneyDifference],
    _ drivers: [String: String]
  ) {
    self.drivers = drivers
    self.change = change
    self.differences = differences
    func byNumber(_ journeys: [ToldJourney]) -> [UInt64: ToldJourney] {
      Dictionary(uniqueKeysWithValues: journeys.map { ($0.id, $0) })
    }
    self.before = byNumber(before)
    self.after = byNumber(after)
    var names =
      switch change {
      case .bypass(let place), .set(let place, _, _): [place]
      case .above(let place, let other), .below(let place, let other): [place, other]
      case .table(let adapter, _): [adapter]
      }
    let moved: [String] =
      switch change {
      case .above(let place, let other), .below(let place, let other):
        [place, other].compactMap { drivers[$0] }
      default: []
      }
    let alike = drivers.keys.filter { moved.contains(drivers[$0] ?? "") }
    let adapters = Dictionary(grouping: alike) { $0.split(separator: "/").first ?? "" }
    reordersElsewhere = adapters.count { $0.value.count == moved.count } > 1
    if !moved.isEmpty { names += alike }
    // Protocols are told with the adapter they are bound to.
    let everyone = Set((before + after).flatMap { $0.places.union([$0.endedAt]) })
    let places = everyone.filter { name in names.contains { name == $0 || name.hasSuffix("/\($0)") }
    }
    self.places = places
    familyBefore = before.families
    familyAfter = after.families
    families = Set(
      before.filter { $0.touches(places) }.compactMap { [familyBefore] in familyBefore[$0.id] }
        + after.filter { $0.touches(places) }.compactMap { [familyAfter] in familyAfter[$0.id] }
    )
  }

  /// Fails where something differs that is not meant to, or does not where it is.
  func check(_ name: String) {
    let words: Comment = "\(name): \(change.text)"
    for difference in differences {
      // Packets of one instant may be one packet, though one run sends a ping then and the other asks for the address.
      let own = [
        difference.first.flatMap { familyBefore[$0] },
        difference.second.flatMap { familyAfter[$0] },
      ]
      // What only one run ever sends, it sends because an address was resolved.
      let isNew = own.contains { family in
        familyBefore.values.contains { $0 == family }
          != familyAfter.values.contains { $0 == family }
      }
      #expect(
        !families.isDisjoint(with: own.compactMap(\.self)) || isNew && families.contains("ARP"),
        "\(words) and \(difference)"
      )
    }
    switch change {
    case .bypass: bypassed(words)
    case .above(let place, let other): moved(place, above: other, words)
    case .below(let place, let other): moved(other, above: place, words)
    case .set(_, "delay", _): delayed(words)
    case .set(_, "rules[1].action", _): permitted(words)
    case .set(_, "id", _): tagged(words)
    case .set, .table:
      let pings = before.values.filter { $0.summary.hasPrefix("ICMP") && $0.touches(places) }
      #expect(pings.isEmpty == differences.isEmpty, words)
    }
  }

  /// Differences of packets that are in both runs.
  private var pairs: [(difference: JourneyDifference, one: ToldJourney, other: ToldJourney)] {
    differences.compactMap { difference in
      guard let one = difference.first.flatMap({ before[$0] }),
        let other = difference.second.flatMap({ after[$0] })
      else { return nil }
      return (difference, one, other)
    }
  }

  private var found: Set<UInt64> { Set(pairs.map(\.one.id)) }

  private var rewrites: Bool { places.contains { drivers[$0] == "vlan" } }

  // MARK: Kinds

  /// The hand-offs of the filter are missing, and nothing else is, but for what it dropped.
  private func bypassed(_ words: Comment) {
    let passed = Set(before.values.filter { $0.touches(places) }.map(\.id))
    let both = passed.filter { id in !differences.contains { $0.first == id && $0.second == nil } }
    #expect(found.isSuperset(of: both), words)
    #expect(!after.values.contains { $0.touches(places) }, words)
    // A filter that writes packets makes others of them farther on.
    guard !rewrites else { return }
    #expect(found == passed, words)
    for (difference, one, other) in pairs {
      if one.outcome == .dropped, places.contains(one.endedAt) {
        #expect(difference.items.map(\.kind) == [.path, .outcome], words)
        // As far as the filter both go the same way, and from there the other goes on.
        let reached = Array(one.ways.prefix { !places.contains($0.to) })
        let into = one.ways.dropFirst(reached.count).first
        let next = other.ways.dropFirst(reached.count).first
        #expect(other.ways.starts(with: reached), words)
        #expect(into?.from == next?.from && into?.edge == next?.edge, words)
        #expect(other.ending != one.ending, words)
      } else {
        #expect(difference.items.map(\.kind) == [.path], words)
        #expect(Self.without(places, one.ways) == other.ways, words)
        #expect(other.ending == one.ending, words)
      }
    }
    // What is there in one run only comes of what was dropped in the other.
    let dropped = Set(
      before.values.filter { $0.outcome == .dropped && places.contains($0.endedAt) }
        .compactMap { familyBefore[$0.id] }
    )
    for difference in differences where difference.first == nil || difference.second == nil {
      let family = difference.second.flatMap { familyAfter[$0] } ?? ""
      #expect(difference.first == nil && dropped.contains(family), words)
    }
  }

  /// Both stand the other way round, and all else of the paths is as it was.
  private func moved(_ upper: String, above lower: String, _ words: Comment) {
    for journey in after.values {
      for step in journey.steps where places.contains(step.from) && places.contains(step.to) {
        let isDown = step.edge == .send || step.edge == .return
        let wanted = isDown ? upper : lower
        #expect((drivers[step.from] ?? step.from) == (drivers[wanted] ?? wanted), words)
      }
    }
    let touched = Set(
      before.values.filter { $0.places.intersection(places).count == 2 }.map(\.id)
    )
    for (_, one, other) in pairs where one.ending == other.ending {
      #expect(Self.without(places, one.ways) == Self.without(places, other.ways), words)
    }
    guard !rewrites else { return }
    #expect(found == touched && differences.count == found.count, words)
    #expect(pairs.allSatisfy { $0.difference.items.map(\.kind) == [.path] }, words)
  }

  /// Only what was still under way when both runs ended, or when the adapter was paused, can be otherwise.
  private func delayed(_ words: Comment) {
    let last = before.values.map(\.birth).max() ?? 0
    let paused = Set(
      before.values.filter { $0.reason == "Paused" }.compactMap { familyBefore[$0.id] }
        + after.values.filter { $0.reason == "Paused" }.compactMap { familyAfter[$0.id] }
    )
    for difference in differences {
      let one = difference.first.flatMap { before[$0] }
      let other = difference.second.flatMap { after[$0] }
      let isOpen = one.map { $0.outcome == .held || $0.birth + 6_000_000 > last } ?? true
      let isOtherOpen = other.map { $0.outcome == .held || $0.birth + 6_000_000 > last } ?? true
      let family = (one?.id).flatMap { familyBefore[$0] } ?? (other?.id).flatMap { familyAfter[$0] }
      let isPaused = family.map(paused.contains) == true
      #expect(isOpen || isOtherOpen || isPaused, "\(words) and \(difference)")
    }
  }

  /// What the rule dropped gets through; the others differ in nothing.
  private func permitted(_ words: Comment) {
    let dropped = Set(
      before.values.filter { $0.outcome == .dropped && places.contains($0.endedAt) }.map(\.id)
    )
    #expect(found == dropped, words)
    for (difference, _, other) in pairs {
      #expect(difference.items.map(\.kind) == [.path, .outcome], words)
      #expect(!places.contains(other.endedAt), words)
    }
    let families = Set(dropped.compactMap { familyBefore[$0] })
    for difference in differences where difference.first == nil || difference.second == nil {
      let family = difference.second.flatMap { familyAfter[$0] } ?? ""
      #expect(difference.first == nil && families.contains(family), words)
    }
  }

  /// Where the content of a packet differs it is the tag.
  private func tagged(_ words: Comment) {
    let names: Set<String> = ["vlan.id", "Ieee8021QNetBufferListInfo.VlanId"]
    for (difference, one, other) in pairs where one.summary == other.summary {
      for item in difference.items where item.kind == .bytes || item.kind == .info {
        #expect(names.contains(item.name) && item.second == "77", "\(words): \(item)")
      }
    }
  }

  /// The way with these modules taken out: who handed to them hands to whoever got it from them.
  private static func without(
    _ places: Set<String>,
    _ ways: [ToldJourney.Way]
  ) -> [ToldJourney.Way] {
    var found: [ToldJourney.Way] = []
    for way in ways {
      if let last = found.last, places.contains(last.to), last.to == way.from,
        last.edge == way.edge
      {
        found[found.count - 1].to = way.to
      } else {
        found.append(way)
      }
    }
    return found
  }
}

extension ToldJourney {
  /// Everyone who had it.
  fileprivate var places: Set<String> { Set(steps.flatMap { [$0.from, $0.to] }) }
}

/// Two recorded runs packet by packet: whose path, bytes or outcome differ.
///
/// Times are not compared, nor numbers of journeys, nor the place in a file a rule was read from.
public struct RunComparison<First: HopLogSource, Second: HopLogSource> {
  let first: RecordedRun<First>
  let second: RecordedRun<Second>
  /// Packets of both runs in the order of their first records.
  public let pairs: [JourneyPair]

  /// Pairs the journeys of two runs.
  public init(_ first: RecordedRun<First>, _ second: RecordedRun<Second>) {
    self.first = first
    self.second = second
    pairs = JourneyPairing(first, second).pairs
  }

  /// What differs about a packet; nil if nothing does.
  ///
  /// - Throws: `HopLogError` if a record on the way is broken.
  public func difference(of pair: JourneyPair) throws(HopLogError) -> JourneyDifference? {
    let one = try Self.journey(pair.first, first)
    let two = try Self.journey(pair.second, second)
    guard let one, let two else {
      if let one { return Self.alone(one, .onlyInFirst, first.context) }
      if let two { return Self.alone(two, .onlyInSecond, second.context) }
      return nil
    }
    var items = path(one, two) + outcome(one, two)
    items += processor(one, two)
    items += content(one, two)
    guard !items.isEmpty else { return nil }
    return JourneyDifference(
      first: one.id,
      second: two.id,
      adapter: Self.adapter(one, first.context),
      summary: one.summary.line,
      items: items
    )
  }

  static func journey(
    _ place: Int?,
    _ run: RecordedRun<some HopLogSource>
  ) throws(HopLogError) -> Journey? {
    guard let place else { return nil }
    return try run.log.journey(run.index.entry(at: place), run.context)
  }

  static func adapter(_ journey: Journey, _ context: JourneyContext) -> String {
    journey.adapter.flatMap { context.structure.adapter($0)?.name } ?? ""
  }

  private static func alone(
    _ journey: Journey,
    _ kind: JourneyDifference.Kind,
    _ context: JourneyContext
  ) -> JourneyDifference {
    let ending = Ending(journey, context).text
    let isFirst = kind == .onlyInFirst
    return JourneyDifference(
      first: isFirst ? journey.id : nil,
      second: isFirst ? nil : journey.id,
      adapter: adapter(journey, context),
      summary: journey.summary.line,
      items: [
        .init(
          kind: kind,
          name: "",
          place: "",
          first: isFirst ? ending : "",
          second: isFirst ? "" : ending
        )
      ]
    )
  }

  private func path(_ one: Journey, _ two: Journey) -> [JourneyDifference.Item] {
    let before = WrittenPath(one, first.context)
    let after = WrittenPath(two, second.context)
    guard before != after else { return [] }
    return [
      .init(kind: .path, name: "", place: "", first: before.text, second: after.text)
    ]
  }

  private func outcome(_ one: Journey, _ two: Journey) -> [JourneyDifference.Item] {
    let before = Ending(one, first.context)
    let after = Ending(two, second.context)
    guard before != after else { return [] }
    return [
      .init(kind: .outcome, name: "", place: "", first: before.text, second: after.text)
    ]
  }

  /// The first hop that both have, but on different processors.
  private func processor(_ one: Journey, _ two: Journey) -> [JourneyDifference.Item] {
    for (before, after) in commonHops(one, two) where before.processor != after.processor {
      let name = first.context.structure.parties.name(of: before.from)
      return [
        .init(
          kind: .processor,
          name: "processor",
          place: "\(name) \(before.edge.name)",
          first: "\(before.processor)",
          second: "\(after.processor)"
        )
      ]
    }
    return []
  }

  /// The differences at the first hop that both have and at which the packets are not alike.
  private func content(_ one: Journey, _ two: Journey) -> [JourneyDifference.Item] {
    for (before, after) in commonHops(one, two) {
      let kind = first.context.linkKind(of: before.from)
      let changes = after.differences(from: before, isSamePacket: true, kind)
      guard !changes.isEmpty else { continue }
      let place = "\(first.context.structure.parties.name(of: before.from)) \(before.edge.name)"
      return changes.map { change in
        .init(
          kind: change.kind == .info ? .info : change.kind == .geometry ? .list : .bytes,
          name: change.name,
          place: place,
          first: change.before,
          second: change.after
        )
      }
    }
    return []
  }

  /// Hops by which the same party hands off the same way, in order: as many as can be paired.
  private func commonHops(_ one: Journey, _ two: Journey) -> [(Hop, Hop)] {
    alignment(one, two).common.map { (one.hops[$0.first], two.hops[$0.second]) }
  }

  /// The hand-offs of a journey of each run beside each other.
  func alignment(_ one: Journey, _ two: Journey) -> HopAlignment {
    HopAlignment(
      one.hops.map { HandOff(name: first.fullName(of: $0.from), edge: $0.edge) },
      two.hops.map { HandOff(name: second.fullName(of: $0.from), edge: $0.edge) }
    )
  }

  /// Who hands off, and how.
  private struct HandOff: Equatable {
    var name: String
    var edge: HopEdge
  }
}

public import Wire

/// A display filter over journeys: Wireshark's fields of the packet at birth, and those of its way.
///
/// A text compares whole and with its case: `hop.module == "VLAN tagger" && outcome == "dropped"`. The fields of the way
/// are in `fields`.
public struct JourneyFilter: Sendable {
  /// The fields that a journey has beside those of its packet.
  public static let fields: [FieldDefinition] =
    [
      FieldDefinition("journey", .decimal, "Journey"),
      FieldDefinition("journey.parent", .decimal, "Journey it came from"),
      FieldDefinition("journey.birth", .text, "How it came from its parent"),
      FieldDefinition("journey.partial", .boolean, "Some hops are not in the log"),
      FieldDefinition("path", .decimal, "Number of the path it took"),
      FieldDefinition("hop.module", .text, "Module that gave or took the packet"),
      FieldDefinition("hop.from", .text, "Module that gave the packet"),
      FieldDefinition("hop.to", .text, "Module that took the packet"),
      FieldDefinition("hop.changed", .text, "What a hand-off shows as changed"),
      FieldDefinition("hop.edge", .text, "Kind of hand-off"),
      FieldDefinition("hop.processor", .decimal, "Processor of a hand-off, in flat order"),
      FieldDefinition("hop.count", .decimal, "Hand-offs"),
      FieldDefinition("drop.reason", .text, "Drop reason"),
      FieldDefinition("drop.module", .text, "Module that dropped the packet"),
      FieldDefinition("drop.cause", .text, "Rule or value that caused the drop"),
      FieldDefinition("outcome", .text, "How it ended"),
      FieldDefinition("adapter", .text, "Adapter of its first party"),
      FieldDefinition("direction", .text, "transmit or receive"),
      FieldDefinition("frame.len", .decimal, "Bytes at birth"),
    ] + InfoSlotValue.definitions

  private let filter: DisplayFilter
  private let needsHops: Bool
  /// Changes and information slots are known only when the whole journey is rebuilt.
  private let needsJourney: Bool
  private let needsPacket: Bool

  /// Reads a filter.
  ///
  /// - Throws: `DisplayFilterError` with the column, what was expected, and the nearest field.
  public init(parsing text: String) throws(DisplayFilterError) {
    filter = try DisplayFilter(parsing: text, additional: Self.fields)
    // A word that only looks like a field costs time, nothing else.
    let words = text.split { !($0.isLetter || $0.isNumber || $0 == "." || $0 == "_") }
    needsJourney = words.contains { $0 == "hop.changed" || $0.hasPrefix("info.") }
    needsHops = words.contains { $0.hasPrefix("hop.") && $0 != "hop.count" }
    needsPacket = words.contains { word in
      !Self.fields.contains { $0.name == word }
        && FieldCatalog.definition(named: String(word)) != nil
    }
  }

  /// The text it was made from.
  public var text: String { filter.text }

  /// Whether a journey matches; reads only what the filter asks for.
  public func matches(
    _ entry: JourneyEntry,
    in source: some HopLogSource,
    _ context: JourneyContext
  ) -> Bool {
    var values = Self.values(entry, context)
    if needsHops {
      for hop in source.path(of: entry) {
        values.append(.init("hop.module", .text(context.structure.parties.name(of: hop.from))))
        values.append(.init("hop.module", .text(context.structure.parties.name(of: hop.to))))
        values.append(.init("hop.from", .text(context.structure.parties.name(of: hop.from))))
        values.append(.init("hop.to", .text(context.structure.parties.name(of: hop.to))))
        values.append(.init("hop.edge", .text(hop.edge.name)))
        values.append(.init("hop.processor", .unsigned(UInt64(hop.processor))))
      }
    }
    if needsJourney, let journey = (try? source.journey(entry, context)) ?? nil {
      values += Self.values(journey)
    }
    let bytes = needsPacket ? source.firstBytes(of: entry) : nil
    let dissection = (bytes?.prefix ?? []).withUnsafeBytes { known in
      Dissection(
        known,
        wireLength: bytes.map { Int($0.length) },
        link: context.linkKind(of: entry.firstParty) == .ethernet ? .ethernet : .rawIP
      )
    }
    // Without known bytes there is no packet to look at, not an empty one.
    if needsPacket && bytes?.prefix.isEmpty != false {
      return filter.matches(Self.nothing, external: values)
    }
    return filter.matches(dissection, external: values)
  }

  private static let nothing = Dissection(UnsafeRawBufferPointer(start: nil, count: 0))

  /// What the hand-offs of a journey show: changes, and every value an information slot had.
  private static func values(_ journey: Journey) -> [DisplayFilter.ExternalValue] {
    var values: [DisplayFilter.ExternalValue] = []
    var known: [InfoSlotValue] = []
    for hop in journey.hops {
      for change in hop.changes { values.append(.init("hop.changed", .text(change.name))) }
      for slot in hop.info where !known.contains(slot) {
        known.append(slot)
        values.append(.init("info.\(slot.name)", .text(slot.text)))
        for field in slot.fields {
          values.append(.init("info.\(slot.name).\(field.name)", field.filterValue))
        }
      }
    }
    return values
  }

  private static func values(
    _ entry: JourneyEntry,
    _ context: JourneyContext
  ) -> [DisplayFilter.ExternalValue] {
    let structure = context.structure
    var values: [DisplayFilter.ExternalValue] = [
      .init("journey", .unsigned(entry.journey)),
      .init("journey.partial", .boolean(entry.isPartial)),
      .init("path", .unsigned(UInt64(entry.path))),
      .init("hop.count", .unsigned(UInt64(entry.hopCount))),
      .init("outcome", .text(entry.outcome.name)),
      .init("direction", .text(entry.direction(in: structure.parties).name)),
    ]
    if let kind = entry.birthKind {
      if entry.parent > 0 { values.append(.init("journey.parent", .unsigned(entry.parent))) }
      values.append(.init("journey.birth", .text(kind.name)))
    }
    if let adapter = structure.adapter(of: entry.firstParty) {
      values.append(.init("adapter", .text(adapter.name)))
    }
    if let length = entry.length { values.append(.init("frame.len", .unsigned(UInt64(length)))) }
    if let reason = entry.reason {
      values.append(.init("drop.reason", .text(structure.reasons.symbol(of: reason))))
      values.append(.init("drop.module", .text(structure.parties.name(of: entry.endParty))))
      if let cause = context.causes[entry.cause] {
        values.append(.init("drop.cause", .text(cause)))
      }
    }
    return values
  }
}

extension JourneyEntry {
  /// Way of its first hop; of a journey without hops, what its first party's role suggests.
  public func direction(in parties: PartyTable) -> Direction {
    direction ?? Direction(firstParty: firstParty, parties)
  }
}

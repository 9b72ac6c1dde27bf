import Wire

/// The packet list of a front: all journeys of a log that a filter lets through, kept up to date as the log grows.
///
/// Journeys already looked at are not looked at again, except those that had not ended: their outcome may change what the
/// filter says.
public struct JourneyList: Sendable {
  /// What the list is taken from.
  public private(set) var index = JourneyIndex()
  private var filter: JourneyFilter?
  private var captureFilter: PcapFilter?
  private let compiler: PcapFilter.Compiler?
  private var filterText = ""
  private var filterError = ""
  /// Places in the index that match, ascending; unused without a filter.
  private var matching: [UInt32] = []
  /// Journeys looked at so far.
  private var examined = 0
  /// Places looked at while they were held; ascending.
  private var undecided: [UInt32] = []
  private var forgotten: UInt64 = 0
  /// The rows given last, with what they were made from: most of the next window is among them.
  private var known: [UInt64: (entry: JourneyEntry, row: JourneyRow)] = [:]
  private var knownParties = 0
  /// The rows in another order than by birth, with what they were sorted from.
  private var sorted = SortedRows()

  /// Makes a list.
  ///
  /// - Parameters:
  ///   - index: journeys that are known already.
  ///   - compiler: makes capture filters; without one they are refused.
  public init(_ index: JourneyIndex = JourneyIndex(), compiler: PcapFilter.Compiler? = nil) {
    self.index = index
    self.compiler = compiler
    forgotten = index.forgottenCount
  }

  /// Some journeys are not in the list.
  private var isFiltered: Bool { filter != nil || captureFilter != nil }

  /// Takes in a piece of the log; see `JourneyIndex.ingest`.
  @discardableResult
  public mutating func ingest(
    _ bytes: borrowing RawSpan,
    at position: UInt64
  ) throws(HopLogError) -> Int {
    try index.ingest(bytes, at: position)
  }

  /// Says that the log no longer has what is before this position.
  public mutating func forget(before position: UInt64) {
    index.forget(before: position)
    guard index.forgottenCount != forgotten else { return }
    // Places have moved; what remains is looked at again.
    forgotten = index.forgottenCount
    restart()
  }

  /// Whether every journey has been looked at with the filter.
  public var isExamined: Bool { !isFiltered || examined >= index.count }

  /// The rows a front asked for.
  ///
  /// - Parameters:
  ///   - request: which rows, under which filter.
  ///   - source: the log behind the index.
  ///   - context: names behind numbers.
  ///   - budget: journeys to look at with the filter at most; those left are looked at in later calls.
  /// - Returns: the rows as far as the list goes now.
  public mutating func window(
    _ request: PacketWindowRequest,
    in source: some HopLogSource,
    _ context: JourneyContext,
    budget: Int = .max
  ) -> PacketWindow {
    use(request.filter)
    update(source, context, budget: budget)
    // Journeys are listed in the order of their births.
    let journeyCount =
      request.until.map { born in
        Self.count(index.count) { index.entry(at: $0).firstTime <= born }
      } ?? index.count
    let rowCount =
      !isFiltered
      ? journeyCount : Self.count(matching.count) { Int(matching[$0]) < journeyCount }
    let wanted = min(Int(request.count), rowCount)
    let isByBirth = request.order == .birth && !request.isReversed
    if !isByBirth, wanted > 0 {
      let places = !isFiltered ? nil : Array(matching.prefix(rowCount))
      sorted.update(request, index, rowCount: rowCount, places)
    }
    let first: Int
    switch request.anchor {
    case .newest: first = isByBirth ? rowCount - wanted : 0
    case .row(let row): first = min(Int(clamping: row), rowCount - wanted)
    case .journey(let journey):
      let place = isByBirth ? row(of: journey) : index.place(of: journey).flatMap(sorted.row)
      let middle = place ?? rowCount - 1
      first = min(max(0, middle - wanted / 2), rowCount - wanted)
    }
    var rows: [JourneyRow] = []
    rows.reserveCapacity(wanted)
    let parties = context.structure.parties.parties.count
    let before = parties == knownParties ? known : [:]
    knownParties = parties
    if wanted > 0 { known = [:] }
    for row in first..<(first + wanted) {
      let place =
        if !isByBirth { Int(sorted.places[row]) } else { !isFiltered ? row : Int(matching[row]) }
      let entry = index.entry(at: place)
      let old = before[entry.journey].flatMap { $0.entry == entry ? $0.row : nil }
      let made = old ?? JourneyRow(entry, in: source, context)
      known[entry.journey] = (entry, made)
      rows.append(request.until.map { made.asOf($0, entry, in: source, context) } ?? made)
    }
    return PacketWindow(
      firstRow: UInt64(first),
      rowCount: UInt64(rowCount),
      journeyCount: UInt64(journeyCount),
      rows: rows,
      filterError: filterError
    )
  }

  /// How many of the first places are as asked, where all that are stand before all that are not.
  private static func count(_ count: Int, where isWanted: (Int) -> Bool) -> Int {
    guard count > 0, !isWanted(count - 1) else { return count }
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if isWanted(middle) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The row of a journey in the filtered list, or of the first one after it; nil if there is none.
  private func row(of journey: UInt64) -> Int? {
    guard let place = index.place(of: journey) else { return nil }
    guard isFiltered else { return place }
    var low = 0
    var high = matching.count
    while low < high {
      let middle = (low + high) / 2
      if Int(matching[middle]) < place { low = middle + 1 } else { high = middle }
    }
    return low < matching.count ? low : nil
  }

  /// A filter that cannot be read is told and lets everything through.
  private mutating func use(_ text: String) {
    guard text != filterText else { return }
    filterText = text
    filterError = ""
    filter = nil
    captureFilter = nil
    restart()
    let parts = PacketFilterText(text)
    do throws(DisplayFilterError) {
      filter = try parts.displayFilter()
    } catch {
      filterError = error.description
      return
    }
    guard let capture = parts.capture else { return }
    guard let compiler else {
      filterError = "capture filters are not known here"
      return
    }
    do throws(PcapFilter.Failure) {
      captureFilter = try compiler(capture)
    } catch {
      filterError = "\(error.reason): -f '\(capture)': see pcap-filter(7)"
      filter = nil
    }
  }

  private func passes(
    _ entry: JourneyEntry,
    _ source: some HopLogSource,
    _ context: JourneyContext
  ) -> Bool {
    if let captureFilter {
      guard let bytes = source.firstBytes(of: entry) else { return false }
      let link = context.linkKind(of: entry.firstParty)
      let isTaken = bytes.prefix.withUnsafeBytes {
        captureFilter.matches($0, Int(bytes.length), link)
      }
      guard isTaken else { return false }
    }
    return filter?.matches(entry, in: source, context) ?? true
  }

  private mutating func restart() {
    matching = []
    undecided = []
    examined = 0
  }

  private mutating func update(
    _ source: some HopLogSource,
    _ context: JourneyContext,
    budget: Int
  ) {
    guard isFiltered else { return }
    var left = budget
    var stillOpen: [UInt32] = []
    var changed: [UInt32] = []
    for place in undecided {
      let entry = index.entry(at: Int(place))
      if entry.outcome == .held { stillOpen.append(place) }
      if passes(entry, source, context) { changed.append(place) }
    }
    if !undecided.isEmpty {
      // Those looked at again leave the list first and come back if they match now.
      matching = Self.replace(undecided, with: changed, in: matching)
    }
    while examined < index.count, left > 0 {
      left -= 1
      let entry = index.entry(at: examined)
      if passes(entry, source, context) {
        matching.append(UInt32(truncatingIfNeeded: examined))
      }
      if entry.outcome == .held { stillOpen.append(UInt32(truncatingIfNeeded: examined)) }
      examined += 1
    }
    undecided = stillOpen
  }

  /// Removes places from an ascending list and merges others into it.
  private static func replace(
    _ old: [UInt32],
    with new: [UInt32],
    in list: [UInt32]
  ) -> [UInt32] {
    var result: [UInt32] = []
    result.reserveCapacity(list.count + new.count)
    var next = 0
    var removed = 0
    for place in list {
      while removed < old.count, old[removed] < place { removed += 1 }
      if removed < old.count, old[removed] == place { continue }
      while next < new.count, new[next] < place {
        result.append(new[next])
        next += 1
      }
      result.append(place)
    }
    result += new[next...]
    return result
  }
}

extension JourneyRow {
  /// The row as it was at an instant, when the journey may have been under way.
  fileprivate func asOf(
    _ instant: UInt64,
    _ entry: JourneyEntry,
    in source: some HopLogSource,
    _ context: JourneyContext
  ) -> JourneyRow {
    guard entry.lastTime > instant, let journey = (try? source.journey(entry, context)) ?? nil
    else {
      return self
    }
    var past = self
    let hops = journey.hops.prefix { $0.time <= instant }
    past.hopCount = UInt32(hops.count)
    past.duration = (hops.last?.time ?? time) - min(time, hops.last?.time ?? time)
    if journey.ending.map({ $0.time > instant }) ?? true {
      past.outcome = .held
      past.reason = ""
      past.endParty = 0
    }
    return past
  }

  /// The row of a journey that an index found.
  public init(_ entry: JourneyEntry, in source: some HopLogSource, _ context: JourneyContext) {
    let structure = context.structure
    self.init(
      journey: entry.journey,
      parent: entry.parent,
      time: entry.firstTime,
      duration: entry.lastTime >= entry.firstTime ? entry.lastTime - entry.firstTime : 0,
      adapter: structure.parties[entry.firstParty]?.adapter,
      direction: entry.direction(in: structure.parties),
      length: entry.length,
      hopCount: entry.hopCount,
      outcome: entry.outcome,
      reason: entry.reason.map { structure.reasons.symbol(of: $0) } ?? "",
      endParty: entry.endParty,
      isPartial: entry.isPartial,
      summary: PacketSummary(
        of: source.firstBytes(of: entry),
        context.linkKind(of: entry.firstParty)
      )
    )
  }
}

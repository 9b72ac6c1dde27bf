import Inspection
import TUIKit

extension InspectorText {
  /// Both ledgers, the drops and what is held of one party.
  func partyLines(_ party: PartyID) -> [StyledText] {
    let ledgers = Direction.allCases.map { ($0, snapshot.counters.ledger(of: party, $0)) }
    var lines = ledgerLines(
      "custody",
      [.taken, .created, .given, .freed, .held],
      ledgers,
      \.isCustodyBalanced
    )
    lines += ledgerLines(
      "fate",
      [.entered, .born, .left, .delivered, .merged, .dropped, .inside],
      ledgers,
      \.isFateBalanced
    )
    return lines + heldLines(party) + dropLines([party])
  }

  /// Lists of others that the party holds: how many, the oldest first with their ages, and an alarm in words.
  func heldLines(_ party: PartyID) -> [StyledText] {
    guard let held = snapshot.held.first(where: { $0.party == party }) else { return [] }
    var line = StyledText("holds    ", .dim) + Amount.text(held.count, width: 8)
    line += StyledText(held.count == 1 ? " list  " : " lists  ", .dim)
    if held.overdue(at: snapshot.time) > 0 {
      let overdue = held.overdueText(at: snapshot.time)
      line += StyledText("\(Glyph.held) \(overdue) too long  ", Style(.held, .bold))
    }
    line += StyledText("oldest", .dim)
    for list in held.oldest {
      let age = TimeText.span(list.age(at: snapshot.time))
      let next = StyledText("  #\(list.journey)") + StyledText(" \(age)", Style(.held))
      guard line.width + next.width <= width else { break }
      line += next
    }
    return [line]
  }

  /// One ledger: its terms as a heading, a line for each way, and a line for what does not add up.
  private func ledgerLines(
    _ name: String,
    _ columns: [CounterColumn],
    _ ledgers: [(Direction, Ledger)],
    _ isBalanced: (Ledger) -> Bool
  ) -> [StyledText] {
    let gaps = columns.count - 1
    let isWide = width >= 9 + columns.count * 9 + gaps * 3
    let cell = min(13, max(7, (width - 9 - gaps * (isWide ? 3 : 1)) / columns.count))
    let equals = columns.firstIndex { $0 == .given || $0 == .left } ?? 0
    var heading = StyledText(name.padding(to: 7), .dim)
    for (index, column) in columns.enumerated() {
      if index > 0 {
        let sign = index == equals ? "=" : "+"
        heading.append(isWide ? " \(sign) " : sign, .border)
      }
      heading += StyledText(column.symbol, .dim).rightAligned(to: cell)
    }
    var lines = [heading]
    for (direction, ledger) in ledgers.reversed() {
      var line = DirectionMark.text(direction) + StyledText("      ")
      for (index, column) in columns.enumerated() {
        if index > 0 { line.append(isWide ? "   " : " ") }
        let number = Amount.text(ledger[column], width: cell, Self.style(of: column))
        line += number.rightAligned(to: cell)
      }
      let isRight = isBalanced(ledger)
      // Beside a sum the twin of the tick would read as a sign of addition.
      let tick = charset == .ascii ? "=" : Glyph.ok
      line += StyledText(isRight ? " " + tick : " " + Glyph.drop, Style(isRight ? .ok : .drop))
      lines.append(line)
      if !isRight {
        let text = "\(Glyph.drop) \(name) does not balance: \(direction.name)"
        lines.append(StyledText(text, Style(.drop, .bold)))
      }
    }
    return lines
  }

  private static func style(of column: CounterColumn) -> Style {
    switch column {
    case .dropped: Style(.drop)
    case .held, .inside: Style(.held)
    default: .text
    }
  }

  /// Drops of some parties by reason, the most frequent first.
  func dropLines(_ parties: [PartyID]) -> [StyledText] {
    let wanted = Set(parties)
    var counts: [(reason: UInt16, count: UInt64)] = []
    for drop in snapshot.counters.drops where wanted.contains(drop.party) {
      if let place = counts.firstIndex(where: { $0.reason == drop.reason }) {
        counts[place].count &+= drop.count
      } else {
        counts.append((drop.reason, drop.count))
      }
    }
    counts.sort { ($1.count, $0.reason) < ($0.count, $1.reason) }
    return counts.flatMap { reason, count in
      let row = structure.reasons[reason]
      let rate = dropRate(wanted, reason)
      var line = StyledText(Glyph.drop + " ", Style(.drop))
      line += StyledText(structure.reasons.symbol(of: reason), Style(.drop, .bold))
      line += StyledText("  ") + Amount.text(count, width: 12)
      if let rate { line += StyledText("  ") + Amount.rate(rate) + StyledText("/s", .dim) }
      guard let row else { return [line] }
      line.append("  " + row.sentence)
      let page = Self.reference(row.page)
      return line.width + 2 + page.width <= width ? [line + "  " + page] : [line, "  " + page]
    }
  }

  /// Where the documentation says more.
  static func reference(_ page: String) -> StyledText { StyledText(page + " (docs)", .dim) }

  /// The same after a text, if it fits whole: half a page's name finds no page.
  static func reference(_ page: String, beside text: StyledText, _ width: Int) -> StyledText {
    let reference = StyledText("  ") + reference(page)
    return text.width + reference.width <= width ? reference : ""
  }

  private func dropRate(_ parties: Set<PartyID>, _ reason: UInt16) -> Double? {
    guard let rates = history.rates else { return nil }
    func sum(_ page: CounterPage) -> UInt64 {
      page.drops.reduce(0) {
        $1.reason == reason && parties.contains($1.party) ? $0 &+ $1.count : $0
      }
    }
    let before = sum(rates.before)
    let after = sum(rates.after)
    return CounterRates.perSecond(after >= before ? after - before : 0, over: rates.interval)
  }

  /// The adapter's own statistics, as far as its miniport supports them.
  func statisticsLines(_ adapter: AdapterNode) -> [StyledText] {
    let supported = StatisticsColumn.allCases.filter { adapter.supportedStatistics & $0.flag != 0 }
    guard !supported.isEmpty else { return [] }
    let names = supported.map { $0.symbol.utf8.count }.max() ?? 0
    // Two in a line are worth shorter numbers.
    let isTight = width - 9 < 2 * (names + 17)
    let number = isTight ? 10 : 14
    let cell = names + number + (isTight ? 2 : 3)
    let perLine = max(1, (width - 9 + 2) / cell)
    var lines: [StyledText] = []
    for start in stride(from: 0, to: supported.count, by: perLine) {
      var line = StyledText(start == 0 ? "counts   " : "         ", .dim)
      for column in supported[start..<min(start + perLine, supported.count)] {
        line += StyledText(column.symbol.padding(to: names), .dim)
        line += Amount.text(snapshot.counters[adapter.id, column], width: number - 1)
          .rightAligned(to: number)
        line.append(isTight ? "  " : "   ")
      }
      lines.append(line)
    }
    return lines
  }
}

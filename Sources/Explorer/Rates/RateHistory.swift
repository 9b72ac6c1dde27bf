import Inspection

/// Rates of every party over the last minute of engine time, in samples of half a second.
///
/// A sample is taken when at least half a second of engine time has gone by since the last one; a longer step gives as
/// many equal samples as it has half seconds. Nothing is made up for the time before the first snapshot.
struct RateHistory: Sendable {
  /// Samples kept for each party.
  static let capacity = 120
  /// Engine nanoseconds of a sample.
  static let step: UInt64 = 500_000_000

  /// Samples taken so far, also those no longer kept.
  private(set) var sampleCount: UInt64 = 0
  /// The last two pages samples were taken from; nil before the first sample.
  private(set) var rates: CounterRates?
  /// The same of receive queues.
  private(set) var queues = QueueHistory()
  private var page: CounterPage?
  private var pageTime: UInt64 = 0
  private var latestTime: UInt64 = 0
  private var slots: [PartyID: Int] = [:]
  /// The slots of the last page's parties, in its order.
  private var places: [Int] = []
  private var current: [PartyRates] = []
  private var firstSample: [UInt64] = []
  /// Packets per second; two rings of `capacity` for each slot, in the order of directions.
  private var samples: [Float] = []

  /// Takes in a snapshot; an older one, or one of another engine, starts again.
  mutating func take(_ snapshot: Snapshot) {
    guard let before = page, snapshot.time >= latestTime else {
      self = RateHistory()
      page = snapshot.counters
      pageTime = snapshot.time
      latestTime = snapshot.time
      return takeFirst(snapshot)
    }
    latestTime = snapshot.time
    let interval = snapshot.time - pageTime
    guard interval >= Self.step else { return }
    sample(CounterRates(from: before, to: snapshot.counters, interval: interval))
    page = snapshot.counters
    pageTime = snapshot.time
  }

  /// An engine begins with zeros at time 0, so the first page alone tells what went before it.
  private mutating func takeFirst(_ snapshot: Snapshot) {
    guard snapshot.time >= Self.step else { return }
    let zero = CounterPage(
      partyIDs: snapshot.counters.partyIDs,
      adapterIDs: snapshot.counters.adapterIDs
    )
    let rates = CounterRates(from: zero, to: snapshot.counters, interval: snapshot.time)
    sample(rates, times: 1)
  }

  private mutating func sample(_ rates: CounterRates) {
    sample(rates, times: min(UInt64(Self.capacity), rates.interval / Self.step))
  }

  private mutating func sample(_ rates: CounterRates, times: UInt64) {
    self.rates = rates
    let sameParties = rates.before.partyIDs == rates.after.partyIDs
    if !sameParties || places.count != rates.after.partyIDs.count {
      places = rates.after.partyIDs.map { slot(of: $0) }
    }
    for (index, party) in rates.after.partyIDs.enumerated() {
      let slot = places[index]
      let old = sameParties ? index * CounterPage.partyWidth : rates.before.offset(of: party)
      current[slot] = Self.rates(rates, old: old, new: index * CounterPage.partyWidth)
      for number in 0..<times {
        let place = 2 * slot * Self.capacity + Int((sampleCount &+ number) % UInt64(Self.capacity))
        samples[place] = Float(current[slot].transmit)
        samples[place + Self.capacity] = Float(current[slot].receive)
      }
    }
    queues.sample(rates, times: times)
    sampleCount &+= times
  }

  private mutating func slot(of party: PartyID) -> Int {
    if let slot = slots[party] { return slot }
    let slot = current.count
    slots[party] = slot
    current.append(PartyRates())
    firstSample.append(sampleCount)
    samples += [Float](repeating: 0, count: 2 * Self.capacity)
    return slot
  }

  private static func rates(_ rates: CounterRates, old: Int?, new: Int) -> PartyRates {
    func growth(_ direction: Direction, _ column: CounterColumn) -> Double {
      let place = Int(direction.rawValue) * CounterColumn.width + Int(column.rawValue)
      let before = old.map { rates.before.values[$0 + place] } ?? 0
      let after = rates.after.values[new + place]
      return CounterRates.perSecond(after >= before ? after - before : 0, over: rates.interval)
    }
    return PartyRates(
      receive: growth(.receive, .entered) + growth(.receive, .born),
      transmit: growth(.transmit, .entered) + growth(.transmit, .born),
      dropped: growth(.receive, .dropped) + growth(.transmit, .dropped)
    )
  }

  /// The rates of the last sample; nil if the party is in none.
  func rates(of party: PartyID) -> PartyRates? {
    slots[party].map { current[$0] }
  }

  /// Mean and highest sample of the last minute, or of what is known of it, one way; nil if nothing is.
  func range(of party: PartyID, _ direction: Direction) -> (mean: Double, peak: Double)? {
    guard let slot = slots[party], let known = known(slot) else { return nil }
    let offset = direction == .receive ? Self.capacity : 0
    var sum = 0.0
    var peak = 0.0
    for number in known {
      let place = 2 * slot * Self.capacity + Int(number % UInt64(Self.capacity)) + offset
      sum += Double(samples[place])
      peak = max(peak, Double(samples[place]))
    }
    return (sum / Double(known.count), peak)
  }

  /// Numbers of the samples kept of a slot; nil if there are none.
  private func known(_ slot: Int) -> Range<UInt64>? {
    let oldest = sampleCount > UInt64(Self.capacity) ? sampleCount - UInt64(Self.capacity) : 0
    let first = max(firstSample[slot], oldest)
    return first < sampleCount ? first..<sampleCount : nil
  }

  /// The last minute in `count` points, the newest last, both ways if none is named; fewer if less is known.
  ///
  /// Points are means over samples grouped by their number, so that a point does not change once it is past.
  func graph(of party: PartyID, _ direction: Direction? = nil, points count: Int) -> [Double] {
    guard let slot = slots[party], count > 0, let first = known(slot)?.lowerBound else { return [] }
    let width = UInt64(max(1, (Self.capacity + count - 1) / count))
    var points: [Double] = []
    var group = first / width
    while group * width < sampleCount {
      var sum: Float = 0
      let low = max(first, group * width)
      let high = min(sampleCount, (group + 1) * width)
      for number in low..<high {
        let place = 2 * slot * Self.capacity + Int(number % UInt64(Self.capacity))
        if direction != .receive { sum += samples[place] }
        if direction != .transmit { sum += samples[place + Self.capacity] }
      }
      points.append(Double(sum) / Double(high - low))
      group += 1
    }
    return Array(points.suffix(count))
  }
}

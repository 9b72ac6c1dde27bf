import Inspection

/// What came into a receive queue, per second of engine time.
struct QueueRates: Equatable, Sendable {
  var packets: Double = 0
  var bytes: Double = 0
  var drops: Double = 0
  var interrupts: Double = 0
  var deferredCalls: Double = 0
}

/// Rates of every receive queue over the last minute, in the samples of `RateHistory`.
struct QueueHistory: Sendable {
  private static let capacity = RateHistory.capacity

  private var sampleCount: UInt64 = 0
  private var slots: [UInt32: Int] = [:]
  private var current: [QueueRates] = []
  private var firstSample: [UInt64] = []
  /// Packets per second; a ring of `capacity` for each slot.
  private var samples: [Float] = []

  /// Takes a sample from two pages, so many times.
  mutating func sample(_ rates: CounterRates, times: UInt64) {
    for queue in rates.after.queueIDs {
      let slot = slot(of: queue)
      current[slot] = QueueRates(
        packets: rates.perSecond(ofQueue: queue, .packets),
        bytes: rates.perSecond(ofQueue: queue, .bytes),
        drops: rates.perSecond(ofQueue: queue, .drops),
        interrupts: rates.perSecond(ofQueue: queue, .interrupts),
        deferredCalls: rates.perSecond(ofQueue: queue, .deferredCalls)
      )
      for number in 0..<times {
        let place = slot * Self.capacity + Int((sampleCount &+ number) % UInt64(Self.capacity))
        samples[place] = Float(current[slot].packets)
      }
    }
    sampleCount &+= times
  }

  private mutating func slot(of queue: UInt32) -> Int {
    if let slot = slots[queue] { return slot }
    let slot = current.count
    slots[queue] = slot
    current.append(QueueRates())
    firstSample.append(sampleCount)
    samples += [Float](repeating: 0, count: Self.capacity)
    return slot
  }

  /// The rates of the last sample; nil if the queue is in none.
  func rates(of queue: UInt32) -> QueueRates? { slots[queue].map { current[$0] } }

  /// Numbers of the samples kept of a slot.
  private func known(_ slot: Int) -> Range<UInt64> {
    let oldest = sampleCount > UInt64(Self.capacity) ? sampleCount - UInt64(Self.capacity) : 0
    return max(firstSample[slot], oldest)..<max(sampleCount, max(firstSample[slot], oldest))
  }

  /// Mean of the last minute, or of what is known of it; nil if nothing is.
  func mean(of queue: UInt32) -> Double? {
    guard let slot = slots[queue] else { return nil }
    let known = known(slot)
    guard !known.isEmpty else { return nil }
    let sum = known.reduce(0.0) {
      $0 + Double(samples[slot * Self.capacity + Int($1 % UInt64(Self.capacity))])
    }
    return sum / Double(known.count)
  }

  /// The last minute in `count` points, the newest last; fewer if less is known.
  ///
  /// Points are means over samples grouped by their number, so that a point does not change once it is past.
  func graph(of queue: UInt32, points count: Int) -> [Double] {
    guard let slot = slots[queue], count > 0 else { return [] }
    let known = known(slot)
    guard !known.isEmpty else { return [] }
    let width = UInt64(max(1, (Self.capacity + count - 1) / count))
    var points: [Double] = []
    var group = known.lowerBound / width
    while group * width < known.upperBound {
      let low = max(known.lowerBound, group * width)
      let high = min(known.upperBound, (group + 1) * width)
      var sum = 0.0
      for number in low..<high {
        sum += Double(samples[slot * Self.capacity + Int(number % UInt64(Self.capacity))])
      }
      points.append(sum / Double(high - low))
      group += 1
    }
    return Array(points.suffix(count))
  }
}

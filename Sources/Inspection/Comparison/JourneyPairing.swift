/// Finds for each journey of a run the journey of another run that is the same packet.
///
/// Numbers of journeys mean nothing across runs: one filter more, and all that follow are others. A packet is known by
/// where it began, how, and its first bytes; of several alike the earlier ones belong together. Children are sought
/// among the children of their parents' partner first, so that a packet lost in one run does not shift the rest. What
/// began at one place in both runs but with other bytes is paired last, so that the bytes show as the difference.
struct JourneyPairing {
  /// Pairs in the order of their first records; of two at one time, the first run's comes first.
  private(set) var pairs: [JourneyPair] = []

  init(_ first: RecordedRun<some HopLogSource>, _ second: RecordedRun<some HopLogSource>) {
    var names = NameTable()
    let one = Family(first, &names)
    let two = Family(second, &names)
    var waiting: [(first: [Int], second: [Int])] = [(one.roots, two.roots)]
    var areRoots = true
    while let (firsts, seconds) = waiting.popLast() {
      pair(firsts, seconds, one, two, byTime: areRoots) { pair in
        pairs.append(pair)
        let children = (
          pair.first.map { one.children[$0] } ?? [], pair.second.map { two.children[$0] } ?? []
        )
        if !children.0.isEmpty || !children.1.isEmpty { waiting.append(children) }
      }
      areRoots = false
    }
    let order = pairs.map { pair in
      (
        time: pair.first.map { one.times[$0] } ?? pair.second.map { two.times[$0] } ?? 0,
        side: pair.first == nil ? 1 : 0, place: pair.first ?? pair.second ?? 0, pair: pair
      )
    }
    pairs = order.sorted { ($0.time, $0.side, $0.place) < ($1.time, $1.side, $1.place) }
      .map(\.pair)
  }

  private func pair(
    _ firsts: [Int],
    _ seconds: [Int],
    _ one: Family,
    _ two: Family,
    byTime: Bool,
    _ found: (JourneyPair) -> Void
  ) {
    var left = Self.match(firsts, seconds, found) { place, isFirst in
      isFirst ? one.keys[place] : two.keys[place]
    }
    left = Self.match(left.firsts, left.seconds, found) { place, isFirst in
      let family = isFirst ? one : two
      // Packets of a source have no parents to hold them together: only those of one instant are one packet.
      return family.keys[place].withoutBytes(at: byTime ? family.times[place] : 0)
    }
    for place in left.firsts { found(JourneyPair(first: place, second: nil)) }
    for place in left.seconds { found(JourneyPair(first: nil, second: place)) }
  }

  /// Pairs places of the same key in their order; gives what found no partner.
  private static func match(
    _ firsts: [Int],
    _ seconds: [Int],
    _ found: (JourneyPair) -> Void,
    key: (_ place: Int, _ isFirst: Bool) -> Key
  ) -> (firsts: [Int], seconds: [Int]) {
    var waiting: [Key: (places: [Int], next: Int)] = [:]
    for place in seconds { waiting[key(place, false), default: ([], 0)].places.append(place) }
    var alone: [Int] = []
    var taken = Set<Int>()
    for place in firsts {
      let key = key(place, true)
      guard let entry = waiting[key], entry.next < entry.places.count else {
        alone.append(place)
        continue
      }
      waiting[key]?.next += 1
      taken.insert(entry.places[entry.next])
      found(JourneyPair(first: place, second: entry.places[entry.next]))
    }
    return (alone, seconds.filter { !taken.contains($0) })
  }

  /// What a packet is known by.
  private struct Key: Hashable {
    var party: Int
    var birth: UInt8
    var length: UInt32
    var bytes: UInt64
    var time: UInt64 = 0

    func withoutBytes(at time: UInt64) -> Key {
      Key(party: party, birth: birth, length: 0, bytes: 0, time: time)
    }
  }

  /// Numbers for names, the same in both runs.
  private struct NameTable {
    private var numbers: [String: Int] = [:]

    mutating func number(of name: String) -> Int {
      if let known = numbers[name] { return known }
      numbers[name] = numbers.count
      return numbers.count - 1
    }
  }

  /// A run's journeys with their keys, and who came from whom.
  private struct Family {
    var keys: [Key] = []
    var times: [UInt64] = []
    var children: [[Int]] = []
    var roots: [Int] = []

    init(_ run: RecordedRun<some HopLogSource>, _ names: inout NameTable) {
      var parties: [PartyID: Int] = [:]
      children = Array(repeating: [], count: run.index.count)
      for place in 0..<run.index.count {
        let entry = run.index.entry(at: place)
        let party =
          parties[entry.firstParty] ?? names.number(of: run.fullName(of: entry.firstParty))
        parties[entry.firstParty] = party
        keys.append(
          Key(
            party: party,
            birth: entry.birthKind?.rawValue ?? 0,
            length: entry.length ?? 0,
            bytes: Self.digest(run.log.firstBytes(of: entry))
          )
        )
        times.append(entry.firstTime)
        // A parent that the log has lost, or that came later than its child, cannot lead to it.
        if entry.parent != 0, let parent = run.index.place(of: entry.parent), parent < place {
          children[parent].append(place)
        } else {
          roots.append(place)
        }
      }
    }

    /// FNV-1a over the known bytes; 0 for none.
    private static func digest(_ bytes: RecordedBytes?) -> UInt64 {
      guard let bytes, !bytes.runs.isEmpty else { return 0 }
      var digest: UInt64 = 0xCBF2_9CE4_8422_2325
      for run in bytes.runs {
        for byte in run.bytes { digest = (digest ^ UInt64(byte)) &* 0x100_0000_01B3 }
        digest = (digest ^ UInt64(run.offset)) &* 0x100_0000_01B3
      }
      return digest
    }
  }
}

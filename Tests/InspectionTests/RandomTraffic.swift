/// A toy stack that moves real packets at random, records them, and keeps a full copy of every packet at every hop.
///
/// It is the reference: slow, obvious, and without a line in common with the reader of logs.
struct RandomTraffic {
  /// One packet as it is, and what a perfect reader of the log may know of it.
  final class Packet {
    let id: UInt64
    let creator: UInt32
    var origin = 0
    var memory: [Int: UInt8] = [:]
    var length: Int
    var nblFlags: UInt32 = 0
    var status: Int32 = 0
    var info = [UInt64](repeating: 0, count: 24)
    // Written since last recorded.
    var isGeometryDirty = true
    var dirtySlots: Set<Int> = []
    var dirtyBytes: ClosedRange<Int>?
    var wasAtThree = false
    // What the log tells.
    var known: [Int: (byte: UInt8, writer: UInt32)] = [:]
    var hops: [Truth] = []
    var truth = JourneyTruth()

    init(id: UInt64, creator: UInt32, length: Int, _ random: inout SplitMix) {
      self.id = id
      self.creator = creator
      self.length = length
      for address in 0..<length { memory[address] = UInt8(truncatingIfNeeded: random.next()) }
    }
  }

  /// A packet at one hop.
  struct Truth {
    var position: UInt64
    var time: UInt64
    var edge: UInt8
    var from: UInt32
    var to: UInt32
    var level: UInt8
    var batch: Int
    var geometry: LogBuilder.Geometry?
    var info: [UInt64]?
    /// By place from the data start.
    var bytes: [Int: (byte: UInt8, writer: UInt32)]?
  }

  /// What is true of a whole journey.
  struct JourneyTruth {
    var first: (position: UInt64, time: UInt64)?
    var last: (position: UInt64, time: UInt64)?
    var firstParty: UInt32 = 0
    var length: UInt32?
    var parent: UInt64 = 0
    var birth: UInt8 = 0
    var children: [UInt64] = []
    var outcome: UInt8 = 0
    var endParty: UInt32 = 0
    var reason: UInt16 = 0
    var cause: UInt32 = 0
  }

  struct Chain {
    var packets: [Packet]
    var holder: Int
    var isReceive: Bool
    var recordedAt: UInt64?
    var recordedLevel = 0
  }

  static let snapLength = 24
  var random: SplitMix
  var log: LogBuilder
  var time: UInt64 = 0
  var nextID: UInt64 = 1
  let levels: [Int]
  var chains: [Chain] = []
  var packets: [Packet] = []

  /// Starts with empty stacks; `level`: recording level of every party; nil for any mixture.
  init(seed: UInt64, level: Int? = nil) {
    var random = SplitMix(seed)
    var levels: [Int] = []
    for _ in 0..<5 { levels.append(level ?? random.below(4)) }
    self.levels = levels
    self.random = random
    log = LogBuilder()
    log.writesBrief = seed % 2 == 0
  }

  mutating func run(steps: Int) {
    for _ in 0..<steps {
      time += UInt64(random.below(1000))
      if random.once(in: 9) { log.pad(8 * (1 + random.below(6))) }
      if chains.isEmpty || random.once(in: 5) {
        originate()
        continue
      }
      let index = random.below(chains.count)
      switch random.below(10) {
      case 0: split(index)
      case 1: merge(index)
      case 2: end(index)
      case 3: clone(index)
      default: hop(index)
      }
    }
  }

  private mutating func originate() {
    let isReceive = random.once(in: 2)
    let holder = isReceive ? 0 : levels.count - 1
    var new: [Packet] = []
    for _ in 0...random.below(6) {
      let length = 1 + random.below(40)
      new.append(Packet(id: nextID, creator: UInt32(holder + 1), length: length, &random))
      nextID += 1
    }
    packets += new
    chains.append(Chain(packets: new, holder: holder, isReceive: isReceive))
  }

  private mutating func split(_ index: Int) {
    let count = chains[index].packets.count
    guard count > 1 else { return }
    let cut = 1 + random.below(count - 1)
    var rest = chains[index]
    rest.packets = Array(chains[index].packets[cut...])
    chains[index].packets = Array(chains[index].packets[..<cut])
    chains[index].recordedAt = nil
    rest.recordedAt = nil
    chains.append(rest)
  }

  private mutating func merge(_ index: Int) {
    let one = chains[index]
    guard
      let other = chains.indices.first(where: {
        $0 != index && chains[$0].holder == one.holder && chains[$0].isReceive == one.isReceive
      })
    else { return }
    chains[index].packets += chains[other].packets
    chains[index].recordedAt = nil
    chains.remove(at: other)
  }

  private mutating func end(_ index: Int) {
    let chain = chains[index]
    let party = UInt32(chain.holder + 1)
    let outcome = UInt8(1 + random.below(4))
    let reason = outcome == 2 ? UInt32(1 + random.below(60)) : 0
    let cause = outcome == 2 ? UInt32(random.below(3)) : 0
    let ids = chain.packets.map(\.id)
    let same = chain.recordedAt
    let position = log.record(
      kind: 2,
      edge: outcome,
      time: time,
      from: party,
      to: reason,
      count: ids.count,
      sameAs: same,
      callFlags: cause,
      processor: 3,
      entries: same == nil ? LogBuilder.journeys(ids) : []
    )
    for packet in chain.packets {
      touch(packet, position, party)
      packet.truth.outcome = outcome
      packet.truth.endParty = party
      packet.truth.reason = outcome == 2 ? UInt16(reason) : 0
      packet.truth.cause = cause
    }
    chains.remove(at: index)
  }

  private mutating func clone(_ index: Int) {
    let chain = chains[index]
    let party = UInt32(chain.holder + 1)
    let kind = UInt8(1 + random.below(8))
    var pairs: [(child: UInt64, parent: UInt64)] = []
    var new: [Packet] = []
    for parent in chain.packets {
      let child = Packet(id: nextID, creator: party, length: parent.length, &random)
      nextID += 1
      child.truth.parent = parent.id
      child.truth.birth = kind
      // A link is told by the parent only from its own first record on.
      if parent.truth.first != nil { parent.truth.children.append(child.id) }
      pairs.append((child.id, parent.id))
      new.append(child)
    }
    let position = log.record(
      kind: 3,
      edge: kind,
      time: time,
      from: party,
      to: 0,
      count: pairs.count,
      entries: LogBuilder.pairs(pairs)
    )
    for (child, parent) in zip(new, chain.packets) {
      touch(child, position, party)
      if parent.truth.first != nil { parent.truth.last?.position = position }
    }
    packets += new
    chains.append(
      Chain(packets: new, holder: chain.holder, isReceive: chain.isReceive)
    )
  }

  private mutating func change(_ packet: Packet) {
    if random.once(in: 3) {
      let delta = random.below(9) - 4
      if packet.length - delta > 0 {
        packet.origin += delta
        packet.length -= delta
        packet.isGeometryDirty = true
      }
    }
    if random.once(in: 3) {
      let slot = random.below(24)
      packet.info[slot] = random.once(in: 2) ? 0 : random.next()
      packet.dirtySlots.insert(slot)
    }
    if random.once(in: 2) {
      let start = packet.origin + random.below(packet.length)
      let end = min(packet.origin + packet.length, start + 1 + random.below(8)) - 1
      for address in start...end {
        packet.memory[address] = UInt8(truncatingIfNeeded: random.next())
      }
      let old = packet.dirtyBytes ?? start...end
      packet.dirtyBytes = min(start, old.lowerBound)...max(end, old.upperBound)
    }
  }

  private mutating func hop(_ index: Int) {
    var chain = chains[index]
    let next = chain.holder + (chain.isReceive ? 1 : -1)
    guard levels.indices.contains(next) else { return }
    if random.once(in: 2) {
      for packet in chain.packets where random.once(in: 2) { change(packet) }
      chain.recordedAt = nil
    }
    let level = max(levels[chain.holder], levels[next])
    let from = UInt32(chain.holder + 1)
    let edge = UInt8(chain.isReceive ? 2 : 0) + UInt8(random.below(2))
    let to = UInt32(next + 1)
    chain.holder = next
    if level > 0 {
      if level > chain.recordedLevel { chain.recordedAt = nil }
      let same = chain.recordedAt
      let entries = same == nil ? entries(of: chain.packets, level, from) : []
      let position = log.record(
        kind: 1,
        edge: edge,
        level: UInt8(level),
        time: time,
        from: from,
        to: to,
        count: chain.packets.count,
        sameAs: same,
        callFlags: UInt32(random.below(4)),
        processor: 3,
        port: 9,
        entries: entries
      )
      for packet in chain.packets {
        touch(packet, position, from)
        note(packet, position, edge, from, to, level, chain.packets.count)
      }
      if same == nil {
        chain.recordedAt = position
        chain.recordedLevel = level
      }
    }
    chains[index] = chain
  }

  private func touch(_ packet: Packet, _ position: UInt64, _ party: UInt32) {
    if packet.truth.first == nil {
      packet.truth.first = (position, time)
      packet.truth.firstParty = party
    }
    packet.truth.last = (position, time)
  }

  private mutating func entries(of packets: [Packet], _ level: Int, _ from: UInt32) -> [UInt8] {
    if level == 1 { return LogBuilder.journeys(packets.map(\.id)) }
    var entries: [LogBuilder.Entry] = []
    for packet in packets {
      var entry = LogBuilder.Entry(journey: packet.id)
      if packet.isGeometryDirty {
        entry.geometry = geometry(packet)
        if packet.truth.length == nil { packet.truth.length = UInt32(packet.length) }
        packet.isGeometryDirty = false
      }
      entry.info = packet.dirtySlots.sorted().map { ($0, packet.info[$0]) }
      packet.dirtySlots = []
      if level == 3 {
        var range = packet.dirtyBytes
        var writer = from
        if !packet.wasAtThree {
          // The first bytes are told whole; at birth they are the creator's, later anybody's.
          range = packet.origin...(packet.origin + min(Self.snapLength, packet.length) - 1)
          let first = packet.truth.birth == 0 ? from : packet.creator
          writer = packet.hops.isEmpty ? first : 0
        }
        packet.wasAtThree = true
        packet.dirtyBytes = nil
        if let range {
          let data = range.map { packet.memory[$0] ?? 0 }
          entry.bytes = (Int32(range.lowerBound), data)
          // Whoever writes the value that is there already is not named.
          for (address, byte) in zip(range, data) where packet.known[address]?.byte != byte {
            packet.known[address] = (byte, writer)
          }
        }
      }
      entries.append(entry)
    }
    return LogBuilder.entries(entries, brief: log.writesBrief)
  }

  private func geometry(_ packet: Packet) -> LogBuilder.Geometry {
    LogBuilder.Geometry(
      origin: Int32(packet.origin),
      dataLength: UInt32(packet.length),
      nblFlags: packet.nblFlags,
      status: packet.status,
      totalLength: UInt32(packet.length)
    )
  }

  private func note(
    _ packet: Packet,
    _ position: UInt64,
    _ edge: UInt8,
    _ from: UInt32,
    _ to: UInt32,
    _ level: Int,
    _ batch: Int
  ) {
    var truth = Truth(
      position: position,
      time: time,
      edge: edge,
      from: from,
      to: to,
      level: UInt8(level),
      batch: batch
    )
    if level >= 2 {
      truth.geometry = geometry(packet)
      truth.info = packet.info
    }
    if level >= 3 {
      var bytes: [Int: (byte: UInt8, writer: UInt32)] = [:]
      for (address, value) in packet.known
      where address >= packet.origin && address < packet.origin + packet.length {
        bytes[address - packet.origin] = value
      }
      truth.bytes = bytes
    }
    packet.hops.append(truth)
  }
}

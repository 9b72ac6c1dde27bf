/// Writes the recording format by its description, byte by byte, knowing nothing of the reader.
struct LogBuilder {
  var bytes: [UInt8] = []
  let base: UInt64
  /// What fits into eight bytes is written so.
  var writesBrief = false
  /// Records with entries, by position.
  private var homes: [UInt64: Home] = [:]

  private struct Home {
    let level: UInt8
    let time: UInt64
    let callFlags: UInt32
    let processor: UInt16
    let port: UInt16
  }

  init(base: UInt64 = 0) { self.base = base }

  var position: UInt64 { base + UInt64(bytes.count) }

  struct Geometry: Equatable {
    var origin: Int32
    var dataLength: UInt32
    var nblFlags: UInt32 = 0
    var status: Int32 = 0
    var bufferCount: UInt32 = 1
    var totalLength: UInt32
  }

  struct Entry {
    var journey: UInt64
    var geometry: Geometry?
    var info: [(slot: Int, value: UInt64)] = []
    var bytes: (start: Int32, data: [UInt8])?
  }

  static func little<Word: FixedWidthInteger>(_ word: Word) -> [UInt8] {
    (0..<(Word.bitWidth / 8)).map { UInt8(truncatingIfNeeded: word >> Word($0 * 8)) }
  }

  mutating func pad(_ size: Int) {
    bytes += Self.little(UInt32(size)) + [UInt8](repeating: 0, count: size - 4)
  }

  /// Appends a record; gives its position.
  @discardableResult
  mutating func record(
    kind: UInt8,
    edge: UInt8,
    level: UInt8 = 1,
    flags: UInt8 = 0,
    time: UInt64,
    from: UInt32,
    to: UInt32,
    count: Int,
    sameAs: UInt64? = nil,
    callFlags: UInt32 = 0,
    processor: UInt16 = 0,
    port: UInt16 = 0,
    entries: [UInt8] = []
  ) -> UInt64 {
    let start = position
    if writesBrief, let sameAs, let home = homes[sameAs], kind == 2 || level == home.level,
      processor == home.processor, port == (kind == 2 ? 0 : home.port), kind != 2 || callFlags == 0,
      callFlags == 0 || callFlags == home.callFlags, from < 4096, to < 4096,
      (start - sameAs) / 8 < 16_384, time - home.time < 65_536
    {
      var word: UInt64 = kind == 2 ? 0b1001 | UInt64(edge - 1) << 4 : 0b0001 | UInt64(edge) << 4
      word |= UInt64(flags) << 5 | (callFlags == 0 ? 256 : 0)
      word |= UInt64(from) << 10 | UInt64(to) << 22 | ((start - sameAs) / 8) << 34
      bytes += Self.little(word | (time - home.time) << 48)
      return start
    }
    if sameAs == nil, kind != 3 {
      homes[start] = Home(
        level: level,
        time: time,
        callFlags: callFlags,
        processor: processor,
        port: port
      )
    }
    let distance = sameAs.map { UInt32((start - $0) / 8) } ?? 0
    var record: [UInt8] = Self.little(UInt32(40 + entries.count))
    record += [kind, edge, level, flags | (sameAs == nil ? 0 : 1)]
    record += Self.little(time) + Self.little(from) + Self.little(to)
    record += Self.little(UInt32(count)) + Self.little(distance) + Self.little(callFlags)
    record += Self.little(processor) + Self.little(port)
    bytes += record + entries
    return start
  }

  static func journeys(_ ids: [UInt64]) -> [UInt8] { ids.flatMap { little($0) } }

  static func pairs(_ pairs: [(child: UInt64, parent: UInt64)]) -> [UInt8] {
    pairs.flatMap { little($0.child) + little($0.parent) }
  }

  static func entries(_ entries: [Entry], brief: Bool = false) -> [UInt8] {
    var out: [UInt8] = []
    for entry in entries {
      var what: UInt8 = 0
      // Of a list with one buffer the rest says nothing new.
      let isPlain =
        entry.geometry.map { brief && $0.bufferCount == 1 && $0.totalLength == $0.dataLength }
      if let isPlain { what |= isPlain ? 8 : 1 }
      if !entry.info.isEmpty { what |= 2 }
      if entry.bytes != nil { what |= 4 }
      out += little(entry.journey) + [what, 0]
      out += little(UInt16(entry.bytes?.data.count ?? 0)) + little(entry.bytes?.start ?? 0)
      if let geometry = entry.geometry {
        out += little(geometry.origin) + little(geometry.dataLength) + little(geometry.nblFlags)
        out += little(geometry.status)
        if isPlain != true {
          out += little(geometry.bufferCount) + little(geometry.totalLength)
          out += [UInt8](repeating: 0, count: 8)
        }
      }
      if !entry.info.isEmpty {
        var mask: UInt32 = 0
        for (slot, _) in entry.info { mask |= 1 << UInt32(slot) }
        out += little(mask) + little(UInt32(0))
        for (_, value) in entry.info.sorted(by: { $0.slot < $1.slot }) { out += little(value) }
      }
      if let data = entry.bytes?.data {
        out += data + [UInt8](repeating: 0, count: (8 - data.count % 8) % 8)
      }
    }
    return out
  }
}

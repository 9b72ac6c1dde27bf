import Testing

@testable import Kernel

@Suite("The recording ring")
struct RecordingRingTests {
  /// Writes a record of `bytes` whose payload says which number it has.
  private func write(_ number: UInt64, bytes: Int, to ring: RecordingRing) -> UInt64 {
    let memory = ring.reserve(bytes)
    memory.storeBytes(of: 1, toByteOffset: 4, as: UInt32.self)  // kind 1
    for offset in stride(from: 8, to: bytes, by: 8) {
      (memory + offset).storeBytes(of: number, as: UInt64.self)
    }
    let position = ring.position
    ring.commit(bytes)
    return position
  }

  /// The numbers of all records from the oldest on; every byte of each is checked.
  private func numbers(in ring: RecordingRing) -> [UInt64] {
    var found: [UInt64] = []
    ring.walk(from: 0) { _, record in
      let size = Int(record.load(as: UInt32.self))
      let number = record.load(fromByteOffset: 8, as: UInt64.self)
      for offset in stride(from: 8, to: size, by: 8)
      where record.load(fromByteOffset: offset, as: UInt64.self) != number {
        Issue.record("record \(number) is torn at \(offset)")
      }
      found.append(number)
      return true
    }
    return found
  }

  @Test("an empty ring has no record, and position 0 never holds one")
  func empty() throws {
    let ring = try RecordingRing(capacity: 4096)
    #expect(ring.record(at: 0) == nil)
    #expect(ring.oldest == ring.position)
    #expect(ring.oldest > 0)
    #expect(numbers(in: ring).isEmpty)
  }

  @Test("after any number of laps the ring holds the newest records, whole and in order")
  func laps() throws {
    let ring = try RecordingRing(capacity: 1 << 14)
    var random = SeededRandom(seed: 3)
    var positions: [(number: UInt64, position: UInt64)] = []
    for number in 0..<20_000 as Range<UInt64> {
      let bytes = 16 + Int(random.bounded(100)) * 8
      positions.append((number, write(number, bytes: bytes, to: ring)))
      if number % 997 == 0 {
        let held = numbers(in: ring)
        let first = try #require(held.first)
        #expect(held == Array(first...number))
      }
    }
    let held = numbers(in: ring)
    #expect(held.count > 20)
    #expect(ring.position - ring.oldest <= 1 << 14)
    #expect(ring.position - ring.oldest >= (1 << 14) * 7 / 8 - 1024)
    for (number, position) in positions {
      let record = ring.record(at: position)
      #expect((record != nil) == held.contains(number))
      if let record { #expect(record.load(fromByteOffset: 8, as: UInt64.self) == number) }
    }
  }

  @Test("records of the largest size fit, again and again")
  func largest() throws {
    let ring = try RecordingRing(capacity: 1 << 14)
    for number in 0..<50 as Range<UInt64> {
      _ = write(number, bytes: ring.maximumRecordBytes, to: ring)
      #expect(numbers(in: ring).last == number)
    }
  }

  @Test("a full log keeps what it has, asks for room, and counts what it could not keep")
  func log() throws {
    let ring = try RecordingRing(capacity: 4096, overwrites: false)
    for number in 0..<300 as Range<UInt64> { _ = write(number, bytes: 32, to: ring) }
    let kept = numbers(in: ring)
    #expect(kept == Array(0..<UInt64(kept.count)))
    #expect(kept.count >= 125)
    #expect(Int(ring.lostRecords) == 300 - kept.count)

    var asked = 0
    ring.whenFull = { ring in
      asked += 1
      ring.release(before: ring.position)
    }
    let lost = ring.lostRecords
    for number in 300..<900 as Range<UInt64> { _ = write(number, bytes: 32, to: ring) }
    #expect(ring.lostRecords == lost)
    #expect(asked > 3)
    #expect(numbers(in: ring).last == 899)
  }

  @Test("records unloaded to their file read the same afterwards")
  func unload() throws {
    let ring = try RecordingRing(capacity: 1 << 16, inFileUnder: "/tmp")
    for number in 0..<5_000 as Range<UInt64> { _ = write(number, bytes: 64, to: ring) }
    let before = numbers(in: ring)
    ring.unload(before: ring.position)
    #expect(numbers(in: ring) == before)
  }

  @Test("a ring in a file, unloaded while it is written, has what one in memory has, lap by lap")
  func unloadedWhileWritten() throws {
    let file = try RecordingRing(capacity: 1 << 20, inFileUnder: "/tmp")
    let memory = try RecordingRing(capacity: 1 << 20)
    var number: UInt64 = 0
    for round in 0..<40 {
      for _ in 0..<500 {
        let bytes = 16 + Int(number * 7 % 64) * 8
        number += 1
        #expect(write(number, bytes: bytes, to: file) == write(number, bytes: bytes, to: memory))
      }
      if round % 3 == 1 { file.unload(before: file.position - min(file.position, 1 << 18)) }
      #expect(file.oldest == memory.oldest && numbers(in: file) == numbers(in: memory))
    }
    #expect(file.position > 4 << 20)
  }

  @Test("a capacity that is no power of two is refused", arguments: [0, -1, 100, 5000, 4097])
  func badCapacity(_ capacity: Int) {
    #expect(throws: MemoryError.invalidSize(capacity)) { try RecordingRing(capacity: capacity) }
  }
}

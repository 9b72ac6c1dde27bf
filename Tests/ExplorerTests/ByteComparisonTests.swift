import Inspection
import TUIKit
import Testing

@testable import Explorer

@Suite("Bytes")
struct ByteComparisonTests {
  private static func bytes(
    _ values: [UInt8],
    origin: Int32 = 0,
    length: UInt32? = nil
  )
    -> RecordedBytes
  {
    RecordedBytes(
      origin: origin,
      length: length ?? UInt32(values.count),
      runs: values.isEmpty ? [] : [ByteRun(offset: 0, bytes: values, writers: [])]
    )
  }

  @Test("places are compared where they lie in memory")
  func places() {
    let comparison = ByteComparison(
      before: Self.bytes([1, 2, 3, 4, 5]),
      after: Self.bytes([3, 9, 5, 6], origin: 2)
    )
    #expect(comparison.firstOffset == -2)
    #expect(comparison.places.map(\.kind) == [.gone, .gone, .same, .changed, .same, .added])
    #expect(comparison.places[3] == ByteComparison.Place(kind: .changed, before: 4, after: 9))
    #expect(comparison.unrecorded == 0)
  }

  @Test("bytes that were not recorded are neither zero nor changed")
  func unknown() {
    let runs = [
      ByteRun(offset: 0, bytes: [1, 2], writers: []), ByteRun(offset: 4, bytes: [5], writers: []),
    ]
    let after = RecordedBytes(origin: 0, length: 1500, runs: runs)
    let comparison = ByteComparison(
      before: Self.bytes([1, 2, 3, 4, 5], length: 1500),
      after: after
    )
    #expect(comparison.places.map(\.kind) == [.same, .same, .unknown, .unknown, .same])
    #expect(comparison.unrecorded == 1495)
    let lines = ByteLines(comparison, width: 72, highlight: nil).lines.map(\.string)
    #expect(lines[0].hasPrefix("0000  01 02 ·· ·· 05 "))
    #expect(lines.last == "      1,495 bytes not recorded")
  }

  @Test("a first hop is compared with nothing")
  func first() {
    let comparison = ByteComparison(before: nil, after: Self.bytes([1, 2]))
    #expect(comparison.places.map(\.kind) == [.same, .same])
  }

  @Test("below a row with differences stands what was there")
  func lines() {
    let comparison = ByteComparison(
      before: Self.bytes(Array(0...15)),
      after: Self.bytes([9] + Array(5...15) + [77], origin: 4)
    )
    let lines = ByteLines(comparison, width: 30, highlight: nil).lines.map(\.string)
    #expect(lines[0] == "−008              -- -- -- -- ")
    #expect(lines[1] == " was              00 01 02 03 ")
    #expect(lines[2] == "0000  09 05 06 07 08 09 0a 0b ")
    #expect(lines[3] == " was  04                      ")
    #expect(lines[4] == "0008  0c 0d 0e 0f 4d          ")
    #expect(lines[5] == " was              ++          ")
  }

  @Test("an empty packet has no line")
  func empty() {
    let comparison = ByteComparison(before: nil, after: Self.bytes([]))
    #expect(ByteLines(comparison, width: 30, highlight: 0..<4).lines.isEmpty)
  }

  @Test("the farthest origins make no trap", arguments: [Int32.min + 1, 0, Int32.max])
  func far(origin: Int32) {
    let after = RecordedBytes(origin: origin, length: .max, runs: [])
    let comparison = ByteComparison(before: nil, after: after)
    #expect(comparison.places.isEmpty)
    #expect(comparison.unrecorded == Int(UInt32.max))
  }
}

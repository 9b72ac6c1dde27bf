import Testing

@testable import Inspection

@Suite("Event history")
struct EventHistoryTests {
  private static func event(_ sequence: UInt64) -> EngineEvent {
    EngineEvent(
      sequence: sequence,
      time: sequence &* 10,
      severity: .info,
      party: 1,
      kind: .stateChange,
      subject: "Ethernet0",
      text: "event \(sequence)"
    )
  }

  @Test("a history keeps the newest events and says how many it has forgotten")
  func bounded() throws {
    var history = EventHistory(capacity: 1_024)
    for sequence in 1...5_000 as ClosedRange<UInt64> { history.append(Self.event(sequence)) }
    #expect(history.count >= 1_024 && history.count <= 1_024 + EventHistory.blockSize)
    #expect(history.last?.sequence == 5_000)
    let first = try #require(history.first)
    #expect(first.sequence == history.forgottenCount + 1)
    #expect(history.missingCount == 0)
    #expect(history.map(\.sequence) == Array(first.sequence...5_000))
  }

  @Test("events are found by number, and a number in a gap finds the next one")
  func places() {
    let history = EventHistory([3, 4, 9, 10].map { Self.event($0) })
    #expect(history.forgottenCount == 2)
    #expect(history.missingCount == 4)
    #expect(history.place(from: 0) == 0)
    #expect(history.place(from: 5) == 2)
    #expect(history.place(from: 11) == 4)
    #expect(history.event(9)?.text == "event 9")
    #expect(history.event(5) == nil)
  }

  @Test("a copy does not change when the history goes on")
  func copies() {
    var history = EventHistory(capacity: 512)
    for sequence in 1...300 as ClosedRange<UInt64> { history.append(Self.event(sequence)) }
    let copy = history
    for sequence in 301...2_000 as ClosedRange<UInt64> { history.append(Self.event(sequence)) }
    #expect(copy.count == 300)
    #expect(copy.first?.sequence == 1 && copy.last?.sequence == 300)
  }

  @Test("numbers that make no sense do no harm")
  func hostile() {
    let history = EventHistory([UInt64.max, 0, 5].map { Self.event($0) })
    #expect(history.missingCount == 0)
    #expect(history.count == 3)
    let wide = EventHistory([0, UInt64.max].map { Self.event($0) })
    #expect(wide.missingCount == UInt64.max - 1)
    #expect(EventHistory().missingCount == 0)
  }
}

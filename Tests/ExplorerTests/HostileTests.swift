import Inspection
import TUIKit
import Testing

@testable import Explorer

@Suite("Hostile content")
struct HostileTests {
  private static func connection() -> SampleConnection {
    let rows = (0..<40 as Range<UInt64>).map { number in
      var row = SampleJourneys.row(number)
      row.journey = number == 39 ? .max : number + 1
      row.duration = .max
      row.length = .max
      row.hopCount = .max
      row.reason = String(repeating: "理由", count: 50)
      row.summary.source = String(repeating: "🇩🇪", count: 60)
      row.summary.protocolName = "\u{1B}]0;x\u{07}"
      return row
    }
    let structure = SampleStack.hostile()
    return SampleConnection(SampleStack.snapshot(of: structure, tick: 1), rows: rows) { id in
      var journey = SampleJourneys.journey(1)
      journey.id = id
      journey.birth = .max
      for index in journey.hops.indices {
        journey.hops[index].from = PartyID(index * 3 + 1)
        journey.hops[index].to = PartyID(index * 7 + 900)
        journey.hops[index].bytes?.origin = index % 2 == 0 ? .max : .min
        journey.hops[index].bytes?.length = .max
        journey.hops[index].geometry?.origin = .min
        journey.hops[index].changes = [
          HopChange(
            kind: .bytes,
            name: String(repeating: "名", count: 90),
            before: "a\nb",
            after: "",
            offset: .max,
            length: .max
          )
        ]
      }
      return journey
    }
  }

  @Test(
    "no name, number or size of the screen makes a trap, and nothing steers the terminal",
    arguments: [
      "", "5", "5 ] tab down", "5 x tab space down", "5 x x tab down", "?", ":", "/ \"a\"",
    ]
  )
  func sweep(_ keys: String) throws {
    for width in [1, 2, 3, 7, 20, 39, 40, 41, 60, 72, 80, 139, 140, 200] {
      for height in [1, 2, 3, 9, 10, 12, 16, 20, 24, 39, 40, 60] {
        var explorer = Screen.explorer(
          Self.connection(),
          size: Size(width: width, height: height),
          history: nil
        )
        explorer.remember(SampleStack.snapshot(of: SampleStack.hostileShared, tick: 0))
        let canvas = try explorer.press(KeyScript(keys))
        for line in canvas.lines {
          #expect(CharacterWidth.columns(of: line) <= width)
          let isSafe = line.unicodeScalars.allSatisfy { scalar in
            scalar.value >= 0x20 && !(0x7F..<0xA0).contains(scalar.value) && scalar != "\u{202E}"
          }
          #expect(isSafe, "\(width)x\(height): \(line)")
        }
      }
    }
  }

  @Test("the smallest screens name the state and the rates first")
  func smallest() throws {
    #expect(try Screen.draw("", width: 1, height: 1).text == "●")
    #expect(try Screen.draw("", width: 20, height: 1).text == "● ▼ 1.35M ▲ 675k ✗ 1")
    let lines = try Screen.draw("", width: 39, height: 3).lines
    #expect(lines[0] == "● ▼ 1.35M ▲ 675k ✗ 162")
    #expect(lines[1] == "ndissect › lab › Ethernet0")
    #expect(lines[2] == "00:00:30")
  }
}

extension SampleStack {
  static let hostileShared = hostile()
}

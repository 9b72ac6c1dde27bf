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
    var snapshot = SampleStack.snapshot(of: SampleStack.hostile(), tick: 1)
    snapshot.events = EventHistory(Self.events)
    let connection = SampleConnection(snapshot, rows: rows) { id in
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
    connection.setRequests(Self.facts, Self.flights)
    return connection
  }

  private static let wide = String(repeating: "名", count: 90) + "\u{1B}[2J\u{202E}"

  private static let events: [EngineEvent] = EventKind.allCases.flatMap { kind in
    EventSeverity.allCases.map { severity in
      EngineEvent(
        sequence: UInt64(kind.rawValue) * 4 + UInt64(severity.rawValue),
        time: severity == .error ? .max : UInt64(kind.rawValue),
        severity: severity,
        party: PartyID(kind.rawValue) * 3,
        kind: kind,
        subject: wide,
        text: kind == .stateChange ? " → " : wide,
        note: wide,
        cause: "a  b | | c " + wide,
        journey: severity == .info ? .max : 0,
        request: .max
      )
    }
  }

  private static let facts = AdapterFacts(
    adapter: 1,
    sections: FactSection.Topic.allCases.map { topic in
      FactSection(topic, [.init(wide, wide), .init("", ""), .init("|", "| | |")])
    },
    identifiers: [
      ObjectIdentifierRow(
        number: .max,
        name: wide,
        kinds: [],
        ndisAnswers: [],
        isMandatory: true,
        form: wide,
        page: wide
      )
    ],
    attachable: [wide],
    bindable: []
  )

  private static let flights: [RequestFlight] = (0..<40 as Range<UInt64>).map { id in
    RequestFlight(
      id: id,
      adapter: 1,
      number: .max,
      name: wide,
      kind: .method,
      issuer: .max,
      steps: (0..<(id % 9)).map {
        .init(time: $0 % 2 == 0 ? .max : 0, party: PartyID($0), text: wide + " (clone)")
      },
      status: id % 3 == 0 ? "" : wide,
      input: [UInt8](repeating: 0x1B, count: Int(id) * 40),
      bytesNeeded: .max,
      fields: (0..<id).map { .init(wide, "| " + wide, start: .max, count: UInt32($0)) }
    )
  }

  @Test(
    "no name, number or size of the screen makes a trap, and nothing steers the terminal",
    arguments: [
      "", "5", "5 ] tab down", "5 x tab space down", "5 x x tab down", "?", ":", "/ \"a\"",
      "2", "2 right right tab G", "3", "3 tab down down", "3 v x tab G", "3 = \"名\"", "6",
      "6 right up enter", "a a", "down down a d",
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

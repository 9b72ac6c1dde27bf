import Inspection
import TUIKit
import Testing

@testable import Explorer

@Suite("Time")
struct TimeTests {
  private static func explorer(_ size: Size = Size(width: 80, height: 24)) -> ScriptedExplorer {
    var snapshot = SampleStack.snapshot(tick: 60)
    snapshot.events = EventHistory(SampleEvents.all)
    return Screen.explorer(SampleConnection(snapshot), size: size)
  }

  @Test("every view shows the instant that was gone to")
  func views() throws {
    var explorer = Self.explorer()
    _ = try explorer.press(KeyScript("; \"12.5s\" enter"))
    let counters = SampleStack.snapshot(tick: 25).counters
    for view in ViewID.allCases where view != .dashboard {
      let canvas = try explorer.press(KeyScript(keys: [KeyEvent(view.key)]))
      #expect(canvas.lines[0].contains("REPLAY"), "\(view)\n\(canvas.text)")
      #expect(canvas.lines[0].contains("00:00:12.500"), "\(view)\n\(canvas.text)")
      #expect(explorer.model.snapshot?.counters == counters)
      #expect(explorer.model.events.allSatisfy { $0.time <= 12_500_000_000 })
    }
    let rows = explorer.model.shownPackets?.window.rows ?? []
    #expect(rows.allSatisfy { $0.time <= 12_500_000_000 })
  }

  @Test(
    "the stack is not changed from the past, and it is said how to get back",
    arguments: ["a p", "a d", "a f", "i", "3 =", "3 enter", "a w"]
  )
  func refusal(_ keys: String) throws {
    var explorer = Self.explorer()
    let canvas = try explorer.press(KeyScript(", " + keys))
    #expect(explorer.model.state.overlay == nil)
    #expect(explorer.model.outbox.isEmpty)
    #expect(canvas.text.contains("this is the past: $ goes back to now"), "\(canvas.text)")
  }

  @Test(
    "the strip has the span, the cursor and what happened; where it has no room the time is said"
  )
  func strip() throws {
    for (width, height) in [(80, 24), (160, 48), (60, 16)] {
      var explorer = Self.explorer(Size(width: width, height: height))
      let canvas = try explorer.press(KeyScript("; 15 enter"))
      let line = canvas.lines[height - 2]
      #expect(line.contains("00:00:00") && line.contains("00:00:30"), "\(canvas.text)")
      let columns = Array(line)
      let cursor = try #require(columns.firstIndex { String($0) == Glyph.up })
      #expect(abs(cursor - width / 2) < 5, "\(line)")
      #expect(line.contains(Glyph.cross), "\(line)")
      let back = try explorer.press(KeyScript("$"))
      #expect(!back.lines[height - 2].contains("00:00:30"), "\(back.text)")
    }
    for (width, height) in [(50, 12), (30, 5)] {
      var explorer = Self.explorer(Size(width: width, height: height))
      let text = try explorer.press(KeyScript("; 15 enter")).text
      #expect(text.contains("00:00:15.000"), "\(text)")
    }
  }

  @Test("once something was given up, the screen says from when on the past is known")
  func knownSince() throws {
    var snapshot = SampleStack.snapshot(tick: 60)
    snapshot.events = EventHistory(SampleEvents.all)
    let connection = SampleConnection(snapshot)
    connection.firstKnown = 10_000_000_000
    var explorer = Screen.explorer(connection, size: Size(width: 80, height: 24))
    let canvas = try explorer.press(KeyScript(", ; 5 enter"))
    #expect(canvas.lines[22].contains("knows since 00:00:10"), "\(canvas.text)")
    #expect(explorer.model.currentTime == 10_000_000_000)
  }

  @Test("a click on the strip goes to the time it stands for")
  func click() throws {
    var explorer = Self.explorer()
    _ = try explorer.press(KeyScript(","))
    var model = explorer.model
    model.handle(MouseEvent(.press(0), x: 44, y: 22))
    guard case .time(let time)? = model.state.time.awaited else {
      Issue.record("nothing was asked for")
      return
    }
    #expect((14_000_000_000...18_000_000_000).contains(time))
  }

  @Test("freeze ends the look at the past, and a link to an instant can be gone back")
  func wayBack() throws {
    var explorer = Self.explorer()
    _ = try explorer.press(KeyScript(", f"))
    #expect(explorer.model.frozen == nil && explorer.model.state.time == TimeState())
    _ = try explorer.press(KeyScript("f ,"))
    #expect(explorer.model.isPast)
    _ = try explorer.press(KeyScript("$ 6 up up @"))
    #expect(explorer.model.isPast)
    _ = try explorer.press(KeyScript("ctrl-o"))
    #expect(!explorer.model.isPast && explorer.model.state.view == .events)
  }

  @Test("the ends of what is known are said, and nothing moves there")
  func ends() throws {
    var explorer = Self.explorer()
    #expect(try explorer.press(KeyScript(".")).text.contains("this is the newest instant"))
    #expect(try explorer.press(KeyScript(">")).text.contains("this is the newest instant"))
    #expect(
      try explorer.press(KeyScript("^ ,")).text.contains("nothing is known of the time before")
    )
    #expect(try explorer.press(KeyScript("^ <")).text.contains("no event before this instant"))
    #expect(try explorer.press(KeyScript("; 29.9 enter >")).text.contains("no event after this"))
    #expect(explorer.model.currentTime == 29_900_000_000)
  }

  @Test(
    "times are read as people write them",
    arguments: [
      ("3:12", 192_000_000_000), ("00:03:12.207", 192_207_000_000), ("192.5s", 192_500_000_000),
      ("192.5", 192_500_000_000), ("1500ms", 1_500_000_000), ("-2s", 98_000_000_000),
      ("+250 ms", 100_250_000_000), ("-1000s", 0), ("1:00:00", 3_600_000_000_000),
    ] as [(String, UInt64)]
  )
  func texts(_ text: String, _ time: UInt64) {
    #expect(EngineTime.instant(text, from: 100_000_000_000) == time)
  }

  @Test(
    "what is no time is refused",
    arguments: ["", "x", "1:2:3:4", "-", ":", "1e9", "..", "9999999999999"]
  )
  func noTimes(_ text: String) {
    #expect(EngineTime.instant(text, from: 1) == nil)
  }
}

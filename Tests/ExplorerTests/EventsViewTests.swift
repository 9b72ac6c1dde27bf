import Inspection
import TUIKit
import Testing

@testable import Explorer

@Suite("The Events view")
struct EventsViewTests {
  private static func connection(_ events: EventHistory? = nil) -> SampleConnection {
    var snapshot = SampleStack.snapshot(tick: 60)
    snapshot.events = events ?? EventHistory(SampleEvents.all)
    return SampleConnection(snapshot)
  }

  private static func draw(
    _ keys: String,
    width: Int = 80,
    height: Int = 24,
    events: EventHistory? = nil,
    options: ExplorerOptions = ExplorerOptions()
  ) throws -> Canvas {
    try Screen.draw(
      "6 " + keys,
      width: width,
      height: height,
      connection: connection(events),
      options: options
    )
  }

  @Test("events are listed with their time, kind, owner and sign", arguments: ScreenTests.sizes)
  func screens(_ width: Int, _ height: Int) throws {
    Golden.check(try Self.draw("up up", width: width, height: height), "events-\(width)x\(height)")
    let ascii = ExplorerOptions(themes: [.mono], charset: .ascii)
    let canvas = try Self.draw("up up", width: width, height: height, options: ascii)
    Golden.check(canvas, "events-\(width)x\(height)-ascii", charset: .ascii)
  }

  @Test("without events the view says so, and so it does when none passes")
  func empty() throws {
    #expect(try Self.draw("", events: EventHistory()).text.contains("nothing has happened yet"))
    let none = try Self.draw("/ \"zebra\" enter").text
    #expect(none.contains("none of 21 events passes level and filter"))
  }

  @Test("the list follows the newest event until the person goes up, and again after G")
  func follow() throws {
    var explorer = Screen.explorer(Self.connection(), size: Size(width: 80, height: 24))
    #expect(try explorer.press(KeyScript("6")).text.contains("follow ●"))
    let pinned = try explorer.press(KeyScript("up"))
    #expect(!pinned.text.contains("follow ●"))
    #expect(pinned.text.contains("20 of 21"))
    var model = explorer.model
    var next = SampleStack.snapshot(tick: 61)
    next.events = SampleEvents.long(2)
    next.sequence = 9_000
    model.take(next)
    #expect(model.selectedEvent?.sequence == 20)
    #expect(model.draw().text.contains("20 of 42"))
    _ = model.handle(KeyEvent("G"))
    #expect(model.selectedEvent?.sequence == 42)
    next.events = SampleEvents.long(3)
    model.take(next)
    #expect(model.selectedEvent?.sequence == 63)
  }

  @Test("the level leaves lighter events out, and stops at its ends")
  func level() throws {
    var explorer = Screen.explorer(Self.connection(), size: Size(width: 80, height: 24))
    let notice = try explorer.press(KeyScript("6 right"))
    #expect(notice.text.contains("level notice+   6 from 21"))
    #expect(!notice.text.contains("Restarting"))
    let error = try explorer.press(KeyScript("right right"))
    #expect(error.text.contains("level error   1 from 21"))
    #expect(explorer.model.selectedEvent?.kind == .verifierFinding)
    _ = try explorer.press(KeyScript("right"))
    #expect(explorer.model.state.message == "errors only: there is no level above")
    _ = try explorer.press(KeyScript("left left left"))
    #expect(explorer.model.eventRows.sequences.count == 21)
  }

  @Test("a filter finds any word of an event, in capitals or not, and Esc takes it away")
  func filter() throws {
    var explorer = Screen.explorer(Self.connection(), size: Size(width: 80, height: 24))
    _ = try explorer.press(KeyScript("6 / \"VLAN\""))
    #expect(explorer.model.eventRows.sequences == [5, 6, 15])
    _ = try explorer.press(KeyScript("esc"))
    #expect(explorer.model.eventRows.sequences.count == 21)
    #expect(try explorer.press(KeyScript("/ \"rule\" enter")).text.contains("/ rule"))
    #expect(explorer.model.eventRows.sequences == [20])
    _ = try explorer.press(KeyScript("esc"))
    #expect(explorer.model.state.view == .events)
    _ = try explorer.press(KeyScript("esc"))
    #expect(explorer.model.state.view == .stack)
  }

  @Test("enter opens the packet of an event, or who it happened to, and ^O comes back")
  func cause() throws {
    var explorer = Screen.explorer(Self.connection(), size: Size(width: 80, height: 24))
    _ = try explorer.press(KeyScript("6 / \"FilteredVLAN\" enter enter"))
    #expect(explorer.model.state.view == .trace)
    #expect(explorer.model.state.trace.selected == 237)
    _ = try explorer.press(KeyScript("ctrl-o"))
    #expect(explorer.model.state.view == .events)
    #expect(explorer.model.selectedEvent?.journey == 237)
    _ = try explorer.press(KeyScript("esc / \"talker\" enter enter"))
    #expect(explorer.model.state.view == .stack)
    #expect(explorer.model.state.stack.selection == .party(3))
    _ = try explorer.press(KeyScript("backspace ctrl-n"))
    #expect(explorer.model.state.stack.selection == .party(3))
  }

  @Test("who is gone, and what nobody did, leads nowhere and says so")
  func gone() throws {
    var explorer = Screen.explorer(Self.connection(), size: Size(width: 80, height: 24))
    _ = try explorer.press(KeyScript("6 enter"))
    #expect(explorer.model.state.message == "it is gone")
    _ = try explorer.press(KeyScript("/ \"forgotten\" enter enter"))
    #expect(explorer.model.state.message.contains("the engine's own"))
    #expect(explorer.model.state.view == .events)
  }

  @Test("a folded adapter opens for who an event leads to")
  func unfolds() throws {
    var explorer = Screen.explorer(Self.connection(), size: Size(width: 80, height: 24))
    _ = try explorer.press(KeyScript("Z 6 / \"talker\" enter enter"))
    #expect(explorer.model.state.stack.selection == .party(3))
  }

  @Test("a history that has forgotten, and a session with holes, say so")
  func losses() throws {
    let forgotten = SampleEvents.long(40, capacity: 256)
    let text = try Self.draw("", width: 160, height: 48, events: forgotten).text
    #expect(text.contains("knows from "))
    var events = SampleEvents.all
    events.removeSubrange(4..<9)
    let holes = try Self.draw("", width: 160, height: 48, events: EventHistory(events)).text
    #expect(holes.contains("5 not stored"))
  }

  @Test("what is listed equals a plain search, however the events came in")
  func reference() {
    var rows = EventRows()
    for rounds in 1...30 as ClosedRange<UInt64> {
      let history = SampleEvents.long(rounds, capacity: 256)
      for (minimum, filter) in [(EventSeverity.info, ""), (.notice, ""), (.info, "vlan")] {
        let key = EventRows.Key(minimum: minimum, filter: filter)
        var fresh = EventRows()
        fresh.take(history, key)
        rows.take(history, key)
        let expected = history.filter { event in
          event.severity >= minimum
            && (filter.isEmpty
              || [event.subject, event.text, event.note, event.cause].contains {
                $0.lowercased().contains(filter)
              })
        }
        #expect(rows.sequences == expected.map(\.sequence))
        #expect(rows == fresh)
      }
      var steady = EventRows()
      let key = EventRows.Key(minimum: .info, filter: "")
      for part in 1...rounds { steady.take(SampleEvents.long(part, capacity: 256), key) }
      #expect(steady.sequences == history.map(\.sequence))
      #expect(steady.total == history.count)
    }
  }

  @Test("frozen time shows the events of that instant")
  func frozen() throws {
    var explorer = Screen.explorer(Self.connection(), size: Size(width: 80, height: 24))
    _ = try explorer.press(KeyScript("6 f"))
    var model = explorer.model
    var next = SampleStack.snapshot(tick: 64)
    next.sequence = 9_000
    next.events = SampleEvents.long(2)
    model.take(next)
    #expect(model.eventRows.total == 21)
    _ = model.handle(KeyEvent("f"))
    #expect(model.eventRows.total == 42)
  }
}

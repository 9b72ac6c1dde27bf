import Drivers
import Engine
import Explorer
import Inspection
import TUIKit
import Testing

@Suite("Breakpoints over a recorded session")
struct RecordedBreakTests {
  private static let text = """
    name: recorded
    seed: 3
    adapters:
      eth0:
        driver: wire
        peer: eth1
        mac: 02-00-00-00-00-01
      eth1:
        driver: wire
        mac: 02-00-00-00-00-02
    protocols:
      near:
        driver: sink
        bind: eth0
      far:
        driver: responder
        bind: eth1
        addresses: [10.0.0.2/24]
    steps:
      - send: { at: near, frame: "eth(dst=02-00-00-00-00-02)/ipv4/udp(dport=9)", count: 4 }
      - advance: 5 ms
      - pause: eth1
      - restart: eth1
      - send: { at: near, frame: "eth(dst=02-00-00-00-00-02)/ipv4/udp(dport=7)", count: 2 }
      - advance: 5 ms
      - pause: eth1
      - restart: eth1
      - send: { at: near, frame: "eth(dst=02-00-00-00-00-02)/ipv4/udp(dport=9)", count: 3 }
      - advance: 5 ms
    """

  private static let run = Result {
    try RecordedRun(
      StackFile.read(text, file: "recorded.yaml", catalogue: DriverCatalogue.builtIn.components),
      text: text,
      for: nil
    )
  }

  /// Every stop from one end of the recording to the other.
  private func stops(_ text: String, forward: Bool) throws -> [RecordedBreaks.Stop] {
    let archive = try Self.run.get().archive
    let point = Breakpoint(id: 1, condition: try BreakpointCondition(parsing: text))
    let structure = archive.context.structure
    let party = point.condition.place.flatMap { name in
      structure.adapters.first { $0.name == name }?.partyID
    }
    let breaks = RecordedBreaks([(point, party)])
    var found: [RecordedBreaks.Stop] = []
    var place = RecordedPlace()
    while let stop = breaks.next(
      forward: forward,
      from: place,
      index: archive.session.index,
      log: archive.log,
      context: archive.context,
      events: archive.session.events
    ) {
      found.append(stop)
      guard found.count < 1_000 else { break }
      place =
        stop.journey > 0
        ? RecordedPlace(journey: stop.journey)
        : RecordedPlace(event: stop.event, time: stop.time)
    }
    return found
  }

  @Test("forward and backward find the same packets and events, in turned order, and all there are")
  func bothWays() throws {
    let archive = try Self.run.get().archive
    let index = archive.session.index
    let filter = try JourneyFilter(parsing: "udp.dstport == 9")
    let wanted = (0..<index.count).map { index.entry(at: $0) }
      .filter { filter.matches($0, in: archive.log, archive.context) }.map(\.journey)
    let forward = try stops("packet udp.dstport == 9", forward: true)
    #expect(wanted.count == 14 && forward.map(\.journey) == wanted, "\(wanted)")
    #expect(try stops("packet udp.dstport == 9", forward: false) == forward.reversed())
    let hops = try stops("packet hop.module == \"far\"", forward: true)
    #expect(hops.count == 9)
    let handlers = try stops("handler send at eth0", forward: true)
    #expect(handlers.count >= 9)
    let paused = archive.session.events.filter {
      $0.kind == .stateChange && $0.text.hasSuffix("→ Paused") && $0.subject == "eth1"
    }
    let states = try stops("state Paused at eth1", forward: true)
    #expect(paused.count >= 2 && states.map(\.event) == paused.map(\.sequence))
    #expect(try stops("state Paused at eth1", forward: false) == states.reversed())
    let requests = try stops("oid OID_GEN_CURRENT_PACKET_FILTER", forward: false)
    #expect(!requests.isEmpty)
    #expect(try stops("rule any", forward: true).isEmpty)
  }

  @Test("what a recording does not keep is refused with the reason")
  func refused() throws {
    let point = Breakpoint(
      id: 4,
      condition: try BreakpointCondition(parsing: "oid OID_GEN_STATISTICS query")
    )
    let breaks = RecordedBreaks([(point, nil)])
    #expect(breaks.isEmpty)
    #expect(breaks.refusals == ["breakpoint 4: a recorded request has no kind: leave it out"])
  }

  @Test("in the explorer C goes back and c forward, to packets and to events")
  func keys() throws {
    let run = try Self.run.get()
    let size = Size(width: 100, height: 30)
    let set = "L a \"packet udp.dstport == 7\" enter esc "
    let back = try stops("packet udp.dstport == 7", forward: false)
    let first = try run.draw(set + "C", size).text
    #expect(first.contains("back to #\(back[0].journey): breakpoint 1"), "\(first)")
    let second = try run.draw(set + "C C", size).text
    #expect(second.contains("back to #\(back[1].journey): breakpoint 1"), "\(second)")
    let forward = try run.draw(set + "C C c", size).text
    #expect(forward.contains("forward to #\(back[0].journey): breakpoint 1"), "\(forward)")
    let state = try run.draw("L a \"state Paused at eth1\" enter esc C", size).text
    #expect(state.contains("back to an event: breakpoint 1"), "\(state)")
    #expect(state.contains("[6 Events]") && state.contains("Pausing → Paused"), "\(state)")
    let nothing = try run.draw("L a \"rule any\" enter esc C", size).text
    #expect(nothing.contains("nothing recorded before this would have stopped"), "\(nothing)")
  }
}

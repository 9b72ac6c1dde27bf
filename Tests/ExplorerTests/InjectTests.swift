import Inspection
import TUIKit
import Testing

@testable import Explorer

/// The box in which packets are made and injected.
@Suite("Inject")
struct InjectTests {
  private static let typed =
    "\"eth(dst=02-00-00-00-00-01)/ipv4(dst=10.0.0.1)/udp(dport=53)/payload(size=8)\""

  private static func injections(_ connection: SampleConnection) -> [InjectionRequest] {
    connection.commands.compactMap {
      if case .atRest(.inject(let request)) = $0 { request } else { nil }
    }
  }

  @Test("the box is as reviewed at every size", arguments: ScreenTests.sizes)
  func sizes(_ width: Int, _ height: Int) throws {
    let module = "down down down down i"
    Golden.check(
      try Screen.draw(module, width: width, height: height),
      "inject-empty-\(width)x\(height)"
    )
    Golden.check(
      try Screen.draw(module + " " + Self.typed, width: width, height: height),
      "inject-typed-\(width)x\(height)"
    )
    Golden.check(
      try Screen.draw("5 up up ] i", width: width, height: height),
      "inject-taken-\(width)x\(height)"
    )
    Golden.check(
      try Screen.draw(module + " \"eth/ipv4(ttl=300)\" enter", width: width, height: height),
      "inject-mistake-\(width)x\(height)"
    )
    let ascii = ExplorerOptions(themes: [.mono], charset: .ascii)
    let canvas = try Screen.draw(
      module + " " + Self.typed,
      width: width,
      height: height,
      options: ascii
    )
    Golden.check(canvas, "inject-typed-\(width)x\(height)-ascii", charset: .ascii)
  }

  @Test("a packet is sent as it stands, the answer names its journey, and enter goes there")
  func sent() throws {
    let connection = SampleConnection(SampleStack.snapshot(tick: 60))
    connection.injectionJourney = 7
    var explorer = Screen.explorer(connection, size: Size(width: 80, height: 24))
    var screen = try explorer.press(
      KeyScript(
        "down down down down i " + Self.typed + " tab backspace 3 tab backspace \"10ms\" enter"
      )
    )
    let request = try #require(Self.injections(connection).first)
    #expect(request.party == SampleStack.vlan && request.direction == .transmit)
    #expect(request.count == 3 && request.interval == 10_000_000)
    #expect(request.frame.count == 50 && request.parent == 0)
    #expect(screen.text.contains("✔ #7 sent at vlan"))
    Golden.check(screen, "inject-sent")
    screen = try explorer.press(KeyScript("enter"))
    #expect(screen.lines[0].contains("#7"))
    #expect(explorer.model.state.view == .trace && explorer.model.state.overlay == nil)
  }

  @Test("a refusal is shown with what to do, and nothing is lost of what was typed")
  func refused() throws {
    let connection = SampleConnection(SampleStack.snapshot(tick: 60))
    var explorer = Screen.explorer(connection, size: Size(width: 80, height: 24))
    let screen = try explorer.press(KeyScript("down down down down i " + Self.typed + " enter"))
    #expect(screen.text.contains("✗ nothing can be originated in state Paused"))
    #expect(Self.injections(connection).count == 1)
    Golden.check(screen, "inject-refused")
    guard case .inject(let inject)? = explorer.model.state.overlay else {
      Issue.record("the box is closed")
      return
    }
    #expect(inject.frame.text.hasPrefix("eth(dst="))
  }

  @Test("a repetition is ended by its own key, once")
  func stopped() throws {
    let connection = SampleConnection(SampleStack.snapshot(tick: 60))
    connection.injectionJourney = 7
    var explorer = Screen.explorer(connection, size: Size(width: 80, height: 24))
    #expect(try explorer.press(KeyScript("I")).text.contains("nothing is being injected"))
    _ = try explorer.press(
      KeyScript("i eth/arp tab backspace 0 tab backspace \"1s\" enter esc I")
    )
    #expect(connection.commands.contains(.stopInjection(1)))
    let count = connection.commands.count
    _ = try explorer.press(KeyScript("I"))
    #expect(connection.commands.count == count)
  }

  @Test("what cannot be made is never sent")
  func mistakes() throws {
    let connection = SampleConnection(SampleStack.snapshot(tick: 60))
    var explorer = Screen.explorer(connection, size: Size(width: 80, height: 24))
    for keys in [
      "i enter", "\"eth/udp\" enter", "ctrl-u \"eth/arp\" tab backspace enter", "x enter",
      "backspace 0 enter", "backspace 1 tab backspace \"5\" enter",
    ] {
      _ = try explorer.press(KeyScript(keys))
      #expect(Self.injections(connection).isEmpty, "\(keys)")
    }
    _ = try explorer.press(KeyScript("\"ms\" enter"))
    #expect(Self.injections(connection).count == 1)
  }

  @Test(
    "a packet of the Trace view comes with the bytes of its hop, and a cut one says so and is not sent"
  )
  func taken() throws {
    let connection = SampleConnection(SampleStack.snapshot(tick: 60))
    var explorer = Screen.explorer(connection, size: Size(width: 80, height: 24))
    _ = try explorer.press(KeyScript("5 up up ] i"))
    guard case .inject(let inject)? = explorer.model.state.overlay,
      let journey = explorer.model.journey, let index = explorer.model.hopIndex
    else {
      Issue.record("the box is closed")
      return
    }
    let hop = journey.hops[index]
    #expect(inject.parent == journey.id)
    #expect(inject.direction == hop.edge.direction)
    #expect(inject.frame.text == InjectState.hex(hop.bytes?.prefix ?? []))
    #expect(inject.isCut == (hop.bytes?.isComplete != true))
    let cut = SampleConnection(SampleStack.snapshot(tick: 60)) { id in
      var journey = SampleJourneys.journey(id - 1)
      for index in journey.hops.indices { journey.hops[index].bytes?.length = 1_514 }
      return journey
    }
    var second = Screen.explorer(cut, size: Size(width: 80, height: 24))
    let screen = try second.press(KeyScript("5 up up ] i enter"))
    #expect(screen.text.contains("of 1514 bytes"))
    #expect(Self.injections(cut).isEmpty)
    Golden.check(screen, "inject-cut")
    _ = try second.press(KeyScript("backspace backspace enter"))
    #expect(Self.injections(cut).count == 1)
  }

  @Test("place and way go round with the arrows; a place with one way keeps to it")
  func places() throws {
    var model = ExplorerModel(options: ExplorerOptions(), size: Size(width: 80, height: 24))
    model.take(SampleStack.snapshot(tick: 60))
    _ = model.handle(KeyEvent("i"))
    var seen: [PartyID] = []
    _ = model.handle(KeyEvent(.up))
    _ = model.handle(KeyEvent(.up))
    for _ in model.injectPlaces {
      guard case .inject(let inject)? = model.state.overlay else { return }
      seen.append(inject.place)
      let place = try #require(model.place(of: inject))
      #expect(place.directions.contains(inject.direction))
      _ = model.handle(KeyEvent(.down))
      _ = model.handle(KeyEvent(.right))
      guard case .inject(let turned)? = model.state.overlay else { return }
      #expect((turned.direction != inject.direction) == (place.directions.count == 2))
      _ = model.handle(KeyEvent(.up))
      _ = model.handle(KeyEvent(.right))
    }
    #expect(Set(seen).count == model.injectPlaces.count)
  }

  @Test("a pasted dump of several lines becomes bytes, and a bad one says where it is bad")
  func paste() throws {
    var inject = InjectState(place: 1, direction: .receive)
    inject.paste("0000  ff ff ff ff ff ff 02 00 00 00 00 01 08 06 00 01   ......\n0010  08 00\n")
    #expect(inject.frame.text == "ff ff ff ff ff ff 02 00 00 00 00 01 08 06 00 01 08 00")
    inject.paste("00 11\n22 zz")
    #expect(throws: (any Error).self) { try inject.made.get() }
    #expect("\(inject.made)".contains("line 2, column 4"))
    inject.type(KeyEvent(.backspace))
    #expect((try? inject.made.get()) == nil)
    inject.type(KeyEvent(.backspace))
    #expect((try? inject.made.get())?.count == 17)
  }

  @Test("no keys make the box stop the program")
  func hostile() {
    var model = ExplorerModel(options: ExplorerOptions(), size: Size(width: 80, height: 24))
    model.take(SampleStack.snapshot(tick: 60))
    var state: UInt64 = 7
    func next(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    let keys: [KeyEvent] =
      [.up, .down, .left, .right, .tab, .backspace, .delete, .home, .end].map { KeyEvent($0) }
      + "eth/ipv4(src=1)/0fx\"".map { KeyEvent($0) } + [KeyEvent(.enter), KeyEvent(.escape)]
    for _ in 0..<4_000 {
      if model.state.overlay == nil { _ = model.handle(KeyEvent("i")) }
      _ = model.handle(keys[next(keys.count)])
      if next(16) == 0 {
        model.size = Size(width: 1 + next(170), height: 1 + next(50))
        _ = model.draw()
      }
      if next(64) == 0 { model.paste("0000  ff 00\n0002  11") }
    }
  }
}

import Inspection
import TUIKit
import Testing

@testable import Explorer

@Suite("What if, on the screen")
struct WhatIfBoxTests {
  private static func press(
    _ keys: String,
    fork: WhatIfReport? = .done(SampleFork.dropped),
    width: Int = 80,
    height: Int = 24,
    options: ExplorerOptions = ExplorerOptions()
  ) throws -> (model: ExplorerModel, screen: Canvas, asked: [WhatIfRequest]) {
    let connection = SampleConnection(SampleStack.snapshot(tick: 60))
    connection.fork = fork
    let size = Size(width: width, height: height)
    var explorer = Screen.explorer(connection, size: size, options: options)
    let screen = try explorer.press(KeyScript(keys))
    let asked = connection.commands.compactMap { command -> WhatIfRequest? in
      guard case .anytime(.detail(let request)) = command else { return nil }
      return request.whatIf.flatMap { $0.changes.isEmpty ? nil : $0 }
    }
    return (explorer.model, screen, asked)
  }

  private static let onVLAN = "down down down down W"

  @Test("the boxes are as reviewed at every size", arguments: ScreenTests.sizes)
  func sizes(_ width: Int, _ height: Int) throws {
    for (keys, fork, name) in [
      (Self.onVLAN, nil, "choosing"),
      (Self.onVLAN + " \"set id\" enter", nil, "typing"),
      (Self.onVLAN + " zzz", nil, "none"),
      (Self.onVLAN + " enter", WhatIfReport.done(SampleFork.dropped), "dropped"),
      (Self.onVLAN + " enter", .done(SampleFork.changed), "changed"),
      (Self.onVLAN + " enter", .done(SampleFork.same), "same"),
      (
        Self.onVLAN + " enter",
        .failed("the adapter has no such filter: vlan: choose another"), "failed"
      ),
    ] {
      let drawn = try Self.press(keys, fork: fork, width: width, height: height).screen
      Golden.check(drawn, "what-if-\(name)-\(width)x\(height)")
    }
    let plain = ExplorerOptions(themes: [.mono], charset: .ascii)
    let mono = try Self.press(
      Self.onVLAN + " enter",
      width: width,
      height: height,
      options: plain
    ).screen
    Golden.check(mono, "what-if-dropped-\(width)x\(height)-ascii", charset: .ascii)
  }

  @Test("while it runs the box says how far it is, and Esc ends it", arguments: ScreenTests.sizes)
  func running(_ width: Int, _ height: Int) throws {
    var (model, _, _) = try Self.press(Self.onVLAN, width: width, height: height)
    _ = model.handle(KeyEvent(.enter))
    #expect(model.awaitsFork && !model.isSettled)
    let request = try #require(model.wish.whatIf)
    #expect(request.changes == [.bypass(place: "Ethernet0/vlan")])
    var snapshot = try #require(model.latest)
    snapshot.detail = SnapshotDetail(request: model.wish, whatIf: .running(percent: 42))
    model.take(snapshot)
    Golden.check(model.draw(), "what-if-running-\(width)x\(height)")
    _ = model.handle(KeyEvent(.escape))
    #expect(model.state.overlay == nil && model.wish.whatIf == nil)
  }

  @Test("the filter selected is offered first, then the others, then what has values")
  func choices() throws {
    let (model, _, _) = try Self.press(Self.onVLAN)
    guard case .whatIf(let box)? = model.state.overlay else {
      Issue.record("there is no box")
      return
    }
    let texts = model.whatIfChoices(box).map(\.text)
    #expect(texts.first == "bypass vlan")
    #expect(texts.contains("bypass classify") && texts.contains("bypass capture"))
    let firstValue = texts.firstIndex { $0.hasPrefix("set rate of Ethernet0") } ?? 0
    let lastBypass = texts.lastIndex { $0.hasPrefix("bypass") } ?? .max
    #expect(firstValue > lastBypass)
  }

  @Test("changes add up, are taken back one by one, and a value typed is one of them")
  func several() throws {
    let one = try Self.press(Self.onVLAN + " enter + \"bypass classify\" enter").asked
    #expect(
      one.last?.changes == [
        .bypass(place: "Ethernet0/vlan"), .bypass(place: "Ethernet0/classify"),
      ]
    )
    let back = try Self.press(Self.onVLAN + " enter + \"bypass classify\" enter -").asked
    #expect(back.last?.changes == [.bypass(place: "Ethernet0/vlan")])
    let typed = try Self.press(Self.onVLAN + " \"set rate\" enter ctrl-u \"1 Mbit/s\" enter").asked
    #expect(
      typed.last?.changes == [.set(place: "Ethernet0", keyword: "rate", value: "1 Mbit/s")]
    )
  }

  @Test("what cannot be is told, and Esc leads back to the choice")
  func failed() throws {
    let fork = WhatIfReport.failed("it cannot be")
    let (model, screen, _) = try Self.press(Self.onVLAN + " enter", fork: fork)
    #expect(screen.text.contains("it cannot be"))
    var again = model
    _ = again.handle(KeyEvent(.escape))
    guard case .whatIf(let box)? = again.state.overlay else {
      Issue.record("the box is closed")
      return
    }
    #expect(box.isChoosing && box.request == nil)
  }

  @Test("in Trace it is about the packet, and the filter that dropped it comes first")
  func packet() throws {
    let (model, _, asked) = try Self.press("5 { W enter")
    #expect(asked.last?.journey == model.journey?.id && asked.last?.journey != nil)
    #expect(model.journey?.outcome == .dropped)
  }
}

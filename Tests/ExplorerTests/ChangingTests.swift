import Inspection
import TUIKit
import Testing

@testable import Explorer

@Suite("Changing the stack from the screen")
struct ChangingTests {
  private static func press(
    _ keys: String,
    _ connection: SampleConnection = SampleConnection(SampleStack.snapshot(tick: 60))
  ) throws -> (ScriptedExplorer, [Command]) {
    var explorer = Screen.explorer(connection, size: Size(width: 80, height: 24))
    _ = try explorer.press(KeyScript(keys))
    return (explorer, connection.commands.filter { $0.isAtRest })
  }

  @Test("pause, restart and the cable act on the selected adapter at once, and the answer is shown")
  func adapter() throws {
    let commands: [(String, Command)] = [
      ("a p", .pauseAdapter(1)), ("a r", .restartAdapter(1)), ("a +", .plugMedia(1)),
      ("a -", .unplugMedia(1)),
    ]
    for (keys, command) in commands {
      let (explorer, sent) = try Self.press(keys)
      #expect(sent == [command])
      #expect(explorer.model.state.message == "Ethernet0: \(command.name): done in 1.2 µs")
    }
    #expect(try Self.press("2 ) a p").1 == [.pauseAdapter(2)])
  }

  @Test("what is taken out of the stack is asked for first, and a no sends nothing")
  func confirmation() throws {
    let filter = "down down down down"
    let (asking, before) = try Self.press("\(filter) a d")
    #expect(asking.model.draw().text.contains("Detach vlan from Ethernet0?"))
    #expect(before.isEmpty)
    #expect(try Self.press("\(filter) a d esc").1.isEmpty)
    #expect(try Self.press("\(filter) a d enter").1 == [.detachFilter(module: 5)])
    #expect(try Self.press("down a u enter").1 == [.unbind(binding: 2)])
    Golden.check(asking.model.draw(), "overlay-confirmation")
  }

  @Test("without a filter or a protocol selected nothing is asked, and the screen says what to do")
  func selection() throws {
    let (detach, first) = try Self.press("a d")
    #expect(first.isEmpty && detach.model.state.overlay == nil)
    #expect(detach.model.state.message == "select a filter in Stack to detach it")
    let (unbind, second) = try Self.press("down down down down a u")
    #expect(second.isEmpty)
    #expect(unbind.model.state.message == "select a protocol in Stack to unbind it")
  }

  @Test("a driver is chosen from those the engine has, narrowed by what is typed")
  func choice() throws {
    let (attach, sent) = try Self.press("a a \"cap\"")
    #expect(sent.isEmpty)
    #expect(attach.model.draw().text.contains("attach a filter to Ethernet0"))
    #expect(
      try Self.press("a a \"cap\" enter").1 == [.attachFilter(adapter: 1, component: "capture")]
    )
    #expect(try Self.press("a a down enter").1 == [.attachFilter(adapter: 1, component: "vlan")])
    #expect(try Self.press("a b enter").1 == [.bind(adapter: 1, component: "sink")])
    #expect(try Self.press("a a \"zzz\" enter").1.isEmpty)
    #expect(try Self.press("a b esc").1.isEmpty)
    Golden.check(attach.model.draw(), "overlay-choice")
  }

  @Test("the palette offers every change by name")
  func palette() throws {
    #expect(try Self.press(": \"pause the adapter\" enter").1 == [.pauseAdapter(1)])
    let (explorer, _) = try Self.press(": \"attach a filter\" enter")
    if case .choice? = explorer.model.state.overlay {} else { Issue.record("no choice is open") }
  }

  @Test("an engine that does not answer a command is waited for, no longer than asked")
  func silent() throws {
    let connection = SampleConnection(SampleStack.snapshot(tick: 60))
    connection.answersCommands = false
    var explorer = ScriptedExplorer(
      connection: connection,
      size: Size(width: 80, height: 24),
      patience: 1
    )
    #expect(throws: ScriptedExplorer.Failure.noAnswer(seconds: 1)) {
      _ = try explorer.press(KeyScript("a p"))
    }
  }
}

import Inspection
import TUIKit
import Testing

@testable import Explorer

@Suite("Changing values from the screen")
struct KeywordBoxTests {
  private static func press(
    _ keys: String,
    refusal: String = "",
    width: Int = 80,
    height: Int = 24
  ) throws -> (explorer: ScriptedExplorer, screen: Canvas, sent: [Command]) {
    let connection = SampleConnection(SampleStack.snapshot(tick: 60))
    connection.refusal = refusal
    var explorer = Screen.explorer(connection, size: Size(width: width, height: height))
    let screen = try explorer.press(KeyScript(keys))
    return (explorer, screen, connection.commands.filter { $0.isAtRest })
  }

  private static let vlan = "down down down down a s"
  private static let rules = "down down down a f"

  @Test("the boxes are as reviewed at every size", arguments: ScreenTests.sizes)
  func sizes(_ width: Int, _ height: Int) throws {
    for (keys, name) in [
      (Self.rules, "rules"), (Self.rules + " enter", "rules-typing"),
      ("a s enter ctrl-u \"1 Mbit/s\" enter", "keywords-asking"), ("a w", "saving"),
    ] {
      let drawn = try Self.press(keys, width: width, height: height).screen
      Golden.check(drawn, "overlay-\(name)-\(width)x\(height)")
    }
  }

  @Test(
    "what stays and what begins anew is told before an adapter is halted, and a no sends nothing"
  )
  func asking() throws {
    let typed = "a s enter ctrl-u \"1 Mbit/s\" enter"
    #expect(try Self.press(typed).sent.isEmpty)
    #expect(try Self.press(typed).screen.text.contains("is halted and initialised again"))
    #expect(try Self.press(typed + " esc esc esc").sent.isEmpty)
    let no = try Self.press(typed + " n")
    guard case .keywords(let keywords)? = no.explorer.model.state.overlay else {
      Issue.record("the box is closed")
      return
    }
    #expect(keywords.field?.text == "1 Mbit/s" && no.sent.isEmpty)
    #expect(
      try Self.press(typed + " y").sent
        == [.setKeyword(party: SampleStack.nic0, keyword: "rate", value: "1 Mbit/s")]
    )
  }

  @Test("a filter takes a value without a question, and an empty one takes it out")
  func filter() throws {
    #expect(
      try Self.press(Self.vlan + " enter ctrl-u 7 enter").sent
        == [.setKeyword(party: SampleStack.vlan, keyword: "id", value: "7")]
    )
    #expect(
      try Self.press(Self.rules + " enter ctrl-u enter").sent
        == [.setKeyword(party: SampleStack.classify, keyword: "rules[1].match", value: "")]
    )
  }

  @Test(
    "a refusal is shown with its place and what to write, and what was typed is kept to be mended"
  )
  func refused() throws {
    let refusal =
      "\"udp prt 53\" is no packet filter (syntax error): rules[1].match: write it as for tcpdump"
    let (explorer, screen, _) = try Self.press(
      Self.rules + " enter ctrl-u \"udp prt 53\" enter",
      refusal: refusal
    )
    #expect(screen.text.contains("as for tcpdump"))
    guard case .keywords(let keywords)? = explorer.model.state.overlay else {
      Issue.record("the box is closed")
      return
    }
    #expect(keywords.field?.text == "udp prt 53")
    #expect(keywords.answer == .refused(refusal))
    Golden.check(screen, "overlay-rules-refused")
  }

  @Test("rules are listed alone; a filter without any, and one without values, say so")
  func lists() throws {
    let rules = try Self.press(Self.rules).screen.text
    #expect(rules.contains("rules[2].match") && !rules.contains("permit"))
    #expect(try Self.press("down down down down a f").screen.text.contains("The VLAN in access"))
    let none = try Self.press("down down down down down a s").screen.text
    #expect(none.contains("capture has no value that can be changed here"))
    let binding = try Self.press("down a s")
    #expect(binding.explorer.model.state.overlay == nil)
    #expect(binding.explorer.model.state.message.contains("reads its values when it binds"))
    #expect(
      try Self.press("a f").explorer.model.state.message
        == "select a filter in Stack to change its rules"
    )
  }

  @Test("a stack is saved under the name that is typed; a file that is there is asked about")
  func saving() throws {
    let saved = try Self.press("a w enter")
    #expect(saved.sent == [.saveStack(path: "lab.yaml", replaces: false)])
    #expect(saved.explorer.model.state.overlay == nil)
    let there = "\(Command.isThere): lab.yaml: choose another name"
    let asked = try Self.press("a w enter", refusal: there)
    #expect(asked.screen.text.contains("Overwrite lab.yaml?"))
    Golden.check(asked.screen, "overlay-overwrite")
    #expect(try Self.press("a w enter esc", refusal: there).sent.count == 1)
    #expect(
      try Self.press("a w enter enter", refusal: there).sent.last
        == .saveStack(path: "lab.yaml", replaces: true)
    )
    let failed = try Self.press("a w enter", refusal: "No space left on device: lab.yaml: check")
    #expect(failed.screen.text.contains("No space left on device"))
  }
}

import Testing

@testable import TUIKit

@Suite("Key script")
struct KeyScriptTests {
  @Test(
    "words are keys when they name one and typed otherwise",
    arguments: [
      ("5]]", "5 ] ]"), ("g g", "g g"), ("ctrl-p rss enter", "ctrl-p r s s enter"),
      ("\"left\" left", "l e f t left"), ("/\"a b\"", "/ a space b"),
      ("shift-tab f12", "shift-tab f12"),
      ("ctrl-alt-x ctrl--", "ctrl-alt-x ctrl--"), ("", ""), ("  ", ""), ("-", "-"),
    ]
  )
  func reading(script: String, names: String) throws {
    let script = try KeyScript(script)
    #expect(script.text == names)
    #expect(try KeyScript(script.text) == script)
  }

  @Test("mistakes are refused with their place")
  func mistakes() {
    #expect(throws: KeyScript.Failure.openQuote(column: 3)) { try KeyScript("a \"b") }
    #expect(throws: KeyScript.Failure.unknownKey("ctrl-nothing", column: 1)) {
      try KeyScript("ctrl-nothing")
    }
  }

  @Test("every key has a name that leads back to it")
  func names() {
    let keys: [KeyEvent.Key] =
      [
        .enter, .tab, .escape, .backspace, .delete, .insert, .up, .down, .left, .right, .home,
        .end, .pageUp, .pageDown, .character(" "), .character("\""), .character("é"),
      ] + (1...35).map { .function($0) }
    for key in keys {
      for bits in UInt8(0)..<8 {
        let event = KeyEvent(key, KeyEvent.Modifiers(rawValue: bits))
        #expect(KeyEvent(name: event.name) == event)
      }
    }
  }
}

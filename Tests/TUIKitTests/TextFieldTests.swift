import Testing

@testable import TUIKit

@Suite("Text field")
struct TextFieldTests {
  private func field(_ text: String, after keys: String) throws -> TextField {
    var field = TextField(text)
    for key in try KeyScript(keys).keys { _ = field.handle(key) }
    return field
  }

  @Test(
    "the keys of a shell prompt edit",
    arguments: [
      ("vlan", "x", "vlanx", 5), ("vlan", "home x", "xvlan", 1),
      ("vlan", "left left x", "vlxan", 3),
      ("a b", "ctrl-a ctrl-k", "", 0), ("foo bar", "ctrl-w", "foo ", 4),
      ("foo bar", "ctrl-w ctrl-a ctrl-y", "barfoo ", 3), ("foo bar", "ctrl-u", "", 0),
      ("foo bar", "alt-b x", "foo xbar", 5), ("foo bar", "ctrl-a alt-f x", "foox bar", 4),
      ("foo bar", "ctrl-a alt-d", " bar", 0), ("ab", "left backspace", "b", 0),
      ("ab", "home delete", "b", 0), ("", "backspace delete left right ctrl-w", "", 0),
      ("e\u{301}x", "backspace backspace", "", 0),
    ]
  )
  func editing(text: String, keys: String, result: String, cursor: Int) throws {
    let field = try field(text, after: keys)
    #expect(field.text == result)
    #expect(field.cursor == cursor)
  }

  @Test("keys that are not its own are handed back")
  func foreign() throws {
    var field = TextField("a")
    for name in ["enter", "esc", "tab", "up", "down", "ctrl-p", "f1", "alt-x"] {
      let key = try #require(KeyEvent(name: name))
      let isTaken = field.handle(key)
      #expect(!isTaken, "\(name)")
    }
    #expect(field.text == "a")
  }

  @Test("pasted text becomes one line without controls")
  func paste() {
    var field = TextField()
    field.insert("a\r\nb\tc\u{1B}d")
    #expect(field.text == "a b cd")
  }

  @Test("a long text scrolls with its cursor")
  func scrolling() {
    let canvas = Canvas(width: 5, height: 1)
    let field = TextField("abcdefgh")
    field.draw(on: canvas)
    #expect(canvas.text == "efgh")
    #expect(canvas[4, 0]?.style.attributes == .reverse)
    #expect(canvas[3, 0]?.style.attributes == [])
  }
}

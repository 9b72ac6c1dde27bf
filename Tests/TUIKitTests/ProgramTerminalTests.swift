import Testing

@testable import TUIKit

@Suite("A program that shares the terminal")
struct ProgramTerminalTests {
  static func modes(_ output: String) -> ProgramModes {
    var modes = ProgramModes()
    // A byte at a time: a sequence may be cut anywhere.
    for byte in output.utf8 { modes.take([byte]) }
    return modes
  }

  @Test("what a program set is undone when it goes and set again when it comes back")
  func leaving() {
    let modes = Self.modes(
      "\u{1B}[?1049h\u{1B}[?25l\u{1B}[?1;2004h\u{1B}[>4;2m\u{1B}[>1u\u{1B}[3;20r"
    )
    #expect(modes.isOnSecondScreen)
    #expect(
      modes.leaving
        == "\u{1B}[m\u{1B}[>0u\u{1B}[>4m\u{1B}7\u{1B}[r\u{1B}8\u{1B}[?1l\u{1B}[?25h\u{1B}[?2004l\u{1B}[?1049l"
    )
    #expect(
      modes.returning
        == "\u{1B}[?1049h\u{1B}[?1h\u{1B}[?25l\u{1B}[?2004h\u{1B}7\u{1B}[3;20r\u{1B}8\u{1B}[>4;2m\u{1B}[<u"
    )
  }

  @Test("what a program took back itself is left alone")
  func ownWork() {
    let plain = ProgramModes()
    #expect(
      Self.modes("\u{1B}[?1049h\u{1B}[?25l text \u{1B}[?25h\u{1B}[?1049l\u{1B}[>1u\u{1B}[<u")
        == plain
    )
    #expect(Self.modes("\u{1B}[?1049h\u{1B}[?2004h\u{1B}[>4;2m\u{1B}c") == plain)
    #expect(Self.modes("\u{1B}[>4;2m\u{1B}[>4m") == plain)
    #expect(plain.leaving == "\u{1B}[m" && plain.returning.isEmpty)
  }

  @Test("no output can make it forget its limits", arguments: 0..<20)
  func noise(seed: Int) {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
    var modes = ProgramModes()
    let alphabet = Array("\u{1B}[?;>=<0123456789hlrmupc!\u{07}\u{18} x".utf8)
    for _ in 0..<20_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      modes.take([alphabet[Int(state >> 33) % alphabet.count]])
    }
    // Whoever restores the terminal has 1024 bytes for it.
    #expect(modes.leaving.utf8.count <= 1_024 && modes.returning.utf8.count <= 1_024)
  }

  @Test("the key that calls the explorer is found as a byte and as terminals spell it")
  func callKey() {
    func find(_ text: String) -> CallKey.Found { CallKey.find(in: Array(text.utf8)[...]) }
    #expect(find("ls\r") == CallKey.Found(keys: Array("ls\r".utf8)))
    for key in ["\u{1D}", "\u{1B}[27;5;93~", "\u{1B}[93;5u"] {
      let found = find("ab\(key)5\u{1D}")
      #expect(found.keys == Array("ab".utf8) && found.afterCall == Array("5\u{1D}".utf8))
    }
    #expect(find("\u{1B}[A").afterCall == nil)
  }
}

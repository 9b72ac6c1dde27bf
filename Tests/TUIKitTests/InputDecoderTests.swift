import Testing

@testable import TUIKit

@Suite("Input decoder")
struct InputDecoderTests {
  private func events(_ text: String) -> [InputEvent] {
    events(Array(text.utf8))
  }

  private func events(_ bytes: [UInt8]) -> [InputEvent] {
    var decoder = InputDecoder()
    var events = decoder.feed(bytes, at: 0)
    events += decoder.expire(at: .max)
    return events
  }

  private func names(_ text: String) -> [String] {
    events(text).map { event in
      if case .key(let key) = event { return key.name }
      return "?"
    }
  }

  @Test(
    "keys of many terminals are told apart",
    arguments: [
      ("aG?", "a G ?"), ("\r\n\t\u{7F}\u{8}", "enter enter tab backspace backspace"),
      ("\u{10}\u{1D}\u{0}\u{1F}", "ctrl-p ctrl-] ctrl-space ctrl-_"),
      ("\u{1B}[A\u{1B}OB\u{1B}[C\u{1B}OD", "up down right left"),
      ("\u{1B}[H\u{1B}[F\u{1B}[1~\u{1B}[4~\u{1B}[7~\u{1B}[8~", "home end home end home end"),
      ("\u{1B}[2~\u{1B}[3~\u{1B}[5~\u{1B}[6~", "insert delete pageup pagedown"),
      ("\u{1B}OP\u{1B}[15~\u{1B}[24~\u{1B}[[A\u{1B}[1;2P", "f1 f5 f12 f1 shift-f1"),
      ("\u{1B}[1;5C\u{1B}[1;3D\u{1B}[3;6~", "ctrl-right alt-left ctrl-shift-delete"),
      ("\u{1B}[Z", "shift-tab"), ("\u{1B}x\u{1B}\r\u{1B}é", "alt-x alt-enter alt-é"),
      ("\u{1B}\u{1B}[A", "esc up"), ("\u{1B}", "esc"), ("\u{1B}[", "alt-["), ("\u{1B}O", "alt-O"),
      ("é漢😀", "é 漢 😀"),
      ("\u{1B}[97;5u\u{1B}[27u\u{1B}[97;2u\u{1B}[13;3u", "ctrl-a esc A alt-enter"),
      ("\u{1B}[97;1:3u\u{1B}[97;1:1u", "a"), ("\u{1B}[27;5;105~", "ctrl-i"),
      ("\u{1B}OM\u{1B}Oq", "enter 1"),
    ]
  )
  func keys(bytes: String, expected: String) {
    #expect(names(bytes).joined(separator: " ") == expected)
  }

  @Test(
    "what makes no sense vanishes and what follows is read",
    arguments: [
      "\u{1B}[?62;4cx", "\u{1B}]11;rgb:00/00/00\u{7}x", "\u{1B}]0;t\u{1B}\\x",
      "\u{1B}P1$r0m\u{1B}\\x",
      "\u{1B}[99~x", "\u{1B}[1;5yx", "\u{1B}[<0;0;1Mx", "\u{1B}[<200;1;1Mx", "\u{1B}[1;\u{1}x",
    ]
  )
  func noise(bytes: String) {
    #expect(names(bytes).last == "x")
    #expect(names(bytes).count <= 2)
  }

  @Test("bytes that are not UTF-8 vanish")
  func invalid() {
    #expect(events([0xC3, 0x61]) == [.key(KeyEvent("a"))])
    #expect(events([0xED, 0xA0, 0x80, 0x62]).last == .key(KeyEvent("b")))
    #expect(events([0xF4, 0x90, 0x80, 0x80]).isEmpty)
    #expect(events([0xE2, 0x94]).isEmpty)
  }

  @Test(
    "the mouse reports by SGR 1006 and by the old three bytes",
    arguments: [
      ("\u{1B}[<0;10;5M", MouseEvent(.press(0), x: 9, y: 4)),
      ("\u{1B}[<2;300;200m", MouseEvent(.release(2), x: 299, y: 199)),
      ("\u{1B}[<64;1;1M", MouseEvent(.scrollUp, x: 0, y: 0)),
      ("\u{1B}[<81;1;1M", MouseEvent(.scrollDown, x: 0, y: 0, modifiers: .control)),
      ("\u{1B}[<32;2;3M", MouseEvent(.drag(0), x: 1, y: 2)),
      ("\u{1B}[<35;2;3M", MouseEvent(.move, x: 1, y: 2)),
      ("\u{1B}[M !\"", MouseEvent(.press(0), x: 0, y: 1)),
      ("\u{1B}[M#!\"", MouseEvent(.release(0), x: 0, y: 1)),
    ]
  )
  func mouse(bytes: String, expected: MouseEvent) {
    #expect(events(bytes) == [.mouse(expected)])
  }

  @Test("a paste is one event without controls, whole or in pieces")
  func paste() {
    let text = "a\u{1B}[200~l1\rl2\t\u{1B}[31mred\u{3}\u{1B}[201~b"
    let expected: [InputEvent] = [
      .key(KeyEvent("a")), .paste("l1\nl2\t[31mred"), .key(KeyEvent("b")),
    ]
    #expect(events(text) == expected)
    var decoder = InputDecoder()
    var pieces: [InputEvent] = []
    for byte in text.utf8 { pieces += decoder.feed([byte], at: 0) }
    #expect(pieces == expected)
    #expect(decoder.deadline == nil)
  }

  @Test("a paste without an end is given up after a second")
  func openPaste() {
    var decoder = InputDecoder()
    #expect(decoder.feed("\u{1B}[200~abc".utf8, at: 5).isEmpty)
    #expect(decoder.expire(at: 900_000_000).isEmpty)
    #expect(decoder.expire(at: 1_000_000_005) == [.paste("abc")])
  }

  @Test("focus is told")
  func focus() {
    #expect(events("\u{1B}[I\u{1B}[O") == [.focus(true), .focus(false)])
  }

  @Test("a sequence in pieces is one key, and escape alone waits for its time")
  func pieces() {
    var decoder = InputDecoder()
    #expect(decoder.feed([0x1B], at: 100).isEmpty)
    #expect(decoder.deadline == 100 + InputDecoder.escapeDelay)
    #expect(decoder.expire(at: 101).isEmpty)
    #expect(decoder.feed([0x5B], at: 200).isEmpty)
    #expect(decoder.feed([0x41], at: 300) == [.key(KeyEvent(.up))])
    #expect(decoder.deadline == nil)
    #expect(decoder.feed([0x1B], at: 400).isEmpty)
    #expect(decoder.expire(at: 400 + InputDecoder.escapeDelay) == [.key(KeyEvent(.escape))])
  }

  @Test("a paste whose end is cut in two is one event, wherever the cut is")
  func cutPaste() {
    let bytes = Array("q\u{1B}[200~ab\u{1B}[201~z".utf8)
    for cut in 1..<bytes.count {
      var decoder = InputDecoder()
      var events = decoder.feed(bytes[..<cut], at: 0)
      events += decoder.feed(bytes[cut...], at: 1)
      #expect(events == [.key(KeyEvent("q")), .paste("ab"), .key(KeyEvent("z"))], "cut at \(cut)")
    }
  }

  @Test("a sequence without measure is lost to its end, and none of it is typed")
  func overlong() {
    for text in [
      "\u{1B}[" + String(repeating: "1;", count: 300) + "m",
      "\u{1B}]52;" + String(repeating: "A", count: 999) + "\u{7}",
    ] {
      var decoder = InputDecoder()
      var events: [InputEvent] = []
      for byte in text.utf8 { events += decoder.feed([byte], at: 0) }
      events += decoder.feed("x".utf8, at: 0)
      #expect(events == [.key(KeyEvent("x"))])
      #expect(self.events(text + "x") == events)
    }
  }

  @Test("any bytes in any pieces are taken, and nothing is kept without bound")
  func fuzz() {
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    func random(_ bound: UInt64) -> UInt64 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return state % bound
    }
    let likely = Array("\u{1B}[]O<;:0123456789MmuU~?ABZP\u{7}\\é😀".utf8)
    for _ in 0..<3000 {
      var decoder = InputDecoder()
      let bytes = (0..<random(120)).map { _ -> UInt8 in
        random(4) == 0
          ? UInt8(truncatingIfNeeded: random(256)) : likely[Int(random(UInt64(likely.count)))]
      }
      var count = 0
      var rest = bytes[...]
      while !rest.isEmpty {
        let part = rest.prefix(Int(random(9)) + 1)
        rest = rest.dropFirst(part.count)
        count += decoder.feed(part, at: 0).count
      }
      count += decoder.expire(at: .max).count
      #expect(count <= bytes.count)
      #expect(decoder.deadline == nil)
    }
    var decoder = InputDecoder()
    _ = decoder.feed([0x1B, 0x5D] + [UInt8](repeating: 0x41, count: 100_000), at: 0)
    let after = decoder.feed([0x07, 0x78], at: 0)
    #expect(after.last == .key(KeyEvent("x")))
  }

  @Test(
    "the terminal's ground is read from its answer, in any width and with either end",
    arguments: [
      ("rgb:ffff/0000/8080", 0xFF0080), ("rgb:ff/00/80", 0xFF0080), ("rgb:f/0/8", 0xFF0088),
      ("rgb:fff/000/808", 0xFF0080),
    ] as [(String, UInt32)]
  )
  func ground(_ answer: String, _ color: UInt32) {
    for end in ["\u{7}", "\u{1B}\\"] {
      var decoder = InputDecoder()
      let bytes = Array(("\u{1B}]11;" + answer + end + "q").utf8)
      var events: [InputEvent] = []
      for byte in bytes { events += decoder.feed([byte], at: 0) }
      #expect(events == [.background(RGB(color)), .key(KeyEvent("q"))])
    }
  }

  @Test(
    "other answers and broken ones vanish",
    arguments: [
      "10;rgb:ff/ff/ff", "11;rgb:ff/ff", "11;rgb:ff/ff/ff/ff", "11;rgb:gg/00/00",
      "11;rgb:fffff/0/0",
      "11;#ffffff", "11;rgb:-1/0/0", "11;rgb:\u{FF}/0/0",
    ]
  )
  func otherAnswers(_ answer: String) {
    var decoder = InputDecoder()
    #expect(decoder.feed(Array(("\u{1B}]" + answer + "\u{7}").utf8), at: 0).isEmpty)
  }
}

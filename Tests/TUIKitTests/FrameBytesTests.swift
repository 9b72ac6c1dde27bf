import Testing

@testable import TUIKit

@Suite("Frame bytes")
struct FrameBytesTests {
  private static func kept(_ text: String) -> String {
    var frame: [UInt8] = []
    Array(text.utf8).withUnsafeBytes { FrameBytes.append($0, to: &frame) }
    return String(decoding: frame, as: UTF8.self)
  }

  @Test(
    "a colour set to what it is is left out, in every way of writing one",
    arguments: [
      ("\u{1B}[38:2::1:2:3m\u{1B}[48:2::4:5:6ma", "\u{1B}[38:2::9:9:9m\u{1B}[48:2::4:5:6mb"),
      ("\u{1B}[38;5;12m\u{1B}[48;5;4ma", "\u{1B}[38;5;13m\u{1B}[48;5;4mb"),
      ("\u{1B}[38;2;1;2;3m\u{1B}[48;2;4;5;6ma", "\u{1B}[38;2;9;2;3m\u{1B}[48;2;4;5;6mb"),
      ("\u{1B}[31m\u{1B}[44ma", "\u{1B}[32m\u{1B}[44mb"),
      ("\u{1B}[91m\u{1B}[104ma", "\u{1B}[92m\u{1B}[104mb"),
    ]
  )
  func repeats(_ first: String, _ second: String) throws {
    let background = try #require(second.dropLast().split(separator: "\u{1B}").last)
    let wanted = first + second.replacing("\u{1B}" + background, with: "")
    #expect(Self.kept(first + second) == wanted)
    #expect(wanted.utf8.count < (first + second).utf8.count)
  }

  @Test(
    "after a reset, an attribute or a form that is not known, every colour is told again",
    arguments: [
      "\u{1B}[m", "\u{1B}[0;1m", "\u{1B}[7m", "\u{1B}[38;5;1;4m", "\u{1B}[1;38:5:1m",
    ]
  )
  func resets(_ between: String) {
    let color = "\u{1B}[38:2::1:2:3m\u{1B}[48:2::4:5:6m"
    let frame = color + "a" + between + color + "b"
    #expect(Self.kept(frame) == frame)
  }

  @Test(
    "what is told is the difference between two looks that are drawn, and nothing for one that is not",
    arguments: [
      // A reset only to end bold.
      (
        "\u{1B}[0;1m\u{1B}[31m\u{1B}[44ma", "\u{1B}(B\u{1B}[m\u{1B}[31m\u{1B}[44mb",
        "\u{1B}(B\u{1B}[22mb"
      ),
      ("\u{1B}[m\u{1B}[31ma", "\u{1B}[0;1m\u{1B}[32mb", "\u{1B}[1m\u{1B}[32mb"),
      // Bold gives way to faint: both end together.
      ("\u{1B}[0;1;4ma", "\u{1B}[0;2;4mb", "\u{1B}[22;2mb"),
      ("\u{1B}[0;1;3;4;7ma", "\u{1B}[mb", "\u{1B}[22;23;24;27mb"),
      ("\u{1B}[m\u{1B}[31ma", "\u{1B}[39mb", "\u{1B}[39mb"),
      // A look between two moves of the cursor.
      ("\u{1B}[m\u{1B}[31ma", "\u{1B}[32m\u{1B}[4;5H\u{1B}[31mb", "\u{1B}[4;5Hb"),
    ]
  )
  func differences(_ first: String, _ second: String, _ told: String) {
    #expect(Self.kept(first + second) == first + told)
  }

  @Test("what erases has the look of that moment, and the last look is told")
  func erasing() {
    let frame = "\u{1B}[m\u{1B}[44ma\u{1B}[45m\u{1B}[K\u{1B}[46m"
    #expect(Self.kept(frame) == frame)
  }

  @Test("a terminal that cannot end one attribute is reset")
  func resetting() {
    let text = "\u{1B}[0;1m\u{1B}[31ma\u{1B}[0m\u{1B}[31mb"
    var frame: [UInt8] = []
    Array(text.utf8).withUnsafeBytes { FrameBytes.append($0, to: &frame, endsAttributes: false) }
    #expect(String(decoding: frame, as: UTF8.self) == text.replacing("[0m", with: "[m"))
  }

  @Test("what is no colour passes as it is, also where a sequence is cut off")
  func others() {
    for frame in [
      "", "plain ◆ text", "\u{1B}[2J\u{1B}[3;4H\u{1B}(B\u{1B}[1K", "a\u{1B}", "a\u{1B}[",
      "a\u{1B}[38;5",
    ] {
      #expect(Self.kept(frame) == frame)
    }
  }
}

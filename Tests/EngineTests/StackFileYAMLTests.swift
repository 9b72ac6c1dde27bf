import Engine
import Testing

@Suite("YAML of stack files")
struct StackFileYAMLTests {
  static func first(_ text: String) -> StackFileError? { StackFileReaderTests.errors(text).first }

  static func first(_ bytes: [UInt8]) -> StackFileError? {
    do {
      _ = try StackFile.read(bytes, file: "a.yaml", catalogue: StackFileCatalogue.components)
      return nil
    } catch {
      return error.first
    }
  }

  @Test("a name set twice is an error that shows both places")
  func duplicates() {
    let error = Self.first("adapters:\n  a: { driver: wire }\n  a: { driver: wire }\n")
    #expect(error?.place == "a.yaml:3:3")
    #expect(error?.mend.contains("a.yaml:2:3") == true)
  }

  @Test(
    "text that is no YAML, or more of it than a stack file has, is refused at its place",
    arguments: [
      ("a: b: c", "1:5"), ("a:\n\t- b", "2:1"), ("a: [1, 2", "2:1"), ("a: 'x", "1:6"),
      ("", "1:1"), ("# nothing", "1:1"), ("a: *b", "1:4"), ("a: &b [*b]", "1:8"),
      ("a: !!python/object x", "1:4"), ("a: 1\n---\nb: 2\n", "2:1"), ("[a]: b", "1:1"),
      ("{a: 1}: 2", "1:1"),
    ]
  )
  func broken(text: String, place: String) {
    #expect(Self.first(text)?.place == "a.yaml:\(place)", "\(String(describing: Self.first(text)))")
  }

  @Test("bytes that are no UTF-8 are refused at their place")
  func encoding() {
    let error = Self.first(Array("name: ok\nx: ".utf8) + [0xFF, 0x0A])
    #expect(error?.place == "a.yaml:2:4")
    #expect(error?.mend == "save the file as UTF-8 text")
  }

  @Test("nesting stops at 32 levels, through aliases too")
  func depth() {
    let deep = String(repeating: "[", count: 40) + String(repeating: "]", count: 40)
    #expect(Self.first("a: \(deep)")?.what.contains("32 levels") == true)
    var text = "a0: &a0 [x]\n"
    for level in 1...40 { text += "a\(level): &a\(level) [*a\(level - 1)]\n" }
    #expect(Self.first(text)?.what.contains("32 levels") == true)
  }

  @Test("a small text cannot stand for a huge one")
  func expansion() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...9 {
      let list = [String](repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(list)]\n"
    }
    #expect(Self.first(text)?.what.contains("more than 65536 values") == true)
  }

  @Test("a file over a mebibyte is refused before it is read")
  func size() {
    let error = Self.first([UInt8](repeating: 0x23, count: (1 << 20) + 1))
    #expect(error?.place == "a.yaml")
    #expect(error?.mend == "a stack file has at most 1048576")
  }

  @Test("control characters from a file do not reach a message")
  func controls() {
    let error = Self.first("\"a\\e[31m\": 1\nadapters: { x: { driver: wire } }")
    #expect(error?.what.contains("\u{1B}") == false)
    #expect(error?.what.contains("\\u{1B}") == true)
  }
}

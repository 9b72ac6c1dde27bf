import TUIKit
import Testing

/// Every screen a person is likely to see first, at three sizes, on the lab and on stacks nobody wrote.
@Suite("Kept screens")
struct KeptScreenTests {
  /// What is drawn of a stack: keys in the order of the file.
  struct Scene: Sendable, CustomTestStringConvertible {
    let stack: RecordedRun.Sample
    let size: Size
    let look: ScreenGolden.Look

    var testDescription: String {
      "\(stack.rawValue)-\(size.width)x\(size.height)-\(look.rawValue)"
    }

    var keys: [String] {
      stack == .lab
        ? [
          "", "G", "?", ":", "2", "2 right right", "3", "3 v tab", "5", "5 ]", "5 {", "5 x",
          "5 { x x", "6", "6 right", "6 up up", "0", "0 p", "0 p p", "4", "5 tab \\",
        ]
        : ["", "2", "2 right", "3 v", "5", "5 {", "6", "6 right up", "0", "4"]
    }
  }

  static let sizes = [(80, 24), (160, 48), (40, 12)].map { Size(width: $0.0, height: $0.1) }
  static let scenes = RecordedRun.Sample.allCases.flatMap { stack in
    sizes.flatMap { size in
      ScreenGolden.Look.allCases.map { Scene(stack: stack, size: size, look: $0) }
    }
  }

  @Test("the views are as reviewed", arguments: scenes)
  func kept(_ scene: Scene) throws {
    let run = try scene.stack.run()
    var content = ""
    for keys in scene.keys {
      let canvas = try run.draw(
        keys,
        scene.size,
        charset: scene.look.charset,
        depth: scene.look.depth
      )
      content += ScreenGolden.section(keys, canvas, scene.look)
    }
    if scene.look == .mono {
      #expect(content.utf8.allSatisfy { $0 < 0x80 }, "ASCII was chosen")
    }
    if scene.look == .console {
      let braille = content.unicodeScalars.first { (0x2800...0x28FF).contains($0.value) }
      #expect(braille == nil, "blocks were chosen")
    }
    ScreenGolden.check(content, scene.testDescription)
  }

  @Test("the same run gives the same screen again")
  func repeatable() throws {
    let stack = RandomStack(seed: 2)
    let again = try RecordedRun(stack.configuration(), text: stack.text, for: 10)
    let first = try RecordedRun.Sample.random2.run()
    for keys in ["", "5 {"] {
      let size = Size(width: 160, height: 48)
      #expect(try again.draw(keys, size).text == first.draw(keys, size).text)
    }
  }
}

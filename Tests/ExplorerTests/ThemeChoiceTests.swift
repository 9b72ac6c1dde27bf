import Inspection
import TUIKit
import Testing

@testable import Explorer

@Suite("Themes and clipboard")
struct ThemeChoiceTests {
  private static func model(
    _ keys: String,
    options: ExplorerOptions = ExplorerOptions()
  ) throws -> ExplorerModel {
    var explorer = Screen.explorer(size: Size(width: 80, height: 24), options: options)
    _ = try explorer.press(KeyScript(keys))
    return explorer.model
  }

  @Test("the list of themes shows each at once; Enter keeps it, Escape goes back")
  func preview() throws {
    #expect(try Self.model("T").theme.name == "midnight")
    #expect(try Self.model("T down").theme.name == "paper")
    #expect(try Self.model("T down down esc").theme.name == "midnight")
    let kept = try Self.model("T down down enter")
    #expect(kept.theme.name == "contrast")
    #expect(kept.state.overlay == nil)
    #expect(try Self.model("T end down").theme.name == "mono")
    let text = try Screen.draw("T down").text
    #expect(text.contains("4 themes"))
    #expect(text.contains("paper"))
    #expect(try Screen.draw("T", width: 40, height: 12).text.contains("midnight"))
  }

  @Test("a light terminal gets the light partner, unless a theme was chosen")
  func ground() throws {
    var options = ExplorerOptions()
    options.followsTerminal = true
    var model = ExplorerModel(options: options, size: Size(width: 80, height: 24))
    model.take(background: RGB(0x101010))
    #expect(model.theme.name == "midnight")
    model.take(background: RGB(0xFDF6E3))
    #expect(model.theme.name == "paper")
    options.followsTerminal = false
    model = ExplorerModel(options: options, size: Size(width: 80, height: 24))
    model.take(background: RGB(0xFDF6E3))
    #expect(model.theme.name == "midnight")
  }

  @Test("y copies what is selected, and says how much")
  func copy() throws {
    var model = try Self.model("down down down down")
    guard case .copy(let module) = model.handle(KeyEvent("y")) else {
      Issue.record("nothing was copied")
      return
    }
    #expect(module.hasPrefix("◇ vlan"))
    #expect(module.contains("custody"))
    #expect(model.state.message == "copied \(module.split(separator: "\n").count) lines")
    var trace = try Self.model("5 {")
    guard case .copy(let journey) = trace.handle(KeyEvent("y")), let shown = trace.journey,
      let structure = trace.snapshot?.structure
    else {
      Issue.record("nothing was copied")
      return
    }
    #expect(journey == TraceText(shown, in: structure).text)
    #expect(journey.contains("FilteredVLAN"))
  }
}

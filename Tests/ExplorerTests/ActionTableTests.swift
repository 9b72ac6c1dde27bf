@preconcurrency import Glibc
import TUIKit
import Testing

@testable import Explorer

@Suite("Actions")
struct ActionTableTests {
  @Test("every action stands in the table once")
  func complete() {
    for id in ActionID.allCases {
      #expect(ActionTable.actions.count { $0.id == id } == 1, "\(id)")
    }
    #expect(ActionTable.actions.count == ActionID.allCases.count)
  }

  @Test("within a view no key sequence means two things, and none hides a longer one")
  func unambiguous() {
    for view in ViewID.allCases {
      var seen: [[KeyEvent]] = []
      for action in ActionTable.actions(in: view) {
        for keys in action.keys {
          #expect(!seen.contains(keys), "\(KeyLabel.text(keys)) in \(view)")
          #expect(ActionTable.match(keys, in: view) == .action(action.id))
          seen.append(keys)
        }
      }
      for long in seen where long.count > 1 {
        #expect(ActionTable.match(Array(long.dropLast()), in: view) == .prefix)
      }
    }
  }

  @Test("keys that terminals cannot tell from others are not bound")
  func bindable() {
    let forbidden: Set<Character> = ["i", "m", "[", "h", "s", "q", "j"]
    for action in ActionTable.actions {
      for event in action.keys.joined() where event.modifiers == .control {
        guard case .character(let character) = event.key else { continue }
        #expect(!forbidden.contains(character), "\(action.id)")
      }
      let isOnlyFunctionKey = action.keys.allSatisfy { keys in
        keys.contains { if case .function = $0.key { true } else { false } }
      }
      #expect(!isOnlyFunctionKey, "\(action.id)")
    }
  }

  @Test("every action has a key, a name, and a sentence that fits the help box")
  func described() {
    for action in ActionTable.actions {
      #expect(!action.keys.isEmpty, "\(action.id)")
      #expect(!action.name.isEmpty)
      #expect(action.sentence.hasSuffix("."))
      #expect(action.sentence.count <= 56, "\(action.sentence)")
      #expect(CharacterWidth.columns(of: action.allKeyLabels()) <= 9, "\(action.allKeyLabels())")
    }
  }

  @Test("help lists exactly the actions that are valid in the view, and finds them by any word")
  func help() {
    for view in ViewID.allCases {
      #expect(HelpList.rows("", view) == ActionTable.actions(in: view))
      for action in ActionTable.actions(in: view) {
        #expect(HelpList.rows(action.sentence.uppercased(), view).contains(action))
      }
    }
    #expect(!HelpList.rows("", .stack).contains { $0.id == .nextHop })
    #expect(!HelpList.rows("", .trace).contains { $0.id == .traceHere })
  }

  @Test("the palette lists all actions and puts a name typed in full first")
  func palette() {
    #expect(PaletteList.actions("") == ActionTable.actions)
    for action in ActionTable.actions {
      #expect(PaletteList.actions(action.name).first?.name == action.name)
    }
    #expect(PaletteList.actions("nhop").first?.id == .nextHop)
    #expect(PaletteList.actions("zzz").isEmpty)
  }

  @Test("hints name keys and actions of the table only")
  func hints() {
    for view in ViewID.allCases {
      var model = ExplorerModel(options: ExplorerOptions(), size: Size(width: 80, height: 24))
      model.state.view = view
      for group in HintList.groups(model) {
        for id in group.actions {
          let action = ActionTable.actions(in: view).first { $0.id == id }
          #expect(action?.keyLabel().isEmpty == false, "\(id) in \(view)")
        }
      }
      let keys = HintList.hints(model).map(\.key)
      #expect(keys.count == HintList.groups(model).count)
    }
  }

  @Test("the key table of the manual has every key and sentence")
  func markdown() {
    let text = KeyTable.markdown
    for action in ActionTable.actions {
      let keys = action.keys.map { "`" + $0.map(KeyLabel.word).joined(separator: " ") + "`" }
      #expect(text.contains("| \(keys.joined(separator: " ")) | \(action.sentence) |"))
    }
    let rows = text.split(separator: "\n").count
    #expect(rows == ActionTable.actions.count + 2 * Action.Place.allCases.count)
  }

  @Test("the manual's key table is the one the program prints")
  func manual() throws {
    let folder = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }
    let manual = try #require(Golden.read(folder + "/README.md"))
    let lines = manual.split(separator: "\n", omittingEmptySubsequences: false)
    let begin = try #require(lines.firstIndex(of: "<!-- keys: begin -->"))
    let end = try #require(lines.firstIndex(of: "<!-- keys: end -->"))
    if getenv("NDISSECT_UPDATE_SCREENS") != nil {
      let text =
        lines[...begin].joined(separator: "\n") + "\n" + KeyTable.markdown
        + lines[end...].joined(separator: "\n")
      return Golden.write(text, to: folder + "/README.md")
    }
    #expect(lines[(begin + 1)..<end].joined(separator: "\n") + "\n" == KeyTable.markdown)
  }

  @Test("a wrong second key of a sequence counts as a first one")
  func brokenSequence() {
    var model = ExplorerModel(options: ExplorerOptions(), size: Size(width: 80, height: 24))
    #expect(model.handle(KeyEvent("g")) == .none)
    #expect(model.state.pendingKeys == [KeyEvent("g")])
    #expect(model.handle(KeyEvent("5")) == .none)
    #expect(model.state.view == .trace)
    #expect(model.state.pendingKeys.isEmpty)
  }
}

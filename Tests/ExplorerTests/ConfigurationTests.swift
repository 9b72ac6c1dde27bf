import TUIKit
import Testing

@testable import Explorer

@Suite("Configuration")
struct ConfigurationTests {
  private static func error(_ text: String) -> ConfigurationError? {
    #expect(throws: ConfigurationError.self) { try Configuration(text, file: "config") }
  }

  @Test("the printed file gives the defaults, and names every action with its keys")
  func template() throws {
    let text = Configuration.template
    #expect(try Configuration(text, file: "config") == Configuration())
    for action in ActionTable.actions {
      #expect(text.contains("\n\(action.id.rawValue) = "), "\(action.id)")
      #expect(text.contains("# \(action.name): \(action.sentence)\n"))
    }
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 120 })
    // Every line that sets something can be taken out.
    for line in text.split(separator: "\n") where line.contains(" = ") {
      #expect(try Configuration(text.replacingLine(line), file: "config") == Configuration())
    }
  }

  @Test("settings and keys are read")
  func values() throws {
    let configuration = try Configuration(
      """
      # mine
      theme = nord
      charset = block
      color = 256
      samples = 5
      layout = view

      [keys]
      nextHop = u, ctrl-right, Q Q
      traceHere = none
      """,
      file: "config"
    )
    #expect(configuration.theme == "nord")
    #expect(configuration.charset == .block)
    #expect(configuration.depth == .palette256)
    #expect(configuration.samplesPerSecond == 5)
    #expect(configuration.layout == .view)
    let keys = configuration.keyMap
    #expect(keys.match([KeyEvent("u")], in: .trace) == .action(.nextHop))
    #expect(keys.match([KeyEvent(.right, .control)], in: .trace) == .action(.nextHop))
    #expect(keys.match([KeyEvent(.right)], in: .trace) == .none)
    #expect(keys.match([KeyEvent("t")], in: .stack) == .none)
    #expect(keys.match([KeyEvent(.right)], in: .stack) == .action(.openFold))
  }

  @Test(
    "what is wrong is told with line, column and remedy",
    arguments: [
      ("theme = \"a\" b", 1, 7, "needs one value"),
      ("colour = 24", 1, 1, "no such setting: colour"),
      ("\nsamples = 11", 2, 11, "11 samples"), ("charset = utf8", 1, 11, "no such characters"),
      ("layout  =  big", 1, 12, "no such layout: big"), ("just words", 1, 1, "not a setting"),
      ("[key]", 1, 1, "no such section"), ("samples = 1\nsamples = 2", 2, 1, "set twice"),
      ("[keys]\nnextHip = u", 2, 1, "no such action"),
      ("[keys]\nnextHop = foo", 2, 11, "no such key"),
      ("[keys]\nnextHop =", 2, 10, "has no key"),
      ("[keys]\nnextHop = ctrl-i", 2, 11, "cannot tell ctrl-i from tab"),
      ("[keys]\nnextHop = u, x", 2, 14, "x runs \"Changes, fields, bytes\" in Trace already"),
      ("[keys]\nnextHop = g", 2, 11, "g runs \"Top\" in"),
      ("[keys]\nquit = t", 2, 8, "t runs \"Trace here\" in Stack already"),
      ("[keys]\nhelp = g g x", 2, 8, "g g x runs \"Top\""),
    ]
  )
  func errors(_ text: String, _ line: Int, _ column: Int, _ words: String) {
    let error = Self.error(text)
    #expect(error?.line == line)
    #expect(error?.column == column)
    #expect(error?.problem.contains(words) == true, "\(error?.problem ?? "")")
    #expect(error?.description.contains(": config:\(line):\(column): ") == true)
  }

  @Test("two actions may change places")
  func swapped() throws {
    let keys = try Configuration("[keys]\nnextDrop = {\npreviousDrop = }", file: "c").keyMap
    #expect(keys.match([KeyEvent("{")], in: .trace) == .action(.nextDrop))
    #expect(keys.match([KeyEvent("}")], in: .trace) == .action(.previousDrop))
  }

  @Test("help, palette, hints and tabs show the keys that hold")
  func shown() throws {
    var options = ExplorerOptions()
    options.keys = try Configuration(
      "[keys]\nviewTrace = ctrl-t\nnextDrop = ctrl-d\nhelp = f2",
      file: "c"
    ).keyMap
    let trace = try Screen.draw("ctrl-t", options: options)
    #expect(trace.lines[1].contains("^T Trace"))
    #expect(trace.lines[1].contains("F2 help"))
    #expect(trace.lines[23].contains("{^D"))
    #expect(try Screen.draw("ctrl-t f2 \"next dropped\"", options: options).text.contains("^D "))
    #expect(try Screen.draw(": \"next drop\"", options: options).text.contains("^D"))
    #expect(try !Screen.draw("5", options: options).lines[1].contains("[^T Trace]"))
  }

  @Test("the layout can be kept simpler than the screen allows")
  func layout() throws {
    var options = ExplorerOptions()
    #expect(try Screen.draw("", width: 160, height: 48, options: options).text.contains("─ Path"))
    options.layout = .view
    #expect(try !Screen.draw("", width: 160, height: 48, options: options).text.contains("─ Path"))
    options.layout = .pane
    let narrow = ScreenLayout(Size(width: 160, height: 48), .pane)
    #expect(narrow.kind == .narrow)
    #expect(
      try Screen.draw("5", width: 160, height: 48, options: options).text.contains("─ Packets")
    )
  }

  @Test("the file is looked for under XDG_CONFIG_HOME, then in the home")
  func path() {
    #expect(
      Configuration.path { ["XDG_CONFIG_HOME": "/x", "HOME": "/h"][$0] } == "/x/ndissect/config"
    )
    #expect(Configuration.path { ["HOME": "/h"][$0] } == "/h/.config/ndissect/config")
    #expect(Configuration.path { ["XDG_CONFIG_HOME": "rel"][$0] } == nil)
  }

  @Test("a file that is not there gives the defaults, or is told if it was named")
  func absent() throws {
    #expect(try Configuration.load("/no/such/file", mayBeAbsent: true) == Configuration())
    #expect(throws: ConfigurationError.self) {
      try Configuration.load("/no/such/file", mayBeAbsent: false)
    }
    #expect(throws: ConfigurationError.self) { try Configuration.load("/", mayBeAbsent: true) }
  }
}

extension String {
  /// The text without a line.
  fileprivate func replacingLine(_ line: Substring) -> String {
    split(separator: "\n", omittingEmptySubsequences: false).filter { $0 != line }
      .joined(separator: "\n")
  }
}

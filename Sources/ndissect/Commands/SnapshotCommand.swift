import ArgumentParser
import Engine
import Explorer
import Glibc
import Inspection
import Kernel
import TUIKit

/// `ndissect snapshot`: one screen as a picture or text.
struct SnapshotCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "snapshot",
    abstract: "Draw one screen to svg, ansi or txt, the same every time."
  )

  @Argument(help: "A stack, a capture or a session; a stack runs on a virtual clock.")
  var target = "lab"

  @Option(help: "Columns and rows.")
  var size = "80x24"

  @Option(help: "Keys to press first, such as \"5]]\"; those that export write files here.")
  var keys = ""

  @Option(help: "svg, ansi or txt; by the ending of --output if left out.")
  var format: String?

  @Option(name: .shortAndLong, help: "The file to write; standard output if left out.")
  var output: String?

  @Option(
    name: .customLong("for"),
    help: .init("Engine time to run first, such as 500ms or 2s.", valueName: "time")
  )
  var duration: TimeSpan?

  @Option(
    name: .customLong("break"),
    help: .init(
      "Stop at a breakpoint, such as \"packet udp\" or \"handler receive at eth0/gate\"; several times.",
      valueName: "expression"
    )
  )
  var breakpoints: [String] = []

  @OptionGroup var clock: VirtualClock
  @OptionGroup var scene: SceneOptions
  @OptionGroup var screen: ScreenOptions

  func run() throws {
    if !breakpoints.isEmpty { return try drawStopped() }
    let archive = try archive()
    let canvas: Canvas
    let theme: Theme
    let charset: Charset
    do {
      let view = try SessionView(archive, mode: isSession ? .frozen : .stepped)
      var explorer = ScriptedExplorer(
        connection: view,
        options: try screen.resolved(),
        size: try dimensions(),
        writesFiles: true
      )
      for snapshot in archive.snapshots(last: 121).dropLast() { explorer.remember(snapshot) }
      canvas = try explorer.press(try script())
      theme = explorer.theme
      charset = explorer.charset
    } catch let error as HostError {
      throw Failure.run("\(error)")
    } catch let error as ScriptedExplorer.Failure {
      throw Failure.run("\(error): --keys \(keys): look at the same screen in the explorer")
    }
    try write(encode(canvas, theme, charset))
  }

  /// Runs up to the breakpoints and lets the keys act on what rests.
  private func drawStopped() throws {
    guard case .stack(let name) = Target(target) else {
      throw Failure.use("only a stack can be stopped: --break: leave it out for \(target)")
    }
    let (configuration, _) = try Loading.stack(name)
    var options = scene.engineOptions(keepsAll: true)
    options.stepped = true
    let chosen = options
    do {
      let view = try SteppedView(
        for: duration?.nanoseconds ?? 10_000_000_000,
        breakpoints: breakpoints
      ) { () throws(EngineError) in try StackEngine(configuration, options: chosen) }
      var explorer = ScriptedExplorer(
        connection: view,
        options: try screen.resolved(),
        size: try dimensions(),
        writesFiles: true
      )
      let canvas = try explorer.press(try script())
      try write(encode(canvas, explorer.theme, explorer.charset))
    } catch let error as EngineError {
      throw Failure.use(error.description)
    } catch let error as ScriptedExplorer.Failure {
      throw Failure.run("\(error): --keys \(keys): look at the same screen in the explorer")
    }
  }

  private func encode(_ canvas: Canvas, _ theme: Theme, _ charset: Charset) throws -> String {
    let depth = try screen.resolved().depth ?? .truecolor
    switch try pictureFormat() {
    case "svg": return SVGEncoder(theme: theme, depth: depth, charset: charset).encode(canvas)
    case "ansi": return ANSIEncoder(theme: theme, depth: depth, charset: charset).encode(canvas)
    default: return TextEncoder(charset: charset).encode(canvas)
    }
  }

  private func pictureFormat() throws -> String {
    let known = ["svg", "ansi", "txt"]
    let named = format ?? output.flatMap { path in known.first { path.hasSuffix("." + $0) } }
    let chosen = named ?? "txt"
    guard known.contains(chosen) else {
      throw Failure.use("no such format: --format \(chosen): give svg, ansi or txt")
    }
    return chosen
  }

  private func dimensions() throws -> Size {
    let parts = size.split(separator: "x").map { Int($0) }
    guard parts.count == 2, let width = parts[0], let height = parts[1],
      (1...1_000).contains(width), (1...1_000).contains(height)
    else {
      throw Failure.use("no such size: --size \(size): give columns x rows, such as 80x24")
    }
    return Size(width: width, height: height)
  }

  private func script() throws -> KeyScript {
    do throws(KeyScript.Failure) {
      return try KeyScript(keys)
    } catch {
      throw Failure.use("\(error): --keys \(keys): see the keys in the explorer's help")
    }
  }

  /// A session stands still, as it does in the explorer.
  private var isSession: Bool {
    if case .session = Target(target) { return true }
    return false
  }

  private func archive() throws -> SessionArchive {
    let configuration: StackConfiguration
    let text: String
    var duration: UInt64? = 10_000_000_000
    switch Target(target) {
    case .session(let path): return try Loading.session(path)
    case .capture(let path):
      (configuration, text) = try Loading.replayStack(nil, capture: path)
      duration = nil
    case .stack(let name): (configuration, text) = try Loading.stack(name)
    }
    var options = scene.engineOptions(keepsAll: true)
    options.stepped = true
    let engine = try Loading.engine(configuration, options)
    var bytes: [UInt8] = []
    let recorder = SessionRecorder(engine: engine, text: text) { bytes += $0 }
    do throws(EngineError) {
      try HeadlessRun(engine).run(
        for: self.duration?.nanoseconds ?? duration,
        each: { recorder.follow($0) }
      )
    } catch {
      throw Failure.run(error.description)
    }
    _ = recorder.finish(engine)
    do throws(SessionArchiveError) {
      return try SessionArchive.read(bytes)
    } catch {
      throw Failure.run(error.description)
    }
  }

  private func write(_ text: String) throws {
    guard let output else { return put(text) }
    do throws(FileError) {
      let sink = try FileSink(path: output)
      sink.write(Array(text.utf8), waits: true)
      if let error = sink.finish() { throw error }
    } catch {
      throw Failure.use(error.description)
    }
  }
}

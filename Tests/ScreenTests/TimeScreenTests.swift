import Inspection
import Engine
import Kernel
import TUIKit
import Testing

@testable import Explorer

/// What the screen shows of the past of a recorded run.
@Suite("Screens of the past")
struct TimeScreenTests {
  static let sizes = [(80, 24), (160, 48), (40, 12)].map { Size(width: $0.0, height: $0.1) }
  /// Scrubbed, at an event, at a hop, at a typed time, and the box for it.
  static let keys = [
    ", ,", "6 <", "5 { ] @", "; 4.25 enter", "3 v ^", "0 < ,", ", a p", ";",
  ]

  @Test("the past is drawn as reviewed", arguments: sizes, ScreenGolden.Look.allCases)
  func kept(_ size: Size, _ look: ScreenGolden.Look) throws {
    let run = try RecordedRun.Sample.lab.run()
    var content = ""
    for keys in Self.keys {
      let canvas = try run.draw(keys, size, charset: look.charset, depth: look.depth)
      content += ScreenGolden.section(keys, canvas, look)
    }
    ScreenGolden.check(content, "past-\(size.width)x\(size.height)-\(look.rawValue)")
  }

  @Test(
    "every pane of an instant of the past is of that instant, at random times of recorded runs",
    arguments: [RecordedRun.Sample.lab, .random1, .random2]
  )
  func panes(_ sample: RecordedRun.Sample) throws {
    let archive = try sample.run().archive
    let size = Size(width: 160, height: 48)
    var random = SeededRandom(seed: 3)
    for _ in 0..<8 {
      let time = random.bounded(archive.session.lastTime)
      var explorer = ScriptedExplorer(
        connection: try SessionView(archive, mode: .stepped),
        size: size,
        patience: 300
      )
      _ = try explorer.press(KeyScript("; \"\(time)ns\" enter"))
      let instant = try #require(explorer.model.frozen?.snapshot)
      #expect(instant.time == time)
      #expect(instant.counters == archive.instant(.time(time))?.snapshot.counters)
      var panes = FrozenPanes(explorer, instant, isWhole: true, "\(sample) at \(time)")
      try panes.check()
    }
  }
}

import Inspection
import TUIKit

@testable import Explorer

/// The explorer over the sample engine, with half a minute of history.
enum Screen {
  static func explorer(
    _ connection: SampleConnection? = nil,
    size: Size,
    options: ExplorerOptions = ExplorerOptions(),
    history ticks: ClosedRange<UInt64>? = 0...59
  ) -> ScriptedExplorer {
    var explorer = ScriptedExplorer(
      connection: connection ?? SampleConnection(SampleStack.snapshot(tick: 60)),
      options: options,
      size: size,
      patience: 60
    )
    for tick in ticks ?? 0...0 where ticks != nil {
      explorer.remember(SampleStack.snapshot(tick: tick))
    }
    return explorer
  }

  /// The screen after some keys.
  static func draw(
    _ keys: String,
    width: Int = 80,
    height: Int = 24,
    connection: SampleConnection? = nil,
    options: ExplorerOptions = ExplorerOptions()
  ) throws -> Canvas {
    var explorer = explorer(
      connection,
      size: Size(width: width, height: height),
      options: options
    )
    return try explorer.press(KeyScript(keys))
  }
}

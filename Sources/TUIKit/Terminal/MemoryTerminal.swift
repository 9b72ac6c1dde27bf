/// A screen in memory, for tests and snapshots.
public final class MemoryTerminal: Terminal {
  /// Its extent; assign to resize.
  public var size: Size
  /// Characters it shows.
  public var charset: Charset
  /// Colours for roles.
  public var theme: Theme
  /// The frames shown so far.
  public private(set) var frameCount = 0
  /// The last frame as it was drawn; nil before the first.
  public private(set) var canvas: Canvas?

  /// Makes a screen.
  public init(
    width: Int,
    height: Int,
    charset: Charset = .braille,
    theme: Theme = .midnight
  ) {
    size = Size(width: width, height: height)
    self.charset = charset
    self.theme = theme
  }

  /// Keeps a frame.
  public func present(_ canvas: Canvas) {
    frameCount += 1
    self.canvas = canvas
  }

  /// Has no effect: frames are kept whole.
  public func invalidate() {}

  /// The last frame as text in the screen's character set, rows without trailing blanks.
  public var text: String {
    guard let canvas else { return "" }
    return TextEncoder(charset: charset).encode(canvas)
  }
}

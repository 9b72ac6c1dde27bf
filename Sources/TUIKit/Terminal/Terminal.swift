/// A screen that shows canvases.
public protocol Terminal: AnyObject {
  /// Its extent now.
  var size: Size { get }
  /// Characters it can show; may be changed while it runs.
  var charset: Charset { get set }
  /// Colours for roles; may be changed while it runs.
  var theme: Theme { get set }
  /// Shows a frame; what did not change since the last one is not sent again.
  func present(_ canvas: Canvas)
  /// Forgets what is on the screen, so that the next frame is sent whole.
  func invalidate()
}

/// Writes a frame as a text file.
public protocol ScreenEncoder {
  /// The file's content; the same frame gives the same bytes.
  func encode(_ canvas: Canvas) -> String
}

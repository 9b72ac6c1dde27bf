/// Writes a frame as plain text, rows without trailing blanks.
public struct TextEncoder: ScreenEncoder, Sendable {
  /// Characters it may use.
  public var charset: Charset

  /// Makes an encoder.
  public init(charset: Charset = .braille) {
    self.charset = charset
  }

  /// The rows, a line feed after each but the last.
  public func encode(_ canvas: Canvas) -> String {
    (0..<canvas.height).map { y in
      var line = ""
      for x in 0..<canvas.width {
        guard let cell = canvas[x, y], cell.width > 0 else { continue }
        line += charset.rendering(of: cell.text, columns: Int(cell.width))
      }
      while line.last == " " { line.removeLast() }
      return line
    }.joined(separator: "\n")
  }
}

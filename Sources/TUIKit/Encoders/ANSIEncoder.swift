/// Writes a frame as text with SGR sequences, for `cat` on a terminal.
public struct ANSIEncoder: ScreenEncoder, Sendable {
  /// Colours for roles.
  public var theme: Theme
  /// Colours it may use.
  public var depth: ColorDepth
  /// Characters it may use.
  public var charset: Charset

  /// Makes an encoder.
  public init(
    theme: Theme = .midnight,
    depth: ColorDepth = .truecolor,
    charset: Charset = .braille
  ) {
    self.theme = theme
    self.depth = depth
    self.charset = charset
  }

  /// The rows, each ending with a reset and a line feed.
  public func encode(_ canvas: Canvas) -> String {
    var text = ""
    for y in 0..<canvas.height {
      var current: Theme.Resolved?
      for x in 0..<canvas.width {
        guard let cell = canvas[x, y], cell.width > 0 else { continue }
        let look = theme.resolve(cell.style, depth: depth)
        if look != current {
          text += sequence(for: look)
          current = look
        }
        text += charset.rendering(of: cell.text, columns: Int(cell.width))
      }
      text += "\u{1B}[0m\n"
    }
    return text
  }

  /// The sequence that sets a look, whatever was set before.
  func sequence(for look: Theme.Resolved) -> String {
    var codes = ["0"]
    let attributes: [(Style.Attributes, String)] = [
      (.bold, "1"), (.dim, "2"), (.italic, "3"), (.underline, "4"), (.reverse, "7"),
    ]
    for (attribute, code) in attributes where look.attributes.contains(attribute) {
      codes.append(code)
    }
    if let color = look.foreground { codes.append(code(of: color, isGround: false)) }
    if let color = look.background { codes.append(code(of: color, isGround: true)) }
    return "\u{1B}[" + codes.joined(separator: ";") + "m"
  }

  private func code(of color: RGB, isGround: Bool) -> String {
    switch depth {
    case .truecolor, .mono:
      return "\(isGround ? 48 : 38);2;\(color.red);\(color.green);\(color.blue)"
    case .palette256:
      return "\(isGround ? 48 : 38);5;\(color.index256)"
    case .palette16:
      let index = Int(color.index16)
      return String((index < 8 ? 30 + index : 82 + index) + (isGround ? 10 : 0))
    }
  }
}

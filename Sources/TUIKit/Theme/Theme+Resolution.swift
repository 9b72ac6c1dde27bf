extension Theme {
  /// What a terminal is told for one style.
  public struct Resolved: Equatable, Hashable, Sendable {
    /// Text colour; nil is the terminal's own.
    public var foreground: RGB?
    /// Ground; nil is the terminal's own.
    public var background: RGB?
    /// Attributes.
    public var attributes: Style.Attributes
  }

  /// Turns roles into colours for a depth.
  ///
  /// With a palette of 16 colours or none the selection bar is reverse video, so that it can be seen in every
  /// terminal; then it carries no colour, because reversed colours lose their contrast.
  public func resolve(_ style: Style, depth: ColorDepth) -> Resolved {
    var attributes = style.attributes
    let isSelected = style.background == .selected
    if depth == .mono {
      attributes.formUnion(self[style.foreground].attributes)
      if let ground = style.background {
        attributes.formUnion(isSelected ? .reverse : self[ground].attributes.union(.reverse))
      }
      if isSelected { attributes.remove(.dim) }
      return Resolved(foreground: nil, background: nil, attributes: attributes)
    }
    if isSelected, depth == .palette16 || self[.selected].color == nil {
      return Resolved(foreground: nil, background: nil, attributes: attributes.union(.reverse))
    }
    var foreground = self[style.foreground].color
    if foreground == nil { attributes.formUnion(self[style.foreground].attributes) }
    var ground = background
    if let role = style.background {
      ground = self[role].color
      switch role {
      case .selected:
        // Grey on the bar would be hard to read; and few colours there make a moved selection cheap.
        if [.text, .dim, .border, .title, .key].contains(style.foreground) {
          foreground = selectedText ?? foreground
        }
      default:
        foreground =
          ground.map { $0.luminance >= 500 ? RGB(0x101010) : RGB(0xF4F4F4) } ?? foreground
      }
    }
    return Resolved(foreground: foreground, background: ground, attributes: attributes)
  }
}

extension Theme {
  /// The themes compiled in.
  public static let builtIn: [Theme] = [.midnight, .paper, .contrast, .mono]

  /// The default: dark, every role at least 7:1 on its ground.
  public static let midnight: Theme = {
    var theme = Theme(name: "midnight")
    theme.pair = "paper"
    theme.background = RGB(0x0E1420)
    theme.selectedText = RGB(0xFFFFFF)
    theme.setColors([
      .text: 0xD5DCE8, .dim: 0x98A3B8, .title: 0xF2F5FA, .border: 0x46536B, .key: 0xFFD479,
      .selected: 0x24385C, .miniport: 0x7DB4FF, .filter: 0xC7A5F6, .protocol: 0x5ADBC4,
      .rx: 0x65D4F3, .tx: 0xF29ADF, .ok: 0x83DB8F, .warn: 0xFFC26B, .drop: 0xF6959B,
      .changed: 0xFFC26B, .held: 0xF0E07A, .heat1: 0x35507A, .heat2: 0x3A7D9B, .heat3: 0x3FAA9D,
      .heat4: 0xD6C25A, .heat5: 0xF6959B,
    ])
    return theme
  }()

  /// The light partner of `midnight`.
  public static let paper: Theme = {
    var theme = Theme(name: "paper")
    theme.pair = "midnight"
    theme.background = RGB(0xFBFAF7)
    theme.selectedText = RGB(0x000000)
    theme.setColors([
      .text: 0x22262E, .dim: 0x4D545F, .title: 0x0B0E13, .border: 0xA9B0BC, .key: 0x7A4300,
      .selected: 0xD4E2F8, .miniport: 0x184D9D, .filter: 0x5F2DB0, .protocol: 0x00574C,
      .rx: 0x00527A, .tx: 0x8A1477, .ok: 0x235905, .warn: 0x7A4300, .drop: 0x9B2333,
      .changed: 0x7A4300, .held: 0x5F4C00, .heat1: 0xC3D5F0, .heat2: 0x86B9CC, .heat3: 0x3C958A,
      .heat4: 0xB08400, .heat5: 0x9B2333,
    ])
    return theme
  }()

  /// Black, white and few pure colours; bad is orange and good is blue, which colour-blind readers tell apart.
  public static let contrast: Theme = {
    var theme = Theme(name: "contrast")
    theme.background = RGB(0x000000)
    theme.selectedText = RGB(0xFFFFFF)
    theme.setColors([
      .text: 0xFFFFFF, .dim: 0xC8C8C8, .title: 0xFFFFFF, .border: 0x9A9A9A, .key: 0xFFFF00,
      .selected: 0x003890, .miniport: 0x8CC8FF, .filter: 0xE0C0FF, .protocol: 0x60F0E0,
      .rx: 0x70E0FF, .tx: 0xFFB0F0, .ok: 0x7CB8FF, .warn: 0xFFD000, .drop: 0xFF9A2E,
      .changed: 0xFFD000, .held: 0xFFFF60, .heat1: 0x404040, .heat2: 0x6A6A6A, .heat3: 0x9C9C9C,
      .heat4: 0xD0D0D0, .heat5: 0xFF9A2E,
    ])
    return theme
  }()

  /// The terminal's own two colours; roles differ by attributes and glyphs.
  public static let mono = Theme(name: "mono")

  private mutating func setColors(_ colors: KeyValuePairs<Role, UInt32>) {
    for (role, value) in colors { self[role].color = RGB(value) }
  }
}

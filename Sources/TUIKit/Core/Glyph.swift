/// Every character beyond ASCII that the product draws, by meaning.
///
/// Each takes one column and has an ASCII twin in `Charset.asciiTwin(of:)`.
public enum Glyph {
  // Rules and boxes.
  /// The glyph `─`.
  public static let horizontal = "─"
  /// The glyph `│`.
  public static let vertical = "│"
  /// The glyph `┬`.
  public static let teeDown = "┬"
  /// The glyph `┴`.
  public static let teeUp = "┴"
  /// The glyph `├`.
  public static let teeRight = "├"
  /// The glyph `┤`.
  public static let teeLeft = "┤"
  /// The glyph `┼`.
  public static let cross = "┼"
  /// The glyph `└`.
  public static let cornerBottomLeft = "└"
  /// The glyph `╭`.
  public static let roundTopLeft = "╭"
  /// The glyph `╮`.
  public static let roundTopRight = "╮"
  /// The glyph `╰`.
  public static let roundBottomLeft = "╰"
  /// The glyph `╯`.
  public static let roundBottomRight = "╯"
  /// The glyph `╌`.
  public static let dashed = "╌"

  // Trees and selection.
  /// The glyph `▾`.
  public static let open = "▾"
  /// The glyph `▸`.
  public static let closed = "▸"
  /// The glyph `▌`.
  public static let selection = "▌"
  /// The glyph `›`.
  public static let crumb = "›"

  // Roles.
  /// The glyph `■`.
  public static let miniport = "■"
  /// The glyph `◇`.
  public static let filter = "◇"
  /// The glyph `◈`.
  public static let monitoringFilter = "◈"
  /// The glyph `◆`.
  public static let `protocol` = "◆"
  /// The glyph `▼`.
  public static let receive = "▼"
  /// The glyph `▲`.
  public static let transmit = "▲"
  /// The glyph `●`.
  public static let up = "●"
  /// The glyph `○`.
  public static let down = "○"
  /// The glyph `✎`.
  public static let changed = "✎"
  /// The glyph `✗`.
  public static let drop = "✗"
  /// The glyph `✔`.
  public static let ok = "✔"
  /// The glyph `◷`.
  public static let held = "◷"
  /// The glyph `⏸`.
  public static let frozen = "⏸"

  // Arrows and text.
  /// The glyph `→`.
  public static let rightArrow = "→"
  /// The glyph `←`.
  public static let leftArrow = "←"
  /// The glyph `↑`.
  public static let upArrow = "↑"
  /// The glyph `↓`.
  public static let downArrow = "↓"
  /// The glyph `▶`.
  public static let arrowHead = "▶"
  /// The glyph `↵`.
  public static let enter = "↵"
  /// The glyph `␣`.
  public static let space = "␣"
  /// The glyph `⇥`.
  public static let tab = "⇥"
  /// The glyph `⌫`.
  public static let backspace = "⌫"
  /// The glyph `·`.
  public static let dot = "·"
  /// The glyph `…`.
  public static let ellipsis = "…"
  /// The glyph `–`.
  public static let none = "–"
  /// The glyph `−`.
  public static let minus = "−"
  /// The glyph `×`.
  public static let times = "×"
  /// The glyph `±`.
  public static let plusMinus = "±"
  /// The glyph `µ`.
  public static let micro = "µ"
  /// The glyph `▔`.
  public static let overline = "▔"

  // Shades and bars, from little to much.
  /// The glyph `░▒▓█`.
  public static let shades = ["░", "▒", "▓", "█"]
  /// The glyph `▁▂▃▄▅▆▇█`.
  public static let bars = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
  /// The glyph `▏▎▍▌▋▊▉█`.
  public static let leftBars = ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"]

  /// All single glyphs of this table except braille.
  public static let all: [String] =
    [
      horizontal, vertical, teeDown, teeUp, teeRight, teeLeft, cross, cornerBottomLeft,
      roundTopLeft, roundTopRight, roundBottomLeft, roundBottomRight, dashed, open, closed,
      selection, crumb, miniport, filter, monitoringFilter, `protocol`, receive, transmit, up, down,
      changed, drop, ok, held, frozen, rightArrow, leftArrow, upArrow, downArrow, arrowHead, enter,
      space, tab, backspace, dot, ellipsis, none, minus, times, plusMinus, micro, overline,
    ] + shades + bars + leftBars
}

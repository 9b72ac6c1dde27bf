import CLinux
import CNcurses
@preconcurrency import Glibc

/// The real terminal, drawn on with ncurses.
///
/// There is at most one. It is given back on `close` and by every signal that ends the process. It belongs to the
/// thread that made it.
public final class CursesTerminal: Terminal {
  /// How to set up the terminal; nil lets the environment choose.
  public struct Options: Sendable {
    /// Descriptor of its keyboard.
    public var input: Int32 = 0
    /// Descriptor of its screen.
    public var output: Int32 = 1
    /// Colours to use.
    public var depth: ColorDepth?
    /// Characters to use.
    public var charset: Charset?
    /// Colours for roles.
    public var theme: Theme = .midnight
    /// Whether clicks and the wheel are reported.
    public var usesMouse = true

    /// The usual terminal with the usual choices.
    public init() {}
  }

  /// Its extent when it was last looked at.
  public private(set) var size: Size
  /// Colours it shows.
  public let depth: ColorDepth
  /// Characters it shows.
  public var charset: Charset { didSet { invalidate() } }
  /// Colours for roles.
  public var theme: Theme { didSet { if theme != oldValue { forgetStyles() } } }
  /// Descriptor of the keyboard.
  public let input: Int32
  /// Whether it understands the sequences of xterm: mouse, paste, synchronized frames, clipboard.
  public let isXtermLike: Bool

  /// A Linux console; it has a mouse but no strings.
  private let isConsole: Bool
  private let output: Int32
  private let colors: Int
  /// Whether colour numbers are RGB values.
  private let isDirect: Bool
  private let usesMouse: Bool
  private var shown: [Cell] = []
  /// The cells of the last frame as they were drawn; on the screen blanks may have other styles.
  private var drawn: [Cell] = []
  /// The bytes of the last frame; its memory is used again.
  private var frame: [UInt8] = []
  private var looks: [Style: Look] = [:]
  /// A power of two.
  private var lately = [(style: Style, look: Look)?](repeating: nil, count: 64)
  private var isOpen = true

  /// What ncurses is told for a style.
  private struct Look {
    var attributes: UInt32
    var pair: Int32
  }

  /// Takes the terminal.
  public init(
    _ options: Options = Options(),
    environment: (String) -> String?
  ) throws(TerminalError) {
    guard isatty(options.input) == 1, isatty(options.output) == 1 else {
      throw TerminalError.notATerminal
    }
    input = options.input
    output = options.output
    usesMouse = options.usesMouse
    charset = options.charset ?? .automatic(environment: environment)
    theme = options.theme
    let code = nd_terminal_install(options.output)
    guard code == 0 else { throw TerminalError.system(code: code) }
    nd_terminal_enter(false)
    let name = environment("TERM") ?? ""
    guard let opened = Self.open(name, options, charset: charset, environment: environment) else {
      nd_terminal_restore()
      throw TerminalError.unknownTerminal(name)
    }
    // ncurses lets the terminal make signals of keys again.
    nd_terminal_enter(false)
    depth = opened
    colors = Int(nc_colors())
    isDirect = nc_has_direct_colors()
    isConsole = name.hasPrefix("linux")
    isXtermLike = !Self.capability("kmous").isEmpty
    size = Size(width: 80, height: 24)
    size = currentSize
    nc_resize(Int32(size.height), Int32(size.width))
    prepareBytes()
    // ncurses itself switches the screen with the first frame.
    write(Self.modes(isXtermLike: isXtermLike, usesMouse: usesMouse))
  }

  deinit { close() }

  /// Gives the terminal back for good.
  public func close() {
    guard isOpen else { return }
    isOpen = false
    nd_terminal_restore()
    nc_close()
  }

  /// Gives the terminal back and stops the process; returns when it is continued in the foreground.
  public func suspend() {
    guard isOpen else { return }
    nd_terminal_suspend()
    resize()
    invalidate()
  }

  /// Takes the terminal again after something else may have used it.
  public func reclaim() {
    guard isOpen else { return }
    // Whoever had it meanwhile left the screen in a way of its own.
    prepareBytes()
    nd_terminal_enter(true)
    resize()
    invalidate()
  }

  /// Gives the terminal to somebody else until `reclaim`.
  public func yield() {
    guard isOpen else { return }
    nd_terminal_restore()
  }

  /// Looks at the size again.
  ///
  /// - Returns: whether it changed.
  @discardableResult
  public func resize() -> Bool {
    let now = currentSize
    guard now != size else { return false }
    size = now
    nc_resize(Int32(size.height), Int32(size.width))
    prepareBytes()
    invalidate()
    return true
  }

  /// Forgets what is on the screen, so that the next frame is sent whole.
  public func invalidate() {
    shown = []
    drawn = []
    nc_redraw()
  }

  /// Sends the cells that differ from the last frame.
  public func present(_ canvas: Canvas) {
    nd_terminal_park_if_dying()
    guard isOpen else { return }
    if shown.count != size.width * size.height {
      shown = Array(repeating: Cell("", width: 0), count: size.width * size.height)
      drawn = shown
    }
    let whole = canvas.withCells(of: size, send)
    let changes =
      whole
      ?? Canvas(size).withCells(of: size) { cells in
        // A picture of another size: what lies outside it is blank.
        for y in 0..<size.height {
          for x in 0..<size.width { cells[y * size.width + x] = canvas[x, y] ?? .blank }
        }
        return send(cells)
      }
    guard let changes, changes > 0 else { return }
    var bytes: UnsafeMutablePointer<CChar>?
    let count = nc_frame(&bytes)
    frame.removeAll(keepingCapacity: true)
    if isXtermLike { frame += Array("\u{1B}[?2026h".utf8) }
    FrameBytes.append(
      UnsafeRawBufferPointer(start: bytes, count: count),
      to: &frame,
      endsAttributes: isXtermLike
    )
    if isXtermLike { frame += Array("\u{1B}[?2026l".utf8) }
    write(frame)
  }

  /// Tells ncurses of the cells that are not on the screen yet; gives their number.
  ///
  /// A blank looks alike in any colour of text. ncurses writes short gaps again rather than move the cursor, so their blanks
  /// have the style of what stands before them, and cost no change of it; so have those of a long gap that are to be
  /// written, and those between them that are there already.
  private func send(_ cells: UnsafeMutableBufferPointer<Cell>) -> Int {
    var changes = 0
    for y in 0..<size.height where takeRow(y, of: cells) {
      var before: Style?
      var gap = 0
      var blanks = 0..<0
      for x in 0..<size.width {
        let index = y * size.width + x
        var style = cells[index].style
        gap = cells[index].text == " " ? gap + 1 : 0
        if gap > 0, let before, isAlikeBlank(style, before) {
          if !blanks.contains(x) { blanks = x..<endOfShownBlanks(from: x, y: y, cells) }
          let isPassed = gap > Self.shortGap && blanks.count > Self.shortGap
          style = isPassed ? shown[index].style : before
        } else {
          before = style
        }
        if shown[index].style == style, shown[index].width == cells[index].width,
          shown[index].text == cells[index].text
        {
          continue
        }
        let cell = Cell(cells[index].text, style: style, width: cells[index].width)
        shown[index] = cell
        changes += 1
        if cell.width > 0 { put(cell, style, x: x, y: y) }
      }
    }
    return changes
  }

  /// Takes in a row as it was drawn; false if it is as in the last frame.
  private func takeRow(_ y: Int, of cells: UnsafeMutableBufferPointer<Cell>) -> Bool {
    let row = y * size.width..<(y + 1) * size.width
    guard let first = row.first(where: { drawn[$0] != cells[$0] }) else { return false }
    for index in first..<row.upperBound { drawn[index] = cells[index] }
    return true
  }

  /// Where the blanks end that are on the screen already, and look as they shall.
  private func endOfShownBlanks(
    from start: Int,
    y: Int,
    _ cells: UnsafeMutableBufferPointer<Cell>
  ) -> Int {
    var x = start
    while x < size.width {
      let index = y * size.width + x
      guard cells[index].text == " ", shown[index].text == " ",
        isAlikeBlank(cells[index].style, shown[index].style)
      else { break }
      x += 1
    }
    return x
  }

  /// Blanks that ncurses may write again instead of passing over them.
  private static let shortGap = 4

  /// Asks the terminal to put text on the clipboard (OSC 52), also over ssh.
  ///
  /// - Returns: whether it was asked; terminals may refuse in silence.
  @discardableResult
  public func copy(_ text: String) -> Bool {
    guard isOpen, isXtermLike, !isConsole, text.utf8.count <= 70_000 else { return false }
    write("\u{1B}]52;c;\(Base64.encode(text.utf8))\u{07}")
    return true
  }

  /// Asks the terminal for its ground (OSC 11); if it understands, the answer comes as `InputEvent.background`.
  ///
  /// - Returns: whether it was asked: without colours, and where the question would be printed, it is not.
  @discardableResult
  public func askBackground() -> Bool {
    guard isOpen, isXtermLike, depth != .mono, !isConsole else { return false }
    write("\u{1B}]11;?\u{07}")
    return true
  }

  /// Whether blanks of two styles cannot be told apart.
  private func isAlikeBlank(_ one: Style, _ other: Style) -> Bool {
    if one == other { return true }
    guard one.background == other.background else { return false }
    let (first, second) = (blankLook(of: one), blankLook(of: other))
    let drawn = UInt32(Style.Attributes([.underline, .reverse]).rawValue)
    return first.pair == second.pair && first.attributes & drawn == second.attributes & drawn
      || (first.attributes | second.attributes) & drawn == 0
  }

  /// The look of a style that was asked for lately, without hashing it: every gap of a screen asks.
  private func blankLook(of style: Style) -> Look {
    let place =
      withUnsafeBytes(of: style) { $0.reduce(0) { $0 &* 7 &+ Int($1) } } & (lately.count - 1)
    if let known = lately[place], known.style == style { return known.look }
    let found = look(of: style)
    lately[place] = (style, found)
    return found
  }

  private func put(_ cell: Cell, _ style: Style, x: Int, y: Int) {
    let look = look(of: style)
    let text = charset.rendering(of: cell.text, columns: Int(cell.width))
    if cell.width == 2, text.utf8.count == 2 {
      // The twin of a wide cluster is two narrow characters.
      for (offset, byte) in text.utf8.enumerated() {
        var scalar = UInt32(byte)
        nc_put(Int32(y), Int32(x + offset), &scalar, 1, 1, look.attributes, look.pair)
      }
      return
    }
    let scalars = text.unicodeScalars.map(\.value)
    nc_put(
      Int32(y),
      Int32(x),
      scalars,
      Int32(scalars.count),
      Int32(cell.width),
      look.attributes,
      look.pair
    )
  }

  private func look(of style: Style) -> Look {
    if let known = looks[style] { return known }
    let resolved = theme.resolve(style, depth: depth)
    var attributes = UInt32(resolved.attributes.rawValue)
    let foreground = number(of: resolved.foreground, attributes: &attributes)
    var none: UInt32 = 0
    let background = number(of: resolved.background, attributes: &none)
    let look = Look(attributes: attributes, pair: nc_pair(foreground, background))
    looks[style] = look
    return look
  }

  private func forgetStyles() {
    looks = [:]
    lately = Array(repeating: nil, count: lately.count)
    invalidate()
  }

  /// The terminal's number for a colour; -1 for its own.
  private func number(of color: RGB?, attributes: inout UInt32) -> Int32 {
    guard let color else { return -1 }
    switch depth {
    case .mono: return -1
    case .truecolor:
      // The eight lowest numbers mean the palette even where numbers are RGB values.
      return Int32(max(8, color.value))
    case .palette256:
      let index = color.index256
      return isDirect ? Int32(max(8, RGB.palette(index).value)) : Int32(index)
    case .palette16:
      let index = Int32(color.index16)
      if index < 8 { return index }
      if isDirect { return Int32(RGB.palette(UInt8(index)).value) }
      if colors >= 16 { return index }
      if index == 8 { return 7 }
      attributes |= UInt32(Style.Attributes.bold.rawValue)
      return index - 8
    }
  }

  private func prepareBytes() {
    Self.prepareBytes(
      isXtermLike: isXtermLike,
      usesMouse: usesMouse,
      hasColors: depth != .mono,
      size: size
    )
  }

  private var currentSize: Size {
    var columns: Int32 = 0
    var rows: Int32 = 0
    if nd_terminal_size(output, &columns, &rows) {
      return Size(width: Int(columns), height: Int(rows))
    }
    let width = nc_default_columns()
    let height = nc_default_lines()
    return Size(width: width > 0 ? Int(width) : 80, height: height > 0 ? Int(height) : 24)
  }

  private func write(_ text: String) {
    write(Array(text.utf8))
  }

  private func write(_ whole: [UInt8]) {
    var bytes = whole[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(output, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      if count <= 0 { return }
      bytes = bytes.dropFirst(count)
    }
  }
}

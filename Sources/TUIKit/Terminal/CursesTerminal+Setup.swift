import CLinux
import CNcurses

extension CursesTerminal {
  /// Starts ncurses, with the direct-colour variant of the terminal where it is wanted and exists.
  ///
  /// - Returns: the depth reached; nil if the terminal is unknown.
  static func open(
    _ name: String,
    _ options: Options,
    charset: Charset,
    environment: (String) -> String?
  ) -> ColorDepth? {
    let isUTF8 = charset != .ascii
    func open(_ name: String, colors: Bool = true) -> Bool {
      nc_open(name, options.output, options.input, isUTF8, colors)
    }
    let isNamedDirect = name.hasSuffix("-direct")
    let announced = ColorDepth.automatic(
      environment: environment,
      colors: isNamedDirect ? 1 << 24 : 256,
      directColors: true
    )
    let wanted = options.depth ?? announced
    if wanted == .mono { return open(name, colors: false) ? .mono : nil }
    if wanted == .truecolor {
      let base = name.hasSuffix("-256color") ? String(name.dropLast(9)) : name
      if open(isNamedDirect ? name : base + "-direct"), nc_has_direct_colors() { return .truecolor }
      nc_close()
    }
    guard open(name) else { return nil }
    let colors = Int(nc_colors())
    let reached = ColorDepth.automatic(
      environment: { $0 == "NO_COLOR" && options.depth != nil ? nil : environment($0) },
      colors: colors,
      directColors: false
    )
    guard let depth = options.depth else { return reached }
    // A person may ask for fewer colours than there are, but not for more.
    let ladder = ColorDepth.allCases
    let steps = [depth, reached].compactMap { ladder.firstIndex(of: $0) }
    return steps.max().map { ladder[$0] } ?? reached
  }

  /// A capability of the terminal description as text; empty if it has none.
  static func capability(_ name: String) -> String {
    var bytes = [CChar](repeating: 0, count: 256)
    let count = nc_capability(name, &bytes, bytes.count)
    return String(decoding: bytes.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

extension CursesTerminal {
  /// What turns on mouse, paste and nothing else; empty where the terminal would print it.
  static func modes(isXtermLike: Bool, usesMouse: Bool) -> String {
    guard isXtermLike else { return "" }
    return "\u{1B}[?2004h" + (usesMouse ? "\u{1B}[?1000h\u{1B}[?1002h\u{1B}[?1006h" : "")
  }

  /// Tells the signal handlers how to leave the screen, and how to come back after a stop.
  static func prepareBytes(isXtermLike: Bool, usesMouse: Bool, hasColors: Bool, size: Size) {
    var restore = ""
    if isXtermLike {
      restore = "\u{1B}[?2026l\u{1B}[?1006l\u{1B}[?1002l\u{1B}[?1000l\u{1B}[?1004l\u{1B}[?2004l"
    }
    restore += capability("sgr0") + (hasColors ? capability("op") : "")
    let leave = capability("rmcup")
    if leave.isEmpty {
      // Without a second screen the picture stays, and the prompt comes below it.
      var bytes = [CChar](repeating: 0, count: 64)
      let count = nc_cursor_address(Int32(size.height) - 1, 0, &bytes, bytes.count)
      restore += String(decoding: bytes.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
      restore += "\r\n"
    } else {
      restore += leave
    }
    restore += capability("cnorm")
    let enter =
      capability("smcup") + capability("civis")
      + modes(isXtermLike: isXtermLike, usesMouse: usesMouse)
    // Descriptions are far below the limit of 1024 bytes; a longer one leaves the earlier bytes in place.
    _ = nd_terminal_set_bytes(restore, restore.utf8.count, enter, enter.utf8.count)
  }
}

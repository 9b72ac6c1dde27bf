@preconcurrency import Glibc
import TUIKit
import TestSupport
import Testing

/// Screens kept as files, reviewed by a person: text, then one letter for the look of every cell.
///
/// With `UPDATE_GOLDEN` set the files are written anew.
enum ScreenGolden {
  /// How a screen is shown.
  enum Look: String, CaseIterable, Sendable {
    /// Braille; the look is the role of a cell's text, upper case when bold, then that of its ground.
    case color
    /// ASCII; the look is what a terminal without colours is told: `b` bold, `d` dim, `i` italic, `u` underline, `r`
    /// reverse, upper case for bold with another, `_` for none.
    case mono
    /// Blocks and sixteen colours, as on a Linux console; the text alone, for roles and grounds are those of `color`.
    case console

    var charset: Charset {
      switch self {
      case .color: .braille
      case .mono: .ascii
      case .console: .block
      }
    }
    var depth: ColorDepth {
      switch self {
      case .color: .truecolor
      case .mono: .mono
      case .console: .palette16
      }
    }
  }

  /// One screen of a file.
  static func section(_ keys: String, _ canvas: Canvas, _ look: Look) -> String {
    let text = TextEncoder(charset: look.charset).encode(canvas)
    let title = "=== keys: \(keys.isEmpty ? "(none)" : keys)\n"
    switch look {
    case .color:
      return title + text + "\n--- style\n" + canvas.styleLayer.joined(separator: "\n")
        + "\n--- ground\n" + canvas.backgroundLayer.joined(separator: "\n") + "\n"
    case .mono:
      return title + text + "\n--- attributes\n" + attributes(canvas).joined(separator: "\n") + "\n"
    case .console:
      return title + text + "\n"
    }
  }

  /// Compares with the file; both texts are shown when they differ.
  static func check(
    _ content: String,
    _ name: String,
    location: SourceLocation = #_sourceLocation
  ) {
    // This file lies beside the folder of screens.
    let folder = #filePath.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 }
    let path = folder + "/Screens/" + name + ".txt"
    if getenv("UPDATE_GOLDEN") != nil {
      guard let stream = fopen(path, "w") else {
        Issue.record("\(path) cannot be written", sourceLocation: location)
        return
      }
      fputs(content, stream)
      fclose(stream)
      return
    }
    guard let bytes = TemporaryFile.read(path) else {
      Issue.record("there is no \(path); UPDATE_GOLDEN=1 writes it", sourceLocation: location)
      return
    }
    let kept = String(decoding: bytes, as: UTF8.self)
    guard kept != content else { return }
    Issue.record(
      "\(name).txt differs\n\(difference(kept, content))",
      sourceLocation: location
    )
  }

  /// The sections that differ, as kept and as drawn.
  private static func difference(_ kept: String, _ drawn: String) -> String {
    let (old, new) = (sections(kept), sections(drawn))
    var text = ""
    for place in 0..<max(old.count, new.count) {
      let was = place < old.count ? old[place] : "(none)"
      let now = place < new.count ? new[place] : "(none)"
      if was != now { text += "kept:\n\(was)\ndrawn:\n\(now)\n" }
    }
    return text
  }

  private static func sections(_ text: String) -> [String] {
    var sections: [String] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("=== ") || sections.isEmpty { sections.append("") }
      sections[sections.count - 1] += line + "\n"
    }
    return sections
  }

  private static func attributes(_ canvas: Canvas) -> [String] {
    (0..<canvas.height).map { y in
      var line = ""
      for x in 0..<canvas.width {
        guard let cell = canvas[x, y] else { continue }
        line += letter(Theme.midnight.resolve(cell.style, depth: .mono).attributes)
      }
      while line.last == "_" { line.removeLast() }
      return line
    }
  }

  private static func letter(_ attributes: Style.Attributes) -> String {
    let letters: [(Style.Attributes, String)] = [
      (.reverse, "r"), (.underline, "u"), (.italic, "i"), (.dim, "d"),
    ]
    let first = letters.first { attributes.contains($0.0) }?.1
    guard attributes.contains(.bold) else { return first ?? "_" }
    return first?.uppercased() ?? "b"
  }
}

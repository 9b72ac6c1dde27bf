@preconcurrency import Glibc
import TUIKit
import Testing

/// Screens kept as files: text, then one letter of style and of ground for every cell.
///
/// With `NDISSECT_UPDATE_SCREENS` set the files are written anew.
enum Golden {
  static func check(
    _ canvas: Canvas,
    _ name: String,
    charset: Charset = .braille,
    location: SourceLocation = #_sourceLocation
  ) {
    let content = document(canvas, charset)
    let path = folder + "/Screens/" + name + ".txt"
    if getenv("NDISSECT_UPDATE_SCREENS") != nil {
      write(content, to: path)
      return
    }
    guard let expected = read(path) else {
      Issue.record("no screen \(path)", sourceLocation: location)
      return
    }
    guard expected != content else { return }
    let new = content.split(separator: "\n", omittingEmptySubsequences: false)
    let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let line =
      zip(new, old).enumerated().first { $1.0 != $1.1 }?.offset ?? min(new.count, old.count)
    let was = line < old.count ? String(old[line]) : "(none)"
    let now = line < new.count ? String(new[line]) : "(none)"
    Issue.record(
      "\(name).txt, line \(line + 1)\nwas \(was)\nnow \(now)",
      sourceLocation: location
    )
  }

  private static func document(_ canvas: Canvas, _ charset: Charset) -> String {
    TextEncoder(charset: charset).encode(canvas) + "\n--- style\n"
      + canvas.styleLayer.joined(separator: "\n") + "\n--- ground\n"
      + canvas.backgroundLayer.joined(separator: "\n") + "\n"
  }

  private static var folder: String {
    // This file lies in a folder beside the screens.
    #filePath.split(separator: "/").dropLast(2).reduce("") { $0 + "/" + $1 }
  }

  /// A file as text; nil if it cannot be read.
  static func read(_ path: String) -> String? {
    guard let stream = fopen(path, "r") else { return nil }
    defer { fclose(stream) }
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = fread(&part, 1, part.count, stream)
      if count == 0 { return String(decoding: bytes, as: UTF8.self) }
      bytes += part[..<count]
    }
  }

  /// Writes a file anew.
  static func write(_ text: String, to path: String) {
    guard let stream = fopen(path, "w") else { return }
    defer { fclose(stream) }
    fputs(text, stream)
  }
}

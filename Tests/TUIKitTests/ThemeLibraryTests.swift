@preconcurrency import Glibc
import Testing

@testable import TUIKit

@Suite("Theme library")
struct ThemeLibraryTests {
  /// The `themes` folder beside `Tests`.
  private var shipped: String {
    #filePath.split(separator: "/").dropLast(3).reduce(into: "") { $0 += "/" + $1 } + "/themes"
  }

  @Test("a theme file and the theme compiled in under its name are the same")
  func filesMatch() throws {
    for theme in Theme.builtIn {
      let read = try ThemeLibrary(folders: [shipped]).theme(named: theme.name)
      #expect(read == theme, "\(theme.name)")
    }
  }

  @Test("the user's folder goes before the shared one, and a path before both")
  func order() throws {
    let root = try temporaryFolder()
    defer { remove(root) }
    try write("theme[text]=\"#111111\"", to: "\(root)/a/paper.theme")
    try write("theme[text]=\"#222222\"", to: "\(root)/b/paper.theme")
    let library = ThemeLibrary(folders: ["\(root)/a", "\(root)/b"])
    #expect(try library.theme(named: "paper")[.text].color == RGB(0x111111))
    #expect(try library.theme(named: "\(root)/b/paper.theme")[.text].color == RGB(0x222222))
    #expect(library.names == ["contrast", "midnight", "mono", "paper"])
    #expect(try ThemeLibrary(folders: []).theme(named: "paper") == .paper)
  }

  @Test("folders come from XDG_CONFIG_HOME or HOME, and from beside the program")
  func folders() {
    func folders(_ variables: [String: String]) -> [String] {
      ThemeLibrary(environment: { variables[$0] }, executable: "/opt/bin/ndissect").folders
    }
    let shared = "/opt/share/ndissect/themes"
    #expect(folders(["XDG_CONFIG_HOME": "/x", "HOME": "/h"]) == ["/x/ndissect/themes", shared])
    #expect(
      folders(["XDG_CONFIG_HOME": "x", "HOME": "/h"]) == ["/h/.config/ndissect/themes", shared]
    )
    #expect(folders([:]) == [shared])
  }

  @Test("what cannot be read is refused by name")
  func failures() throws {
    let root = try temporaryFolder()
    defer { remove(root) }
    #expect(throws: ThemeError.notFound(name: "nope", searched: [root, "built in"])) {
      try ThemeLibrary(folders: [root]).theme(named: "nope")
    }
    #expect(throws: ThemeError.unreadable(file: "\(root)/x.theme", code: ENOENT)) {
      try ThemeLibrary(folders: []).theme(named: "\(root)/x.theme")
    }
    try write([0x23, 0xFF, 0xFE], to: "\(root)/a/bad.theme")
    #expect(throws: ThemeError.notText(file: "\(root)/a/bad.theme")) {
      try ThemeFile(path: "\(root)/a/bad.theme")
    }
    try write([UInt8](repeating: 0x0A, count: 300_000), to: "\(root)/a/big.theme")
    #expect(throws: ThemeError.tooLarge(file: "\(root)/a/big.theme")) {
      try ThemeFile(path: "\(root)/a/big.theme")
    }
  }

  private struct SystemFailure: Error {
    let code: Int32
  }

  private func temporaryFolder() throws -> String {
    var template = Array("/tmp/ndissect-themes-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw SystemFailure(code: errno) }
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    for name in ["a", "b"] where mkdir("\(path)/\(name)", 0o700) != 0 {
      throw SystemFailure(code: errno)
    }
    return path
  }

  private func remove(_ folder: String) {
    for file in ["a/paper.theme", "a/bad.theme", "a/big.theme", "b/paper.theme"] {
      unlink("\(folder)/\(file)")
    }
    rmdir("\(folder)/a")
    rmdir("\(folder)/b")
    rmdir(folder)
  }

  private func write(_ text: String, to path: String) throws {
    try write(Array(text.utf8), to: path)
  }

  private func write(_ bytes: [UInt8], to path: String) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    guard descriptor >= 0 else { throw SystemFailure(code: errno) }
    defer { close(descriptor) }
    guard Glibc.write(descriptor, bytes, bytes.count) == bytes.count else {
      throw SystemFailure(code: errno)
    }
  }
}

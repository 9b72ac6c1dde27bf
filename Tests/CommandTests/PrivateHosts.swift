import TestSupport

/// Whether this machine lets the tests make private hosts.
enum PrivateHosts {
  /// What is in the way; nil if nothing is.
  static let obstacle: String? = {
    guard Program.isBuilt, let run = try? Program.run(["doctor", "--json"]),
      let document = try? JSON(run.lines.joined()),
      let check = document.elements.first(where: { $0["name"].text == "private host" })
    else { return "ndissect is not built beside the tests" }
    return check["state"].text == "ok" ? nil : "\(check["text"].text ?? ""), as doctor says"
  }()

  static var areAllowed: Bool { obstacle == nil }

  /// A tool beside the tests.
  static func tool(_ name: String) -> String {
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    return "/\(root)/Tests/Tools/\(name)"
  }
}

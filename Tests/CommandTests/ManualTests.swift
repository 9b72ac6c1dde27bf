import TestSupport
import Testing

@Suite(
  "Manual page",
  .enabled(if: Program.isBuilt, "skipped: ndissect is not built beside the tests")
)
struct ManualTests {
  private static let readme: [String] = {
    let folder = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }
    let bytes = TemporaryFile.read(folder + "/README.md") ?? []
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }()

  /// The text of a line of roff.
  private static func plain(_ line: String) -> String {
    let signs = [
      ("\\-", "-"), ("\\(dq", "\""), ("\\(ga", "`"), ("\\(aq", "'"), ("\\(ha", "^"), ("\\(ti", "~"),
      ("\\&", ""), ("\\e", "\\"),
    ]
    return signs.reduce(line) { $0.replacing($1.0, with: $1.1) }
  }

  @Test("the manual page lists the keys and sentences of the README, and every command and option")
  func tables() throws {
    let page = try Program.run(["man"])
    #expect(page.status == 0)
    let lines = page.lines.map(Self.plain)
    #expect(lines.first?.hasPrefix(".TH NDISSECT 1") == true)
    let rows = Self.readme.filter { $0.hasPrefix("| `") }
    #expect(rows.count > 30)
    for row in rows {
      let cells = row.split(separator: "|").map { $0.drop { $0 == " " } }
      let keys = cells[0].split(separator: "`").filter { $0 != " " }.joined(separator: "  ")
      let sentence = cells[1].split(separator: " ").joined(separator: " ")
      let place = lines.indices.first {
        lines[$0] == ".B \(keys)" && $0 + 1 < lines.count && lines[$0 + 1] == sentence
      }
      #expect(place != nil, "\(row)")
    }
    let bold = lines.filter { $0.hasPrefix(".B ") }
    #expect(lines.count { $0 == ".TP" } >= rows.count + 20)
    let commands = ["explore", "run", "replay", "show", "trace", "snapshot", "check", "drivers"]
    for command in commands { #expect(lines.contains(".SS \"\(command)\""), "\(command)") }
    for option in ["--stepped", "--theme <theme>", "--print-config", "-Y, --display-filter"] {
      #expect(bold.contains { $0.contains(option) }, "\(option)")
    }
  }

  @Test(
    "roff takes the page without a warning",
    .enabled(if: ToolRun.isPresent("groff"), "skipped: groff is not installed")
  )
  func roff() throws {
    let run = try Program.shell("\"$0\" man | groff -man -Tutf8 -ww -z")
    #expect(run.status == 0)
    #expect(run.errors.isEmpty, "\(run.errors)")
  }

  @Test("completions are written for each shell", arguments: ["bash", "zsh", "fish"])
  func completions(_ shell: String) throws {
    let run = try Program.run(["--generate-completion-script", shell])
    #expect(run.status == 0, "\(run.errors)")
    for word in ["replay", "snapshot", "stepped", "charset"] {
      #expect(run.lines.contains { $0.contains(word) }, "\(word)")
    }
  }

  @Test("the printed configuration can be used, and a mistake in one is told with its place")
  func configuration() throws {
    let printed = try Program.run(["--print-config"])
    #expect(printed.status == 0)
    let good = try TemporaryFile(printed.output)
    // What is missing then is a terminal alone.
    let run = try Program.run(["lab", "--config", good.path])
    BadInputTests.expect(run, status: 2, says: ["needs a terminal"])
    let bad = try TemporaryFile(Array("samples = 2\n[keys]\nnextHop = x\n".utf8))
    BadInputTests.expect(
      try Program.run(["lab", "--config", bad.path]),
      status: 2,
      says: ["x runs \"Changes, fields, bytes\" in Trace already: \(bad.path):3:11: "]
    )
    BadInputTests.expect(
      try Program.run(["lab", "--config", "/no/such/file"]),
      status: 2,
      says: ["/no/such/file"]
    )
  }

  @Test("themes are listed with contrast and difference")
  func themes() throws {
    let run = try Program.run(["themes", "--json"])
    #expect(run.status == 0, "\(run.errors)")
    let document = try JSON(run.lines.joined())
    #expect(document[0]["name"].text == "midnight")
    let contrast = try #require(document[0]["contrast"].number)
    #expect(contrast >= 4.5 && contrast <= 21)
    #expect(document[0]["difference"]["deuteranopia"].number != nil)
  }
}

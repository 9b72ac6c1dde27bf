import TestSupport
import Testing

@Suite("Fuzz corpora")
struct FuzzCorpusTests {
  static let fuzzers = [
    "Capture", "DisplayFilter", "Record", "Session", "StackFile", "TerminalInput", "Theme",
  ]

  private static let corpora: String = {
    let tests = #filePath.split(separator: "/").dropLast(2).joined(separator: "/")
    return "/\(tests)/Corpus"
  }()

  @Test(
    "every input that is kept is still taken or refused, and nothing more",
    .enabled(if: Program.isBuilt),
    arguments: fuzzers
  )
  func replay(name: String) throws {
    let folder = "\(Self.corpora)/\(name)"
    let files = try ToolRun("ls", [folder]).lines.map { "\(folder)/\($0)" }
    let program = (Program.path ?? "").split(separator: "/").dropLast().joined(separator: "/")
    let run = try ToolRun("/\(program)/Fuzz\(name)", files)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.text == "\(files.count) inputs\n")
    #expect(!files.isEmpty)
  }
}

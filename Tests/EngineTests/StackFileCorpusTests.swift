import Engine
import NDIS
import Testing

@Suite("Corpus of stack files")
struct StackFileCorpusTests {
  static let directory = "\(StackFileLibraryTests.root)/Tests/Corpus/StackFile"

  /// Every file of the corpus with the place of its first error, nil where it is a stack.
  static let expected: [(file: String, place: String?)] = [
    ("block.yaml", nil), ("bom.yaml", nil), ("bomb.yaml", "6:10"), ("circle.yaml", "3:3"),
    ("crlf.yaml", nil), ("deep.yaml", "1:35"), ("documents.yaml", "5:1"), ("empty", "1:1"),
    ("inside.yaml", "1:19"), ("lab.yaml", nil), ("nolower.yaml", "3:21"), ("latin1.yaml", "1:10"),
    ("numbers.yaml", "1:7"),
    ("peers.yaml", "2:28"), ("replay.yaml", nil), ("step-twice.yaml", "4:5"), ("steps.yaml", nil),
    ("tab.yaml", "2:1"), ("tag.yaml", "1:11"),
    ("twice.yaml", "2:1"), ("utf16.yaml", "1:1"), ("whole.yaml", nil), ("zero.yaml", "1:7"),
  ]

  @Test("a file of the corpus is a stack or has its first mistake where it is", arguments: expected)
  func replays(file: String, place: String?) throws {
    let path = "\(Self.directory)/\(file)"
    let source = try StackLibrary(directories: []).find(path)
    do throws(StackFileErrors) {
      let catalogue = StackFileCatalogue.components
      let stack = try StackFile.read(source.bytes, file: path, catalogue: catalogue)
      let again = try StackFile.read(StackFile.write(stack), file: "", catalogue: catalogue)
      #expect(again.withoutSources == stack.withoutSources)
      #expect(place == nil)
    } catch {
      #expect(error.first.place == place.map { "\(path):\($0)" } ?? "none", "\(error)")
    }
  }
}

import Engine
@preconcurrency import Glibc
import Kernel
import TestSupport
import Testing

/// The same inputs give the same bytes, in one process and in two.
@Suite struct DeterminismTests {
  private func ring(stack seed: UInt64, run: UInt64?) throws -> [UInt8] {
    var options = StackEngine.Options()
    options.stepped = true
    options.seed = run
    options.ringBytes = 16 << 20
    options.keepsAll = true
    let engine = try StackEngine(
      try RecordingStacks.configuration(seed: seed),
      options: options
    )
    engine.start()
    try engine.run(until: 50_000_000)
    engine.stop()
    var bytes: [UInt8] = []
    var position = engine.ring.oldest
    while position < engine.ring.position {
      let count = engine.log.withPiece(from: position) { piece in
        piece.withUnsafeBytes { bytes += $0 }
        return piece.byteCount
      }
      guard let count, count > 0 else { break }
      position += UInt64(count)
    }
    return bytes
  }

  @Test(
    "two engines of one stack and seed record the same bytes",
    arguments: [2, 5, 9] as [UInt64]
  )
  func oneProcess(_ seed: UInt64) throws {
    let first = try ring(stack: seed, run: nil)
    #expect(first.count > 10_000)
    #expect(try ring(stack: seed, run: nil) == first)
  }

  @Test("another seed gives other bytes where the traffic is random")
  func otherSeed() throws {
    let seed = try #require(
      (1...40).first { RecordingStacks.text(seed: $0).contains("profile: imix") } as UInt64?
    )
    #expect(try ring(stack: seed, run: 1) != ring(stack: seed, run: 2))
  }

  @Test("two processes print the same journeys of the lab, byte for byte")
  func twoProcesses() throws {
    guard let program = Self.program() else {
      print("skipped: the program is not beside the tests")
      return
    }
    let words = ["trace", "lab", "--stepped", "--for", "2s", "--jsonl"]
    let first = try ToolRun(program, words)
    let second = try ToolRun(program, words)
    #expect(first.status == 0, "\(first.errors)")
    #expect(first.lines.count > 100)
    #expect(first.output == second.output)
  }

  /// The program built beside the running tests; nil if it is not there.
  private static func program() -> String? {
    var path = [CChar](repeating: 0, count: 4_096)
    let count = readlink("/proc/self/exe", &path, path.count - 1)
    var folders: [String] = []
    if count > 0 {
      folders.append(
        String(decoding: path.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
      )
    }
    folders += CommandLine.arguments
    for text in folders {
      guard let end = text.range(of: "/debug/") ?? text.range(of: "/release/") else { continue }
      let candidate = String(text[..<end.upperBound]) + "ndissect"
      if access(candidate, X_OK) == 0 { return candidate }
    }
    return nil
  }
}

extension String {
  /// Where a piece of text stands; nil if nowhere.
  fileprivate func range(of piece: String) -> Range<String.Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(piece) { return start..<index(start, offsetBy: piece.count) }
      start = index(after: start)
    }
    return nil
  }
}

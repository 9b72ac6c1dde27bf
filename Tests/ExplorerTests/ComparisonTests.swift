import Inspection
import TUIKit
import Testing

@testable import Explorer

@Suite("Compared hops, and who wrote what")
struct ComparisonTests {
  @Test(
    "who wrote each byte is shown by letter and colour at every size",
    arguments: ScreenTests.sizes
  )
  func blame(_ width: Int, _ height: Int) throws {
    let canvas = try Screen.draw("5 up up ] B", width: width, height: height)
    Golden.check(canvas, "trace-blame-\(width)x\(height)")
  }

  @Test(
    "in monochrome a letter says who wrote each byte on the screen, in every view with bytes",
    arguments: [
      ("5", 80, 24), ("5", 40, 12), ("5", 160, 48), ("5", 72, 20), ("0", 160, 48),
    ]
  )
  func letters(_ view: String, _ width: Int, _ height: Int) throws {
    let canvas = try Screen.draw("5 up up home \(view) B", width: width, height: height)
    let lines = canvas.lines.map { Array($0) }
    let title = Array("Bytes, who wrote them")
    let top = try #require(canvas.lines.firstIndex { $0.contains(String(title)) })
    let start = try #require(
      lines[top].indices.first { lines[top][$0...].starts(with: title) }
    )
    // The pane begins two columns before its title; a hop's bytes are lines of a place and pairs of digits.
    func words(_ y: Int) -> [String] {
      guard lines.indices.contains(y) else { return [] }
      return String(lines[y].dropFirst(start - 1)).split(separator: " ").map(String.init)
    }
    func isHexadecimal(_ word: String, _ count: Int) -> Bool {
      word.count == count && word.allSatisfy { $0.isHexDigit }
    }
    var rows = 0
    for y in top + 1..<lines.count where isHexadecimal(words(y).first ?? "", 4) {
      let pairs = words(y).dropFirst().prefix { isHexadecimal($0, 2) }
      guard !pairs.isEmpty, rows < 40 else { continue }
      let below = words(y + 1)
      // The letters of the last row that is seen may be one line further down.
      if words(y).count == 1 + pairs.count, below.first != "by", rows > 0 { continue }
      let letters =
        below.first == "by"
        ? below.dropFirst().prefix(pairs.count).joined()
        : words(y).dropFirst(1 + pairs.count).first ?? ""
      #expect(letters.filter { $0.isLetter }.count == pairs.count, "\(words(y))\n\(below)")
      rows += 1
    }
    #expect(rows > 0, "\(canvas.text)")
  }

  @Test("blame gives the place it took back to what was there")
  func blameEnds() throws {
    var explorer = Screen.explorer(size: Size(width: 80, height: 24))
    _ = try explorer.press(KeyScript("5 up up ] tab"))
    let before = explorer.model.state.trace
    _ = try explorer.press(KeyScript("B"))
    #expect(explorer.model.state.trace.detail == .bytes)
    #expect(explorer.model.state.trace.focus == .bytes)
    _ = try explorer.press(KeyScript("B"))
    #expect(explorer.model.state.trace.detail == before.detail)
  }

  @Test("a kept hop is what all others are compared with", arguments: ScreenTests.sizes)
  func compared(_ width: Int, _ height: Int) throws {
    let canvas = try Screen.draw("5 up up home d ]", width: width, height: height)
    Golden.check(canvas, "trace-compared-\(width)x\(height)")
  }

  private static func explorer(_ keys: String) throws -> ScriptedExplorer {
    var explorer = Screen.explorer(size: Size(width: 160, height: 48))
    _ = try explorer.press(KeyScript(keys))
    return explorer
  }

  @Test("compared with a hop of the same packet, the differences are the changes in between")
  func samePacket() throws {
    let model = try Self.explorer("5 up up home d ]").model
    let differences = Set(model.shownChanges.map(\.name))
    let hop = try #require(model.hop)
    let changed = Set(hop.changes.filter { $0.kind == .field }.map(\.name))
    #expect(!changed.isEmpty && differences.isSuperset(of: changed))
  }

  @Test(
    "a second press ends the comparison, and the hop that is kept differs from itself in nothing"
  )
  func ended() throws {
    #expect(try Self.explorer("5 up up ] d").model.shownChanges.isEmpty)
    let before = try Self.explorer("5 up up ]").model
    let after = try Self.explorer("5 up up ] d d").model
    #expect(after.state.trace.base == nil && after.shownChanges == before.shownChanges)
    #expect(!after.shownChanges.isEmpty)
  }

  @Test("a packet is compared with another packet from data start to data start")
  func otherPacket() throws {
    let model = try Self.explorer("5 up up home d up").model
    let base = try #require(model.state.trace.base)
    #expect(base.journey.id != model.journey?.id)
    let old = try #require(base.hop?.bytes)
    let new = try #require(model.hop?.bytes)
    let places = ByteComparison(
      before: RecordedBytes(origin: new.origin, length: old.length, runs: old.runs),
      after: new
    ).places
    #expect(places.count { $0.kind == .changed } > 0 || old.prefix == new.prefix)
    #expect(model.draw().text.contains("Against #\(base.journey.id) hop 1"))
  }

  @Test("who set a changed field is the hop that changed it, from wherever one asks")
  func whoSet() throws {
    let changed = try Self.explorer("5 up up ]").model
    let place = try #require(changed.hopIndex)
    // Kept and compared, a difference leads to where it was made.
    let model = try Self.explorer("5 up up home d ] right tab G s").model
    #expect(model.hopIndex == place)
    #expect(model.state.message.contains("set by"))
  }

  @Test("without a selected field the question is answered with how to select one")
  func nothingSelected() throws {
    let model = try Self.explorer("5 up up ] s").model
    #expect(model.state.message.hasPrefix("select a field first: x,"))
  }

  @Test("every byte has a writer, and the legend counts all of them")
  func counted() throws {
    let model = try Self.explorer("5 up up ]").model
    let bytes = try #require(model.hop?.bytes)
    let parties = try #require(model.snapshot?.structure.parties)
    let blame = ByteBlame(bytes, parties)
    #expect(
      blame.writers.reduce(0) { $0 + $1.count } == bytes.runs.reduce(0) { $0 + $1.bytes.count }
    )
    #expect(Set(blame.writers.map(\.letter)).count == blame.writers.count)
  }
}

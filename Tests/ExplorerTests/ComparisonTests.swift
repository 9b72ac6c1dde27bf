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

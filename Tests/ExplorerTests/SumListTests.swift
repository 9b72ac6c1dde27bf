import Inspection
import TUIKit
import Testing

@testable import Explorer

@Suite("Paths and conversations on the Trace view")
struct SumListTests {
  @Test("the list of paths is sorted by any of its columns, and enter lists the packets of one")
  func paths() throws {
    var explorer = Screen.explorer(size: Size(width: 80, height: 24))
    let canvas = try explorer.press(KeyScript("5 v"))
    #expect(canvas.text.contains("Paths") && canvas.text.contains("by count"))
    let counts = explorer.model.pathRows.map(\.count)
    #expect(counts == counts.sorted(by: >) && counts.count == 3)
    _ = try explorer.press(KeyScript("O"))
    #expect(explorer.model.pathRows.map(\.count) == counts.reversed())
    _ = try explorer.press(KeyScript("O o o o o"))
    #expect(explorer.model.pathRows.first?.outcome == .dropped)
    let dropped = try #require(explorer.model.selectedPath)
    _ = try explorer.press(KeyScript("enter"))
    #expect(explorer.model.state.trace.listing == .packets)
    #expect(explorer.model.state.trace.filter == "path == \(dropped.id)")
    _ = try explorer.press(KeyScript("backspace"))
    #expect(explorer.model.state.trace.listing == .paths)
  }

  @Test("the diagram has every station of the path, and on each edge the share that came so far")
  func diagram() throws {
    var shares = SampleJourneys.shares
    let parties = shares.paths[1].parties
    shares.paths[1].steps = [
      .init(from: parties[0], to: parties[1], edge: .indicate, flow: 239),
      .init(from: parties[1], to: parties[2], edge: .indicate, flow: 60),
    ]
    let lines = ExplorerModel.diagram(shares.paths[1], shares, SampleStack.shared, width: 76)
    let text = lines.map(\.string).joined(separator: "\n")
    #expect(text.contains("99.6 %") && text.contains("25.0 %") && text.contains("FilteredVLAN"))
    for party in parties {
      #expect(text.contains(SampleStack.shared.parties.name(of: party)))
    }
    for width in 1...80 {
      let lines = ExplorerModel.diagram(shares.paths[1], shares, SampleStack.shared, width: width)
      #expect(lines.allSatisfy { $0.width <= width })
    }
  }

  @Test("each list fits every size of screen", arguments: ["5 v", "5 v v", "5 v \\", "5 Y"])
  func sizes(_ keys: String) throws {
    for (width, height) in [(1, 1), (40, 10), (40, 12), (60, 16), (80, 24), (160, 48)] {
      var explorer = Screen.explorer(size: Size(width: width, height: height))
      let canvas = try explorer.press(KeyScript(keys))
      #expect(canvas.width == width && canvas.height == height)
    }
  }
}

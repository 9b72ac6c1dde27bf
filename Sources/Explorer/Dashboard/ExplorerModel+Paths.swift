import Inspection
import TUIKit

extension ExplorerModel {
  /// The ways that packets took; nil while the engine has not answered.
  var pathShares: PathShares? { frozen == nil || isPast ? answeredPaths : frozen?.paths }

  /// Runs an action on the list of ways.
  mutating func runOnPaths(_ action: ActionID) {
    guard let shares = pathShares, !shares.paths.isEmpty else { return }
    let height = pathListHeight
    let count = shares.paths.count
    state.dashboard.paths.select(pathPlace(shares), count: count, height: height)
    switch action {
    case .moveUp: state.dashboard.paths.move(by: -1, count: count, height: height)
    case .moveDown: state.dashboard.paths.move(by: 1, count: count, height: height)
    case .pageUp: state.dashboard.paths.move(by: 1 - max(2, height), count: count, height: height)
    case .pageDown: state.dashboard.paths.move(by: max(2, height) - 1, count: count, height: height)
    case .moveTop: state.dashboard.paths.move(by: -count, count: count, height: height)
    case .moveBottom: state.dashboard.paths.move(by: count, count: count, height: height)
    case .open:
      let newest = shares.paths[state.dashboard.paths.selection].newest
      remember()
      state.trace.hop = 0
      goTo(journey: newest)
    default: return
    }
    state.dashboard.path = shares.paths[state.dashboard.paths.selection].id
  }

  private func pathPlace(_ shares: PathShares) -> Int {
    shares.paths.firstIndex { $0.id == state.dashboard.path } ?? 0
  }

  private var pathListHeight: Int { max(1, (dashboardLayout[.paths]?.height ?? 3) - 2) }

  /// Draws the ways, the most frequent first, with the share of each.
  func drawPaths(on canvas: Canvas, _ rect: Rect) {
    guard let structure = snapshot?.structure else { return }
    let isFocused = hasFocus(.paths)
    let pane = Pane.draw(
      on: canvas,
      rect,
      title: "Paths of recorded packets",
      trailing: pathsRemark,
      isFocused: isFocused
    )
    guard let shares = pathShares else {
      let past = ["not known of this instant", "counted again when time goes on"]
      let lines = frozen == nil ? ["loading"] : past
      return Pane.remark(lines.map { StyledText($0, .dim) }, on: pane)
    }
    guard !shares.paths.isEmpty else {
      let word =
        snapshot?.recording.level == 0 ? "nothing is recorded at level 0" : "no packet yet"
      return Pane.remark([StyledText(word, .dim)], on: pane)
    }
    let table = Table(
      columns: [
        TableColumn("COUNT", width: 9, alignment: .right),
        TableColumn("SHARE", width: 6, alignment: .right),
        TableColumn("", width: 1),
        TableColumn("PATH", width: 20, weight: 1),
      ],
      spacing: 1,
      margin: 2,
      selectionBar: .columns(2)
    )
    table.drawHeader(on: pane)
    let list = pane.clipped(to: pane.bounds.inset(top: 1))
    var viewport = state.dashboard.paths
    viewport.select(pathPlace(shares), count: shares.paths.count, height: list.height)
    if !isFocused { viewport = ListViewport(selection: Int.max, offset: 0) }
    let width = table.layout(width: rect.width).last?.width ?? 0
    table.drawRows(on: list, viewport: viewport, count: shares.paths.count) { index in
      let path = shares.paths[index]
      return [
        Amount.text(UInt64(path.count), width: 9),
        StyledText(Self.share(path.count, of: shares.journeyCount)),
        DirectionMark.text(path.direction),
        PathText.line(path, structure, width: width),
      ]
    }
  }

  private var pathsRemark: StyledText { pathShares.map { Self.remark($0) } ?? "" }

  /// How many packets the ways are of.
  static func remark(_ shares: PathShares) -> StyledText {
    guard shares.journeyCount > 0 else { return "" }
    var words = [StyledText("of \(Quantity.grouped(UInt64(shares.journeyCount)))", .dim)]
    if shares.unknownCount > 0 {
      let count = Quantity.grouped(UInt64(shares.unknownCount))
      words.append(StyledText("\(count) not known as a whole", Style(.warn)))
    }
    words.append(StyledText("\(shares.pathCount) path\(shares.pathCount == 1 ? "" : "s")", .dim))
    return words.dropFirst().reduce(words[0]) { $0 + StyledText("   ", .dim) + $1 }
  }

  /// A part in percent with one digit behind the point; what is more than nothing is never 0.0.
  static func share(_ part: Int, of whole: Int) -> String {
    guard whole > 0, part > 0 else { return "0 %" }
    let tenths = (part * 1000 + whole / 2) / whole
    return tenths == 0 ? "<0.1 %" : "\(tenths / 10).\(tenths % 10) %"
  }
}

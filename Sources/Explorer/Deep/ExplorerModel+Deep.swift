import Inspection
import TUIKit

extension ExplorerModel {
  /// Asks tshark for all it knows of the packet at the selected hand-off.
  mutating func dissectDeeply() -> Effect {
    guard let journey, let index = hopIndex, let hop, let bytes = hop.bytes, !bytes.prefix.isEmpty
    else {
      state.message = "no bytes of this packet were recorded here"
      return .none
    }
    state.overlay = .deep(DeepDissection(journey: journey.id, hop: index))
    let isEthernet = snapshot?.structure.adapter(of: hop.from)?.linkKind != .rawIP
    return .dissect(bytes: bytes.prefix, length: bytes.length, isEthernet: isEthernet)
  }

  /// Takes in what came of it; nothing if the box was closed meanwhile.
  mutating func take(deep stage: DeepDissection.Stage) {
    guard case .deep(var deep)? = state.overlay, deep.stage == .waiting else { return }
    deep.stage = stage
    state.overlay = .deep(deep)
  }

  /// A key in the box.
  mutating func handle(_ event: KeyEvent, deep: DeepDissection) -> Effect {
    var deep = deep
    let height = overlayListHeight
    let count = deep.rows.count
    switch event.key {
    case .escape, .enter, .character("q"), .character("D"):
      state.overlay = nil
      return .none
    case .up, .character("k"): deep.viewport.move(by: -1, count: count, height: height)
    case .down, .character("j"): deep.viewport.move(by: 1, count: count, height: height)
    case .pageUp: deep.viewport.move(by: -height, count: count, height: height)
    case .pageDown, .character(" "): deep.viewport.move(by: height, count: count, height: height)
    case .home, .character("g"): deep.viewport.move(by: -count, count: count, height: height)
    case .end, .character("G"): deep.viewport.move(by: count, count: count, height: height)
    default: return .none
    }
    state.overlay = .deep(deep)
    return .none
  }

  /// Draws the box.
  func drawDeep(_ deep: DeepDissection, on canvas: Canvas) {
    let rows = deep.rows
    let status = rows.isEmpty ? "" : "\(rows.count) lines"
    let inner = Overlay(
      title: StyledText("tshark: #\(deep.journey), hop \(deep.hop + 1)", .title),
      status: StyledText(status, .dim),
      hints: StyledText("Esc", .key) + StyledText(" close", .dim)
    ).draw(on: canvas, at: OverlayPlace.deep(size))
    switch deep.stage {
    case .waiting: Pane.remark([StyledText("tshark is reading the packet", .dim)], on: inner)
    case .failed(let why): Pane.remark([StyledText(why, Style(.warn))], on: inner)
    case .done:
      let table = Table(columns: [TableColumn("", width: 10, weight: 1)], selectionBar: .row)
      table.drawRows(on: inner, viewport: deep.viewport, count: rows.count) { index in
        let row = rows[index]
        let indent = String(repeating: "  ", count: row.depth)
        return [StyledText(indent + row.text, row.depth == 0 ? .bold : .text)]
      }
    }
  }
}

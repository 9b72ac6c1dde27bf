import Inspection
import TUIKit

extension ExplorerModel {
  /// Draws the question before something is taken out of the stack.
  func drawConfirmation(_ confirmation: OverlayState.Confirmation, on canvas: Canvas) {
    let width = min(60, size.width - 2)
    let text = StyledText(confirmation.consequence).wrapped(to: max(8, width - 4))
    let rect = Overlay.centered(
      Size(width: width, height: min(size.height, text.count + 4)),
      in: Rect(size)
    )
    let enter = KeyLabel.text([KeyEvent(.enter)], state.charset)
    let box = Overlay(
      title: StyledText(confirmation.question, Style(.warn, .bold)),
      hints: StyledText(enter, .key) + StyledText(" yes  ", .dim) + StyledText("Esc", .key)
        + StyledText(" no", .dim)
    ).draw(on: canvas, at: rect)
    for (y, line) in text.enumerated() where y + 1 < box.height { box.put(line, x: 1, y: y + 1) }
  }

  /// Draws the list of drivers to choose from.
  func drawChoice(_ choice: OverlayState.Choice, on canvas: Canvas) {
    let name = snapshot?.structure.adapter(choice.adapter)?.name ?? ""
    let found = components(choice)
    let all = adapterDetail?.facts
    let count = choice.kind == .filter ? all?.attachable.count : all?.bindable.count
    let box = drawBox(
      choice.search,
      title: choice.kind == .filter ? "attach a filter to \(name)" : "bind a protocol to \(name)",
      count: found.count,
      all: count ?? 0,
      hints: [
        (
          KeyLabel.text([KeyEvent(.enter)], state.charset),
          choice.kind == .filter ? "attach" : "bind"
        ),
        ("Esc", "close"),
      ],
      on: canvas
    )
    if count == nil { return Pane.remark([StyledText("loading", .dim)], on: box) }
    let role: PartyRole = choice.kind == .filter ? .filter : .protocol
    let table = Table(columns: [TableColumn("", width: 12, weight: 1)], selectionBar: .row)
    table.drawRows(on: box, viewport: choice.search.viewport, count: found.count) { index in
      [PartyMark(role).text + StyledText(" " + found[index])]
    }
  }
}

import Inspection
import TUIKit

extension ExplorerModel {
  /// What is selected as text for the clipboard: the row's inspector, the journey hop by hop, or the event.
  mutating func copySelected() -> Effect {
    let text = selectedText
    guard !text.isEmpty else {
      state.message = "nothing is selected"
      return .none
    }
    let lines = text.split(separator: "\n").count
    state.message = "copied \(lines) line\(lines == 1 ? "" : "s")"
    return .copy(text)
  }

  private var selectedText: String {
    guard let structure = snapshot?.structure else { return "" }
    switch state.view {
    case .trace:
      return journey.map { TraceText($0, in: structure).text } ?? ""
    case .stack where state.stack.focus == .packets:
      return journey.map { TraceText($0, in: structure).text } ?? ""
    default:
      return focusedText(structure)
    }
  }

  private func focusedText(_ structure: StackStructure) -> String {
    switch state.view {
    case .events:
      guard let snapshot, let event = selectedEvent else { return "" }
      let text = EventText(snapshot: snapshot, event: event, cause: nil, width: 100)
      return text.lines.map { $0.string + "\n" }.joined()
    default:
      guard let row = row(state.stack.inspected) else { return "" }
      let remark = InspectorText.remark(row, structure)
      let title = InspectorText.title(row, structure) + "  " + remark
      let lines = [title] + inspectorLines()
      return lines.map { $0.string + "\n" }.joined()
    }
  }
}

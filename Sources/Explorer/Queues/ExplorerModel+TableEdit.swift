import Inspection
import TUIKit

/// Typing where entries of the indirection table lead, and sending it down the stack.
extension ExplorerModel {
  /// Begins to type, with the selected entry.
  mutating func beginTableEdit() {
    guard let scaling = selectedScaling else {
      state.message = "this miniport does not scale: there is no table"
      return
    }
    guard scaling.mode == .scaling, !scaling.table.isEmpty else {
      state.message =
        "there is no table: set OID_GEN_RECEIVE_SCALE_PARAMETERS on view \(ViewID.oids.key)"
      return
    }
    let entry = min(state.queues.entry, scaling.table.count - 1)
    state.queues.editing = TextField("\(entry) = ")
    state.queues.focus = .table
  }

  /// Sends the table that was typed; what cannot be is told, and typing goes on.
  mutating func finishTableEdit() {
    guard let field = state.queues.editing, let adapter = selectedAdapter else { return }
    switch tableEdit(field) {
    case .failure(let failure): state.message = failure.text
    case .success(let edit):
      state.queues.editing = nil
      send(.setOID(adapter: adapter.id, number: Self.scaleParameters, value: edit.value))
    }
  }

  /// OID_GEN_RECEIVE_SCALE_PARAMETERS.
  private static let scaleParameters: UInt32 = 0x0001_0204

  private func tableEdit(_ field: TextField) -> Result<TableEdit, TableEdit.Failure> {
    guard let scaling = selectedScaling, let adapter = selectedAdapter else {
      return .failure(TableEdit.Failure("there is no table any more"))
    }
    do throws(TableEdit.Failure) {
      return .success(try TableEdit(parsing: field.text, scaling, queues: adapter.queues))
    } catch {
      return .failure(error)
    }
  }

  /// Draws what is typed over the pane's title.
  func drawTableField(_ field: TextField, on area: Canvas) {
    area.fill(Rect(x: 1, y: 0, width: area.width - 2, height: 1))
    let used = area.put(StyledText("set entries ", .key), x: 2, y: 0)
    field.draw(on: area, x: 2 + used, y: 0, width: max(1, area.width - used - 4))
  }

  /// What the text typed would do, or what is to be typed.
  func tableEditLines(_ field: TextField) -> [StyledText] {
    var lines: [StyledText] = []
    switch tableEdit(field) {
    case .success(let edit):
      let count = edit.entries.count
      let targets = edit.targets.map(\.text).joined(separator: ", ")
      lines.append(
        StyledText("\(count) \(count == 1 ? "entry" : "entries")", .bold)
          + StyledText(" \(Glyph.rightArrow) ", .dim) + StyledText("cpu \(targets)")
      )
    case .failure(let failure):
      // While nothing stands behind the sign there is nothing wrong yet.
      let isBegun = FilterText.trimmed(field.text).hasSuffix("=")
      lines.append(
        isBegun ? StyledText("a queue, or a cpu as 0:1") : StyledText(failure.text, Style(.warn))
      )
    }
    lines.append(StyledText("8-15 = 2   all = 0, 1, 0:3 in turn", .dim))
    lines.append(StyledText("sets OID_GEN_RECEIVE_SCALE_PARAMETERS", .dim))
    return lines
  }
}

import Inspection
import TUIKit

/// One line of what a hop changed.
struct ChangeRow: Equatable {
  /// The change.
  var change: HopChange

  /// One row; for a slot that came or went with several parts, one for each part.
  static func rows(of change: HopChange, _ hop: Hop, _ previous: Hop?) -> [ChangeRow] {
    let isNew = change.before.isEmpty
    guard change.kind == .info, isNew != change.after.isEmpty else {
      return [ChangeRow(change: change)]
    }
    let slots = (isNew ? hop : previous)?.info ?? []
    guard let slot = slots.first(where: { $0.name == change.name }), slot.fields.count > 1 else {
      return [ChangeRow(change: change)]
    }
    return slot.fields.map { field in
      ChangeRow(
        change: HopChange(
          kind: .info,
          name: "\(slot.name).\(field.name)",
          before: isNew ? "" : field.value,
          after: isNew ? field.value : ""
        )
      )
    }
  }

  /// Gone, new, or different.
  var mark: StyledText {
    if change.after.isEmpty, !change.before.isEmpty {
      return StyledText(Glyph.minus, Style(.drop, .bold))
    }
    if change.before.isEmpty { return StyledText("+", Style(.ok, .bold)) }
    return StyledText(Glyph.changed, Style(.changed, .bold))
  }

  /// Before, an arrow, after; only one of them for what is gone or new.
  var value: StyledText {
    if change.after.isEmpty { return StyledText(change.before, .dim) }
    if change.before.isEmpty { return StyledText(change.after, .bold) }
    return StyledText(change.before, .dim) + StyledText(" \(Glyph.rightArrow) ", .dim)
      + StyledText(change.after, .bold)
  }

  /// The same in a number of columns; the old value is cut before the new one.
  func value(columns: Int) -> StyledText {
    let whole = value
    guard whole.width > columns, !change.before.isEmpty, !change.after.isEmpty else { return whole }
    let room = columns - CharacterWidth.columns(of: change.after) - 3
    let before = StyledText(change.before, .dim).truncated(to: max(6, room))
    return before + StyledText(" \(Glyph.rightArrow) ", .dim) + StyledText(change.after, .bold)
  }

  /// Its name, shorter where it would not fit.
  func name(columns: Int) -> StyledText {
    guard CharacterWidth.columns(of: change.name) > columns else { return StyledText(change.name) }
    let parts = change.name.split(separator: ".", maxSplits: 1)
    let suffix = "NetBufferListInfo"
    guard let first = parts.first, first.hasSuffix(suffix), first.count > suffix.count else {
      return StyledText(change.name)
    }
    let rest = parts.dropFirst().map { "." + $0 }.joined()
    return StyledText(first.dropLast(suffix.count) + rest)
  }
}

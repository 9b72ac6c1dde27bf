import Inspection
import TUIKit
import Wire

/// The box of what rests.
extension ExplorerModel {
  private var restRect: Rect {
    let width = min(120, size.width - 2)
    var height = Self.restHead + 2
    if let packet = rest?.packet {
      let fields = fieldLines(packet, packet.bytes).count
      let rows = hexRows(packet, width: width)
      height += width >= Self.wideRest ? max(fields, rows) : fields + rows
      // Room for what is typed, so that the box stays where it is.
      height += 2
    }
    return Overlay.centered(
      Size(width: width, height: min(height, 34, size.height - 2)),
      in: Rect(size)
    )
  }

  /// Columns from which on the bytes stand beside the fields.
  private static let wideRest = 110

  /// Rows that the bytes take, one of them for marks.
  private func hexRows(_ packet: RestingPacket, width: Int) -> Int {
    let perRow = HexView.bytesPerRow(width: width - 4)
    return (packet.bytes.count + perRow - 1) / perRow + 1
  }

  /// Lines above fields and bytes.
  private static let restHead = 3

  /// Draws what rests, its fields and bytes, and the line that writes it.
  func drawRest(_ box: RestState, on canvas: Canvas) {
    guard let rest, let structure = latest?.structure else { return }
    let inner = Overlay(
      title: StyledText("\(Glyph.frozen) at rest", Style(.held, .bold)),
      status: StyledText(rest.packet.map { "\($0.bytes.count) B" } ?? "", .dim),
      hints: restHints(box, rest)
    ).draw(on: canvas, at: restRect)
    let area = inner.clipped(to: inner.bounds.inset(left: 1, right: 1))
    for (y, line) in headLines(rest, structure).enumerated() where y < area.height {
      area.put(line.truncated(to: area.width), x: 0, y: y)
    }
    guard let packet = rest.packet else { return }
    let foot = box.edit == nil ? 0 : 2
    let body = area.clipped(
      to: area.bounds.inset(top: Self.restHead, bottom: min(foot, area.height))
    )
    if body.height > 0 { drawPacket(packet, box, on: body) }
    if box.edit != nil, area.height > foot { drawEdit(packet, box, on: area) }
  }

  private func headLines(_ rest: Rest, _ structure: StackStructure) -> [StyledText] {
    var first: StyledText
    if let packet = rest.packet {
      first =
        DirectionMark.text(packet.edge.direction)
        + StyledText(" #\(packet.journey)  ", .bold)
        + PartyMark.named(packet.from, in: structure)
        + StyledText(" \(Glyph.rightArrow) ", .dim)
        + PartyMark.named(rest.party, in: structure, .bold)
        + StyledText("  \(packet.edge.handlerName)", .dim)
      if packet.behind > 0 { first.append("  \(packet.behind) wait behind it", .dim) }
      if packet.isLoan { first.append("  lent", Style(.warn)) }
      if packet.isDropped { first.append("  dropped here", Style(.drop)) }
      if packet.editedBytes > 0 {
        first.append("  \(Glyph.changed) \(packet.editedBytes) written", Style(.warn))
      }
    } else {
      first = PartyMark.named(rest.party, in: structure, .bold) + StyledText("  \(rest.subject)")
    }
    var last = StyledText("engine time stands still", .dim)
    if !rest.waiting.isEmpty {
      last = StyledText(
        "waits for release: \(rest.waiting.joined(separator: ", "))",
        Style(.warn)
      )
    } else if let refusal = rest.packet?.editRefusal, !refusal.isEmpty {
      last = StyledText("cannot be written: \(refusal)", .dim)
    } else if let sharing = rest.packet?.sharing, !sharing.isEmpty {
      last = StyledText("written in a copy: \(sharing)", .dim)
    }
    return [first, StyledText(rest.reason, .dim), last]
  }

  private func restHints(_ box: RestState, _ rest: Rest) -> StyledText {
    let enter = KeyLabel.text([KeyEvent(.enter)], state.charset)
    let tab = KeyLabel.text([KeyEvent(.tab)], state.charset)
    var hints: [(String, String)] = []
    if box.edit != nil {
      hints = [(enter, "write"), (tab, box.mends ? "leave checksums" : "mend checksums")]
      hints.append(("Esc", "undo"))
    } else {
      var actions: [(ActionID, String)] = [(.release, "go on"), (.stepHop, "hop")]
      if rest.packet != nil {
        actions += [
          (.stepModule, "module"), (.stepChange, "change"), (.stepDrop, "its drop"),
          (.editPacket, "edit"), (.dropPacket, "drop it"),
        ]
      } else {
        actions.removeLast()
      }
      hints = actions.compactMap { id, word in
        options.keys.action(id).map { ($0.keyLabel(state.charset), word) }
      }
      hints.append(("Esc", "close"))
    }
    var text = StyledText()
    for (key, word) in hints {
      let next = StyledText(key, .key) + StyledText(" " + word, .dim)
      guard text.width + next.width + 4 < restRect.width else { break }
      if !text.isEmpty { text.append("  ") }
      text += next
    }
    return text
  }

  // MARK: Fields and bytes

  /// Rows of the fields that can be seen.
  var restFieldHeight: Int {
    let body = max(0, restRect.height - 2 - Self.restHead)
    guard let packet = rest?.packet, !isRestWide else { return body }
    return max(1, body / 2, body - hexRows(packet, width: restRect.width))
  }

  private var isRestWide: Bool { restRect.width >= Self.wideRest }

  /// How far the fields can be scrolled.
  var lastRestOffset: Int {
    guard let packet = rest?.packet else { return 0 }
    return max(0, fieldLines(packet, packet.bytes).count - restFieldHeight)
  }

  private func drawPacket(_ packet: RestingPacket, _ box: RestState, on body: Canvas) {
    var bytes = packet.bytes
    var ranges: [HexView.Range] = []
    if case .success(let edit)? = box.made(of: packet) {
      bytes = edit.bytes
      ranges = packet.bytes.indices.filter { packet.bytes[$0] != edit.bytes[$0] }
        .map { HexView.Range($0..<($0 + 1), .changed) }
    }
    let lines = fieldLines(packet, bytes)
    let fields: Canvas
    let hex: Canvas
    if isRestWide {
      let width = body.width - 73
      fields = body.clipped(to: body.bounds.inset(right: body.width - width))
      hex = body.clipped(to: body.bounds.inset(left: width + 2))
    } else {
      let rest = body.height - hexRows(packet, width: restRect.width)
      let height = min(max(1, body.height / 2, rest), lines.count)
      fields = body.clipped(to: body.bounds.inset(bottom: body.height - height))
      hex = body.clipped(to: body.bounds.inset(top: height))
    }
    var first = min(box.offset, max(0, lines.count - fields.height))
    // What is being written is to be seen.
    if let changed = lines.firstIndex(where: \.isChanged) {
      first = max(0, min(changed - fields.height / 2, lines.count - fields.height))
    }
    for (y, line) in lines.dropFirst(first).prefix(fields.height).enumerated() {
      fields.put(line.text.truncated(to: fields.width), x: 0, y: y)
    }
    let view = HexView(
      bytes,
      bytesPerRow: HexView.bytesPerRow(width: hex.width),
      ranges: ranges
    )
    let row = ranges.first.map { $0.bytes.lowerBound / view.bytesPerRow } ?? 0
    view.draw(on: hex, from: max(0, min(row, view.lineCount - hex.height)))
  }

  /// A line about a field.
  private struct FieldLine {
    var text: StyledText
    /// Some of its bytes are being written.
    var isChanged = false
  }

  /// The fields of bytes that the packet has or is about to have, then what is known of its list.
  private func fieldLines(_ packet: RestingPacket, _ bytes: [UInt8]) -> [FieldLine] {
    let link: LinkLayer = packet.link == .rawIP ? .rawIP : .ethernet
    let dissection = bytes.withUnsafeBytes { Dissection($0, link: link) }
    var lines: [FieldLine] = []
    for layer in dissection.layers.dropFirst() {
      let style: Style = layer.mark == nil ? .bold : Style(.drop, .bold)
      lines.append(FieldLine(text: StyledText(layer.label, style) + "  " + StyledText(layer.text)))
      for field in layer.children where !field.range.isEmpty {
        let range = field.range.clamped(to: packet.bytes.indices)
        let isChanged = packet.bytes[range] != bytes[range]
        let style: Style =
          field.mark != nil ? Style(.drop) : isChanged ? Style(.warn, .bold) : .text
        let name = StyledText("\(isChanged ? Glyph.changed : " ") \(field.name)", .dim)
        lines.append(
          FieldLine(text: name + StyledText("  \(field.text)", style), isChanged: isChanged)
        )
      }
    }
    let flags = String(packet.listFlags, radix: 16)
    let list = "  flags 0x\(flags)  buffers \(packet.bufferCount)  data offset \(packet.dataOffset)"
    lines.append(FieldLine(text: StyledText("list", .bold) + StyledText(list)))
    for slot in packet.info {
      lines.append(
        FieldLine(text: StyledText("  \(slot.name)", .dim) + StyledText("  \(slot.text)"))
      )
    }
    return lines
  }

  // MARK: Writing

  private func drawEdit(_ packet: RestingPacket, _ box: RestState, on area: Canvas) {
    let y = area.height - 2
    area.put("write ", x: 0, y: y, style: Style(.key, .bold))
    box.edit?.draw(on: area, x: 6, y: y, width: area.width - 6)
    if box.edit?.text.isEmpty == true {
      area.put(
        StyledText("50: ff 00   or   ip.ttl = 5", .dim).truncated(to: max(0, area.width - 8)),
        x: 8,
        y: y
      )
    }
    var line = StyledText(box.mends ? "checksums are mended" : "checksums stay as they are", .dim)
    switch box.made(of: packet) {
    case nil: break
    case .failure(let error)?: line = StyledText("\(Glyph.drop) \(error)", Style(.drop))
    case .success(let edit)?:
      let count = edit.changed.count
      let place = edit.changed.first.map { " from \($0) on" } ?? ""
      line = StyledText("\(count) byte\(count == 1 ? "" : "s")\(place)")
      line.append(
        edit.mended.isEmpty
          ? (box.mends ? "" : "  checksums stay as they are")
          : "  \(edit.mended.joined(separator: ", ")) mended",
        .dim
      )
    }
    area.put(line.truncated(to: area.width), x: 0, y: y + 1)
  }
}

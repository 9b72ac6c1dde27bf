import Inspection
import TUIKit

extension ExplorerModel {
  /// The explained packet as it came from the miniport; nil while the engine has not answered.
  private var explainedHop: Hop? {
    guard let journey = explainedJourney, journey.id == state.queues.explained else { return nil }
    return journey.hops.first
  }

  /// The explanation as lines, also those that do not fit.
  func hashLines(width: Int) -> [StyledText] {
    guard let scaling = selectedScaling, let hop = explainedHop, let journey = explainedJourney
    else { return [StyledText("loading", .dim)] }
    var lines = [
      StyledText(journey.summary.protocolName + " ", .dim)
        + PacketColumns.summary(journey.summary)
    ]
    let link = snapshot?.structure.adapter(of: hop.from)?.linkKind ?? .ethernet
    guard let found = HashExplanation(hop, link: link, key: scaling.key) else {
      return lines + Self.wrapped(noHash(hop), width)
    }
    lines += resultLines(found, scaling, width: width)
    lines += inputLines(found)
    lines.append(StyledText("key", .dim))
    let perLine = width >= 54 ? 16 : 8
    for start in stride(from: 0, to: scaling.key.count, by: perLine) {
      let part = scaling.key[start..<min(start + perLine, scaling.key.count)]
      lines.append(StyledText("  " + part.map(Self.hex).joined(separator: " ")))
    }
    lines.append(StyledText("every bit that is set adds the 32 key bits from there on", .dim))
    return lines + stepLines(found)
  }

  /// Hash and entry, queue and processor; in two lines where one has no room.
  private func resultLines(
    _ found: HashExplanation,
    _ scaling: ReceiveScalingNode,
    width: Int
  ) -> [StyledText] {
    var line = StyledText("hash ", .dim) + StyledText(Self.hex(found.computed), .bold)
    let isRight = found.computed == found.recorded
    line += StyledText(
      isRight ? " \(Glyph.ok)" : " \(Glyph.drop) recorded \(Self.hex(found.recorded))",
      Style(isRight ? .ok : .drop)
    )
    guard let entry = scaling.entry(of: found.recorded) else { return [line] }
    let mask = String(scaling.table.count - 1, radix: 16)
    line += StyledText(" & \(mask) = entry \(entry)")
    let arrow = StyledText(" \(Glyph.rightArrow) ", .dim)
    let end =
      arrow + StyledText("queue \(scaling.table[entry].queue)", .bold) + arrow
      + StyledText("cpu \(scaling.table[entry].processor.text)")
    return line.width + end.width <= width ? [line + end] : [line, end]
  }

  private func inputLines(_ found: HashExplanation) -> [StyledText] {
    var lines = [StyledText("input of \(found.type)", .dim)]
    let names = found.inputs.map { $0.name.utf8.count }.max() ?? 0
    for input in found.inputs {
      lines.append(
        StyledText("  " + input.name.padding(to: names + 2), .dim)
          + StyledText(input.bytes.map(Self.hex).joined(separator: " "))
          + StyledText("  " + input.text, .dim)
      )
    }
    return lines
  }

  private func stepLines(_ found: HashExplanation) -> [StyledText] {
    found.steps.map { step in
      var place = step.bit / 8
      var name = ""
      for input in found.inputs {
        if place < input.bytes.count {
          name = input.name
          break
        }
        place -= input.bytes.count
      }
      return StyledText("bit \(step.bit)", .dim).rightAligned(to: 9) + "  "
        + StyledText(Self.hex(step.window)) + StyledText(" \(Glyph.rightArrow) ", .dim)
        + StyledText(Self.hex(step.result), .bold) + StyledText("  \(name)", .dim)
    }
  }

  private func noHash(_ hop: Hop) -> StyledText {
    if hop.level < 2 {
      return StyledText("level 1 records neither slots nor bytes: no hash is known", .dim)
    }
    guard hop.info.contains(where: { $0.name == "NetBufferListHashValue" }) else {
      return StyledText("this packet has no hash: it came into queue 0", .dim)
    }
    return StyledText("its fields are not among the recorded bytes", .dim)
  }

  private static func wrapped(_ line: StyledText, _ width: Int) -> [StyledText] {
    line.wrapped(to: max(8, width))
  }

  /// Draws how the hash of a packet led to its queue.
  func drawHash(on canvas: Canvas, _ rect: Rect) {
    let lines = hashLines(width: rect.width - 2)
    let height = max(0, rect.height - 1)
    let first = min(state.queues.offset, max(0, lines.count - height))
    let last = min(lines.count, first + height)
    let pane = Pane.draw(
      on: canvas,
      rect,
      title: StyledText("Hash of #\(state.queues.explained ?? 0)"),
      trailing: lines.count > height
        ? StyledText("\(first + 1)–\(last) of \(lines.count)", .dim) : "",
      isFocused: state.queues.focus == .flows
    )
    for y in 0..<max(0, last - first) {
      pane.put(lines[first + y].truncated(to: max(0, pane.width - 2)), x: 1, y: y)
    }
  }

  private static func hex(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }

  private static func hex(_ word: UInt32) -> String {
    let digits = String(word, radix: 16)
    return String(repeating: "0", count: 8 - digits.utf8.count) + digits
  }
}

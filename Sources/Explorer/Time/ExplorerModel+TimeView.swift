import Inspection
import TUIKit

extension ExplorerModel {
  /// Parts of the known span that the strip has columns for.
  var timeParts: Int { timeStrip(screenLayout.time).line.width }

  /// Where the parts of the strip are.
  private struct Strip {
    var line: Rect
    var left: StyledText
    var right: StyledText
  }

  private func timeStrip(_ rect: Rect) -> Strip {
    let span = state.time.span
    let first = EngineTime.clock(span?.first ?? 0)
    let last = EngineTime.clock(span?.last ?? latest?.time ?? 0)
    let since = span?.hasForgotten == true ? "knows since " : ""
    let left =
      StyledText(since, .dim) + StyledText(first) + StyledText(" " + Glyph.drop, Style(.drop))
    let right = StyledText(last)
    return Strip(
      line: Rect(
        x: rect.x + left.width + 2,
        y: rect.y,
        width: max(0, rect.width - left.width - right.width - 5),
        height: rect.height
      ),
      left: left,
      right: right
    )
  }

  /// Draws the known span with what stands out in it, and the instant on the screen.
  func drawTimeStrip(on canvas: Canvas, _ rect: Rect) {
    guard !rect.isEmpty else { return }
    let strip = timeStrip(rect)
    canvas.put(strip.left, x: rect.x + 1, y: rect.y)
    canvas.put(strip.right, right: rect.x + rect.width - 1, y: rect.y)
    let line = strip.line
    guard line.width > 2 else { return }
    canvas.put(StyledText(Glyph.teeRight, .dim), x: line.x, y: rect.y)
    canvas.put(StyledText(Glyph.teeLeft, .dim), x: line.x + line.width - 1, y: rect.y)
    guard let span = state.time.span else { return }
    let width = line.width - 2
    let packets =
      span.firstPacket > span.last ? width : span.part(of: span.firstPacket, among: width)
    let cursor = span.part(of: currentTime, among: width)
    for column in 0..<width {
      let part = span.parts.isEmpty ? KnownSpan.Part() : self.part(span, column, of: width)
      let text: StyledText =
        if column == cursor {
          StyledText(Glyph.up, Style(.key, .bold))
        } else if part.drops > 0 {
          StyledText(Self.bar(part.drops), Style(.drop))
        } else if part.events > 0 {
          StyledText(Glyph.cross, Style(.warn))
        } else {
          StyledText(column < packets ? Glyph.dashed : Glyph.horizontal, .dim)
        }
      canvas.put(text, x: line.x + 1 + column, y: rect.y)
    }
  }

  /// The parts told may be others than the columns, until the engine has answered after a change of size.
  private func part(_ span: KnownSpan, _ column: Int, of width: Int) -> KnownSpan.Part {
    var sum = KnownSpan.Part()
    let count = span.parts.count
    let low = column * count / width
    for part in span.parts[low..<max(low + 1, (column + 1) * count / width)] {
      sum.drops += part.drops
      sum.events += part.events
    }
    return sum
  }

  /// A step higher for twice as many, so that few drops stay low however many there are elsewhere.
  private static func bar(_ count: UInt32) -> String {
    Glyph.bars[min(Glyph.bars.count - 1, 32 - count.leadingZeroBitCount)]
  }

  /// The instant a click on the strip means; nil beside it.
  func instant(atColumn x: Int) -> UInt64? {
    let line = timeStrip(screenLayout.time).line
    guard let span = state.time.span, line.width > 2, x > line.x, x < line.x + line.width - 1 else {
      return nil
    }
    let along = Double(x - line.x - 1) / Double(max(1, line.width - 3))
    return span.first + UInt64(Double(span.last - min(span.first, span.last)) * along)
  }

  /// Draws the box for a time.
  func drawTimeEntry(_ entry: TimeEntry, on canvas: Canvas) {
    let width = min(60, size.width - 2)
    let box = Overlay(
      title: StyledText("go to a time", .title),
      hints: StyledText(KeyLabel.text([KeyEvent(.enter)], state.charset), .key)
        + StyledText(" go  ", .dim) + StyledText("Esc", .key) + StyledText(" close", .dim)
    ).draw(
      on: canvas,
      at: Overlay.centered(Size(width: width, height: min(size.height, 5)), in: Rect(size))
    )
    box.put("time ", x: 1, y: 0, style: .key)
    entry.field.draw(on: box, x: 6, y: 0, width: box.width - 7, isFocused: true)
    let remark =
      entry.problem.isEmpty
      ? StyledText("now \(EngineTime.precise(latest?.time ?? 0)); 3:12, 192.5s, -2s", .dim)
      : StyledText(entry.problem, Style(.warn))
    box.put(remark.truncated(to: box.width - 2), x: 1, y: 1)
  }
}

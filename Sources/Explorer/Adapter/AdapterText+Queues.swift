import Inspection
import TUIKit

extension AdapterText {
  /// The receive queues, each with its processor, its interrupts and deferred calls, and what waits in it.
  var queueLines: [StyledText] {
    adapter.queues.flatMap { queue -> [StyledText] in
      let message = queue.message.map { "message \($0)" } ?? "no message"
      let words = [queue.kind.rawValue, "processor \(queue.processor.text)", message]
      let head =
        StyledText(queue.name) + StyledText("  ")
        + StyledText(words.joined(separator: " \(Glyph.dot) "), .dim)
      return [head.truncated(to: width)] + lines(of: counters(of: queue))
    }
  }

  /// Counters of a queue, each with what it counts.
  private func counters(of queue: QueueNode) -> [StyledText] {
    func count(_ column: QueueColumn, _ name: String, _ role: Style = .text) -> StyledText {
      Amount.text(snapshot.counters[queue: queue.id, column], width: 12, role)
        + StyledText(" \(name)", .dim)
    }
    let room = queue.capacity.map { " of \(Quantity.grouped(UInt64($0)))" } ?? ""
    let dropped = snapshot.counters[queue: queue.id, .drops]
    return [
      count(.packets, "frames", Style(.rx)), count(.interrupts, "interrupts"),
      count(.deferredCalls, "deferred calls"), count(.waiting, "waiting" + room, Style(.held)),
      count(.drops, "dropped", dropped > 0 ? Style(.drop) : .dim),
    ]
  }

  /// As many of the parts in a line as there is room for; none is broken.
  private func lines(of parts: [StyledText]) -> [StyledText] {
    var lines: [StyledText] = []
    for part in parts {
      let columns = CharacterWidth.columns(of: part.string)
      if let last = lines.last, CharacterWidth.columns(of: last.string) + 2 + columns <= width {
        lines[lines.count - 1] = last + "  " + part
      } else {
        lines.append("  " + part)
      }
    }
    return lines
  }
}

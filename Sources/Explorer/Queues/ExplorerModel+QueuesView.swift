import Inspection
import TUIKit

extension ExplorerModel {
  /// Draws the Queues view.
  func drawQueues(on canvas: Canvas) {
    let layout = queuesLayout
    if !layout.list.isEmpty {
      drawQueueList(on: canvas, layout.list, isFocused: state.queues.focus == .list)
    }
    if let rect = layout.flows {
      if state.queues.explained == nil {
        drawQueueFlows(on: canvas, rect)
      } else {
        drawHash(on: canvas, rect)
      }
    }
    if let rect = layout.table { drawIndirection(on: canvas, rect) }
    guard let flows = layout.flows, let table = layout.table else { return }
    Pane.hairline(on: canvas, x: table.x - 1, from: flows.y, height: flows.height)
  }

  /// Draws the queues of the selected adapter, each with its last minute.
  func drawQueueList(on canvas: Canvas, _ rect: Rect, isFocused: Bool) {
    guard let snapshot else { return }
    let rows = queueRows
    let name = selectedAdapter.map { "  " + $0.name } ?? ""
    let pane = Pane.draw(
      on: canvas,
      rect,
      title: StyledText("Queues") + StyledText(name, .dim),
      trailing: queuesRemark(rows),
      isFocused: isFocused
    )
    guard !rows.isEmpty else {
      let word = selectedAdapter == nil ? "no adapters" : "no queue is known of this adapter"
      return Pane.remark([StyledText(word, .dim)], on: pane)
    }
    let table = QueueColumns.table(width: rect.width)
    table.drawHeader(on: pane)
    let list = pane.clipped(to: pane.bounds.inset(top: 1))
    let width = table.layout(width: rect.width).first { $0.column == QueueColumns.heat }?.width ?? 0
    let points = rows.map { row in
      history.queues.graph(of: row.node.id, points: min(width, RateHistory.capacity))
    }
    let peak = points.reduce(0) { max($0, $1.max() ?? 0) }
    let total = rows.reduce(0) { $0 + ($1.rates?.packets ?? 0) }
    var viewport = state.queues.viewport
    viewport.select(queuePlace(rows), count: rows.count, height: list.height)
    table.drawRows(on: list, viewport: viewport, count: rows.count) { index in
      QueueColumns.cells(
        rows[index],
        total: total,
        heat: QueueColumns.heat(points[index], peak: peak, width: width),
        packets: snapshot.counters[queue: rows[index].node.id, .packets]
      )
    }
  }

  private func queuesRemark(_ rows: [QueueRow]) -> StyledText {
    var words: [StyledText] = []
    if let (factor, hottest) = queueImbalance {
      let tenths = Int((factor * 10).rounded())
      let isUneven = factor >= 2
      words.append(
        StyledText("imbalance ", .dim)
          + StyledText(
            "\(tenths / 10).\(tenths % 10)\(Glyph.times)",
            isUneven ? Style(.warn, .bold) : .text
          )
      )
      if isUneven {
        words.append(StyledText("\(Glyph.transmit) hot queue \(hottest.number)", Style(.warn)))
      }
    }
    if state.queues.order != .number {
      words.append(StyledText("by \(state.queues.order.rawValue)", .dim))
    }
    words.append(StyledText("\(rows.count) queue\(rows.count == 1 ? "" : "s")", .dim))
    return words.dropFirst().reduce(words[0]) { $0 + StyledText("   ", .dim) + $1 }
  }

  // Who fills it.

  private func drawQueueFlows(on canvas: Canvas, _ rect: Rect) {
    let queue = selectedQueue?.node
    let packets = queuePackets
    let title = StyledText(queue.map { "Queue \($0.number): who fills it" } ?? "Who fills it")
    let pane = Pane.draw(
      on: canvas,
      rect,
      title: title,
      trailing: flowsRemark(packets, room: rect.width - title.width - 12),
      isFocused: state.queues.focus == .flows
    )
    guard queue != nil else { return }
    if let absence = flowsAbsence(packets) { return Pane.remark(absence, on: pane) }
    let flows = queueFlows
    let count = packets?.window.rows.count ?? 0
    let table = Table(
      columns: [
        TableColumn("", width: 7, alignment: .right), TableColumn("", width: 6),
        TableColumn("", width: 16, weight: 1),
      ],
      spacing: 1,
      margin: 1
    )
    let first = min(state.queues.offset, max(0, flows.count - pane.height))
    let viewport = ListViewport(selection: Int.max, offset: first)
    table.drawRows(on: pane, viewport: viewport, count: flows.count) { index in
      [
        StyledText(Self.share(flows[index].packets, of: count)),
        StyledText(flows[index].summary.protocolName, .dim),
        PacketColumns.summary(flows[index].summary),
      ]
    }
  }

  /// Among how many packets the flows are counted, in as many words as there is room for.
  private func flowsRemark(_ packets: LoadedPackets?, room: Int) -> StyledText {
    guard let window = packets?.window, !window.rows.isEmpty else { return "" }
    let shown = Quantity.grouped(UInt64(window.rows.count))
    let all = Quantity.grouped(window.rowCount)
    let words =
      window.rowCount > UInt64(window.rows.count)
      ? ["of the newest \(shown) of \(all) recorded", "newest \(shown) of \(all)", "of \(shown)"]
      : ["of \(all) recorded", "of \(all)"]
    return StyledText(words.first { $0.utf8.count <= room } ?? words[words.count - 1], .dim)
  }

  private func flowsAbsence(_ packets: LoadedPackets?) -> [StyledText]? {
    if queueFilter == nil {
      return [
        StyledText("the queues share a processor", .dim),
        StyledText("what is recorded does not tell their packets apart", .dim),
      ]
    }
    if snapshot?.recording.level == 0 {
      return [StyledText("nothing is recorded at level 0", .dim)]
    }
    guard let packets else { return [StyledText("loading", .dim)] }
    return packets.window.rows.isEmpty
      ? [StyledText("no packet of this queue is recorded", .dim)] : nil
  }
}

import Inspection
import TUIKit

extension ExplorerModel {
  /// Draws both ways of the selected conversation.
  func drawConversation(on canvas: Canvas, _ rect: Rect) {
    guard let one = selectedConversation else {
      Pane.draw(on: canvas, rect, title: "Conversation")
      return
    }
    let pane = Pane.draw(
      on: canvas,
      rect,
      title: StyledText("\(one.transport.name) conversation \(one.number)")
    )
    let span =
      StyledText("from ", .dim) + StyledText(EngineTime.seconds(one.start))
      + StyledText(" s for ", .dim) + Quantity.duration(nanoseconds: one.end - one.start).styled()
      + StyledText("   newest ", .dim) + StyledText("#\(one.newest)")
    let lines = [
      Self.flow(one.first, one.second, one.forward), Self.flow(one.second, one.first, one.backward),
      span, StyledText("/ ", .key) + StyledText(one.filter, .dim),
    ]
    for (y, line) in lines.enumerated() where y < pane.height {
      pane.put(line.truncated(to: max(0, rect.width - 2)), x: 1, y: y)
    }
  }

  private static func flow(
    _ from: Conversation.Endpoint,
    _ to: Conversation.Endpoint,
    _ flow: Conversation.Flow
  ) -> StyledText {
    var line = StyledText(from.text) + StyledText(" \(Glyph.rightArrow) ", .dim)
    line += StyledText(to.text) + StyledText("   ", .dim)
    line += StyledText(Quantity.grouped(flow.packets), .bold) + StyledText(" packets  ", .dim)
    line += StyledText(Quantity.grouped(flow.bytes), .bold) + StyledText(" bytes", .dim)
    if flow.drops > 0 {
      line.append("  \(Glyph.drop) \(Quantity.grouped(flow.drops)) dropped", Style(.drop))
    }
    return line
  }

  /// Draws the list of conversations.
  func drawConversationList(on canvas: Canvas, _ rect: Rect) {
    let order = Self.orderRemark(
      state.trace.conversations.order.rawValue,
      isReversed: state.trace.conversations.isReversed
    )
    let pane = Pane.draw(
      on: canvas,
      rect,
      title: "Conversations",
      trailing: order + conversationsRemark,
      isFocused: true
    )
    guard let shares = conversationShares else {
      return Pane.remark([StyledText("loading", .dim)], on: pane)
    }
    let rows = conversationRows
    guard !rows.isEmpty else {
      let word: String =
        if let recording = snapshot?.recording, recording.level < 3 {
          "level \(recording.level) records no bytes to tell who talks to whom"
        } else {
          shares.isWhole ? "no TCP or UDP packet yet" : "counting"
        }
      return Pane.remark([StyledText(word, .dim)], on: pane)
    }
    let table = Self.conversationTable(width: rect.width)
    table.drawHeader(on: pane)
    let list = pane.clipped(to: pane.bounds.inset(top: 1))
    var viewport = state.trace.conversations.viewport
    let place = rows.firstIndex { $0.listID == selectedConversation?.listID } ?? 0
    viewport.select(place, count: rows.count, height: list.height)
    table.drawRows(on: list, viewport: viewport, count: rows.count) { index in
      let one = rows[index]
      return [
        StyledText(one.transport.name), StyledText("\(one.number)", .dim),
        StyledText(one.first.text), StyledText(one.second.text),
        Amount.text(one.packets, width: 7), Amount.text(one.bytes, width: 9),
        Amount.text(one.forward.bytes, width: 9), Amount.text(one.backward.bytes, width: 9),
        Amount.text(one.drops, width: 5, Style(.drop)),
        StyledText(EngineTime.seconds(one.start), .dim),
        Quantity.duration(nanoseconds: one.end - one.start).styled(),
      ]
    }
  }

  private var conversationsRemark: StyledText {
    guard let shares = conversationShares else { return "" }
    var words = "   \(Quantity.grouped(UInt64(shares.count)))"
    if shares.conversations.count < shares.count {
      words =
        "   \(shares.conversations.count) largest of \(Quantity.grouped(UInt64(shares.count)))"
    }
    return StyledText(words, .dim)
      + (shares.isWhole ? "" : StyledText("   counting", Style(.warn)))
  }

  private static func conversationTable(width: Int) -> Table {
    Table(
      columns: [
        TableColumn("", width: 3),
        TableColumn("NO", width: 4, alignment: .right, priority: 6),
        TableColumn("FIRST", width: width >= 76 ? 21 : 16, weight: 1),
        TableColumn("SECOND", width: width >= 76 ? 21 : 16, weight: 1),
        TableColumn("PACKETS", width: 7, alignment: .right, priority: 1),
        TableColumn("BYTES", width: 9, alignment: .right),
        TableColumn(
          StyledText("BYTES \(Glyph.rightArrow)", .dim),
          width: 9,
          alignment: .right,
          priority: 7
        ),
        TableColumn(
          StyledText("\(Glyph.leftArrow) BYTES", .dim),
          width: 9,
          alignment: .right,
          priority: 7
        ),
        TableColumn(
          StyledText(Glyph.drop, Style(.drop)),
          width: 5,
          alignment: .right,
          priority: 2
        ),
        TableColumn("BEGAN", width: 10, alignment: .right, priority: 8),
        TableColumn("LASTED", width: 7, alignment: .right, priority: 5),
      ],
      spacing: 1,
      margin: 2,
      selectionBar: .columns(2)
    )
  }
}

import Inspection
import TUIKit
import Wire

/// The box in which a packet is made and injected.
extension ExplorerModel {
  /// Draws the box.
  func drawInject(_ inject: InjectState, on canvas: Canvas) {
    var hints = StyledText()
    for (key, word) in injectHints(inject) {
      if !hints.isEmpty { hints.append("  ") }
      hints += StyledText(key, .key) + StyledText(" " + word, .dim)
    }
    let places = injectPlaces
    let index = places.firstIndex { $0.party == inject.place }
    let inner = Overlay(
      title: StyledText("inject a packet", .title),
      status: StyledText(index.map { "place \($0 + 1) of \(places.count)" } ?? "", .dim),
      hints: hints
    ).draw(on: canvas, at: injectRect)
    guard inner.height > 0 else { return }
    let area = inner.clipped(to: inner.bounds.inset(left: 1, right: 1))
    drawFields(inject, on: area)
    drawAnswer(inject, on: area, y: area.height - 1)
    let top = 6
    if area.height - top >= 4 {
      drawPreview(inject, on: area.clipped(to: area.bounds.inset(top: top, bottom: 2)))
    }
  }

  /// In the middle, as large as what is shown needs and the screen allows.
  private var injectRect: Rect {
    Overlay.centered(
      Size(width: min(100, size.width - 2), height: min(30, size.height - 2)),
      in: Rect(size)
    )
  }

  private func injectHints(_ inject: InjectState) -> [(String, String)] {
    let enter = KeyLabel.text([KeyEvent(.enter)], state.charset)
    let tab = KeyLabel.text([KeyEvent(.tab)], state.charset)
    if inject.focus == .result { return [(enter, "show it"), (tab, "next"), ("Esc", "close")] }
    return [(enter, "send"), (tab, "next"), ("Esc", "close")]
  }

  // MARK: Fields

  private func drawFields(_ inject: InjectState, on area: Canvas) {
    label("where", .place, inject, on: area, y: 0)
    label("way", .way, inject, on: area, y: 1)
    label("frame", .frame, inject, on: area, y: 2)
    label("times", .count, inject, on: area, y: 4)
    area.put(placeText(inject).truncated(to: max(0, area.width - 8)), x: 8, y: 0)
    area.put(wayText(inject).truncated(to: max(0, area.width - 8)), x: 8, y: 1)
    field(inject.frame, .frame, inject, on: area, x: 8, y: 2, width: area.width - 8)
    if inject.frame.text.isEmpty, area.width > 12 {
      let example =
        Self.examples.first { $0.utf8.count <= area.width - 10 } ?? Self.examples.last ?? ""
      area.put(StyledText(example, .dim).truncated(to: area.width - 10), x: 10, y: 2)
    }
    area.put(verdict(inject).truncated(to: max(0, area.width - 8)), x: 8, y: 3)
    field(inject.count, .count, inject, on: area, x: 8, y: 4, width: 8)
    let style: Style = inject.focus == .interval ? Style(.key, .bold) : .dim
    area.put(StyledText("every", style), x: 18, y: 4)
    field(inject.interval, .interval, inject, on: area, x: 24, y: 4, width: 10)
  }

  /// What a frame can be, in as many words as there is room for.
  private static let examples = [
    #"eth/ipv4(dst=10.0.0.2)/udp(dport=53)/payload("text") or hex"#,
    "eth/ipv4/udp(dport=53) or hex", "eth/arp or hex",
  ]

  private func label(
    _ text: String,
    _ row: InjectState.Row,
    _ inject: InjectState,
    on area: Canvas,
    y: Int
  ) {
    let isFocused = inject.focus == row
    area.put(isFocused ? Glyph.selection : " ", x: 0, y: y, style: .key)
    area.put(text, x: 1, y: y, style: isFocused ? Style(.key, .bold) : .dim)
  }

  private func field(
    _ field: TextField,
    _ row: InjectState.Row,
    _ inject: InjectState,
    on area: Canvas,
    x: Int,
    y: Int,
    width: Int
  ) {
    field.draw(on: area, x: x, y: y, width: width, isFocused: inject.focus == row)
  }

  private func placeText(_ inject: InjectState) -> StyledText {
    guard let structure = snapshot?.structure, let place = place(of: inject) else {
      return StyledText("gone", Style(.drop))
    }
    let adapter = structure.adapters[place.adapter]
    var text = PartyMark.named(place.party, in: structure)
    if adapter.partyID == place.party {
      text.append("  \(adapter.miniport.displayName)", .dim)
    } else {
      text.append("  on \(adapter.name)", .dim)
    }
    let stateName = stateName(of: place.party, adapter)
    if stateName != "Running" { text.append("  \(stateName)", Style(.warn)) }
    return inject.focus == .place
      ? StyledText("\(Glyph.leftArrow) ", .key) + text + StyledText(" \(Glyph.rightArrow)", .key)
      : text
  }

  private func stateName(of party: PartyID, _ adapter: AdapterNode) -> String {
    adapter.filters.first { $0.partyID == party }?.state
      ?? adapter.bindings.first { $0.partyID == party }?.state ?? adapter.state
  }

  private func wayText(_ inject: InjectState) -> StyledText {
    let words = inject.direction == .transmit ? "send, downward" : "receive, upward"
    var text = DirectionMark.text(inject.direction) + StyledText(" " + words)
    if inject.focus == .way {
      let isFree = place(of: inject).map { $0.directions.count > 1 } ?? false
      text.append(
        isFree
          ? "  \(KeyLabel.text([KeyEvent(" ")], state.charset)) turns it" : "  the only way here",
        .dim
      )
    }
    return text
  }

  /// What is wrong with the frame, or what it is.
  private func verdict(_ inject: InjectState) -> StyledText {
    if inject.frame.text.isEmpty, inject.pasteFailure == nil {
      return StyledText(inject.remark, Style(.warn))
    }
    switch inject.made {
    case .failure(let error):
      return StyledText("\(Glyph.drop) \(error)", Style(.drop))
    case .success(let bytes):
      let summary = bytes.withUnsafeBytes { FrameSummary($0, link: link(of: inject)) }
      let head = StyledText("\(bytes.count) B  ", .dim)
      guard inject.remark.isEmpty else {
        return head + StyledText(inject.remark, Style(inject.isCut ? .warn : .dim))
      }
      return head + StyledText(summary.description)
    }
  }

  private func link(of inject: InjectState) -> LinkLayer {
    guard let place = place(of: inject),
      snapshot?.structure.adapters[place.adapter].linkKind == .rawIP
    else { return .ethernet }
    return .rawIP
  }

  // MARK: Answer

  private func drawAnswer(_ inject: InjectState, on area: Canvas, y: Int) {
    guard y > 4 else { return }
    var line = StyledText()
    switch inject.answer {
    case nil:
      line = problem(of: inject) == nil ? StyledText("ready", .dim) : StyledText()
    case .awaited?: line = StyledText("waits for the engine", .dim)
    case .done(_, let text)?:
      let isFocused = inject.focus == .result
      line = StyledText("\(Glyph.ok) ", Style(.ok)) + StyledText(text, isFocused ? .bold : .text)
      line.append("  \(KeyLabel.text([KeyEvent(.enter)], state.charset)) shows it in Trace", .dim)
      area.put(isFocused ? Glyph.selection : " ", x: 0, y: y, style: .key)
    case .refused(let text)?: line = StyledText("\(Glyph.drop) \(text)", Style(.warn))
    }
    area.put(line.truncated(to: area.width - 1), x: 1, y: y)
  }

  // MARK: Preview

  /// The layers of what would be sent, then its bytes.
  private func drawPreview(_ inject: InjectState, on area: Canvas) {
    guard case .success(let bytes) = inject.made else { return }
    let dissection = bytes.withUnsafeBytes { Dissection($0, link: link(of: inject)) }
    let perRow = HexView.bytesPerRow(width: area.width - 1)
    let rows = (bytes.count + perRow - 1) / perRow
    // The bytes get at least a third of the room.
    let most = max(1, area.height - min(rows, max(1, area.height / 3)))
    var y = 0
    for layer in dissection.layers.dropFirst().prefix(most) {
      var line = StyledText(layer.label, layer.mark == nil ? .bold : Style(.drop, .bold))
      line.append("  \(layer.text)", layer.mark == nil ? .text : Style(.drop))
      area.put(line.truncated(to: area.width - 1), x: 1, y: y)
      y += 1
    }
    HexView(bytes, bytesPerRow: perRow).draw(
      on: area.clipped(to: area.bounds.inset(left: 1, top: y))
    )
  }
}

import Inspection
import TUIKit
import Wire

extension ExplorerModel {
  /// Draws the screen.
  func draw() -> Canvas {
    let canvas = Canvas(size)
    let layout = screenLayout
    if layout.kind == .statusLine {
      drawStatusLines(on: canvas)
      return canvas
    }
    drawHeader(on: canvas.clipped(to: layout.header))
    drawTabs(on: canvas.clipped(to: layout.tabs))
    if snapshot == nil {
      Pane.remark([StyledText("waiting for the engine", .dim)], on: canvas.clipped(to: layout.body))
    } else {
      switch state.view {
      case .dashboard: drawDashboard(on: canvas)
      case .stack: drawStack(on: canvas, layout)
      case .adapter: drawAdapter(on: canvas, layout)
      case .oids: drawOIDs(on: canvas, layout)
      case .queues: drawQueues(on: canvas)
      case .trace: drawTrace(on: canvas, layout)
      case .events: drawEvents(on: canvas, layout)
      }
    }
    drawTimeStrip(on: canvas, layout.time)
    drawHints(on: canvas.clipped(to: layout.hints))
    drawOverlay(on: canvas)
    return canvas
  }

  // Header.

  private func drawHeader(on canvas: Canvas) {
    let room = canvas.width - 2
    let crumbs = Breadcrumb(breadcrumb)
    var right = StyledText()
    for candidate in headerCandidates where candidate.width + 2 + min(crumbWidth, room / 3) <= room
    {
      right = candidate
      break
    }
    canvas.put(right, right: canvas.width - 1, y: 0)
    let left = room - (right.isEmpty ? 0 : right.width + 2)
    canvas.put(crumbs.text(columns: max(0, left)), x: 1, y: 0)
  }

  private var crumbWidth: Int { Breadcrumb(breadcrumb).text(columns: .max).width }

  private var breadcrumb: [String] {
    guard let structure = snapshot?.structure else { return ["ndissect"] }
    var steps = ["ndissect", structure.name]
    switch state.view {
    case .stack, .dashboard:
      guard let row = row(state.stack.inspected) else { return steps }
      steps.append(structure.adapters[row.adapter].name)
      switch row.node {
      case .adapter: break
      case .binding(let index):
        steps.append(structure.adapters[row.adapter].bindings[index].protocolName)
      case .filter(let index): steps.append(structure.adapters[row.adapter].filters[index].name)
      case .miniport: steps.append(structure.adapters[row.adapter].name)
      }
      if state.view == .dashboard, dashboardLayout[.path] != nil, let journey {
        steps.append("#\(journey.id)")
      }
    case .trace where listsSums:
      steps.append(state.trace.listing == .paths ? "paths" : "conversations")
    case .trace:
      guard let journey else { return steps }
      if let adapter = journey.adapter.flatMap({ structure.adapter($0) }) {
        steps.append(adapter.name)
      }
      steps.append("#\(journey.id)")
    case .adapter:
      guard let adapter = selectedAdapter else { return steps }
      steps.append(adapter.name)
    case .oids:
      guard let adapter = selectedAdapter else { return steps }
      steps.append(adapter.name)
    case .queues:
      guard let adapter = selectedAdapter else { return steps }
      steps.append(adapter.name)
      if let queue = selectedQueue { steps.append(queue.node.name) }
    case .events:
      guard let event = selectedEvent else { return steps }
      if let adapter = structure.adapter(of: event.party) { steps.append(adapter.name) }
      if !event.subject.isEmpty, event.subject != steps.last { steps.append(event.subject) }
    }
    return steps
  }

  /// What stands at the right of the header, the longest first.
  private var headerCandidates: [StyledText] {
    guard let snapshot else { return [] }
    let time =
      isPast
      ? StyledText("  " + EngineTime.precise(snapshot.time), Style(.warn))
      : StyledText("  " + EngineTime.clock(snapshot.time), .dim)
    let alarm =
      snapshot.findingCount == 0
      ? StyledText()
      : StyledText(
        "\(Glyph.transmit) \(Quantity.count(snapshot.findingCount).text)  ",
        Style(.warn)
      )
    let long = alarm + stateMark(isShort: false) + "  " + rates(isShort: false)
    let middle = alarm + stateMark(isShort: false) + "  " + rates(isShort: true)
    let short = alarm + stateMark(isShort: true) + " " + rates(isShort: true)
    // Of the past the time matters more than the rates.
    let past =
      isPast
      ? [
        alarm + stateMark(isShort: false) + time,
        StyledText("\(Glyph.leftArrow) REPLAY", Style(.warn, .bold)) + time,
        StyledText(Glyph.leftArrow, Style(.warn, .bold)) + time,
      ] : []
    return [
      long + time, middle + time,
    ] + past + [
      middle, short, alarm + stateMark(isShort: true),
      stateMark(isShort: true),
    ]
  }

  /// Whether time goes on, stands, or goes by steps.
  func stateMark(isShort: Bool) -> StyledText {
    if rest != nil {
      return StyledText(Glyph.frozen + (isShort ? "" : " STEP"), Style(.held, .bold))
    }
    if let step = latest?.step, !isShort {
      let words = " #\(step.journey) to the \(step.kind.name)"
      return StyledText(Glyph.arrowHead + words, Style(.held, .bold))
    }
    if frozen != nil {
      let word = isPast ? "\(Glyph.leftArrow) REPLAY" : "\(Glyph.frozen) FROZEN"
      let mark = StyledText(isShort ? String(word.prefix(1)) : word, Style(.warn, .bold))
      guard lag > 0, !isShort else { return mark }
      return mark
        + StyledText(" \(Quantity.duration(nanoseconds: lag).text) behind", Style(.warn))
    }
    switch snapshot?.mode {
    case .live?: return StyledText(Glyph.up + (isShort ? "" : " LIVE"), Style(.ok, .bold))
    case .frozen?: return StyledText(Glyph.frozen + (isShort ? "" : " HELD"), Style(.held, .bold))
    case .stepped?:
      return StyledText(Glyph.arrowHead + (isShort ? "" : " STEPPED"), Style(.key, .bold))
    case nil: return StyledText(Glyph.down, .dim)
    }
  }

  /// Packets per second of the whole stack.
  func rates(isShort: Bool) -> StyledText {
    func one(_ mark: StyledText, _ value: Double?, _ unit: String) -> StyledText {
      guard let value else { return mark + " " + StyledText(Glyph.none, .dim) }
      let rate = Quantity.rate(value)
      let style: Style = rate.isZero ? .dim : .bold
      if isShort { return mark + " " + rate.styled(.bold) }
      let gap = unit.hasPrefix("/") && rate.unit.isEmpty ? "" : " "
      return mark + " " + StyledText(rate.digits, style) + StyledText(gap + rate.unit + unit, .dim)
    }
    let drops = totals.stack?.dropped
    let dropMark = StyledText(Glyph.drop, Style((drops ?? 0) > 0 ? .drop : .dim))
    return one(DirectionMark.text(.receive), totals.stack?.receive, "pps")
      + StyledText(isShort ? " " : "  ")
      + one(DirectionMark.text(.transmit), totals.stack?.transmit, "pps")
      + StyledText(isShort ? " " : "  ") + one(dropMark, drops, "/s")
  }

  // Tabs.

  /// The views there is room for.
  var views: [ViewID] { ViewID.allCases.filter { $0 != .dashboard || hasDashboard } }

  /// The views with their keys.
  var tabs: [TabBar.Tab] {
    views.map { view in
      let action = options.keys.actions.first { $0.id == view.action }
      return TabBar.Tab(action?.keyLabel(state.charset) ?? "", view.name)
    }
  }

  /// The views; only the open one keeps its name where what is recorded would have no room.
  var tabBar: TabBar {
    let selected = views.firstIndex(of: state.view)
    let tabs = tabs
    let whole = TabBar(tabs, selected: selected)
    let remark = recordingRemark.width
    let end = whole.places(width: size.width).last.map { $0.x + $0.width } ?? 0
    guard remark > 0, end + 2 + remark >= size.width else { return whole }
    return TabBar(
      zip(tabs, views).map { TabBar.Tab($0.key, $1 == state.view ? $1.name : "") },
      selected: selected
    )
  }

  private func drawTabs(on canvas: Canvas) {
    var bar = tabBar
    let keys = [(ActionID.palette, "commands"), (.help, "help")]
    var trailing = StyledText()
    var short = StyledText()
    for (id, word) in keys {
      guard let action = options.keys.action(id) else { continue }
      if !trailing.isEmpty { trailing.append("  ") }
      let keys = id == .palette ? action.keys.last : action.keys.first
      let label = keys.map { KeyLabel.text($0) } ?? ""
      let hint = StyledText(label, Style(.key)) + StyledText(" " + word, .dim)
      trailing += hint
      if id == .help { short = hint }
    }
    let recording = recordingRemark
    // What is recorded stays longest, then help, which leads to everything else.
    let candidates = [trailing, short].map { recording.isEmpty ? $0 : recording + "   " + $0 }
    let width = bar.places(width: canvas.width).last.map { $0.x + $0.width } ?? 0
    bar.trailing = candidates.first { width + 2 + $0.width < canvas.width } ?? recording
    bar.draw(on: canvas)
  }

  /// What of the traffic is recorded, where that is less than everything.
  private var recordingRemark: StyledText {
    guard let recording = snapshot?.recording else { return "" }
    if recording.level == 0 { return StyledText("counters only", Style(.warn)) }
    var words: [String] = []
    if recording.samplingInterval > 1 {
      words.append("1 in \(Quantity.count(recording.samplingInterval).text) recorded")
    }
    if recording.level < 3 { words.append("level \(recording.level)") }
    if recording.unstoredRecords > 0 {
      words.append("\(Quantity.count(recording.unstoredRecords).text) not stored")
    }
    return StyledText(words.joined(separator: " \(Glyph.dot) "), Style(.warn))
  }

  // Hints.

  private func drawHints(on canvas: Canvas) {
    if !state.message.isEmpty {
      canvas.put(
        StyledText(state.message, Style(.warn)).truncated(to: canvas.width - 2),
        x: 1,
        y: 0
      )
      return
    }
    if let failure = filterFailure {
      let remedy = failure.nearest.map { "did you mean \($0)?" } ?? "expected \(failure.expected)"
      let text = "\(Glyph.drop) column \(failure.column): \(failure.problem); \(remedy)"
      canvas.put(StyledText(text, Style(.drop)).truncated(to: canvas.width - 2), x: 1, y: 0)
      return
    }
    // What only the engine can tell of a filter: whether its capture part can be compiled.
    if state.view == .trace, !listsSums, let error = packets?.window.filterError, !error.isEmpty {
      canvas.put(
        StyledText("\(Glyph.drop) \(error)", Style(.drop)).truncated(to: canvas.width - 2),
        x: 1,
        y: 0
      )
      return
    }
    HintBar(HintList.hints(self), last: HintList.help(width: size.width, options.keys)).draw(
      on: canvas
    )
  }

  // Too small for more.

  private func drawStatusLines(on canvas: Canvas) {
    let lines: [StyledText] = [
      stateMark(isShort: true) + " " + rates(isShort: true),
      Breadcrumb(breadcrumb).text(columns: max(0, canvas.width)),
      isPast
        ? StyledText("REPLAY " + EngineTime.precise(currentTime), Style(.warn))
        : StyledText(snapshot.map { EngineTime.clock($0.time) } ?? "waiting", .dim),
    ]
    for (y, line) in lines.enumerated() where y < canvas.height {
      canvas.put(line, x: 0, y: y)
    }
  }
}

import Inspection
import TUIKit

/// What the inspector says of one row, as lines of text.
struct InspectorText {
  /// The instant.
  var snapshot: Snapshot
  /// Its rates.
  var history: RateHistory
  /// Columns there are.
  var width: Int
  /// Characters there are.
  var charset: Charset

  var structure: StackStructure { snapshot.structure }

  /// Mark and name, for the pane's title.
  static func title(_ row: StackRow, _ structure: StackStructure) -> StyledText {
    let adapter = structure.adapters[row.adapter]
    switch row.node {
    case .adapter:
      let isUp = adapter.isConnected
      return StyledText((isUp ? Glyph.up : Glyph.down) + " ", Style(isUp ? .ok : .dim))
        + StyledText(adapter.name)
    case .binding(let index):
      return PartyMark(.protocol).text + StyledText(" " + adapter.bindings[index].protocolName)
    case .filter(let index):
      let filter = adapter.filters[index]
      return PartyMark(filter.kind == .monitoring ? .monitoringFilter : .filter).text
        + StyledText(" " + filter.name)
    case .miniport:
      return miniportName(adapter)
    }
  }

  /// Mark and name of an adapter's miniport, as the tree, paths and drops have it, with its driver.
  static func miniportName(_ adapter: AdapterNode, _ style: Style = .text) -> StyledText {
    PartyMark(.miniport).text + StyledText(" " + adapter.name, style)
      + StyledText(" " + adapter.miniport.driver, .dim)
  }

  /// What kind of thing it is, for the right end of the title.
  static func remark(_ row: StackRow, _ structure: StackStructure) -> StyledText {
    let adapter = structure.adapters[row.adapter]
    let words: [String]
    switch row.node {
    case .adapter:
      words = [
        adapter.virtual ? "virtual adapter" : "adapter", adapter.media,
        "ifIndex \(adapter.ifIndex)",
      ]
    case .binding(let index):
      let binding = adapter.bindings[index]
      words = [
        "binding", driver(binding.driver, unless: binding.protocolName),
        "level \(binding.recordingLevel)",
      ]
    case .filter(let index):
      let filter = adapter.filters[index]
      words = [
        "\(filter.kind.rawValue) filter", driver(filter.driver, unless: filter.name),
        filter.filterClass.isEmpty ? "" : "class \(filter.filterClass)",
        filter.mandatory ? "mandatory" : "", "level \(filter.recordingLevel)",
      ]
    case .miniport:
      words = [
        "miniport", adapter.miniport.displayName, "NDIS \(adapter.miniport.ndisVersion)",
        "level \(adapter.recordingLevel)",
      ]
    }
    return StyledText(words.filter { !$0.isEmpty }.joined(separator: " \(Glyph.dot) "), .dim)
  }

  private static func driver(_ driver: String, unless name: String) -> String {
    driver == name ? "" : "driver \(driver)"
  }

  /// The lines of a row.
  func lines(_ row: StackRow) -> [StyledText] {
    let adapter = structure.adapters[row.adapter]
    switch row.node {
    case .adapter: return adapterLines(adapter)
    case .binding(let index): return bindingLines(adapter, adapter.bindings[index], index)
    case .filter(let index): return filterLines(adapter, adapter.filters[index], index)
    case .miniport: return miniportLines(adapter)
    }
  }

  // Kinds of rows.

  private func filterLines(
    _ adapter: AdapterNode,
    _ filter: FilterNode,
    _ index: Int
  ) -> [StyledText] {
    var lines = partyLines(filter.partyID)
    let above = index == 0 ? bindingNames(adapter) : filterName(adapter.filters[index - 1])
    let below =
      index + 1 < adapter.filters.count
      ? filterName(adapter.filters[index + 1])
      : Self.miniportName(adapter)
    lines.append(neighbours(above: above, below: below))
    lines += bypassLines(filter)
    lines += settingLines(filter.settings)
    return lines + findingLines(filter.partyID)
  }

  private func miniportLines(_ adapter: AdapterNode) -> [StyledText] {
    var lines = partyLines(adapter.partyID)
    if let top = adapter.filters.last {
      lines.append(neighbours(above: filterName(top), below: nil))
    } else {
      lines.append(neighbours(above: bindingNames(adapter), below: nil))
    }
    if !adapter.miniport.summary.isEmpty { lines.append(label("driver", adapter.miniport.summary)) }
    lines += settingLines(adapter.miniport.settings)
    return lines + findingLines(adapter.partyID)
  }

  private func bindingLines(
    _ adapter: AdapterNode,
    _ binding: BindingNode,
    _ index: Int
  ) -> [StyledText] {
    var lines = partyLines(binding.partyID)
    let below =
      adapter.filters.first.map(filterName)
      ?? Self.miniportName(adapter)
    lines.append(neighbours(above: nil, below: below))
    if !binding.addresses.isEmpty {
      lines.append(label("address", binding.addresses.joined(separator: "  ")))
    }
    lines.append(label("filter", binding.packetFilter.text))
    lines += settingLines(binding.settings)
    return lines + findingLines(binding.partyID)
  }

  private func adapterLines(_ adapter: AdapterNode) -> [StyledText] {
    var lines: [StyledText] = []
    var link = stateText(adapter.state) + StyledText("   link ", .dim)
    link += StyledText(
      adapter.linkState.lowercased(),
      adapter.isConnected ? .text : Style(.warn)
    )
    if let receive = adapter.receiveLinkSpeed {
      link +=
        StyledText("  ") + DirectionMark.text(.receive) + " "
        + Quantity.bitRate(receive).styled()
    }
    if let transmit = adapter.transmitLinkSpeed {
      link +=
        StyledText("  ") + DirectionMark.text(.transmit) + " "
        + Quantity.bitRate(transmit).styled()
    }
    lines.append(StyledText("state    ", .dim) + link)
    var address = StyledText(adapter.mac.isEmpty ? "no address" : adapter.mac)
    address += StyledText("   mtu ", .dim) + StyledText("\(adapter.mtu)")
    address += StyledText("   luid ", .dim) + StyledText("0x" + String(adapter.luid, radix: 16))
    lines.append(StyledText("address  ", .dim) + address)
    lines.append(label("filter", adapter.packetFilter.text))
    if !adapter.lower.isEmpty {
      let names = adapter.lower.map { structure.adapter($0)?.name ?? "adapter \($0)" }
      lines.append(label("over", names.joined(separator: "  ")))
    }
    if let ndis = adapter.ndisPartyID {
      lines += dropLines(
        [ndis, adapter.partyID] + adapter.filters.map(\.partyID) + adapter.bindings.map(\.partyID)
      )
    } else {
      lines += dropLines(
        [adapter.partyID] + adapter.filters.map(\.partyID) + adapter.bindings.map(\.partyID)
      )
    }
    lines += statisticsLines(adapter)
    if adapter.queues.count > 1 {
      let queues = adapter.queues.map {
        "\($0.number) \($0.kind.rawValue) cpu \($0.processor.text)"
      }
      lines.append(label("queues", queues.joined(separator: "   ")))
    }
    return lines + findingLines(adapter.partyID)
  }

  // Parts.

  func label(_ name: String, _ text: String, _ style: Style = .text) -> StyledText {
    StyledText(name.padding(to: 9), .dim) + StyledText(text, style)
  }

  private func stateText(_ state: String) -> StyledText {
    StyledText(state, StackColumns.isRunning(state) ? .text : Style(.warn, .bold))
  }

  private func filterName(_ filter: FilterNode) -> StyledText {
    PartyMark(filter.kind == .monitoring ? .monitoringFilter : .filter).text
      + StyledText(" " + filter.name)
  }

  private func bindingNames(_ adapter: AdapterNode) -> StyledText {
    guard let first = adapter.bindings.first else { return StyledText("no binding", .dim) }
    var text = PartyMark(.protocol).text + StyledText(" " + first.protocolName)
    if adapter.bindings.count > 1 { text.append(" and \(adapter.bindings.count - 1) more", .dim) }
    return text
  }

  private func neighbours(above: StyledText?, below: StyledText?) -> StyledText {
    var line = StyledText("between  ", .dim)
    if let above { line += StyledText("above ", .dim) + above }
    if above != nil, below != nil { line.append("   ") }
    if let below { line += StyledText("below ", .dim) + below }
    return line
  }

  private func bypassLines(_ filter: FilterNode) -> [StyledText] {
    let names: [(HopEdges, String)] = [
      (.send, "send"), (.complete, "send complete"), (.indicate, "receive"), (.return, "return"),
    ]
    let absent = names.filter { !filter.edges.contains($0.0) }.map(\.1)
    guard !absent.isEmpty else {
      return [label("handlers", "all four of the data path")]
    }
    let text = absent.count == 4 ? "all of the data path" : absent.joined(separator: ", ")
    return [label("bypassed", text, Style(.held)) + StyledText("  no handler, no hop", .dim)]
  }

  private func settingLines(_ settings: [SettingRow]) -> [StyledText] {
    let names = settings.map { CharacterWidth.columns(of: $0.name) }.max() ?? 0
    let values = settings.map { CharacterWidth.columns(of: $0.value) }.max() ?? 0
    return settings.enumerated().map { index, setting in
      let isDefault = setting.source == "default"
      let line =
        StyledText(index == 0 ? "settings " : "         ", .dim)
        + StyledText(setting.name).leftAligned(to: min(names, 24)) + "  "
      let room = width - line.width - 2
      let whole = CharacterWidth.columns(of: setting.source) + min(values, 20) <= room
      let source = whole ? setting.source : CauseText.withoutFolders(setting.source)
      // Where it was set stays; a value too long for the line is cut in its middle.
      let place = CharacterWidth.columns(of: source)
      // What is counted nobody has set.
      let style: Style = isDefault ? .dim : setting.source == "counted" ? .text : .bold
      let value = StyledText(setting.value, style)
        .shortened(to: max(8, room - place))
      return line + value.leftAligned(to: min(values, 20)) + "  " + StyledText(source, .dim)
    }
  }

  private func findingLines(_ party: PartyID) -> [StyledText] {
    snapshot.detail.findings.filter { $0.party == party }.suffix(3).map { finding in
      StyledText("\(Glyph.transmit) \(finding.rule)", Style(.warn, .bold))
        + StyledText("  \(finding.text)  ") + StyledText(finding.page, .dim)
    }
  }
}

extension String {
  /// The text with blanks behind it up to a number of columns.
  func padding(to columns: Int) -> String {
    self + String(repeating: " ", count: max(0, columns - CharacterWidth.columns(of: self)))
  }
}

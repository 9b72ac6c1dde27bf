/// The tree as `show` prints it for people.
public struct ShowText: Sendable {
  private let snapshot: Snapshot
  private let symbols: SymbolSet

  /// Makes the text of a snapshot.
  public init(_ snapshot: Snapshot, symbols: SymbolSet = .unicode) {
    self.snapshot = snapshot
    self.symbols = symbols
  }

  /// One line per adapter, module and binding, top to bottom, with where every list went.
  public var lines: [String] {
    let structure = snapshot.structure
    var lines = ["\(structure.name)  at \(TimeText.seconds(snapshot.time)) s"]
    for adapter in structure.adapters {
      lines.append("")
      lines.append(head(adapter))
      lines += modules(adapter)
      for drop in snapshot.counters.drops
      where structure.parties[drop.party]?.adapter == adapter.id {
        lines.append(
          "  dropped \(drop.count) at \(structure.parties.name(of: drop.party)): "
            + structure.reasons.symbol(of: drop.reason)
        )
      }
      for held in snapshot.held
      where structure.parties[held.party]?.adapter == adapter.id
        && held.overdue(at: snapshot.time) > 0
      {
        var line =
          "  held too long by \(structure.parties.name(of: held.party)): \(held.overdueText(at: snapshot.time))"
        line += " of \(held.count) lists, oldest"
        for list in held.oldest {
          let age = TimeText.span(list.age(at: snapshot.time))
          line += " #\(list.journey) \(age)"
        }
        lines.append(line)
      }
    }
    return lines
  }

  /// The lines, each with its line end.
  public var text: String { lines.map { $0 + "\n" }.joined() }

  private func head(_ adapter: AdapterNode) -> String {
    let isUp = adapter.linkState == "Connected"
    var parts = [
      "\(isUp ? symbols.isUp : symbols.isDown) \(adapter.name)", adapter.state, adapter.linkState,
    ]
    if isUp, let speed = adapter.receiveLinkSpeed ?? adapter.transmitLinkSpeed {
      parts[2] += " " + Self.bits(speed)
    }
    if !adapter.mac.isEmpty { parts.append(adapter.mac) }
    parts += ["mtu \(adapter.mtu)", "if \(adapter.ifIndex)", adapter.media]
    if adapter.virtual { parts.append("virtual") }
    if !adapter.lower.isEmpty {
      let names = adapter.lower.map { snapshot.structure.adapter($0)?.name ?? "adapter \($0)" }
      parts.append("over " + names.joined(separator: ", "))
    }
    return parts.joined(separator: "  ")
  }

  private func modules(_ adapter: AdapterNode) -> [String] {
    var table = TextTable()
    for binding in adapter.bindings {
      table.add(
        row(
          binding.partyID,
          .protocol,
          binding.protocolName,
          binding.state,
          ([binding.packetFilter.text] + binding.addresses).joined(separator: " ")
        )
      )
    }
    for filter in adapter.filters {
      var note = filter.kind.rawValue
      if filter.mandatory { note += " mandatory" }
      if !filter.filterClass.isEmpty { note += " " + filter.filterClass }
      let role: PartyRole = filter.kind == .monitoring ? .monitoringFilter : .filter
      table.add(row(filter.partyID, role, filter.name, filter.state, note))
    }
    table.add(
      row(
        adapter.partyID,
        .miniport,
        adapter.name,
        adapter.state,
        "\(adapter.miniport.driver) NDIS \(adapter.miniport.ndisVersion)",
        isLast: true
      )
    )
    return table.lines
  }

  private func row(
    _ party: PartyID,
    _ role: PartyRole,
    _ name: String,
    _ state: String,
    _ note: String,
    isLast: Bool = false
  ) -> [String] {
    let mark = "  \(isLast ? symbols.corner : symbols.branch)\(symbols.mark(role)) \(name)"
    return [mark, state, note, account(snapshot.counters.ledger(of: party))]
  }

  /// The fate ledger with its zero terms left out.
  private func account(_ ledger: Ledger) -> String {
    func sum(_ columns: [CounterColumn]) -> String {
      let terms = columns.filter { ledger[$0] != 0 }.map { "\($0.symbol) \(ledger[$0])" }
      return terms.isEmpty ? "0" : terms.joined(separator: " + ")
    }
    let sides =
      sum([.entered, .born]) + " = " + sum([.left, .delivered, .merged, .dropped, .inside])
    let held = ledger[.held] == 0 ? "" : "; held \(ledger[.held])"
    return sides + held + (ledger.isBalanced ? "" : "; NOT BALANCED")
  }

  static func bits(_ speed: UInt64) -> String {
    for (unit, name) in [(1_000_000_000, "Gb/s"), (1_000_000, "Mb/s"), (1000, "kb/s")]
      as [(UInt64, String)] where speed >= unit
    {
      let tenths = speed / (unit / 10)
      return tenths % 10 == 0 ? "\(tenths / 10) \(name)" : "\(tenths / 10).\(tenths % 10) \(name)"
    }
    return "\(speed) b/s"
  }
}

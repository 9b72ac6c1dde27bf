/// The whole report, as a table for people or a document for programs.
struct BenchReport {
  var machine: BenchMachine
  var rows: [BenchRow]
  /// Why the reference was not measured, nil when it was.
  var referenceSkipped: String?

  /// `{"machine","targets":[…],"rows":[…]}` with one target and one row per line.
  var json: String {
    let machineText = Self.object([
      ("processor", Self.text(machine.processor)),
      ("processors", String(machine.processorCount)),
      ("kernel", Self.text(machine.kernel)),
      ("reference", machine.reference.map(Self.text) ?? "null"),
      ("referenceSkipped", referenceSkipped.map(Self.text) ?? "null"),
    ])
    let rowTexts = rows.map { row in
      Self.object([
        ("name", Self.text(row.name)),
        ("ours", Self.number(row.ours?.median)),
        ("reference", Self.number(row.reference?.median)),
        ("ratio", Self.number(row.ratio, decimals: 3)),
        ("unit", Self.text(row.unit + " per second of processor time")),
        ("referenceName", row.referenceName.map(Self.text) ?? "null"),
        ("referenceSkipped", row.skipped.map(Self.text) ?? "null"),
        ("allocationsPerPacket", Self.number(row.allocationsPerPacket, decimals: 6)),
        ("oursRange", Self.range(row.ours)),
        ("referenceRange", Self.range(row.reference)),
      ])
    }
    let targetTexts = BenchTarget.outcomes(rows).map { outcome in
      Self.object([
        ("name", Self.text(outcome.name)),
        ("figure", Self.number(outcome.figure, decimals: 3)),
        ("target", outcome.bound.map { Self.text($0.text) } ?? "null"),
        ("met", outcome.isMet.map { $0 ? "true" : "false" } ?? "null"),
      ])
    }
    return
      "{\"machine\":\(machineText),\n\"targets\":[\n\(targetTexts.joined(separator: ",\n"))\n],\n"
      + "\"rows\":[\n\(rowTexts.joined(separator: ",\n"))\n]}"
  }

  /// A table in millions per second of processor time: median (lowest–highest).
  var table: String {
    var lines = ["\(machine.processor), \(machine.processorCount) processors, \(machine.kernel)"]
    if let reference = machine.reference { lines.append("testpmd: \(reference)") }
    if let referenceSkipped { lines.append("testpmd skipped: \(referenceSkipped)") }
    lines.append("")
    lines.append(
      Self.line("millions per processor second", "ours", "reference", "ratio", "allocs/each")
    )
    for row in rows {
      lines.append(
        Self.line(
          row.name,
          Self.millions(row.ours),
          Self.millions(row.reference),
          row.ratio.map { Self.decimal($0, 2) } ?? "–",
          row.allocationsPerPacket.map { Self.decimal($0, 6) } ?? "–"
        ) + ((row.skipped ?? row.referenceName).map { "  " + $0 } ?? "")
      )
    }
    let outcomes = BenchTarget.outcomes(rows)
    if !outcomes.isEmpty { lines.append("") }
    for outcome in outcomes {
      let verdict = outcome.isMet.map { $0 ? "met" : "MISSED" } ?? "told only"
      lines.append(
        outcome.name + Self.pad(Self.decimal(outcome.figure, 3), 58 - outcome.name.count)
          + Self.pad(outcome.bound?.text ?? "", 9) + "  " + verdict
      )
    }
    return lines.joined(separator: "\n")
  }

  private static func line(
    _ name: String,
    _ ours: String,
    _ reference: String,
    _ ratio: String,
    _ allocations: String
  ) -> String {
    name + pad(ours, 32 + 24 - name.count) + pad(reference, 24) + pad(ratio, 8)
      + pad(allocations, 15)
  }

  private static func pad(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(1, width - text.count)) + text
  }

  private static func millions(_ spread: Spread?) -> String {
    guard let spread else { return "–" }
    let values = [spread.median, spread.minimum, spread.maximum].map {
      decimal($0 / 1e6, spread.median < 1e7 ? 3 : 1)
    }
    return "\(values[0]) (\(values[1])–\(values[2]))"
  }
}

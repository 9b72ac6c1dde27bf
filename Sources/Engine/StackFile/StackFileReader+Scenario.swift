import Inspection
import Kernel
import NDIS
import Wire

/// Steps and expectations of a stack file.
extension StackFileReader {
  /// The most steps, and the most expectations, of a file.
  private static let stepLimit = 10_000

  /// Reads `steps`.
  mutating func readSteps(_ node: YAMLNode) {
    for node in limited(sequence(node, "steps") ?? [], "steps") {
      guard let entries = mapping(node, "a step") else { continue }
      guard let entry = entries.first, entries.count == 1 else {
        let known = ScenarioVerb.allCases.map(\.rawValue) + ["expect"]
        if let other = entries.first(where: { !known.contains($0.key) }) {
          reportUnknown(other, known, "a step")
        } else {
          report(node.mark, "a step says \(entries.count) things", "start each with a dash")
        }
        continue
      }
      if entry.key == "expect" {
        for node in expectations(entry.value) {
          if let step = readExpectation(node) { scenario.steps.append(step) }
        }
      } else if let verb = ScenarioVerb(rawValue: entry.key) {
        let entries = values(entry.value, verb.entry)
        if let step = step(.verb(verb), entries, at: entry.mark) { scenario.steps.append(step) }
      } else {
        reportUnknown(entry, ScenarioVerb.allCases.map(\.rawValue) + ["expect"], "a step")
      }
    }
  }

  /// Reads `expect`.
  mutating func readExpectations(_ node: YAMLNode) {
    for node in limited(expectations(node), "expectations") {
      if let step = readExpectation(node) { scenario.expectations.append(step) }
    }
  }

  /// One expectation, or a list of them.
  private func expectations(_ node: YAMLNode) -> [YAMLNode] {
    switch node.content {
    case .sequence(let nodes): nodes
    case .scalar(""): []
    default: [node]
    }
  }

  private mutating func limited(_ nodes: [YAMLNode], _ what: String) -> [YAMLNode] {
    guard nodes.count > Self.stepLimit else { return nodes }
    report(
      nodes[Self.stepLimit].mark,
      "the file has more than \(Self.stepLimit) \(what)",
      "leave some out"
    )
    return []
  }

  private mutating func readExpectation(_ node: YAMLNode) -> Scenario.Step? {
    guard let entries = mapping(node, "an expectation") else { return nil }
    let known = ScenarioExpectation.allCases.map(\.rawValue)
    guard let entry = entries.first else {
      report(
        node.mark,
        "an expectation says nothing",
        "write one of \(known.joined(separator: ", "))"
      )
      return nil
    }
    guard let expectation = ScenarioExpectation(rawValue: entry.key) else {
      report(
        entry.mark,
        "\(PrintableText.quoted(entry.key)) does not begin an expectation",
        suggestion(entry.key, known)
      )
      return nil
    }
    return step(.expectation(expectation), entries, at: entry.mark)
  }

  /// The values of a verb: a mapping, or its first value alone.
  private func values(_ node: YAMLNode, _ entry: ScenarioEntry) -> [YAMLEntry] {
    if case .mapping(let entries) = node.content { return entries }
    return [YAMLEntry(entry.keys.first?.keyword.name ?? "", at: node.mark, node)]
  }

  private mutating func step(
    _ action: Scenario.Action,
    _ entries: [YAMLEntry],
    at mark: YAMLMark
  ) -> Scenario.Step? {
    let before = errors.count
    let keywords = action.keys.map(\.keyword)
    let settings = settings(entries, of: keywords, at: mark, action.name)
    for keyword in keywords where keyword.isRequired && keyword.type == .peer {
      guard !entries.contains(where: { $0.key == keyword.name }) else { continue }
      report(
        mark,
        "\(action.name) has no \(keyword.name)",
        "add \(keyword.name): with the name of an adapter"
      )
    }
    guard errors.count == before else { return nil }
    return Scenario.Step(action: action, settings: settings, source: source(mark))
  }

  /// Checks what the steps name, once everything of the file is known.
  mutating func checkScenario() {
    guard !scenario.isEmpty else { return }
    var attached: [String] = []
    var packets: [String] = []
    for step in scenario.all where step.action == .verb(.attach) || step.action == .verb(.bind) {
      if let driver = step.settings.text("driver") { attached.append(driver) }
    }
    let instances = (filters + protocols).map(\.instance.name) + attached
    let places = Set(declared + instances)
    for step in scenario.all {
      for key in step.action.keys {
        guard case .text(let text)? = step.settings[key.keyword.name]?.value,
          case .file(_, let line, let column) = step.settings.source(key.keyword.name)
        else { continue }
        check(
          text,
          key,
          of: step,
          at: YAMLMark(line: line, column: column),
          places,
          instances,
          &packets
        )
      }
    }
  }

  private mutating func check(
    _ text: String,
    _ key: ScenarioKey,
    of step: Scenario.Step,
    at mark: YAMLMark,
    _ places: Set<String>,
    _ instances: [String],
    _ packets: inout [String]
  ) {
    let subject = "\(key.keyword.name) of \(step.action.name)"
    /// Reports a name that is not among those there are.
    func unknown(_ what: String, _ known: [String]) {
      report(mark, "there is no \(what) \(PrintableText.quoted(text))", suggestion(text, known))
    }
    switch key.role {
    case .plain: break
    case .place:
      let parts = text.split(separator: "/", maxSplits: 1).map(String.init)
      let isKnown =
        parts.count == 2
        ? declared.contains(parts[0]) && instances.contains(parts[1]) : places.contains(text)
      if !isKnown { unknown("adapter, filter or protocol", declared + instances) }
    case .driver(let kind):
      if catalogue[text]?.kind != kind {
        unknown("\(kind.rawValue) driver", catalogue.names(of: [kind]))
      }
    case .identifier:
      guard OIDTable.entry(named: text) == nil else { return }
      unknown("identifier", OIDTable.nearest(to: text).map { [$0.symbol] } ?? [])
    case .identifierValue:
      let name = step.settings.text("name") ?? step.settings.text("oid") ?? ""
      guard let entry = OIDTable.entry(named: name) else { return }
      do throws(RecordError) {
        _ = try OIDCodec.encode(entry.number, text: text)
      } catch {
        let field = error.field.isEmpty ? "" : "\(error.field): "
        report(mark, "\(subject): \(field)\(error.problem)", error.mend)
      }
    case .frame:
      do throws(CraftError) {
        _ = try FrameText.bytes(of: text)
      } catch {
        report(mark, "\(subject): \(error.problem) (column \(error.column) of it)", error.mend)
      }
    case .indication:
      if StatusCode(symbol: text) == nil {
        unknown("status indication", StatusCode.all.map(\.symbol))
      }
    case .status:
      let known = NDISStatus.all.map(\.symbol)
      if !known.contains(text) { unknown("status", known) }
    case .reason:
      if !DropReason.all.contains(where: { $0.symbol == text }) {
        unknown("reason", DropReason.all.map(\.symbol))
      }
    case .counter:
      let known = StatisticsColumn.allCases.map(\.symbol) + CounterColumn.allCases.map(\.symbol)
      if !known.contains(text) { unknown("counter", known) }
    case .newPacket:
      if packets.contains(text) {
        report(mark, "two packets are called \(PrintableText.quoted(text))", "name them apart")
      }
      packets.append(text)
    case .packet:
      if !packets.contains(text) { unknown("injected packet", packets) }
    }
  }
}

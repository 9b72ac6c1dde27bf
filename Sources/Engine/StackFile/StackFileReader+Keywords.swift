import Kernel
import NDIS

extension StackFileReader {
  /// Reads keyword values, in the order of the descriptions, defaults where the file gives none.
  mutating func settings(
    _ entries: [YAMLEntry],
    of keywords: [KeywordDescription],
    reserved: [String] = [],
    at mark: YAMLMark,
    _ subject: String
  ) -> KeywordSettings {
    var given: [String: YAMLEntry] = [:]
    for entry in entries where !reserved.contains(entry.key) {
      if keywords.contains(where: { $0.name == entry.key }) {
        given[entry.key] = entry
      } else {
        reportUnknown(entry, keywords.map(\.name) + reserved, subject)
      }
    }
    var settings = KeywordSettings()
    for keyword in keywords where !reserved.contains(keyword.name) {
      if let entry = given[keyword.name] {
        if let value = value(entry.value, keyword.type, "\(keyword.name) of \(subject)") {
          settings.set(keyword.name, to: value)
        }
      } else if let value = keyword.default {
        settings.set(keyword.name, to: ConfiguredValue(value))
      } else if keyword.isRequired, keyword.type != .peer {
        // A peer may come from the other adapter; it is looked for once all are read.
        report(
          mark,
          "\(subject) has no \(keyword.name)",
          "add \(keyword.name): with \(keyword.type)"
        )
      }
    }
    return settings
  }

  /// Reads one value of a type; reports what does not fit.
  mutating func value(
    _ node: YAMLNode,
    _ type: KeywordType,
    _ subject: String
  ) -> ConfiguredValue? {
    switch type {
    case .list(let element, let count): return list(node, of: element, count, subject)
    case .record(let fields):
      guard let entries = mapping(node, subject) else { return nil }
      let settings = settings(entries, of: fields, at: node.mark, subject)
      return ConfiguredValue(.record(settings), source: source(node.mark))
    default: break
    }
    guard let text = text(node, subject) else { return nil }
    do {
      let value = try type.value(of: text)
      check(value, at: node.mark, subject)
      return ConfiguredValue(value, source: source(node.mark))
    } catch {
      report(node.mark, "\(subject): \(error.what)", error.mend)
      return nil
    }
  }

  private mutating func list(
    _ node: YAMLNode,
    of element: KeywordType,
    _ count: ClosedRange<Int>,
    _ subject: String
  ) -> ConfiguredValue? {
    guard let nodes = sequence(node, subject) else { return nil }
    guard count.contains(nodes.count) else {
      let range =
        count.lowerBound == count.upperBound
        ? "\(count.lowerBound)" : "\(count.lowerBound) to \(count.upperBound)"
      report(node.mark, "\(subject) has \(nodes.count) values", "write \(range)")
      return nil
    }
    var values: [ConfiguredValue] = []
    for (place, node) in nodes.enumerated() {
      let subject = "\(subject), entry \(place + 1)"
      if let value = value(node, element, subject) { values.append(value) }
    }
    return ConfiguredValue(.list(values), source: source(node.mark))
  }

  private mutating func check(_ value: KeywordValue, at mark: YAMLMark, _ subject: String) {
    switch value {
    case .packetFilter(let expression):
      guard errors.count < StackFileErrors.limit,
        let problem = catalogue.packetFilterProblem(expression)
      else { return }
      report(
        mark,
        "\(subject): \(PrintableText.quoted(expression)) is no packet filter (\(problem))",
        "write it as for tcpdump"
      )
    case .adapter(let name): references.append(Reference(adapter: name, mark: mark))
    default: break
    }
  }
}

import Kernel
import NDIS

/// Writes a configuration as the text of a stack file.
///
/// Values equal to their default are left out; filters are written in one list, which keeps their order of installation.
struct StackFileWriter {
  private(set) var text = ""

  /// Writes a whole configuration.
  mutating func write(_ configuration: StackConfiguration) {
    line(0, "name", Self.scalar(configuration.name))
    if !configuration.summary.isEmpty {
      line(0, "description", Self.scalar(configuration.summary))
    }
    line(0, "seed", String(configuration.seed))
    if configuration.heldAlarm.source != .default {
      line(0, "heldAlarm", Self.scalar("\(configuration.heldAlarm.value)"))
    }
    text += "adapters:\n"
    for adapter in configuration.adapters {
      text += "  \(Self.scalar(adapter.name)):\n"
      line(4, "driver", Self.scalar(adapter.component.name))
      writeVersion(of: adapter.component)
      if !adapter.lower.isEmpty { line(4, "lower", Self.flow(adapter.lower)) }
      write(adapter.settings, of: adapter.component.keywords, indent: 4)
    }
    if !configuration.filters.isEmpty { text += "filters:\n" }
    for filter in configuration.filters {
      text += "  - driver: \(Self.scalar(filter.component.name))\n"
      writeVersion(of: filter.component)
      if filter.name != filter.component.name { line(4, "name", Self.scalar(filter.name)) }
      write(filter, adapters: "adapters")
    }
    if !configuration.protocols.isEmpty { text += "protocols:\n" }
    for instance in configuration.protocols {
      text += "  \(Self.scalar(instance.name)):\n"
      line(4, "driver", Self.scalar(instance.component.name))
      writeVersion(of: instance.component)
      write(instance, adapters: "bind")
    }
    write(configuration.scenario)
  }

  private mutating func write(_ scenario: Scenario) {
    if !scenario.steps.isEmpty { text += "steps:\n" }
    for step in scenario.steps {
      let values = Self.inline(.record(step.settings))
      switch step.action {
      case .verb(let verb): text += "  - { \(verb.rawValue): \(values) }\n"
      case .expectation: text += "  - { expect: \(values) }\n"
      }
    }
    if !scenario.expectations.isEmpty { text += "expect:\n" }
    for step in scenario.expectations { text += "  - \(Self.inline(.record(step.settings)))\n" }
  }

  /// The version of a driver that is not built for the newest one.
  private mutating func writeVersion(of component: ComponentDescription) {
    if component.ndisVersion != .v6_40 { line(4, "ndisVersion", component.ndisVersion.description) }
  }

  private mutating func write(_ instance: StackConfiguration.Instance, adapters key: String) {
    if case .named(let names) = instance.adapters { line(4, key, Self.flow(names)) }
    if !instance.except.isEmpty { line(4, "except", Self.flow(instance.except)) }
    write(instance.settings, of: instance.component.keywords, indent: 4)
  }

  private mutating func write(
    _ settings: KeywordSettings,
    of keywords: [KeywordDescription],
    indent: Int
  ) {
    for keyword in keywords {
      guard let value = settings[keyword.name] else { continue }
      let isDefault = keyword.default.map { ConfiguredValue($0).withoutSources }
      if value.withoutSources != isDefault {
        write(keyword.name, value.value, keyword.type, indent)
      }
    }
  }

  private mutating func write(
    _ name: String,
    _ value: KeywordValue,
    _ type: KeywordType,
    _ indent: Int
  ) {
    switch (value, type) {
    case (.record(let settings), .record(let fields)):
      start(indent, name)
      write(settings, of: fields, indent: indent + 2)
    case (.list(let elements), .list(.record(let fields), _)) where !elements.isEmpty:
      start(indent, name)
      for element in elements {
        guard case .record(let settings) = element.value else { continue }
        let rule = fields.compactMap { field -> String? in
          guard let value = settings[field.name]?.value else { return nil }
          return "\(field.name): \(Self.inline(value))"
        }
        text += String(repeating: " ", count: indent + 2)
        text += "- { \(rule.joined(separator: ", ")) }\n"
      }
    default: line(indent, name, Self.inline(value))
    }
  }

  private mutating func start(_ indent: Int, _ name: String) {
    text += String(repeating: " ", count: indent) + "\(Self.scalar(name)):\n"
  }

  private mutating func line(_ indent: Int, _ name: String, _ value: String) {
    text += String(repeating: " ", count: indent) + "\(Self.scalar(name)): \(value)\n"
  }

  private static func flow(_ names: [String]) -> String {
    "[\(names.map(scalar).joined(separator: ", "))]"
  }

  private static func inline(_ value: KeywordValue) -> String {
    switch value {
    case .list(let values): "[\(values.map { inline($0.value) }.joined(separator: ", "))]"
    case .record(let settings):
      "{ "
        + settings.all.map { "\(scalar($0.name)): \(inline($0.value.value))" }
        .joined(separator: ", ") + " }"
    default: scalar(value.description)
    }
  }

  /// Returns a text as YAML, in quotes where it would not read back as it is.
  static func scalar(_ text: String) -> String {
    let letters = text.utf8
    let isPlain = { (byte: UInt8) in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      default: false
      }
    }
    let isSafe = letters.allSatisfy { isPlain($0) || " ._/-+=".utf8.contains($0) }
    if isSafe, let first = letters.first, let last = letters.last, isPlain(first), last != 32 {
      return text
    }
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case " "..."~": result.unicodeScalars.append(scalar)
      case _ where scalar.properties.isAlphabetic && scalar.value <= 0xD7FF && scalar.value >= 0xA0:
        result.unicodeScalars.append(scalar)
      default:
        let digits = String(scalar.value, radix: 16)
        result += "\\U" + String(repeating: "0", count: 8 - digits.utf8.count) + digits
      }
    }
    return result + "\""
  }
}

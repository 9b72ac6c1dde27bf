import Kernel
import NDIS

/// Puts a value that a person wrote into the settings of a component, checked against its description.
///
/// An empty text takes the value out: the keyword has its default again, and an entry of a list is gone with its first
/// value. What stays as it was keeps its source.
struct KeywordChange {
  let path: KeywordPath
  let text: String
  /// The source of what is new.
  let source: ConfigurationSource
  /// Tells what is wrong with a packet filter; nil if it is sound.
  let packetFilterProblem: (String) -> String?

  /// The settings with the value in them.
  ///
  /// - Throws: `EngineError.refused` with what is wrong, the path, and how to mend it.
  func applied(
    to settings: KeywordSettings,
    of component: ComponentDescription
  ) throws(EngineError) -> KeywordSettings {
    let keyword = try find(path.keyword, in: component.keywords, component.name)
    if keyword.type == .peer {
      throw refused("a cable is laid when the stack is built", "change the stack file")
    }
    var changed = settings
    switch (keyword.type, path.index, path.field) {
    case (.record(let fields), nil, let name?):
      let field = try find(name, in: fields, path.keyword)
      let record = set(field, to: try value(field), in: settings.record(keyword.name), fields)
      changed = set(keyword, to: wrapped(.record(record), !record.all.isEmpty), in: settings)
    case (.list(.record(let fields), let count), let index?, let name):
      var field: KeywordDescription?
      if let name { field = try find(name, in: fields, path.keyword) }
      let list = try change(settings.list(keyword.name), at: index - 1, field: field, fields)
      guard count.contains(list.count) else {
        throw refused("\(list.count) entries", "keep \(count.lowerBound) to \(count.upperBound)")
      }
      changed = set(keyword, to: wrapped(.list(list), !list.isEmpty), in: settings)
    case (_, nil, nil): changed = set(keyword, to: try value(keyword), in: settings)
    default:
      throw refused("there is no such value", "write \(keyword.name) with \(keyword.type)")
    }
    // The order of the description, as a file that is read has it.
    return KeywordSettings(
      component.keywords.compactMap { keyword in
        changed[keyword.name].map { KeywordSettings.Setting(keyword.name, $0) }
      }
    )
  }

  // MARK: Parts

  private func wrapped(_ value: KeywordValue, _ isPresent: Bool) -> ConfiguredValue? {
    isPresent ? ConfiguredValue(value, source: source) : nil
  }

  private func change(
    _ list: [ConfiguredValue],
    at index: Int,
    field: KeywordDescription?,
    _ fields: [KeywordDescription]
  ) throws(EngineError) -> [ConfiguredValue] {
    var list = list
    guard index <= list.count else {
      throw refused("there are \(list.count) entries", "number the next one \(list.count + 1)")
    }
    guard let field else {
      guard text.isEmpty, index < list.count else {
        throw refused("an entry has several values", "name one of them")
      }
      list.remove(at: index)
      return list
    }
    let value = try value(field)
    if index < list.count, case .record(let record) = list[index].value {
      if value == nil, field.isRequired {
        list.remove(at: index)
      } else {
        list[index].value = .record(set(field, to: value, in: record, fields))
        list[index].source = source
      }
      return list
    }
    guard value != nil else { return list }
    var record = KeywordSettings()
    for each in fields {
      if each.name == field.name {
        if let value { record.set(each.name, to: value) }
      } else if let standard = each.default {
        record.set(each.name, to: ConfiguredValue(standard))
      } else if each.isRequired {
        throw refused("a new entry has no \(each.name)", "begin it with its \(each.name)")
      }
    }
    list.append(ConfiguredValue(.record(record), source: source))
    return list
  }

  private func set(
    _ keyword: KeywordDescription,
    to value: ConfiguredValue?,
    in settings: KeywordSettings?,
    _ fields: [KeywordDescription]? = nil
  ) -> KeywordSettings {
    let settings = settings ?? KeywordSettings()
    let made = value ?? keyword.default.map { ConfiguredValue($0) }
    var all = settings.all.filter { $0.name != keyword.name }
    if let made { all.append(KeywordSettings.Setting(keyword.name, made)) }
    guard let fields else { return KeywordSettings(all) }
    return KeywordSettings(
      fields.compactMap { field in all.first { $0.name == field.name } }
    )
  }

  private func find(
    _ name: String,
    in keywords: [KeywordDescription],
    _ subject: String
  ) throws(EngineError) -> KeywordDescription {
    if let found = keywords.first(where: { $0.name == name }) { return found }
    let names = keywords.map(\.name)
    let near = NearestName.of(name, among: names).map { "did you mean \($0)?" }
    throw refused(
      "\(subject) has no \(PrintableText.quoted(name))",
      near
        ?? (names.isEmpty ? "it has no keywords" : "write one of \(names.joined(separator: ", "))")
    )
  }

  /// The value of the text; nil for an empty one.
  private func value(_ keyword: KeywordDescription) throws(EngineError) -> ConfiguredValue? {
    if text.isEmpty {
      if keyword.isRequired, path.index == nil {
        throw refused("it must have a value", "write \(keyword.type)")
      }
      return nil
    }
    let value: KeywordValue
    do throws(KeywordProblem) {
      value = try keyword.type.value(of: text)
    } catch {
      throw refused(error.what, error.mend)
    }
    if case .packetFilter(let expression) = value,
      let problem = packetFilterProblem(expression)
    {
      throw refused(
        "\(PrintableText.quoted(expression)) is no packet filter (\(problem))",
        "write it as for tcpdump"
      )
    }
    return ConfiguredValue(value, source: source).sourced(source)
  }

  private func refused(_ what: String, _ mend: String) -> EngineError {
    .refused("\(what): \(path): \(mend)")
  }
}

extension ConfiguredValue {
  /// The same value, also those inside, from one source.
  fileprivate func sourced(_ source: ConfigurationSource) -> ConfiguredValue {
    guard case .list(let elements) = value else { return ConfiguredValue(value, source: source) }
    return ConfiguredValue(.list(elements.map { $0.sourced(source) }), source: source)
  }
}

import Kernel
import NDIS

/// Turns the nodes of a stack file into a checked configuration, gathering every mistake.
struct StackFileReader {
  /// A reference to an adapter, to be checked once all are known.
  struct Reference {
    let adapter: String
    let mark: YAMLMark
  }

  /// A path between an instance and an adapter below it.
  struct Path: Hashable {
    let instance: String
    let adapter: String
  }

  /// A filter or protocol as far as the file goes, with the places of what it refers to.
  struct Draft {
    let instance: StackConfiguration.Instance
    let mark: YAMLMark
    /// Places where adapters are named, for errors about paths that cannot be.
    let named: [Reference]
  }

  let file: String
  let catalogue: ComponentCatalogue
  var errors: [StackFileError] = []
  /// Names of all adapters the file declares, also of those with mistakes; in file order.
  var declared: [String] = []
  var adapters: [StackConfiguration.Adapter] = []
  var adapterMarks: [String: YAMLMark] = [:]
  /// Places where adapters name those they stand on.
  var lower: [Path: YAMLMark] = [:]
  var filters: [Draft] = []
  var protocols: [Draft] = []
  var references: [Reference] = []
  var scenario = Scenario()

  init(file: String, catalogue: ComponentCatalogue) {
    self.file = file
    self.catalogue = catalogue
  }

  /// Reads a whole file.
  mutating func read(_ root: YAMLNode) throws(StackFileErrors) -> StackConfiguration {
    let known = [
      "name", "description", "seed", "heldAlarm", "adapters", "filters", "protocols", "steps",
      "expect",
    ]
    let entries = mapping(root, "a stack file") ?? []
    var name = defaultName
    var summary = ""
    var seed: UInt64 = 1
    var heldAlarm: ConfiguredValue?
    if let node = entries.first(where: { $0.key == "adapters" })?.value { declare(node) }
    for entry in entries {
      switch entry.key {
      case "name":
        if let text = self.name(of: entry.value, "the stack") { name = text }
      case "description": summary = text(entry.value, entry.key) ?? ""
      case "seed":
        let value = value(entry.value, .integer(0 ... .max), entry.key)?.value
        if case .integer(let number)? = value { seed = UInt64(number) }
      case "heldAlarm":
        heldAlarm = value(entry.value, .anyDuration, entry.key) ?? heldAlarm
      case "adapters": readAdapters(entry.value)
      case "filters": readFilters(entry.value)
      case "protocols": readProtocols(entry.value)
      case "steps": readSteps(entry.value)
      case "expect": readExpectations(entry.value)
      default: reportUnknown(entry, known, "a stack file")
      }
    }
    if errors.isEmpty, declared.isEmpty {
      report(root.mark, "the stack has no adapters", "add one under adapters:")
    }
    checkReferences()
    checkScenario()
    connectPeers()
    let plan = makePlan()
    if let errors = StackFileErrors(errors) { throw errors }
    guard let plan else {
      throw StackFileErrors(
        StackFileError(file: file, at: root.mark, "no bindings can be computed", mend: "see above")
      )
    }
    var configuration = StackConfiguration(
      name: name,
      summary: summary,
      seed: seed,
      file: file,
      adapters: adapters,
      filters: filters.map(\.instance),
      protocols: protocols.map(\.instance),
      plan: plan,
      scenario: scenario
    )
    if let heldAlarm { configuration.heldAlarm = heldAlarm }
    return configuration
  }

  /// The file's name without directories and ending.
  private var defaultName: String {
    var name = file.split(separator: "/").last.map(String.init) ?? "stack"
    for ending in [".yaml", ".yml"] where name.hasSuffix(ending) {
      name.removeLast(ending.count)
      break
    }
    return name.isEmpty ? "stack" : name
  }

  private mutating func declare(_ node: YAMLNode) {
    guard case .mapping(let entries) = node.content else { return }
    declared = entries.map(\.key)
    for entry in entries { adapterMarks[entry.key] = entry.mark }
  }
}

extension StackFileReader {
  /// Keeps an error; beyond the limit the file is hopeless and the rest would not be read.
  mutating func report(_ mark: YAMLMark, _ what: String, _ mend: String) {
    guard errors.count < StackFileErrors.limit else { return }
    errors.append(StackFileError(file: file, at: mark, what, mend: mend))
  }

  /// Reports a key that means nothing, with the nearest that does.
  mutating func reportUnknown(_ entry: YAMLEntry, _ known: [String], _ subject: String) {
    report(
      entry.mark,
      "\(PrintableText.quoted(entry.key)) is no key of \(subject)",
      suggestion(entry.key, known)
    )
  }

  /// Returns advice that names the nearest right name, or all of them.
  func suggestion(_ written: String, _ known: [String]) -> String {
    // An error that will not be kept is not worth the search.
    guard errors.count < StackFileErrors.limit else { return "" }
    if let nearest = NearestName.of(written, among: known) { return "did you mean \(nearest)?" }
    if known.isEmpty { return "leave it out" }
    let shown = known.prefix(12).joined(separator: ", ")
    return "write one of \(shown)\(known.count > 12 ? ", …" : "")"
  }

  /// Returns a mapping's entries; reports anything else.
  mutating func mapping(_ node: YAMLNode, _ subject: String) -> [YAMLEntry]? {
    if case .mapping(let entries) = node.content { return entries }
    report(node.mark, "\(subject) is \(node.kind), not a mapping", "write name: value lines")
    return nil
  }

  /// Returns a single value's text; reports anything else.
  mutating func text(_ node: YAMLNode, _ subject: String) -> String? {
    if case .scalar(let text) = node.content { return text }
    report(node.mark, "\(subject) is \(node.kind), not a single value", "write one value")
    return nil
  }

  /// Returns a list's values, a single value as a list of one; an empty value is an empty list.
  mutating func sequence(_ node: YAMLNode, _ subject: String) -> [YAMLNode]? {
    switch node.content {
    case .sequence(let nodes): return nodes
    case .scalar(let text): return text.isEmpty ? [] : [node]
    case .mapping:
      report(node.mark, "\(subject) is a mapping, not a list", "start each with a dash")
      return nil
    }
  }

  /// Returns the name in a node; reports what cannot be one.
  mutating func name(of node: YAMLNode, _ subject: String) -> String? {
    guard let text = text(node, "the name of \(subject)") else { return nil }
    return check(name: text, at: node.mark, subject) ? text : nil
  }

  /// Reports a text that cannot be a name.
  mutating func check(name: String, at mark: YAMLMark, _ subject: String) -> Bool {
    let scalars = name.unicodeScalars
    let isFit = { (scalar: Unicode.Scalar) in
      scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }
    let isName =
      scalars.count <= 64 && scalars.first.map(isFit) == true
      && scalars.allSatisfy { isFit($0) || "._- ".unicodeScalars.contains($0) }
      && scalars.last != " "
    if !isName || name == "all" {
      report(
        mark,
        "\(PrintableText.quoted(name)) cannot be the name of \(subject)",
        name == "all"
          ? "all stands for every adapter; choose another name"
          : "use at most 64 letters, digits, blanks, dots, dashes and underscores, a letter or digit first"
      )
      return false
    }
    return true
  }

  /// The source of what stands at a place.
  func source(_ mark: YAMLMark) -> ConfigurationSource {
    .file(path: file, line: mark.line, column: mark.column)
  }
}

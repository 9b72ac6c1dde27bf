import Kernel
import NDIS

extension StackFileReader {
  /// Reports names of adapters that the file does not declare.
  mutating func checkReferences() {
    let known = Set(declared)
    for reference in references where !known.contains(reference.adapter) {
      report(
        reference.mark,
        "there is no adapter \(PrintableText.quoted(reference.adapter))",
        suggestion(reference.adapter, declared)
      )
    }
  }

  /// Gives each peer to the adapter at the other end too; reports ends that do not fit.
  mutating func connectPeers() {
    var places: [String: Int] = [:]
    for (place, adapter) in adapters.enumerated() { places[adapter.name] = place }
    for here in adapters.indices {
      for keyword in adapters[here].component.keywords where keyword.type == .peer {
        connect(here, keyword, places)
      }
    }
    for adapter in adapters {
      let missing = adapter.component.keywords.filter {
        $0.type == .peer && $0.isRequired && adapter.settings[$0.name] == nil
      }
      for keyword in missing where errors.isEmpty {
        report(
          adapterMarks[adapter.name] ?? .start,
          "adapter \(adapter.name) has no \(keyword.name)",
          "add \(keyword.name): with the name of another adapter"
        )
      }
    }
  }

  private mutating func connect(
    _ here: Int,
    _ keyword: KeywordDescription,
    _ places: [String: Int]
  ) {
    let (name, key) = (adapters[here].name, keyword.name)
    guard let setting = adapters[here].settings[key], case .adapter(let other) = setting.value,
      case .file(_, let line, let column) = setting.source
    else { return }
    let mark = YAMLMark(line: line, column: column)
    if other == name {
      report(mark, "\(key) of adapter \(name) is itself", "name another adapter")
      return
    }
    // An adapter with mistakes of its own is missing here; those are reported already.
    guard let there = places[other] else { return }
    guard adapters[there].component.keyword(key)?.type == .peer else {
      report(
        mark,
        "adapter \(other) takes no \(key), its driver is \(adapters[there].component.name)",
        "name an adapter driven by \(adapters[here].component.name)"
      )
      return
    }
    if let back = adapters[there].settings[key] {
      if back.value != .adapter(name) {
        report(
          mark,
          "\(key) of adapter \(name) is \(other), whose \(key) is \(back.value)",
          "\(other) got it at \(back.source); let two adapters name each other"
        )
      }
    } else {
      var settings = adapters[there].settings
      settings.set(key, to: ConfiguredValue(.adapter(name), source: setting.source))
      // Settings keep the order of the descriptions, whichever of the two ends was read first.
      adapters[there].settings = KeywordSettings(
        adapters[there].component.keywords.compactMap { keyword in
          settings[keyword.name].map { KeywordSettings.Setting(keyword.name, $0) }
        }
      )
    }
  }

  /// Computes the bindings; reports paths the file asks for by name that cannot be.
  mutating func makePlan() -> BindingPlan? {
    checkSize()
    guard errors.isEmpty else { return nil }
    let plan: BindingPlan
    do {
      plan = try BindingPlan(
        adapters: adapters.map { .init($0.name, $0.component, lower: $0.lower) },
        filters: filters.map { Self.instance($0.instance) },
        protocols: protocols.map { Self.instance($0.instance) }
      )
    } catch {
      report(mark(of: error), error.description, "change lower: of one of them")
      return nil
    }
    reportRefusals(plan)
    reportEqualNames()
    return plan
  }

  private static func instance(_ instance: StackConfiguration.Instance) -> BindingPlan.Instance {
    BindingPlan.Instance(
      instance.name,
      instance.component,
      adapters: instance.adapters,
      disabled: instance.except
    )
  }

  private func mark(of error: BindingPlanError) -> YAMLMark {
    let name =
      switch error {
      case .circle(let names): names.first ?? ""
      case .noSuchAdapter(let name, _), .twoAdapters(let name), .notAnAdapter(let name, _): name
      }
    return adapterMarks[name] ?? .start
  }

  /// The most paths, attached or not, that a file may ask for.
  private static let pathLimit = 65_536

  /// Reports filters and protocols on so many adapters that the stack would not end.
  private mutating func checkSize() {
    var paths = 0
    for draft in filters + protocols {
      switch draft.instance.adapters {
      case .all: paths += adapters.count
      case .named(let names): paths += names.count
      }
      guard paths <= Self.pathLimit else {
        report(
          draft.mark,
          "the stack has more than \(Self.pathLimit) filters and bindings on its adapters",
          "name the adapters each is for"
        )
        return
      }
    }
  }

  private mutating func reportRefusals(_ plan: BindingPlan) {
    var asked: [Path: YAMLMark] = [:]
    for draft in filters + protocols {
      for reference in draft.named {
        asked[Path(instance: draft.instance.name, adapter: reference.adapter)] = reference.mark
      }
    }
    for refusal in plan.refusals where refusal.reason != .disabled {
      let path = Path(instance: refusal.instance, adapter: refusal.adapter)
      // What stands on adapters as an adapter named them all.
      let lower = self.lower[path]
      guard let mark = asked[path] ?? lower else { continue }
      report(
        mark,
        "\(refusal.instance) cannot stand on adapter \(refusal.adapter): \(refusal.reason)",
        "take it off this adapter"
      )
    }
  }

  private mutating func reportEqualNames() {
    var seen: [Path: YAMLMark] = [:]
    for draft in filters {
      let instance = draft.instance
      let names: [String]
      switch instance.adapters {
      case .all: names = adapters.map(\.name)
      case .named(let given): names = given
      }
      for adapter in names where !instance.except.contains(adapter) {
        let path = Path(instance: instance.name, adapter: adapter)
        if let earlier = seen[path] {
          report(
            draft.mark,
            "adapter \(adapter) has two filters named \(instance.name)",
            "the other is at \(file):\(earlier.line):\(earlier.column); add name: to one of them"
          )
        } else {
          seen[path] = draft.mark
        }
      }
    }
  }
}

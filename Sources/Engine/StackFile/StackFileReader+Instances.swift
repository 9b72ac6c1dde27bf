import NDIS

extension StackFileReader {
  /// Reads the adapters with their filters.
  mutating func readAdapters(_ node: YAMLNode) {
    for entry in mapping(node, "adapters") ?? [] {
      let subject = "adapter \(PrintableText.plain(entry.key))"
      _ = check(name: entry.key, at: entry.mark, "an adapter")
      guard let entries = mapping(entry.value, subject) else { continue }
      if let list = entries.first(where: { $0.key == "filters" }) {
        for node in sequence(list.value, "filters of \(subject)") ?? [] {
          readFilter(node, on: entry.key)
        }
      }
      let component = driver(of: entries, [.miniport, .intermediate], at: entry.mark, subject)
      guard let component else { continue }
      let lower = entries.first { $0.key == "lower" }
      let before = errors.count
      let below = lower.map { adapterNames($0.value, "lower of \(subject)") } ?? []
      if component.kind == .miniport, let lower {
        report(
          lower.mark,
          "\(subject) is driven by miniport \(component.name) and stands on no other adapter",
          "leave lower out"
        )
      } else if component.kind == .intermediate, below.isEmpty, errors.count == before {
        report(
          lower?.mark ?? entry.mark,
          "\(subject) names no lower adapter",
          "add lower: with their names"
        )
      }
      for reference in below {
        self.lower[Path(instance: entry.key, adapter: reference.adapter)] = reference.mark
      }
      adapters.append(
        StackConfiguration.Adapter(
          name: entry.key,
          component: component,
          settings: settings(
            entries,
            of: component.keywords,
            reserved: StackFile.reserved.adapter,
            at: entry.mark,
            subject
          ),
          lower: below.map(\.adapter),
          source: source(entry.mark)
        )
      )
    }
  }

  /// Reads the filters that are not written with an adapter.
  mutating func readFilters(_ node: YAMLNode) {
    for node in sequence(node, "filters") ?? [] { readFilter(node, on: nil) }
  }

  private mutating func readFilter(_ node: YAMLNode, on adapter: String?) {
    let entries: [YAMLEntry]
    switch node.content {
    case .scalar: entries = [YAMLEntry("driver", at: node.mark, node)]
    case .mapping(let given): entries = given
    case .sequence:
      report(node.mark, "a filter is a list", "write its driver, or driver: with its keywords")
      return
    }
    guard let component = driver(of: entries, [.filter], at: node.mark, "a filter") else { return }
    var name = component.name
    if let entry = entries.first(where: { $0.key == "name" }) {
      name = self.name(of: entry.value, "a filter") ?? name
    }
    let subject = "filter \(name)"
    let named = adapter == nil ? entries.first { $0.key == "adapters" } : nil
    let except = adapter == nil ? entries.first { $0.key == "except" } : nil
    var (selection, places) = self.selection(named?.value, "adapters of \(subject)")
    if let adapter {
      selection = .named([adapter])
      places = [Reference(adapter: adapter, mark: node.mark)]
    }
    let settings = settings(
      entries,
      of: component.keywords,
      reserved: adapter == nil ? StackFile.reserved.filter : StackFile.reserved.inlineFilter,
      at: node.mark,
      subject
    )
    let instance = StackConfiguration.Instance(
      name: name,
      component: component,
      settings: settings,
      adapters: selection,
      except: except.map { adapterNames($0.value, "except of \(subject)").map(\.adapter) } ?? [],
      source: source(node.mark)
    )
    filters.append(Draft(instance: instance, mark: node.mark, named: places))
  }

  /// Reads the protocols.
  mutating func readProtocols(_ node: YAMLNode) {
    for entry in mapping(node, "protocols") ?? [] {
      let subject = "protocol \(PrintableText.plain(entry.key))"
      _ = check(name: entry.key, at: entry.mark, "a protocol")
      // A protocol without keywords may be written as its driver's name.
      let entries: [YAMLEntry]
      if case .scalar(let text) = entry.value.content, !text.isEmpty {
        entries = [YAMLEntry("driver", at: entry.value.mark, entry.value)]
      } else if let given = mapping(entry.value, subject) {
        entries = given
      } else {
        continue
      }
      guard let component = driver(of: entries, [.protocol], at: entry.mark, subject) else {
        continue
      }
      let bind = entries.first { $0.key == "bind" }
      let except = entries.first { $0.key == "except" }
      let (selection, places) = selection(bind?.value, "bind of \(subject)")
      let settings = settings(
        entries,
        of: component.keywords,
        reserved: StackFile.reserved.protocol,
        at: entry.mark,
        subject
      )
      let instance = StackConfiguration.Instance(
        name: entry.key,
        component: component,
        settings: settings,
        adapters: selection,
        except: except.map { adapterNames($0.value, "except of \(subject)").map(\.adapter) } ?? [],
        source: source(entry.mark)
      )
      protocols.append(Draft(instance: instance, mark: entry.mark, named: places))
    }
  }

  /// Returns the component a `driver` entry names; reports a missing, unknown or unfit one.
  private mutating func driver(
    of entries: [YAMLEntry],
    _ kinds: Set<ComponentKind>,
    at mark: YAMLMark,
    _ subject: String
  ) -> ComponentDescription? {
    guard let entry = entries.first(where: { $0.key == "driver" }) else {
      report(
        mark,
        "\(subject) names no driver",
        "add driver: with one of \(catalogue.names(of: kinds).joined(separator: ", "))"
      )
      return nil
    }
    guard let name = text(entry.value, "driver of \(subject)") else { return nil }
    guard let component = catalogue[name] else {
      report(
        entry.value.mark,
        "there is no driver \(PrintableText.quoted(name))",
        suggestion(name, catalogue.names(of: kinds))
      )
      return nil
    }
    guard kinds.contains(component.kind) else {
      let section = component.kind == .filter ? "filters" : "protocols"
      let place = component.adapterInterfaces == nil ? section : "adapters"
      report(
        entry.value.mark,
        "driver \(name) of \(subject) is of kind \(component.kind.rawValue)",
        "move it under \(place):, or \(suggestion(name, catalogue.names(of: kinds)))"
      )
      return nil
    }
    return built(component, entries, subject)
  }

  /// The component as built for the version that an `ndisVersion` entry names; reports one that does not exist.
  private mutating func built(
    _ component: ComponentDescription,
    _ entries: [YAMLEntry],
    _ subject: String
  ) -> ComponentDescription {
    guard let entry = entries.first(where: { $0.key == "ndisVersion" }),
      let text = text(entry.value, "ndisVersion of \(subject)")
    else { return component }
    guard let version = NDISVersion.supported.first(where: { $0.description == text }) else {
      report(
        entry.value.mark,
        "there is no NDIS version \(PrintableText.quoted(text))",
        "write one of \(NDISVersion.supported.map(\.description).joined(separator: ", "))"
      )
      return component
    }
    return component.built(for: version)
  }

  private mutating func selection(
    _ node: YAMLNode?,
    _ subject: String
  ) -> (BindingPlan.Selection, [Reference]) {
    guard let node else { return (.all, []) }
    if case .scalar("all") = node.content { return (.all, []) }
    let places = adapterNames(node, subject)
    return (.named(places.map(\.adapter)), places)
  }

  /// Returns names of adapters with their places; reports one that comes twice.
  private mutating func adapterNames(_ node: YAMLNode, _ subject: String) -> [Reference] {
    var names: [Reference] = []
    var seen: Set<String> = []
    for node in sequence(node, subject) ?? [] {
      guard let name = text(node, subject) else { continue }
      let reference = Reference(adapter: name, mark: node.mark)
      if seen.insert(name).inserted {
        names.append(reference)
        references.append(reference)
      } else {
        report(
          node.mark,
          "\(subject) names \(PrintableText.quoted(name)) twice",
          "leave one of them out"
        )
      }
    }
    return names
  }
}

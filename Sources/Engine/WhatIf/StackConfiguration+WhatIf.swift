public import Inspection
import Kernel
public import NDIS

/// A stack with changes, as a whole checked configuration; `StackFile.write` gives its file.
extension StackConfiguration {
  /// The same stack with some things otherwise, one after the other.
  ///
  /// - Parameters:
  ///   - changes: what is otherwise.
  ///   - structure: the stack as it runs, for changes of indirection tables; nil refuses those.
  ///   - catalogue: the components of its drivers.
  /// - Returns: the stack with the changes, checked.
  /// - Throws: `EngineError` with what cannot be, where, and how to mend it.
  public func changed(
    by changes: [WhatIfChange],
    in structure: StackStructure? = nil,
    catalogue: ComponentCatalogue
  ) throws(EngineError) -> StackConfiguration {
    var stack = self
    for change in changes {
      switch change {
      case .bypass(let place): stack = try stack.bypassing(place)
      case .above(let place, let other): stack = try stack.moving(place, above: true, other)
      case .below(let place, let other): stack = try stack.moving(place, above: false, other)
      case .set(let place, let keyword, let value):
        stack = try stack.setting(keyword, of: place, to: value, catalogue)
      case .table(let adapter, let edit):
        stack = try stack.leading(adapter, edit, structure)
      }
    }
    return stack
  }

  /// What a name stands for.
  enum Place: Equatable {
    case adapter(String)
    /// A filter, and the adapters on which it is meant.
    case filter(String, on: [String])
    case `protocol`(String)
  }

  /// Finds what a name stands for: an adapter, `adapter/filter`, `adapter/protocol`, a filter or a protocol.
  ///
  /// - Throws: `EngineError.unknownPlace` with the name that was probably meant.
  func place(named text: String) throws(EngineError) -> Place {
    if adapter(text) != nil { return .adapter(text) }
    if let slash = text.firstIndex(of: "/") {
      let adapter = String(text[..<slash])
      let name = String(text[text.index(after: slash)...])
      if let stack = plan[adapter] {
        if stack.filters.contains(name) { return .filter(name, on: [adapter]) }
        if stack.bindings.contains(name) { return .protocol(name) }
      }
    }
    let standing = plan.stacks.filter { $0.filters.contains(text) }.map(\.adapter)
    if !standing.isEmpty { return .filter(text, on: standing) }
    if self.protocol(text) != nil { return .protocol(text) }
    let names =
      adapters.map(\.name) + plan.stacks.flatMap(\.filters) + protocols.map(\.name)
    let near = NearestName.of(text, among: names).map { "did you mean \($0)? " } ?? ""
    let isShort = names.count <= 20
    let known =
      isShort ? "it has \(names.joined(separator: ", "))" : "`ndissect show` lists them all"
    throw .unknownPlace("nothing in the stack has this name: \(text): \(near)\(known)")
  }

  private func filter(_ text: String) throws(EngineError) -> (name: String, adapters: [String]) {
    guard case .filter(let name, let adapters) = try place(named: text) else {
      throw .unknownPlace("this is no filter: \(text): name a filter")
    }
    return (name, adapters)
  }

  // MARK: Changes

  private func bypassing(_ place: String) throws(EngineError) -> StackConfiguration {
    let (name, adapters) = try filter(place)
    var stack = self
    for adapter in adapters { stack = try stack.detaching(name, from: adapter) }
    return stack.with(scenario)
  }

  /// Filters stand in the order in which their drivers were installed, the first lowest; so the order of installation
  /// is what changes, and with it the order on every adapter.
  private func moving(
    _ place: String,
    above: Bool,
    _ other: String
  ) throws(EngineError) -> StackConfiguration {
    let (name, adapters) = try filter(place)
    let (otherName, otherAdapters) = try filter(other)
    let shared = adapters.filter(otherAdapters.contains)
    guard let adapter = shared.first else {
      throw .refused("they stand on no adapter together: \(place) and \(other): name two that do")
    }
    let own = self.filters(on: adapter).first { $0.name == name }
    let mark = self.filters(on: adapter).first { $0.name == otherName }
    guard let own, let mark, own != mark else {
      throw .refused("this is one filter: \(place) and \(other): name two")
    }
    // A monitoring filter is installed instance by instance, a modifying one as a driver for every adapter.
    let isMonitoring = own.component.filter?.type == .monitoring
    let isMoved = { (filter: Instance) in
      isMonitoring ? filter == own : filter.component.name == own.component.name
    }
    var filters = self.filters.filter { !isMoved($0) }
    let target = filters.firstIndex {
      isMonitoring ? $0 == mark : $0.component.name == mark.component.name
    }
    guard let target else { throw .refused("this is one driver: \(place) and \(other): name two") }
    filters.insert(contentsOf: self.filters.filter(isMoved), at: above ? target + 1 : target)
    let stack = try with(filters: filters).with(scenario)
    for adapter in shared {
      let order = stack.plan[adapter]?.filters ?? []
      guard let here = order.firstIndex(of: name), let there = order.firstIndex(of: otherName)
      else { continue }
      guard above == (here < there) else {
        throw .refused(
          "\(name) cannot stand \(above ? "above" : "below") \(otherName): adapter \(adapter): "
            + "\(Self.rank(of: own)) and \(Self.rank(of: mark)) have their own order: choose two of one class"
        )
      }
    }
    return stack
  }

  private static func rank(of filter: Instance) -> String {
    guard let described = filter.component.filter, described.type == .modifying else {
      return "monitoring filters"
    }
    return "class \(described.filterClass.map { "\($0)" } ?? "none")"
  }

  private func setting(
    _ keyword: String,
    of place: String,
    to value: String,
    _ catalogue: ComponentCatalogue
  ) throws(EngineError) -> StackConfiguration {
    guard let path = KeywordPath(keyword) else {
      throw .refused("this names no value: \(keyword): write such as loss or rules[2].match")
    }
    let change = KeywordChange(
      path: path,
      text: value,
      source: .command("what if"),
      packetFilterProblem: catalogue.packetFilterProblem
    )
    switch try self.place(named: place) {
    case .adapter(let name):
      guard let adapter = adapter(name) else { return self }
      let settings = try change.applied(to: adapter.settings, of: adapter.component)
      return try setting(settings, ofAdapter: name).with(scenario)
    case .filter(let name, let adapters):
      var stack = self
      for adapter in adapters {
        guard let filter = stack.filters(on: adapter).first(where: { $0.name == name }) else {
          continue
        }
        let settings = try change.applied(to: filter.settings, of: filter.component)
        stack = try stack.setting(settings, ofFilter: name, on: adapter)
      }
      return stack.with(scenario)
    case .protocol(let name):
      var protocols = protocols
      for index in protocols.indices where protocols[index].name == name {
        let old = protocols[index]
        protocols[index] = Instance(
          name: old.name,
          component: old.component,
          settings: try change.applied(to: old.settings, of: old.component),
          adapters: old.adapters,
          except: old.except,
          source: old.source
        )
      }
      return try with(protocols: protocols).with(scenario)
    }
  }

  /// The table is no keyword: whoever spreads receives sets it by a request, and so does a first step of the stack.
  private func leading(
    _ adapter: String,
    _ text: String,
    _ structure: StackStructure?
  ) throws(EngineError) -> StackConfiguration {
    guard case .adapter(let name) = try place(named: adapter) else {
      throw .unknownPlace("this is no adapter: \(adapter): name an adapter")
    }
    guard let node = structure?.adapters.first(where: { $0.name == name }),
      let scaling = structure?.scaling(of: node.id), !scaling.table.isEmpty
    else {
      throw .refused(
        "it has no indirection table: adapter \(name): choose one with several receive queues"
      )
    }
    let edit: TableEdit
    do throws(TableEdit.Failure) {
      edit = try TableEdit(parsing: text, scaling, queues: node.queues)
    } catch {
      throw .refused("\(error.text): the table of \(name): \(text)")
    }
    let source = ConfigurationSource.command("what if")
    let step = Scenario.Step(
      action: .verb(.oid),
      settings: KeywordSettings([
        .init(
          "name",
          ConfiguredValue(.text("OID_GEN_RECEIVE_SCALE_PARAMETERS"), source: source)
        ),
        .init("adapter", ConfiguredValue(.adapter(name), source: source)),
        .init("value", ConfiguredValue(.text(edit.value), source: source)),
      ]),
      source: source
    )
    var scenario = scenario
    scenario.steps.insert(step, at: 0)
    return with(scenario)
  }

  private func with(_ scenario: Scenario) -> StackConfiguration {
    var stack = self
    stack.scenario = scenario
    return stack
  }
}

extension StackConfiguration {
  /// Whether a name stands for an adapter, filter or protocol of the stack.
  public func hasPlace(_ name: String) -> Bool { (try? place(named: name)) != nil }
}

extension StackConfiguration {
  /// What a move does where nobody asked for it: a driver's place among its class is one for all adapters.
  func remarks(on changes: [WhatIfChange], towards changed: StackConfiguration) -> [String] {
    var named: Set<String> = []
    for change in changes {
      switch change {
      case .above(let text, _), .below(let text, _):
        if case .filter(_, let adapters) = try? place(named: text) { named.formUnion(adapters) }
      case .bypass, .set, .table: break
      }
    }
    guard !named.isEmpty else { return [] }
    let others = plan.stacks.filter { stack in
      let new = changed.plan[stack.adapter]?.filters ?? []
      return !named.contains(stack.adapter)
        && stack.filters.filter(new.contains) != new.filter(stack.filters.contains)
    }
    guard !others.isEmpty else { return [] }
    let names = others.map(\.adapter).joined(separator: ", ")
    return ["a driver's order is one for all adapters: it is another on \(names), too"]
  }
}

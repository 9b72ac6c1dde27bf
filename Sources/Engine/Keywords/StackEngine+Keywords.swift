import CNDIS
import Drivers
import Inspection
import Kernel
import NDIS

/// Values of keywords that a person changes while the stack runs.
extension StackEngine {
  /// A filter module or adapter whose driver takes other values.
  private struct Target {
    let party: PartyID
    let name: String
    let adapter: MiniportAdapter
    let component: ComponentDescription
    let settings: KeywordSettings
    let driver: any Reconfigurable
    /// Nil for the miniport.
    let module: FilterModule?
  }

  /// Changes one value: a filter module takes it while its stack is paused, an adapter while it is halted.
  ///
  /// Nothing is paused before the value is known to be right; if the driver refuses it even so, all stays as it was.
  func setKeyword(_ text: String, of party: PartyID, to value: String) throws(EngineError) {
    let target = try target(party)
    let answer = begin(party, value.isEmpty ? "take \(text) out" : "set \(text) = \(value)")
    told(answer) { () throws(EngineError) in
      guard let path = KeywordPath(text) else {
        throw .refused("this names no value: \(text): write such as loss or rules[2].match")
      }
      let change = KeywordChange(
        path: path,
        text: value,
        source: commandSource("setKeyword"),
        packetFilterProblem: catalogue.components.packetFilterProblem
      )
      let settings = try change.applied(to: target.settings, of: target.component)
      guard settings.withoutSources != target.settings.withoutSources else {
        throw .refused("it is so already")
      }
      try check(settings, of: target)
      switch target.adapter.state {
      case .running, .paused, .restarting, .pausing: break
      default:
        throw .refused(
          "the adapter is \(target.adapter.state.displayName): \(target.adapter.name): start it first"
        )
      }
      put(settings, into: target, answer)
    }
  }

  private func put(
    _ settings: KeywordSettings,
    into target: Target,
    _ answer: @escaping (String?) -> Void
  ) {
    var problem: String?
    let old = target.driver.configuration
    let new = instance(target.name, target.component, settings)
    let take = { [unowned self] in
      do throws(DriverError) {
        try target.driver.reconfigure(new)
        note(settings, of: target)
      } catch {
        problem = error.description
      }
    }
    guard let module = target.module else {
      let revert = { [unowned self] in
        problem = "the miniport does not initialise with it"
        try? target.driver.reconfigure(old)
        note(target.settings, of: target)
      }
      // The modules that are attached anew are recorded as those before them.
      let levels = target.adapter.filters.map { ($0.name, $0.party.record.pointee.level) }
      return target.adapter.reinitialize("set values", take, revert: revert) { [unowned self] in
        for module in target.adapter.filters {
          let level = levels.first { $0.0 == module.name }?.1 ?? options.level
          setLevel(level, party: module.party.id)
        }
        answer(problem)
      }
    }
    target.adapter.modify("set values of \(module.name)", take) {
      let isGone = !target.adapter.filters.contains { $0 === module }
      answer(problem ?? (isGone ? "the module did not restart" : nil))
    }
  }

  /// Makes a driver object with the values, to see whether one can be made.
  private func check(_ settings: KeywordSettings, of target: Target) throws(EngineError) {
    let made = instance(target.name, target.component, settings)
    do throws(DriverError) {
      switch catalogue[target.component.name]?.factory {
      case .miniport(let make)?: _ = try make(made)
      case .filter(let make)?: _ = try make(made)
      case .protocol?, nil: break
      }
    } catch {
      throw .refused(error.description)
    }
  }

  private func note(_ settings: KeywordSettings, of target: Target) {
    let adapter = target.adapter.name
    let next =
      target.module == nil
      ? try? running.setting(settings, ofAdapter: adapter)
      : try? running.setting(settings, ofFilter: target.name, on: adapter)
    if let next { running = next }
  }

  /// Notes a medium that was connected or disconnected.
  func note(media value: String, of adapter: MiniportAdapter, _ source: ConfigurationSource) {
    guard var settings = running.adapter(adapter.name)?.settings else { return }
    settings.set("media", to: ConfiguredValue(.choice(value), source: source))
    if let next = try? running.setting(settings, ofAdapter: adapter.name) { running = next }
  }

  /// The source of what a command sets: its name and the engine time.
  func commandSource(_ name: String) -> ConfigurationSource {
    .command("\(name) at \(TimeText.span(now))")
  }

  private func target(_ party: PartyID) throws(EngineError) -> Target {
    for adapter in stack.adapters {
      if adapter.party.id == party { return try require(miniportTarget(adapter), adapter.name) }
      for module in adapter.filters where module.party.id == party {
        return try require(moduleTarget(module), module.name)
      }
    }
    throw .unknownTarget("module \(party)")
  }

  private func require(_ target: Target?, _ name: String) throws(EngineError) -> Target {
    if let target { return target }
    throw .refused("its driver reads its values only once: \(name): change the stack file")
  }

  private func miniportTarget(_ adapter: MiniportAdapter) -> Target? {
    guard let driver = adapter.driver as? any Reconfigurable,
      let settings = running.adapter(adapter.name)?.settings
    else { return nil }
    return Target(
      party: adapter.party.id,
      name: adapter.name,
      adapter: adapter,
      component: adapter.component,
      settings: settings,
      driver: driver,
      module: nil
    )
  }

  private func moduleTarget(_ module: FilterModule) -> Target? {
    let adapter = module.adapter
    guard let driver = module.driver as? any Reconfigurable,
      let found = running.filters(on: adapter.name).first(where: { $0.name == module.name })
    else { return nil }
    return Target(
      party: module.party.id,
      name: module.name,
      adapter: adapter,
      component: module.component,
      settings: found.settings,
      driver: driver,
      module: module
    )
  }

  // MARK: Rows

  /// What of an adapter and its filter modules can be changed, top to bottom.
  func keywordRows(of id: AdapterID) -> [KeywordRow] {
    guard let adapter = stack.adapters.first(where: { $0.party.id == id }) else { return [] }
    if let known = keywordRows[id], known.shape == stack.shapeGeneration { return known.rows }
    let targets =
      adapter.filters.reversed().compactMap(moduleTarget)
      + [miniportTarget(adapter)].compactMap { $0 }
    let rows = targets.flatMap { target in
      KeywordRows(target.settings, of: target.component).entries.map { entry in
        KeywordRow(
          party: target.party,
          path: entry.path.description,
          value: entry.value?.value.description ?? "",
          source: entry.value.map { "\($0.source)" } ?? "",
          form: entry.keyword.type.description,
          summary: entry.keyword.summary,
          absence: entry.absence,
          reinitializes: target.module == nil
        )
      }
    }
    keywordRows[id] = (stack.shapeGeneration, rows)
    return rows
  }
}

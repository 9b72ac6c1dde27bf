import Kernel
import NDIS

/// What a running stack becomes by the changes a person makes; each gives a whole checked configuration.
extension StackConfiguration {
  /// The same stack with other parts, without its scenario, and the plan that follows from them.
  func with(
    adapters: [Adapter]? = nil,
    filters: [Instance]? = nil,
    protocols: [Instance]? = nil
  ) throws(EngineError) -> StackConfiguration {
    let adapters = adapters ?? self.adapters
    let filters = filters ?? self.filters
    let protocols = protocols ?? self.protocols
    let plan: BindingPlan
    do throws(BindingPlanError) {
      plan = try BindingPlan(
        adapters: adapters.map { .init($0.name, $0.component, lower: $0.lower) },
        filters: filters.map(\.planned),
        protocols: protocols.map(\.planned)
      )
    } catch {
      throw .refused("\(error): the stack \(name): undo the change")
    }
    return StackConfiguration(
      name: name,
      summary: summary,
      seed: seed,
      file: file,
      adapters: adapters,
      filters: filters,
      protocols: protocols,
      plan: plan,
      heldAlarm: heldAlarm
    )
  }

  /// With one more filter on an adapter, installed last.
  ///
  /// - Throws: `EngineError.refused` with the reason of the binding rules.
  func attaching(
    _ name: String,
    _ component: ComponentDescription,
    _ settings: KeywordSettings,
    to adapter: String
  ) throws(EngineError) -> StackConfiguration {
    let made = Instance(
      name: name,
      component: component,
      settings: settings,
      adapters: .named([adapter]),
      except: [],
      source: .command("attachFilter")
    )
    let next = try with(filters: filters + [made])
    try next.checkRefusal(of: name, on: adapter, since: self, "detach the other one first")
    return next
  }

  /// Without a filter on an adapter.
  func detaching(_ name: String, from adapter: String) throws(EngineError) -> StackConfiguration {
    try with(filters: Self.removing(name, from: adapter, in: filters))
  }

  /// With a protocol bound to one more adapter; `name` may be that of a protocol there is.
  ///
  /// - Throws: `EngineError.refused` with the reason of the binding rules.
  func binding(
    _ name: String,
    _ component: ComponentDescription,
    _ settings: KeywordSettings,
    to adapter: String
  ) throws(EngineError) -> StackConfiguration {
    var protocols = protocols
    if let place = protocols.firstIndex(where: { $0.name == name }) {
      protocols[place] = protocols[place].reaching(adapter)
    } else {
      protocols.append(
        Instance(
          name: name,
          component: component,
          settings: settings,
          adapters: .named([adapter]),
          except: [],
          source: .command("bind")
        )
      )
    }
    let next = try with(protocols: protocols)
    try next.checkRefusal(of: name, on: adapter, since: self, "choose another protocol")
    return next
  }

  /// Without a protocol on an adapter.
  func unbinding(_ name: String, from adapter: String) throws(EngineError) -> StackConfiguration {
    try with(protocols: Self.removing(name, from: adapter, in: protocols))
  }

  /// With other values of an adapter's keywords.
  func setting(
    _ settings: KeywordSettings,
    ofAdapter name: String
  ) throws(EngineError) -> StackConfiguration {
    var adapters = adapters
    for place in adapters.indices where adapters[place].name == name {
      adapters[place].settings = settings
    }
    return try with(adapters: adapters)
  }

  /// With other values of a filter's keywords on one adapter alone.
  func setting(
    _ settings: KeywordSettings,
    ofFilter name: String,
    on adapter: String
  ) throws(EngineError) -> StackConfiguration {
    var filters = filters
    guard let place = filters.firstIndex(where: { $0.name == name && $0.reaches(adapter) }) else {
      return self
    }
    let whole = filters[place]
    let rest = whole.leaving(adapter)
    let own = Instance(
      name: name,
      component: whole.component,
      settings: settings,
      adapters: .named([adapter]),
      except: [],
      source: whole.source
    )
    // Beside the one it was part of, so that the order of the layers stays on every adapter.
    filters.replaceSubrange(
      place...place,
      with: reachesNothing(rest) ? [own] : [rest, own]
    )
    return try with(filters: filters)
  }

  /// A name that no filter on the adapter has: the driver's, if need be with a number.
  func freeFilterName(_ component: String, on adapter: String) -> String {
    let taken = Set(filters.filter { $0.reaches(adapter) }.map(\.name))
    return Self.free(component, taken)
  }

  /// The name a protocol driver gets on one more adapter: that of a protocol alike, else one that none has.
  func protocolName(
    _ component: String,
    _ settings: KeywordSettings,
    on adapter: String
  ) -> String {
    let alike = protocols.first {
      $0.name == component && $0.component.name == component && !$0.reaches(adapter)
        && $0.settings.withoutSources == settings.withoutSources
    }
    return alike?.name ?? Self.free(component, Set(protocols.map(\.name)))
  }

  private static func free(_ name: String, _ taken: Set<String>) -> String {
    guard taken.contains(name) else { return name }
    var number = 2
    while taken.contains("\(name)\(number)") { number += 1 }
    return "\(name)\(number)"
  }

  private static func removing(
    _ name: String,
    from adapter: String,
    in instances: [Instance]
  ) -> [Instance] {
    instances.compactMap { instance in
      guard instance.name == name, instance.reaches(adapter) else { return instance }
      let rest = instance.leaving(adapter)
      if case .named(let names) = rest.adapters, names.isEmpty { return nil }
      return rest
    }
  }

  private func reachesNothing(_ instance: Instance) -> Bool {
    !adapters.contains { instance.reaches($0.name) }
  }

  private func checkRefusal(
    of name: String,
    on adapter: String,
    since before: StackConfiguration,
    _ mend: String
  ) throws(EngineError) {
    let refusal = plan.refusals.first {
      $0.instance == name && $0.adapter == adapter && !before.plan.refusals.contains($0)
    }
    if let refusal {
      throw .refused("it cannot stand on adapter \(adapter): \(name): \(refusal.reason): \(mend)")
    }
  }
}

extension StackConfiguration.Instance {
  fileprivate var planned: BindingPlan.Instance {
    BindingPlan.Instance(name, component, adapters: adapters, disabled: except)
  }

  private func with(_ adapters: BindingPlan.Selection, except: [String]) -> Self {
    Self(
      name: name,
      component: component,
      settings: settings,
      adapters: adapters,
      except: except,
      source: source
    )
  }

  /// The same on one adapter more.
  fileprivate func reaching(_ adapter: String) -> Self {
    let except = except.filter { $0 != adapter }
    guard case .named(let names) = adapters, !names.contains(adapter) else {
      return with(adapters, except: except)
    }
    return with(.named(names + [adapter]), except: except)
  }

  /// The same on one adapter less.
  fileprivate func leaving(_ adapter: String) -> Self {
    switch adapters {
    case .all: with(.all, except: except + [adapter])
    case .named(let names):
      with(.named(names.filter { $0 != adapter }), except: except.filter { $0 != adapter })
    }
  }
}

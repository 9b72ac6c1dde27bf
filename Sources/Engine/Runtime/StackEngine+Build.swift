import Drivers
import Kernel
import NDIS

extension StackEngine {
  /// What stands on one adapter once it starts.
  struct Assembly {
    var filters: [(String, ComponentDescription, any FilterDriver)] = []
    var bindings: [ProtocolBinding] = []
    /// What the filters were made from.
    var settings: [StackConfiguration.Instance] = []
  }

  /// Makes every driver object, so that a wrong value is told before anything runs.
  func build() throws(EngineError) {
    for adapter in configuration.adapters {
      let instance = instance(adapter.name, adapter.component, adapter.settings)
      guard case .miniport(let make)? = catalogue[adapter.component.name]?.factory else {
        throw .driver(
          instance: adapter.name,
          problem:
            "\(adapter.component.name) drives no adapter: \(adapter.name): name a miniport driver"
        )
      }
      let driver: any MiniportDriver
      do {
        driver = try make(instance)
      } catch {
        throw EngineError(
          error,
          instance: adapter.name,
          file: adapter.settings.text("file")
        )
      }
      do {
        let made = try MiniportAdapter(
          name: adapter.name,
          component: adapter.component,
          driver: driver,
          stack: stack
        )
        made.settings = instance.rows
      } catch {
        throw .memory(error)
      }
      drivers[adapter.name] = driver
    }
    let filtersByName = configuration.filtersByName
    // One list for each protocol, shared by its bindings.
    var adaptersByProtocol: [String: [String]] = [:]
    for stack in configuration.plan.stacks {
      for name in stack.bindings { adaptersByProtocol[name, default: []].append(stack.adapter) }
    }
    for adapter in stack.adapters {
      var assembly = Assembly()
      let filters = configuration.filters(on: adapter.name, filtersByName)
      assembly.settings = filters
      for filter in filters.reversed() {
        assembly.filters.append(
          (
            filter.name, filter.component,
            try filterDriver(filter.name, filter.component, filter.settings)
          )
        )
      }
      for name in configuration.plan[adapter.name]?.bindings ?? [] {
        guard let wanted = configuration.protocol(name) else { continue }
        assembly.bindings.append(
          try binding(
            wanted.name,
            wanted.component,
            wanted.settings,
            adapter,
            among: adaptersByProtocol[name] ?? [],
            source: wanted.source
          )
        )
      }
      assemblies[adapter.name] = assembly
    }
  }

  /// Starts one adapter's stack.
  func startAdapter(_ adapter: MiniportAdapter) {
    let assembly = assemblies.removeValue(forKey: adapter.name) ?? Assembly()
    let settings = assembly.settings
    adapter.start(filters: assembly.filters, bindings: assembly.bindings) { [unowned self] in
      for module in adapter.filters where module.settings.isEmpty {
        guard let wanted = settings.first(where: { $0.name == module.name }) else { continue }
        module.settings = instance(wanted.name, wanted.component, wanted.settings).rows
      }
    }
  }

  /// Attaches a filter driver of the catalogue with its default values, at the place that its description gives it.
  ///
  /// `finished` gets nil if the driver refused.
  func attach(
    _ component: String,
    to adapter: MiniportAdapter,
    finished: @escaping (FilterModule?) -> Void = { _ in }
  ) throws(EngineError) {
    guard let entry = catalogue[component] else { throw .unknownTarget(component) }
    guard case .filter = entry.factory else {
      throw .driver(
        instance: component,
        problem: "\(component) is no filter: \(component): name a filter driver"
      )
    }
    let name = running.freeFilterName(component, on: adapter.name)
    let settings = instance(name, entry.component, KeywordSettings()).settings
    let next = try running.attaching(name, entry.component, settings, to: adapter.name)
    let driver = try filterDriver(name, entry.component, settings)
    running = next
    adapter.attach(
      name: name,
      component: entry.component,
      driver: driver,
      place: { [unowned self] in place(of: name, on: adapter) }
    ) { [unowned self] module in
      if let module {
        setLevel(options.level, party: module.party.id)
      } else if let before = try? running.detaching(name, from: adapter.name) {
        running = before
      }
      finished(module)
    }
  }

  /// The place of a filter that is about to attach, counted from the miniport: above all that are to stand beneath it.
  private func place(of name: String, on adapter: MiniportAdapter) -> Int? {
    guard let order = running.plan[adapter.name]?.filters,
      let own = order.firstIndex(of: name)
    else { return nil }
    let beneath = Set(order[(own + 1)...])
    return adapter.filters.count { beneath.contains($0.name) }
  }

  /// Binds a protocol driver of the catalogue with its default values.
  func bind(
    _ component: String,
    to adapter: MiniportAdapter,
    finished: @escaping (ProtocolBinding) -> Void = { _ in }
  ) throws(EngineError) {
    guard let entry = catalogue[component] else { throw .unknownTarget(component) }
    guard case .protocol = entry.factory else {
      throw .driver(
        instance: component,
        problem: "\(component) is no protocol: \(component): name a protocol driver"
      )
    }
    let settings = instance(component, entry.component, KeywordSettings()).settings
    let name = running.protocolName(component, settings, on: adapter.name)
    let next = try running.binding(name, entry.component, settings, to: adapter.name)
    let made = try binding(name, entry.component, settings, adapter)
    running = next
    setLevel(options.level, party: made.party.id)
    adapter.bind(made) { [unowned self] in
      if made.state == .unbound, let before = try? running.unbinding(name, from: adapter.name) {
        running = before
      }
      finished(made)
    }
  }

  private func filterDriver(
    _ name: String,
    _ component: ComponentDescription,
    _ settings: KeywordSettings
  ) throws(EngineError) -> any FilterDriver {
    guard case .filter(let make)? = catalogue[component.name]?.factory else {
      throw .driver(
        instance: name,
        problem: "\(component.name) is no filter: \(name): name a filter driver"
      )
    }
    do {
      let driver = try make(instance(name, component, settings))
      drivers["\(name)#\(drivers.count)"] = driver
      return driver
    } catch {
      throw EngineError(error, instance: name, file: nil)
    }
  }

  private func binding(
    _ name: String,
    _ component: ComponentDescription,
    _ settings: KeywordSettings,
    _ adapter: MiniportAdapter,
    among adapters: [String]? = nil,
    source: ConfigurationSource = .default
  ) throws(EngineError) -> ProtocolBinding {
    guard case .protocol(let make)? = catalogue[component.name]?.factory else {
      throw .driver(
        instance: name,
        problem: "\(component.name) is no protocol: \(name): name a protocol driver"
      )
    }
    do {
      let configured = InstanceConfiguration(
        name: name,
        component: component,
        settings: settings,
        context: context,
        adapters: adapters ?? [adapter.name],
        source: source
      )
      let driver = try make(configured)
      drivers["\(name)#\(drivers.count)"] = driver
      let made = ProtocolBinding(
        name: name,
        component: component,
        driver: driver,
        adapter: adapter
      )
      made.settings = configured.rows
      return made
    } catch {
      throw EngineError(error, instance: name, file: nil)
    }
  }

  func instance(
    _ name: String,
    _ component: ComponentDescription,
    _ settings: KeywordSettings
  ) -> InstanceConfiguration {
    InstanceConfiguration(name: name, component: component, settings: settings, context: context)
  }
}

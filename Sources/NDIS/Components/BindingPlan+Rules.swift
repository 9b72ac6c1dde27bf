extension BindingPlan {
  /// Returns, for each adapter, the places of the instances meant for it.
  static func instances(_ instances: [Instance], at places: [String: Int]) -> [[Int]] {
    var result = [[Int]](repeating: [], count: places.count)
    for (instance, selection) in instances.map(\.adapters).enumerated() {
      switch selection {
      case .all:
        for place in result.indices { result[place].append(instance) }
      case .named(let names):
        for name in names {
          if let place = places[name], result[place].last != instance {
            result[place].append(instance)
          }
        }
      }
    }
    return result
  }

  /// Returns why a filter does not attach, nil if it does.
  ///
  /// - Parameters:
  ///   - filter: the filter.
  ///   - adapter: the adapter it would stand on.
  ///   - attached: names of the filters on it already, by driver.
  /// - Returns: the first reason that holds.
  static func refusal(
    of filter: Instance,
    on adapter: Adapter,
    with attached: [String: String]
  ) -> RefusalReason? {
    if filter.disabled.contains(adapter.name) { return .disabled }
    guard let edges = adapter.component.adapterInterfaces, !edges.hasNoLowerEdge else {
      return .noLowerEdge
    }
    let media = filter.component.filter?.mediaTypes ?? []
    guard BindingInterfaces.meet(media, edges.lowerRange) else {
      return .mediaTypesDoNotMeet(filter: media, adapter: edges.lowerRange)
    }
    guard filter.component.filter?.type == .modifying else { return nil }
    return attached[filter.component.name].map { .alreadyAttached(instance: $0) }
  }

  /// Returns why a protocol does not bind, nil if it does.
  static func refusal(of instance: Instance, on adapter: Adapter) -> RefusalReason? {
    instance.disabled.contains(adapter.name)
      ? .disabled : refusal(of: instance.component, over: adapter)
  }

  /// Returns why an intermediate driver does not bind for its virtual adapter, nil if it does.
  static func refusal(of upper: Adapter, on adapter: Adapter) -> RefusalReason? {
    refusal(of: upper.component, over: adapter)
  }

  private static func refusal(
    of component: ComponentDescription,
    over adapter: Adapter
  ) -> RefusalReason? {
    let upper = adapter.component.adapterInterfaces
    guard let upper, component.interfaces.canBind(over: upper) else {
      return .rangesDoNotMeet(lower: component.lowerRange, upper: upper?.upperRange ?? [])
    }
    return nil
  }

  /// Returns the adapters' names, each after those it stands on, otherwise in given order.
  static func startOrder(of adapters: [Adapter]) throws(BindingPlanError) -> [String] {
    var places: [String: Int] = [:]
    for (place, adapter) in adapters.enumerated() {
      guard adapter.component.adapterInterfaces != nil else {
        throw .notAnAdapter(name: adapter.name, component: adapter.component.name)
      }
      guard places.updateValue(place, forKey: adapter.name) == nil else {
        throw .twoAdapters(name: adapter.name)
      }
    }
    var order: [String] = []
    var isDone = [Bool](repeating: false, count: adapters.count)
    // A path of open adapters with the next lower one to look at; recursion could be as deep as a file is long.
    var path: [(place: Int, next: Int)] = []
    var isOpen = isDone
    for start in adapters.indices where !isDone[start] {
      path.append((start, 0))
      isOpen[start] = true
      while let (place, next) = path.last {
        guard next < adapters[place].lower.count else {
          path.removeLast()
          isOpen[place] = false
          isDone[place] = true
          order.append(adapters[place].name)
          continue
        }
        path[path.count - 1].next += 1
        let name = adapters[place].lower[next]
        guard let below = places[name] else {
          throw .noSuchAdapter(name: adapters[place].name, below: name)
        }
        if isOpen[below] {
          let circle = path.drop { $0.place != below }.map { adapters[$0.place].name }
          throw .circle(circle + [name])
        }
        guard !isDone[below] else { continue }
        isOpen[below] = true
        path.append((below, 0))
      }
    }
    return order
  }
}

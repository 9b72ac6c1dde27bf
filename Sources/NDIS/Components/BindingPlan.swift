/// Which filters attach to which adapters and in what order, and which protocols bind: computed from descriptions.
///
/// - Protocols and intermediate drivers bind where their lower range meets the adapter's upper range.
/// - Filters attach where their media types meet the adapter's lower range; `nolower` takes none.
/// - Modifying filters stand in the order of their classes. Within a class the driver installed first is nearest the
///   miniport, on every adapter alike. Monitoring filters stand above all modifying ones, the first installed lowest.
///
/// Installed first means: the driver of the first instance given. The plan does not depend on the order of adapters.
/// - Source: network/specifying-binding-interfaces, network/specifying-filter-driver-binding-relationships,
///   network/configuring-an-inf-file-for-a-modifying-filter-driver
public struct BindingPlan: Hashable, Sendable {
  /// The adapters a component goes to.
  public enum Selection: Hashable, Sendable {
    /// All it can.
    case all
    /// Some, by name.
    case named([String])

    /// Whether the selection has the adapter.
    public func contains(_ adapter: String) -> Bool {
      switch self {
      case .all: true
      case .named(let names): names.contains(adapter)
      }
    }
  }

  /// An adapter to plan for.
  public struct Adapter: Hashable, Sendable {
    /// Its name, unlike any other adapter's.
    public let name: String
    /// Its miniport or intermediate driver.
    public let component: ComponentDescription
    /// The adapters an intermediate driver binds to for it.
    public let lower: [String]

    /// Makes an adapter.
    public init(_ name: String, _ component: ComponentDescription, lower: [String] = []) {
      self.name = name
      self.component = component
      self.lower = lower
    }
  }

  /// A filter or protocol to plan for, in the order of installation.
  public struct Instance: Hashable, Sendable {
    /// Its name, unlike any other instance's of its kind.
    public let name: String
    /// Its driver.
    public let component: ComponentDescription
    /// The adapters it is meant for.
    public let adapters: Selection
    /// Adapters whose path to it a user disabled.
    public let disabled: [String]

    /// Makes an instance.
    public init(
      _ name: String,
      _ component: ComponentDescription,
      adapters: Selection = .all,
      disabled: [String] = []
    ) {
      self.name = name
      self.component = component
      self.adapters = adapters
      self.disabled = disabled
    }
  }

  /// What stands on one adapter.
  public struct Stack: Hashable, Sendable {
    /// The adapter's name.
    public let adapter: String
    /// Names of the filters that attach, from top to bottom.
    public let filters: [String]
    /// Names of the protocols that bind, in installed order.
    public let bindings: [String]
    /// Names of the intermediate drivers' adapters above, in given order.
    public let virtualAdapters: [String]
  }

  /// A path that does not come to be, with its reason.
  public struct Refusal: Hashable, Sendable {
    /// The filter, protocol or virtual adapter that would use the path.
    public let instance: String
    /// The adapter below.
    public let adapter: String
    /// Why not.
    public let reason: RefusalReason

    /// Makes a refusal.
    public init(instance: String, adapter: String, reason: RefusalReason) {
      self.instance = instance
      self.adapter = adapter
      self.reason = reason
    }
  }

  /// The stacks, in the order the adapters were given.
  public let stacks: [Stack]
  /// Selected paths that do not come to be, adapter by adapter.
  public let refusals: [Refusal]
  /// Names of the adapters so that each comes after those below it.
  public let startOrder: [String]

  private let places: [String: Int]

  /// The stack of an adapter, nil if there is no such adapter.
  public subscript(adapter: String) -> Stack? {
    places[adapter].map { stacks[$0] }
  }

  /// Computes the plan.
  public init(
    adapters: [Adapter],
    filters: [Instance],
    protocols: [Instance]
  ) throws(BindingPlanError) {
    startOrder = try Self.startOrder(of: adapters)
    var places: [String: Int] = [:]
    for (place, adapter) in adapters.enumerated() { places[adapter.name] = place }
    self.places = places
    let onAdapter = Self.instances(filters, at: places)
    let boundTo = Self.instances(protocols, at: places)
    var above = [[Int]](repeating: [], count: adapters.count)
    for (place, upper) in adapters.enumerated() {
      for name in upper.lower { if let below = places[name] { above[below].append(place) } }
    }
    let order = FilterOrder(filters)
    var stacks: [Stack] = []
    var refusals: [Refusal] = []
    for (place, adapter) in adapters.enumerated() {
      var attached: [Int] = []
      var drivers: [String: String] = [:]
      for place in onAdapter[place] {
        let filter = filters[place]
        if let reason = Self.refusal(of: filter, on: adapter, with: drivers) {
          refusals.append(Refusal(instance: filter.name, adapter: adapter.name, reason: reason))
        } else {
          attached.append(place)
          drivers[filter.component.name] = filter.name
        }
      }
      var bound: [String] = []
      for instance in boundTo[place].map({ protocols[$0] }) {
        if let reason = Self.refusal(of: instance, on: adapter) {
          refusals.append(Refusal(instance: instance.name, adapter: adapter.name, reason: reason))
        } else {
          bound.append(instance.name)
        }
      }
      var virtual: [String] = []
      for upper in above[place].map({ adapters[$0] }) {
        if let reason = Self.refusal(of: upper, on: adapter) {
          refusals.append(Refusal(instance: upper.name, adapter: adapter.name, reason: reason))
        } else {
          virtual.append(upper.name)
        }
      }
      stacks.append(
        Stack(
          adapter: adapter.name,
          filters: order.sorted(attached).map { filters[$0].name },
          bindings: bound,
          virtualAdapters: virtual
        )
      )
    }
    self.stacks = stacks
    self.refusals = refusals
  }
}

public import Kernel
public import NDIS

/// A checked stack: its instances, every value with its source, and how they bind.
public struct StackConfiguration: Hashable, Sendable {
  /// An adapter to make.
  public struct Adapter: Hashable, Sendable {
    /// Its name, unlike any other adapter's.
    public let name: String
    /// Its miniport or intermediate driver.
    public let component: ComponentDescription
    /// Its values, defaults included.
    public internal(set) var settings: KeywordSettings
    /// Names of the adapters an intermediate driver binds to for it.
    public let lower: [String]
    /// Where it was declared.
    public let source: ConfigurationSource
  }

  /// A filter or protocol to make.
  public struct Instance: Hashable, Sendable {
    /// Its name; a protocol's is unlike any other, a filter's unlike any other on the same adapter.
    public let name: String
    /// Its driver.
    public let component: ComponentDescription
    /// Its values, defaults included.
    public let settings: KeywordSettings
    /// The adapters it is meant for.
    public let adapters: BindingPlan.Selection
    /// Adapters whose path to it is disabled.
    public let except: [String]
    /// Where it was declared.
    public let source: ConfigurationSource
  }

  /// The stack's name.
  public let name: String
  /// What the stack shows; empty if the file does not say.
  public let summary: String
  /// Where every random choice starts.
  public let seed: UInt64
  /// The file it was read from; the name of a built-in stack.
  public let file: String
  /// The adapters as declared.
  public let adapters: [Adapter]
  /// The filters in the order of installation.
  public let filters: [Instance]
  /// The protocols in the order of installation.
  public let protocols: [Instance]
  /// Which of them meet where.
  public let plan: BindingPlan
  /// What is done to the stack and what must hold; empty in most.
  public var scenario = Scenario()
  /// How long a list of others may be held before that is an alarm, zero for never, and where that was set.
  ///
  /// By default twice the two seconds after which NDIS asks whether an adapter hangs: what is held over two checks counts
  /// as stuck. Source: network/miniport-adapter-check-for-hang-and-reset-operations
  public var heldAlarm = ConfiguredValue(.duration(.seconds(UInt64(4))))

  /// `heldAlarm` as a span of engine time.
  public var heldLimit: Nanoseconds {
    if case .duration(let limit) = heldAlarm.value { limit } else { .zero }
  }

  /// Returns the adapter of that name, nil if there is none.
  public func adapter(_ name: String) -> Adapter? {
    adapters.first { $0.name == name }
  }

  /// Returns the protocol of that name, nil if there is none.
  public func `protocol`(_ name: String) -> Instance? {
    protocols.first { $0.name == name }
  }

  /// Returns the filters attached to an adapter, from top to bottom.
  public func filters(on adapter: String) -> [Instance] {
    filters(on: adapter, filtersByName)
  }

  /// The same for many adapters, with what `filtersByName` gave.
  func filters(on adapter: String, _ byName: [String: [Int]]) -> [Instance] {
    (plan[adapter]?.filters ?? []).compactMap { name in
      byName[name]?.last { filters[$0].reaches(adapter) }.map { filters[$0] }
    }
  }

  /// The places of the filters of each name.
  var filtersByName: [String: [Int]] {
    Dictionary(grouping: filters.indices) { filters[$0].name }
  }

  /// Returns the path of a file that a value names; a relative one starts at the stack file's directory.
  public func path(of written: String) -> String {
    guard !written.hasPrefix("/"), let slash = file.lastIndex(of: "/") else { return written }
    return file[...slash] + written
  }

  /// The same stack without the places it was read from, to compare stacks by content.
  public var withoutSources: StackConfiguration {
    StackConfiguration(
      name: name,
      summary: summary,
      seed: seed,
      file: "",
      adapters: adapters.map { adapter in
        Adapter(
          name: adapter.name,
          component: adapter.component,
          settings: adapter.settings.withoutSources,
          lower: adapter.lower,
          source: .default
        )
      },
      filters: filters.map(\.withoutSources),
      protocols: protocols.map(\.withoutSources),
      plan: plan,
      scenario: scenario.withoutSources,
      heldAlarm: ConfiguredValue(heldAlarm.value)
    )
  }
}

extension StackConfiguration.Instance {
  /// Whether it is meant for an adapter and the path not disabled.
  func reaches(_ adapter: String) -> Bool {
    adapters.contains(adapter) && !except.contains(adapter)
  }

  fileprivate var withoutSources: Self {
    Self(
      name: name,
      component: component,
      settings: settings.withoutSources,
      adapters: adapters,
      except: except,
      source: .default
    )
  }
}
